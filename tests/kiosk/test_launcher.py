"""The window of the device follows the settings; the plain page has the centre's name and telephone number (R18)."""

from pathlib import Path

import msgspec
import pytest

from kiosk.launcher import LAUNCHED, PLAIN_COLS, leave_word, plain_page, window
from kiosk.screen_settings import ROTATIONS
from kiosk.settings import Settings
from kiosk.words import LANGUAGES, Words
from tests.kiosk.settings_file import CENTRE, loaded

STARTED = {LAUNCHED: "/var/lib/kiosk/screen"}
SCREEN = '[screen]\npanel = "10in 1280x800"\n'


def settings(folder: Path, lines: str = SCREEN) -> Settings:
    return loaded(folder, f"{CENTRE}{lines}")


def leave(folder: Path, found: Settings) -> bool:
    return leave_word(folder, found, Words("de"), STARTED)


def test_another_panel_opens_the_window_anew_once(tmp_path: Path) -> None:
    found = settings(tmp_path)
    assert leave(tmp_path, found)
    assert (tmp_path / "screen").read_text() == "pixelsize=37\n"
    assert not leave(tmp_path, found)


def test_no_panel_is_the_launchers_own_choice(tmp_path: Path) -> None:
    assert not leave(tmp_path, settings(tmp_path, ""))
    assert leave(tmp_path, settings(tmp_path))
    assert leave(tmp_path, settings(tmp_path, "")), "a panel that was taken out of the settings"
    assert (tmp_path / "screen").read_text() == ""


@pytest.mark.parametrize("rotate", ROTATIONS)
def test_the_picture_is_turned_as_the_settings_say(tmp_path: Path, rotate: str) -> None:
    told = window(settings(tmp_path, f'{SCREEN}rotate = "{rotate}"\n'))
    assert told == ("pixelsize=37\n" if rotate == "auto" else f"pixelsize=37\nrotate={rotate}\n")


def test_who_was_not_started_by_the_launcher_leaves_nothing(tmp_path: Path) -> None:
    assert not leave_word(tmp_path, settings(tmp_path), Words("de"), {})
    assert not leave(tmp_path, msgspec.structs.replace(settings(tmp_path), demo=True))
    assert not (tmp_path / "screen").exists()


def test_r16_where_nothing_can_be_written_the_window_stays(tmp_path: Path) -> None:
    found = settings(tmp_path)
    (tmp_path / "plain.txt.new").mkdir()
    assert not leave(tmp_path, found)


def test_r18_the_plain_page_names_the_centre_and_whom_to_call(tmp_path: Path) -> None:
    found = settings(tmp_path)
    called = msgspec.structs.replace(found, visit=msgspec.structs.replace(found.visit, phone="0221 98 76 54"))
    assert plain_page(called, Words("de")).splitlines() == [
        found.centre,
        "",
        "Dieser Bildschirm geht gerade nicht.",
        "Bitte rufen Sie uns an:",
        "0221 98 76 54",
    ]
    assert plain_page(found, Words("de")).splitlines()[-1] == "Bitte sagen Sie es im Büro."


@pytest.mark.parametrize("language", LANGUAGES)
def test_r18_a_bare_console_can_show_every_language(tmp_path: Path, language: str) -> None:
    """Letters of the console's font: Latin, Greek and Cyrillic; what is written from the right is told in English."""
    long = msgspec.structs.replace(settings(tmp_path), centre="Nachbarschaftshaus am alten Wasserwerk " * 2)
    lines = plain_page(long, Words(language)).splitlines()
    assert all(len(line) <= PLAIN_COLS for line in lines)
    assert all(ord(letter) < 0x530 or letter in "–—’“”„…" for line in lines for letter in line)
