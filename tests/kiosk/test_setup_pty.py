"""The set-up as a real program on a real terminal: from a blank folder, and at its end into the start page."""

import signal
from pathlib import Path

from tests.kiosk.pty_app import KIOSK, PtyApp
from tests.kiosk.setup_house import PIN, session_in
from tests.kiosk.test_pty_end import restored


def blank(folder: Path, *words: str) -> PtyApp:
    """Started as the device starts it; the set-up of a shell is another word."""
    options = ("--settings", str(folder / "etc" / "kiosk.toml"), "--data", str(folder / "data"))
    return PtyApp((*KIOSK, *options, *(words or ("run", "--offline", "--first-start"))))


def calm(app: PtyApp, words: str) -> None:
    """Tap once the page is there, and deaf no more."""
    app.see(words)
    app.settle(1.0)
    app.tap(words)


def test_a_blank_device_opens_the_set_up_and_never_ends_for_want_of_settings(tmp_path: Path) -> None:
    with blank(tmp_path) as app:
        app.see("Willkommen!", "Einrichten", "Sicherung")
        calm(app, "Einrichten")
        app.see("Schritt 1 von", "Deutsch")
        app.signal(signal.SIGTERM)
        assert app.wait() == 0
        assert restored(app)


def test_a_scanned_code_and_a_telephone_number_keep_their_signs(tmp_path: Path) -> None:
    """Slashes and colons of a keyboard reach only pages that ask for them."""
    with blank(tmp_path) as app:
        calm(app, "Einrichten")
        calm(app, "Deutsch")
        app.see("Schritt 2 von", "Wie heißt Ihr Haus?")
        app.settle(1.0)
        app.write("Treff/Süd: am Markt")
        app.see("Treff/Süd am Markt▏")


def test_a_set_up_that_was_cut_goes_on_in_the_language_that_was_chosen(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "setup.json").write_text('{"at": "name", "language": "en"}')
    with blank(tmp_path) as app:
        calm(app, "Go on with")
        app.see("Step 2 of")


def test_the_last_step_starts_the_terminal_anew_which_is_no_failure(tmp_path: Path) -> None:
    data = tmp_path / "data"
    session = session_in(tmp_path)
    session.desk.enrol_first("Anna", PIN)
    session.close()
    (tmp_path / "etc" / "kiosk.toml").write_text('[centre]\nname = "Treff am Markt"\n', "utf-8")
    (data / "setup.json").write_text('{"at": "printer"}')
    with blank(tmp_path) as app:
        calm(app, "fortsetzen")
        app.see("Ihre PIN")
        app.settle(1.0)
        app.write(f"{PIN}\r")
        calm(app, "Später")
        app.until(lambda: app.reader.find("Datum und Zeit") or app.reader.find("Terminal starten"))
        if app.reader.find("Datum und Zeit"):  # a machine that cannot vouch for its clock asks one question more
            calm(app, "OK")
        calm(app, "Terminal starten")
        app.see("Treff am Markt", "Veranstaltungen")
        assert not app.reader.find("Einrichten")
        assert not (data / "setup.json").exists()
        app.signal(signal.SIGTERM)
        assert app.wait() == 0
        assert restored(app)


def test_kiosk_setup_ends_with_the_set_up(tmp_path: Path) -> None:
    with blank(tmp_path, "setup") as app:
        app.see("Einrichten")
        app.write("\x03")
        assert app.wait() == 0
        assert restored(app)
    (tmp_path / "etc" / "kiosk.toml").parent.mkdir(exist_ok=True)
    (tmp_path / "etc" / "kiosk.toml").write_text('[centre]\nname = "Treff am Markt"\n', "utf-8")
    with blank(tmp_path, "setup") as app:
        assert app.wait() == 4
        assert b"ist eingerichtet" in app.raw
