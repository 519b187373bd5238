"""R18: systemd hears that the terminal draws, from the terminal alone, and hears nothing as soon as it hangs."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.heartbeat import ALIVE, READY, STOPPING, Heartbeat
from tests.kiosk.pty_app import PtyApp
from tests.kiosk.systemd import Listener

PERIOD_US = 600_000
"""So short that a hang is seen within seconds; a sign of life is due every 200 ms."""
SILENT_S = 2.0
"""Ten signs of life are missing, and three watchdogs would have ended it."""


@contextmanager
def heartbeat(env: MutableMapping[str, str]) -> Iterator[Heartbeat]:
    heart = Heartbeat(env)
    yield heart
    heart.close()


class Drawing:
    """A canvas that draws, or not."""

    def __init__(self, *, draws: bool = True) -> None:
        self.draws = draws

    def once_drawn(self, then: Callable[[], object]) -> None:
        if self.draws:
            then()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Listener]:
    listener = Listener(tmp_path / "notify")
    yield listener
    listener.close()


def variables(listener: Listener) -> dict[str, str]:
    return {"NOTIFY_SOCKET": str(listener.path), "WATCHDOG_USEC": str(PERIOD_US), "WATCHDOG_PID": "1"}


def run_under(listener: Listener, place: str, folder: Path) -> PtyApp:
    argv = (sys.executable, "-m", "tests.kiosk.hung_app", place, "--data", str(folder / "data"))
    return PtyApp(argv, env=variables(listener))


def test_r18_ready_once_and_then_alive(systemd: Listener) -> None:
    with heartbeat(variables(systemd)) as heart:
        for _ in range(3):
            heart.beat(Drawing())
        heart.stop()
        assert [systemd.next() for _ in range(4)] == [READY, ALIVE, ALIVE, STOPPING]
        assert heart.every_s == pytest.approx(0.2)


def test_r18_what_is_not_drawn_is_not_told(systemd: Listener) -> None:
    with heartbeat(variables(systemd)) as heart:
        heart.beat(Drawing(draws=False))
    assert systemd.next(0.05) is None


@pytest.mark.parametrize("period", ["", "0", "-1", "often"])
def test_r18_without_a_watchdog_no_signs_of_life_are_due(systemd: Listener, period: str) -> None:
    with heartbeat(variables(systemd) | {"WATCHDOG_USEC": period}) as heart:
        assert heart.every_s is None


def test_r18_nobody_listens_and_nothing_breaks(tmp_path: Path) -> None:
    envs: tuple[dict[str, str], ...] = ({}, {"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "1000000"})
    for env in envs:
        with heartbeat(env) as heart:
            heart.beat(Drawing())
            heart.stop()
            assert heart.every_s is None


def test_r18_a_full_queue_loses_a_sign_of_life_and_holds_nothing_up(systemd: Listener) -> None:
    with heartbeat(variables(systemd)) as heart:
        for _ in range(2000):
            heart.beat(Drawing())
    assert systemd.next(0) == READY


def test_r18_a_name_of_the_kernels_own() -> None:
    name = f"kiosk-heartbeat-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as link:
        link.bind(f"\0{name}")
        with heartbeat({"NOTIFY_SOCKET": f"@{name}"}) as heart:
            heart.beat(Drawing())
        assert link.recv(100).decode() == READY


def test_r18_no_child_can_speak_for_the_terminal(systemd: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables(systemd).items():
        monkeypatch.setenv(name, value)
    with heartbeat(os.environ) as heart:
        seen = subprocess.run(["env"], capture_output=True, text=True, check=True, close_fds=False).stdout
    assert not set(variables(systemd)) & {line.partition("=")[0] for line in seen.splitlines()}
    assert heart.wanted == variables(systemd), "the fresh program after a failure gets them again"


def test_r18_the_terminal_tells_when_its_first_page_stands_there_and_goes_on(systemd: Listener, tmp_path: Path) -> None:
    with run_under(systemd, "none", tmp_path) as app:
        assert systemd.next() == READY
        app.see("Jobs", "Suchen")
        assert [systemd.next() for _ in range(3)] == [ALIVE] * 3
        app.tap("Jobs")
        app.see("Zurück")
        assert systemd.next() == ALIVE
        app.signal(signal.SIGTERM)
        assert app.wait() == 0
        systemd.quiet_since(0.0)
        assert systemd.told[-1] == STOPPING
        assert set(systemd.told[1:-1]) == {ALIVE}


def test_r18_the_fresh_program_after_a_failure_speaks_too(systemd: Listener, tmp_path: Path) -> None:
    argv = (sys.executable, "-m", "tests.kiosk.broken_app", "once:key", "--data", str(tmp_path / "data"))
    with PtyApp(argv, env=variables(systemd)) as app:
        app.see("Suchen")
        app.write("a")
        app.see("Etwas ging schief.")
        app.until(lambda: systemd.next(0) and systemd.told.count(READY) == 2)
    assert set(systemd.told) == {READY, ALIVE}, "going on is no end"


@pytest.mark.parametrize("place", ["loop", "canvas"])
def test_r18_a_terminal_that_hangs_is_silent(systemd: Listener, tmp_path: Path, place: str) -> None:
    with run_under(systemd, place, tmp_path) as app:
        assert systemd.next() == READY
        app.tap("Jobs")
        systemd.quiet_since(SILENT_S)
        assert app.poll() is None, "it is there, and does nothing"
        assert STOPPING not in systemd.told
