"""Inside the started computer: plays with the terminal as systemd runs it, and prints what was seen as lines of JSON.

Its words stand on the serial line behind `PROBE `; then it switches the computer off.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE_S = 600.0


def told(*words: str) -> str:
    """What a command says."""
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def of_unit(unit: str, name: str) -> str:
    """A property, as systemd knows it."""
    return told("systemctl", "show", "--value", "-p", name, unit)


def state(unit: str) -> str:
    """`active`, `failed` and so on."""
    return of_unit(unit, "ActiveState")


def until(what: Callable[[], object], wait_s: float = PATIENCE_S) -> float:
    """Seconds until something was so; negative where it never was."""
    began = time.monotonic()
    while not what():
        if time.monotonic() - began > wait_s:
            return -1.0
        time.sleep(0.1)
    return round(time.monotonic() - began, 1)


def processes() -> dict[int, list[str]]:
    """All of the terminal's unit: its processes and their words."""
    group = Path("/sys/fs/cgroup") / of_unit("kiosk.service", "ControlGroup").lstrip("/") / "cgroup.procs"
    numbers = [int(line) for line in group.read_text().split()] if group.exists() else []
    found = {}
    for number in numbers:
        with suppress(OSError):  # it may be gone by now
            found[number] = Path(f"/proc/{number}/cmdline").read_text().split("\0")[:-1]
    return found


def program() -> int:
    """The program itself, without the processes that it started."""
    return next(
        (number for number, words in processes().items() if words and "run" in words and "python" in words[0]), 0
    )


def say(name: str, seen: object) -> None:
    """One line for the caller."""
    print(f"PROBE {json.dumps({name: seen})}", flush=True)


def running() -> object:
    """The terminal comes up by itself, closed as the unit says."""
    up_s = until(lambda: state("kiosk.service") == "active")
    status = Path(f"/proc/{program()}/status").read_text()
    lines = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    environment = Path(f"/proc/{program()}/environ").read_bytes().decode().split("\0")
    return {
        "up_s": up_s,
        "started_s": round(time.clock_gettime(time.CLOCK_BOOTTIME), 1),
        "words": sorted(words[0].rpartition("/")[2] for words in processes().values()),
        "status": of_unit("kiosk.service", "StatusText"),
        "rights": [lines["CapEff"], lines["CapBnd"], lines["NoNewPrivs"], lines["Seccomp"]],
        "user": lines["Uid"].split()[0] != "0",
        "notified": any(one.startswith("NOTIFY_SOCKET=") for one in environment),
        "console": told("fgconsole"),
        "logins": told("pgrep", "-c", "getty"),
        "failed": told("systemctl", "--failed", "--no-legend", "--plain"),
        "plain": Path("/var/lib/kiosk/plain.txt").read_text(),
    }


def hung() -> object:
    """A program that stands still: systemd ends it, and the next one draws."""
    old, before, began = program(), int(of_unit("kiosk.service", "NRestarts")), time.monotonic()
    os.kill(old, signal.SIGSTOP)
    until(lambda: not Path(f"/proc/{old}").exists())
    gone_s = round(time.monotonic() - began, 1)
    until(lambda: state("kiosk.service") == "active" and program() not in (0, old))
    restarts = int(of_unit("kiosk.service", "NRestarts")) - before
    return {"gone_s": gone_s, "restarts": restarts, "fresh": program() not in (0, old)}


def dead() -> object:
    """A program that dies again and again: the plain page, and what stands on it."""
    deaths = 0
    while state("kiosk-plain.service") != "active" and deaths < 6:
        if number := program():
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
            deaths += 1
            until(lambda number=number: not Path(f"/proc/{number}").exists(), 60)  # type: ignore[misc]
        until(lambda: program() or state("kiosk-plain.service") == "active")
    until(lambda: "0221" in glass(), 60)
    return {
        "deaths": deaths,
        "terminal": state("kiosk.service"),
        "result": of_unit("kiosk.service", "Result"),
        "glass": glass(),
    }


def glass() -> str:
    """The letters on the first console."""
    return " ".join(Path("/dev/vcs1").read_bytes().decode("latin-1").split())


def back() -> object:
    """The plain page ends, sooner than by itself: the terminal is tried again, although it failed just now."""
    told("systemctl", "kill", "--signal=SIGTERM", "kiosk-plain.service")
    up_s = until(lambda: state("kiosk.service") == "active")
    return {"up_s": up_s, "plain": state("kiosk-plain.service")}


def broken() -> object:
    """Settings that cannot be used or a program that gives up are no reason for further starts."""
    Path("/opt/kiosk/bin/kiosk").rename("/opt/kiosk/bin/kiosk.whole")
    Path("/opt/kiosk/bin/kiosk").write_text("#!/bin/sh\nexit 3\n")
    Path("/opt/kiosk/bin/kiosk").chmod(0o755)
    told("systemctl", "restart", "kiosk.service")
    until(lambda: "exit-code 3" in glass())
    return {"plain": state("kiosk-plain.service"), "glass": glass()}


if __name__ == "__main__":
    try:
        for scene in (running, hung, dead, back, broken):
            say(scene.__name__, scene())
    except Exception as error:  # noqa: BLE001  # whatever breaks, the computer is switched off and says why
        say("error", repr(error))
    say("journal", told("journalctl", "-b", "-u", "kiosk*", "--no-pager", "-o", "cat", "-n", "60"))
    subprocess.run(["systemctl", "poweroff", "--force"], check=False)
