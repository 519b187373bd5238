"""R24, A26: whatever breaks, visitors see a neutral page and then the start page, and nothing of it leaks anywhere."""

import signal
import sys
from pathlib import Path

import pytest

from kiosk.restart import FAILURES, MOST, WITHIN_S, Restarts
from tests.kiosk.broken_app import CANARY
from tests.kiosk.pty_app import PtyApp

SORRY = "Etwas ging schief."
FATAL = ("row", "paint", "compose", "mount", "resize", "tick")
"""Parts without which there is no page."""
START = ("view", "count")
"""What the start page needs."""
PAGES = {"list": "Jobs", "act": "Jobs", "drawable": "Jobs", "typed": ""}
"""Faults of a page or of what it answers, and the button that leads to them; "": by a letter."""


def broken(folder: Path, place: str) -> PtyApp:
    argv = (sys.executable, "-m", "tests.kiosk.broken_app", place, "--data", str(folder / "data"))
    return PtyApp(argv, stderr=folder / "stderr")


def restored(app: PtyApp) -> bool:
    return not any(on for mode, on in app.reader.modes.items() if mode != 25) and app.attributes() == app.before


def nothing_told(app: PtyApp, folder: Path) -> bool:
    """Neither the glass nor any file shows the name, and the glass got nothing that a page may not send."""
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return CANARY.encode() not in app.raw + kept and b"Traceback" not in app.raw + kept and not app.reader.foreign


def log(folder: Path) -> str:
    return (folder / "data" / "log" / "kiosk.log").read_text()


@pytest.mark.parametrize("place", PAGES)
def test_r24_a_page_that_breaks_is_a_neutral_page_and_the_terminal_goes_on(tmp_path: Path, place: str) -> None:
    with broken(tmp_path, place) as app:
        app.see("Jobs")
        app.settle()
        app.tap(PAGES[place]) if PAGES[place] else app.write("h")
        app.see(SORRY, "Die Startseite kommt gleich wieder.")
        app.settle(0.8)
        app.tap(" Start ")
        app.see("Suchen", "Jobs")
        assert app.poll() is None
        assert nothing_told(app, tmp_path)
    assert "ERROR kiosk.workers page failed: " in log(tmp_path)
    assert "kiosk/broken_app.py:" in log(tmp_path)


@pytest.mark.parametrize("place", [*FATAL, *START, "press", "key"])
def test_r24_what_breaks_once_is_mended_by_a_fresh_start(tmp_path: Path, place: str) -> None:
    with broken(tmp_path, f"once:{place}") as app:
        if place in ("press", "key"):
            app.see("Jobs")
            app.settle()
            app.tap("Jobs") if place == "press" else app.write("h")
        app.see(SORRY, "Zurück", "Start")
        app.settle(0.8)
        app.tap(" Start ")
        app.see("Suchen", "Jobs")
        assert app.reader.modes[1049]
        assert nothing_told(app, tmp_path)
        app.signal(signal.SIGTERM)
        assert app.wait() == 0
        assert restored(app)
    assert log(tmp_path).count(" CRITICAL kiosk.locked the terminal failed: ValueError") == 1
    assert not (tmp_path / "stderr").read_text()


@pytest.mark.parametrize("place", ["row", "mount", "view"])
def test_r24_what_breaks_each_time_ends_with_code_3_after_three_fresh_starts(tmp_path: Path, place: str) -> None:
    with broken(tmp_path, place) as app:
        for failures in range(2, MOST + 2 if place in START else 0):
            app.see("Zurück", SORRY)
            app.settle(0.8)
            app.tap(" Start ")
            app.until(lambda failures=failures: log(tmp_path).count(" CRITICAL ") == failures or app.poll())  # type: ignore[misc]
            app.reader.resize(60, 20)
        assert app.wait() == 3
        assert restored(app)
        assert nothing_told(app, tmp_path)
    assert log(tmp_path).count(" CRITICAL kiosk.locked the terminal failed: ValueError") == MOST + 1
    said = (tmp_path / "stderr").read_text()
    assert said.startswith("Das ")
    assert said.count("\n") == 1
    assert str(tmp_path / "data" / "log") in said


def test_r24_an_error_during_an_end_that_was_asked_for_does_not_start_it_anew(tmp_path: Path) -> None:
    with broken(tmp_path, "end") as app:
        app.see("Jobs")
        app.settle()
        app.signal(signal.SIGTERM)
        assert app.wait() == 3
        assert restored(app)
        assert nothing_told(app, tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_a_failed_terminal_makes_way_ends_the_fresh_one_in_order(tmp_path: Path, number: int) -> None:
    with broken(tmp_path, "once:mount") as app:
        app.until(lambda: app.reader.find(SORRY))
        app.signal(number)
        assert app.wait() == 0
        assert restored(app)
        assert app.reader.modes[25]


def test_keys_that_are_pressed_while_it_starts_anew_are_not_seen(tmp_path: Path) -> None:
    with broken(tmp_path, "once:mount") as app:
        app.until(lambda: app.reader.find(SORRY))
        app.write("geheim\x1b[31m\x03\x1a\x1c")
        app.see("Zurück", SORRY)
        assert not app.reader.foreign
        assert not app.reader.find("geheim")


@pytest.mark.parametrize(("ago", "allowed"), [((1, 2), True), ((1, 2, 3), False), ((1, 2, WITHIN_S + 1), True)])
def test_three_failures_within_five_minutes_are_answered(
    monkeypatch: pytest.MonkeyPatch, ago: tuple[float, ...], allowed: bool
) -> None:
    env = {FAILURES: " ".join(str(1000 - seconds) for seconds in ago)}
    monkeypatch.setattr("kiosk.restart.time.monotonic", lambda: 1000.0)
    assert Restarts(env).allowed == allowed
    assert FAILURES not in env


@pytest.mark.parametrize("told", ["", "x y z", "nan inf -inf", "99999", "\x1b[2J"])
def test_what_is_no_time_counts_for_no_failure(told: str) -> None:
    restarts = Restarts({FAILURES: told})
    assert restarts.allowed
    assert not restarts.again
