"""Every script of the device: explained, without known traps, and no machine is changed that cannot be a kiosk."""

import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.tree import PI

SHELLS = ("#!/bin/sh\n", "#!/usr/bin/env bash\n", "# shellcheck shell=")


def first_line(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline()


SCRIPTS = [path for path in sorted(PI.rglob("*")) if path.is_file() and first_line(path).startswith(SHELLS)]


def name_of(path: Path) -> str:
    return str(path.relative_to(PI))


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_no_script_has_a_known_trap(script: Path) -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("no shellcheck: apt-get install shellcheck")
    done = subprocess.run(
        ["shellcheck", "-x", script.name], capture_output=True, text=True, check=False, cwd=script.parent
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_every_script_says_what_it_is_for_and_stops_at_the_first_failure(script: Path) -> None:
    lines = script.read_text("utf-8").splitlines()
    assert lines[1].startswith("# "), "a sentence below the first line"
    stops = any(line.startswith(("set -eu", "set -Eeu")) for line in lines)
    assert stops or lines[0].startswith("# shellcheck shell="), "parts are read by a script that does"


def release(folder: Path, *, name: str, number: str, machine: str) -> dict[str, str]:
    """An environment in which the machine says that it is another one."""
    tools = folder / "tools"
    tools.mkdir()
    (tools / "dpkg").write_text(f"#!/bin/sh\necho {machine}\n")
    (tools / "dpkg").chmod(0o755)
    (folder / "os-release").write_text(f'ID={name}\nVERSION_ID="{number}"\n')
    return {"PATH": f"{tools}:{os.environ['PATH']}", "OS_RELEASE": str(folder / "os-release")}


def install(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", str(PI / "install.sh"), *words]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | env, check=False, timeout=60)


@pytest.mark.parametrize(
    ("name", "number", "machine", "why"),
    [
        ("debian", "12", "arm64", "knows no touch"),
        ("debian", "14", "arm64", "was tried on Debian 13"),
        ("fedora", "13", "arm64", "no Debian"),
        ("debian", "13", "armhf", "64-bit"),
        ("debian", "13", "amd64", "64-bit"),
    ],
)
def test_a_machine_that_cannot_be_a_kiosk_is_told_why_and_stays_as_it_is(
    tmp_path: Path, name: str, number: str, machine: str, why: str
) -> None:
    if os.geteuid():
        pytest.skip("the first question is whether it is root")
    done = install(**release(tmp_path, name=name, number=number, machine=machine))
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert not Path("/usr/lib/kiosk").exists()


@pytest.mark.parametrize("words", [("--help-me",), ("--wheels",), ("--purge",)])
def test_wrong_use_is_told_before_anything_happens(words: tuple[str, ...]) -> None:
    done = install(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_there_is_nothing_to_take_back_where_nothing_was_installed() -> None:
    if os.geteuid():
        pytest.skip("the first question is whether it is root")
    done = install("--uninstall")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no kiosk here" in done.stderr


@pytest.mark.parametrize(
    ("phone", "tail"),
    [("centre\n\nPlease call us:\n0221 12345\n", "0221 12345"), (None, "Bitte sagen Sie es im Büro.")],
)
def test_r18_the_plain_page_needs_nothing_but_a_shell(tmp_path: Path, phone: str | None, tail: str) -> None:
    page = tmp_path / "plain.txt"
    if phone:
        page.write_bytes(phone.encode() + b"\x1b[2J\x07\x9b")
    env = {
        "PATH": "/usr/bin:/bin",
        "KIOSK_PLAIN_MINUTES": "0",
        "MONITOR_UNIT": "kiosk.service",
        "MONITOR_SERVICE_RESULT": "exit-code",
        "MONITOR_EXIT_STATUS": "3",
    }
    done = subprocess.run(
        ["/bin/sh", str(PI / "lib" / "plain-page"), str(page)], capture_output=True, env=env, check=True
    )
    shown = done.stdout.removeprefix(b"\x1b[?25l\x1b[0m\x1b[H\x1b[2J")
    assert b"\x1b" not in shown, "nothing of the file reaches the console as a command"
    assert tail.encode() in shown
    assert b"(kiosk.service exit-code 3)" in shown


def test_r25_no_link_puts_another_file_onto_the_plain_page(tmp_path: Path) -> None:
    (tmp_path / "shadow").write_text("Kanarienvogel\n")
    (tmp_path / "plain.txt").symlink_to("shadow")
    words = ["/bin/sh", str(PI / "lib" / "plain-page"), str(tmp_path / "plain.txt")]
    done = subprocess.run(words, capture_output=True, env=os.environ | {"KIOSK_PLAIN_MINUTES": "0"}, check=True)
    assert "Der Kiosk geht gerade nicht." in done.stdout.decode()
    assert "Kanarienvogel" not in done.stdout.decode()


@pytest.mark.parametrize(("result", "told"), [("success", "Daten auf der Karte"), (None, None)])
def test_r13_the_plain_page_says_when_nothing_failed_but_the_data_are_not_there(
    tmp_path: Path, result: str | None, told: str | None
) -> None:
    env = {"PATH": "/usr/bin:/bin", "KIOSK_PLAIN_MINUTES": "0"} | ({"MONITOR_SERVICE_RESULT": result} if result else {})
    words = ["/bin/sh", str(PI / "lib" / "plain-page"), str(tmp_path / "none")]
    shown = subprocess.run(words, capture_output=True, text=True, env=env, check=True).stdout
    assert shown.rstrip().endswith(f"{told} sind nicht lesbar." if told else "Bitte sagen Sie es im Büro.")
    assert "(" not in shown


def test_r18_the_plain_page_is_drawn_anew_until_its_large_font_is_taken_and_not_longer(tmp_path: Path) -> None:
    """A console takes a font only once a driver of the screen stands behind it: here at the third time."""
    (tmp_path / "setfont").write_text(f"#!/bin/sh\necho >>{tmp_path}/tries\n[ $(wc -l <{tmp_path}/tries) -ge 3 ]\n")
    for name in ("chvt", "sleep"):
        (tmp_path / name).write_text("#!/bin/sh\n")
    for name in ("setfont", "chvt", "sleep"):
        (tmp_path / name).chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "KIOSK_PLAIN_MINUTES": "1"}
    words = ["/bin/sh", str(PI / "lib" / "plain-page"), str(tmp_path / "none"), "font"]
    console, glass = pty.openpty()
    done = subprocess.run(words, stdin=glass, capture_output=True, env=env, check=True, timeout=60)
    os.close(console)
    os.close(glass)
    assert done.stdout.count("im Büro.".encode()) == 3


@pytest.mark.parametrize("part", sorted((PI / "install").glob("*.sh")), ids=name_of)
def test_a_tree_without_dev_fd_can_be_installed_into(part: Path) -> None:
    """bash opens `<(...)` there, and a build of an image may have made no such folder yet."""
    assert "<(" not in part.read_text("utf-8")


def test_touch_belongs_to_the_first_screen_that_is_connected(tmp_path: Path) -> None:
    for name, state in {
        "card0-Writeback-1": "unknown",
        "card1-DSI-1": "connected",
        "card1-HDMI-A-1": "disconnected",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "status").write_text(f"{state}\n")
    words = ["/bin/sh", str(PI / "lib" / "output-name"), str(tmp_path)]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "WL_OUTPUT=DSI-1\n"
