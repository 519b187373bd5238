"""How the terminal ends: by the system or an attendant, with the screen given back, whatever is stuck."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.kiosk.pty_app import KIOSK, PtyApp
from tests.sync.servers import Reply, Server

END_S = 2.0
"""An end takes no longer, also when something hangs; the machine may be busy, so the tests allow twice that."""


def demo(folder: Path, *words: str, stderr: Path | None = None) -> PtyApp:
    return PtyApp((*KIOSK, "--data", str(folder), "run", *words), stderr=stderr)


def ended(app: PtyApp) -> None:
    """It ends in time and in order."""
    assert app.wait(2 * END_S) == 0


def restored(app: PtyApp) -> bool:
    """Cursor shown, everything else switched off, the line discipline as before."""
    modes = dict(app.reader.modes)
    return modes.pop(25) and not any(modes.values()) and app.reader.kitty == 0 and app.attributes() == app.before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_term_and_hangup_end_it_in_order(tmp_path: Path, number: int) -> None:
    with demo(tmp_path) as app:
        app.see("Jobs")
        assert not restored(app)
        app.signal(number)
        ended(app)
        assert restored(app)
        assert not app.reader.foreign


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP])
def test_signals_of_keys_do_nothing(tmp_path: Path, number: int) -> None:
    with demo(tmp_path) as app:
        app.see("Jobs")
        app.signal(number)
        app.tap("Jobs")
        app.see("Zurück")


def test_term_during_the_start_ends_it_at_any_moment(tmp_path: Path) -> None:
    """The handler stands before the screen is touched; before that the default action leaves nothing to restore."""
    for step in range(8):
        with demo(tmp_path) as app:
            app.read(0.0)
            until = time.monotonic() + step * 0.04
            while time.monotonic() < until:
                app.read(0.005)
            app.signal(signal.SIGTERM)
            assert app.wait(2 * END_S) in (0, -signal.SIGTERM)
            assert not app.reader.modes or restored(app)


def test_a_closed_terminal_ends_it_without_spinning(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.see("Jobs")
        before = app.cpu_s()
        app.hang_up()
        used = os.wait4(app.pid, 0)
        app.code = os.waitstatus_to_exitcode(used[1])
        assert app.code == 0
        assert used[2].ru_utime + used[2].ru_stime - before < 1.0


def test_a_closed_terminal_ends_it_also_where_hangups_are_ignored(tmp_path: Path) -> None:
    """`nohup` and some supervisors do that; Textual alone would spin for ever (terminal reference, 1)."""
    argv = ("/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *KIOSK, "--data", str(tmp_path))
    with PtyApp(argv) as app:
        app.see("Jobs")
        app.hang_up()
        assert app.wait() == 0


def test_a_terminal_that_takes_no_bytes_does_not_hold_up_the_end(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.see("Jobs")
        app.resize(300, 100)
        for _ in range(60):
            os.write(app.fd, b"\x1b[Hhaus")
        stuck_for, used = 0, app.cpu_s()
        while stuck_for < 10:
            time.sleep(0.05)
            used, before = app.cpu_s(), used
            stuck_for = stuck_for + 1 if used == before else 0
        app.signal(signal.SIGTERM)
        began = time.monotonic()
        while app.poll() is None:
            assert time.monotonic() - began < 2 * END_S
            time.sleep(0.01)
        assert app.code == 0
        assert app.attributes() == app.before


def offspring(pid: int) -> list[Path]:
    """The processes that a process started and that still run."""
    told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [Path("/proc") / child for child in " ".join(told).split()]


def test_a_silent_server_does_not_hold_up_the_end_and_nothing_is_left_running(tmp_path: Path) -> None:
    settings = tmp_path / "kiosk.toml"
    with Server({"*": Reply(silent=True)}) as server:
        settings.write_text(
            f'[centre]\nname = "Treff"\n[[platform]]\nname = "k"\nkind = "ical"\nurl = "{server.url()}"\n'
        )
        with PtyApp((*KIOSK, "--settings", str(settings), "--data", str(tmp_path / "data"))) as app:
            app.see("Jobs", "Treff")
            app.until(lambda: server.requests)
            app.tap("Jobs")
            app.see("Zurück")
            children = offspring(app.pid)
            app.signal(signal.SIGTERM)
            ended(app)
            assert restored(app)
            began = time.monotonic()
            while any(child.exists() for child in children):
                assert time.monotonic() - began < 2 * END_S
                time.sleep(0.01)


def test_attended_ctrl_c_ends_it_and_it_says_so_before(tmp_path: Path) -> None:
    said = tmp_path / "stderr"
    with demo(tmp_path, "--attended", stderr=said) as app:
        app.see("Jobs")
        assert said.read_text() == "Strg+C beendet das Terminal.\n"
        app.write("\x03")
        ended(app)
        assert restored(app)
    with demo(tmp_path, "--attended") as app:
        app.see("Jobs")
        assert app.raw.index(b"Strg+C") < app.raw.index(b"\x1b[?1049h")
        app.write("\x1b[99;5u")  # the same key as terminals with the kitty protocol tell it
        ended(app)


def test_attended_an_interrupt_from_outside_ends_it_too(tmp_path: Path) -> None:
    with demo(tmp_path, "--attended") as app:
        app.see("Jobs")
        app.signal(signal.SIGINT)
        ended(app)
        assert restored(app)
