"""A helper, a stranger and the real SSH server, inside a tree of Debian 13 without a network: prints what each got.

Run by `test_remote_help.py` as root of the tree. systemd is what cannot run here: the steward's orders to it are noted
and carried out below.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from steward.deeds import remote_help
from steward.system import Done, System, run

HOME = Path("/tmp/helper")
ADDRESS = "127.0.0.1"
SERVER = ["/usr/sbin/sshd", "-D", "-e", "-f", "/usr/lib/kiosk/ssh/sshd_config"]
FIRST = [
    "-p",
    "2022",
    "-o",
    "BatchMode=yes",
    "-o",
    "StrictHostKeyChecking=yes",
    "-o",
    f"UserKnownHostsFile={HOME}/known",
]


def main() -> None:
    orders: list[str] = []
    prepare()
    told = remote_help.switch_on({}, System(run=lambda words, seconds: noted(words, seconds, orders)))
    answers = Answers()
    # Fifteen tries in a second from one address would be held off by the server, as they should be.
    server = subprocess.Popen([*SERVER, "-o", "PerSourcePenalties=no"])
    known = known_host()
    results: dict[str, object] = {
        "orders": orders,
        "fingerprint": told.facts["fingerprint"],
        "offered": text(["ssh-keygen", "-l", "-f", str(HOME / "known")]).split()[1],
        "keys": Path("/run/kiosk-help/keys").read_text(),
        "host_key_mode": oct(Path(remote_help.HOST_KEY).stat().st_mode & 0o777),
        "known": known,
        "got": {name: ssh(*words) for name, words in attempts().items()},
        "cut": cut_off(server, answers),
    }
    server.wait(10)
    results["gone"] = ssh("status")
    json.dump(results, sys.stdout)


def attempts() -> dict[str, Sequence[str]]:
    """Name of a try → what stands behind `ssh`."""
    return {
        "status": ["status"],
        "log": ["log"],
        "check": ["check"],
        "nothing": [],
        "another": ["cat", "/etc/passwd"],
        "two": ["status; id"],
        "shell": ["-tt", "sh"],
        "environment": ["-o", "SetEnv=SSH_ORIGINAL_COMMAND=log", "status"],
        "forward": ["-W", "127.0.0.1:2022"],
        "sftp": ["-s", "sftp"],
        "stranger": ["-i", f"{HOME}/stranger", "status"],
        "optioned": ["-i", f"{HOME}/optioned", "status"],
        "root": ["-l", "root", "status"],
        "program": ["-l", "kiosk", "status"],
        "password": ["-o", "PubkeyAuthentication=no", "-o", "BatchMode=no", "status"],
    }


def prepare() -> None:
    """Users as install.sh makes them, three keys, and a program that says where it was asked."""
    subprocess.run(["bash", "/usr/lib/kiosk/ssh/make-user"], check=True)
    subprocess.run(["bash", "/usr/lib/kiosk/ssh/make-user"], check=True)
    subprocess.run(["useradd", "--system", "--shell", "/bin/sh", "--password", "*", "kiosk"], check=True)
    for folder in (HOME, Path("/etc/kiosk"), Path("/run/kiosk-steward"), Path("/run/sshd"), Path("/var/lib/kiosk/log")):
        folder.mkdir(parents=True, exist_ok=True)
    for name in ("helper", "stranger", "optioned"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(HOME / name)], check=True)
    keys = {name: (HOME / f"{name}.pub").read_text() for name in ("helper", "optioned")}
    Path("/etc/kiosk/helpers.keys").write_text(
        f'# the town\nnonsense\n{keys["helper"]}command="/bin/sh" {keys["optioned"]}cert-authority {keys["optioned"]}'
    )
    Path("/var/lib/kiosk/log/kiosk.log").write_text("a line of the log\n")
    program = Path("/opt/kiosk/current/bin/kiosk")
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "asked: $* by $(id -un)"\n')
    program.chmod(0o755)


def noted(words: Sequence[str], seconds: float, orders: list[str]) -> Done:
    """Orders to systemd are only written down."""
    if words[0] != "/usr/bin/systemctl":
        return run(words, seconds)
    orders.append(" ".join(words[1:]))
    return Done(0)


class Answers:
    """kiosk-look.socket and kiosk-look@.service: each call starts the answer as the program's user."""

    def __init__(self) -> None:
        self.silent = threading.Event()
        self.held: list[socket.socket] = []
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind("/run/kiosk-help/look")
        subprocess.run(["chown", "root:kiosk-help", "/run/kiosk-help/look"], check=True)
        os.chmod("/run/kiosk-help/look", 0o660)
        self._socket.listen()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            call, _ = self._socket.accept()
            if self.silent.is_set():
                self.held.append(call)
                continue
            with call:
                words = ["setpriv", "--reuid=kiosk", "--regid=kiosk", "--clear-groups", "python3", "-I", "-B"]
                subprocess.run(
                    [*words, "/usr/lib/kiosk/ssh/answer"], stdin=call.fileno(), stdout=call.fileno(), check=False
                )


def known_host() -> str:
    """The server's key as a stranger on the line sees it, once it listens."""
    for _ in range(100):
        if scanned := text(["ssh-keyscan", "-q", "-p", "2022", "-t", "ed25519", ADDRESS]):
            (HOME / "known").write_text(scanned)
            return scanned
        time.sleep(0.1)
    raise TimeoutError("the server does not listen")


def ssh(*words: str) -> tuple[int, str, str]:
    """What a call ends with: exit code, output, errors."""
    options = [] if "-i" in words else ["-i", f"{HOME}/helper"]
    user = [] if "-l" in words else ["-l", "kiosk-help"]
    at = next((at for at, word in enumerate(words) if not _option(words, at)), len(words))
    command = ["ssh", *FIRST, "-o", "IdentitiesOnly=yes", *options, *user, *words[:at], ADDRESS, *words[at:]]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def _option(words: Sequence[str], at: int) -> bool:
    """Whether a word belongs before the host: options and their values."""
    return words[at].startswith("-") or (at > 0 and words[at - 1] in ("-o", "-i", "-l", "-W"))


def cut_off(server: "subprocess.Popen[bytes]", answers: Answers) -> tuple[bool, int]:
    """The hour is over, and systemd ends all of the unit: whether somebody looked, and how that ended."""
    answers.silent.set()
    words = ["ssh", *FIRST, "-i", f"{HOME}/helper", "-l", "kiosk-help", ADDRESS, "log"]
    looking = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        if answers.held:
            break
        time.sleep(0.1)
    for process in (server.pid, *below(server.pid)):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGTERM)
    return bool(answers.held), looking.wait(10)


def below(process: int) -> list[int]:
    """Everything that it started, directly or not: the unit's group of processes."""
    rows = [stat.read_text().rpartition(") ")[2].split() for stat in Path("/proc").glob("[0-9]*/stat")]
    pids = [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat")]
    mine = [pid for pid, row in zip(pids, rows, strict=True) if int(row[1]) == process]
    return [*mine, *(one for pid in mine for one in below(pid))]


def text(words: Sequence[str]) -> str:
    return subprocess.run(words, capture_output=True, text=True, timeout=20, check=False).stdout


main()
