"""The terminal as a terminal sees it: it starts, is tapped and typed at, whatever the surroundings are."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.kiosk.pty_app import CLEAN, KIOSK, PtyApp

KINDS = ("Veranstaltungen", "Angebote", "Gesuche", "Jobs", "Aushänge")
QUERY_S = 1.0
"""What a terminal that answers no query may delay the start by, seconds."""


def demo(folder: Path, cols: int = 60, rows: int = 20, env: dict[str, str] | None = None, *words: str) -> PtyApp:
    return PtyApp((*KIOSK, "--data", str(folder), "run", *words), cols, rows, env)


def counted(app: PtyApp, word: str) -> int:
    """The number behind a word on the screen, or below it."""
    place = app.reader.find(word)
    assert place
    x, y = place
    behind = app.reader.rows[y][x + len(word) :]
    below = " ".join(row[max(0, x - 2) : x + len(word) + 2] for row in app.reader.rows[y + 1 : y + 4])
    number = re.match(r" {1,3}([\d.]+)", behind) or re.search(r"([\d.]+)", below)
    assert number, (word, behind, below)
    return int(number[1].replace(".", ""))


def test_the_first_page_has_all_five_kinds_with_counts_and_the_name(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.see(*KINDS, "Suchen", "Quartierstreff Lindenhof")
        assert all(counted(app, word) > 0 for word in KINDS)
        assert app.reader.find("Zurück") is None


def test_press_and_release_in_one_write_without_motion_opens_a_list_and_the_words_stand_whole(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.tap("Veranstaltungen")
        app.see("Zurück", "Start", "Weiter", "Heute", "Diese Woche")
        app.settle(0.8)
        app.tap("Weiter")
        app.see("Davor", "Weiter", "Veranstaltungen")
        app.settle(0.8)
        app.tap("Zurück")
        app.see("Suchen")


def test_the_home_key_leads_to_the_start_page_from_anywhere(tmp_path: Path) -> None:
    deeper = ("", "\t\r", "\t\r\t\t\t\t\r", "s", "\x1bOP")
    with demo(tmp_path) as app:
        app.see(*KINDS)
        for keys in deeper:
            for key in ("\x1b[H", "\x1b[1~", "\x1b[57423u"):
                app.write(keys)
                app.settle(0.1)
                app.write(key)
                app.until(lambda: app.reader.find("Suchen") and not app.reader.find("Zurück"))


def test_typing_a_letter_on_the_start_page_opens_the_search(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.see(*KINDS)
        app.write("haus")
        app.see("Suchen: haus", "Zurück", "Start")


def test_a_terminal_that_answers_nothing_delays_the_start_by_a_second_at_most(tmp_path: Path) -> None:
    answers = b"\x1b[?2026;2$y\x1b[?2048;0$y\x1b[?62c"
    times = []
    for answer in (b"", answers, b"", answers):
        with demo(tmp_path) as app:
            app.until(lambda app=app: b"$p" in app.raw)  # type: ignore[misc]
            app.write(answer)
            app.see("Jobs")
            times.append(app.until(lambda app=app: app.reader.find("Suchen")))  # type: ignore[misc]
    assert min(times[0], times[2]) <= min(times[1], times[3]) + QUERY_S


def first_page(folder: Path, env: dict[str, str]) -> bytes:
    with demo(folder, env=env) as app:
        app.see(*KINDS, "Suchen", "Hilfe")
        app.settle()
        assert not app.reader.foreign
        return app.raw


def without_clock(page: bytes) -> bytes:
    """The picture changes with the minute."""
    return re.sub(rb"\d\d:\d\d ", b"", page)


def test_variables_that_steer_textual_change_no_byte_of_the_first_page(tmp_path: Path) -> None:
    strange = {
        "TEXTUAL": "devtools,debug",
        "TEXTUAL_DRIVER": "nowhere:Nothing",
        "TEXTUAL_PRESS": "ctrl+q,a",
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_THEME": "textual-light",
        "TEXTUAL_COLOR_SYSTEM": "standard",
        "TEXTUAL_LOG": str(tmp_path / "textual.log"),
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_FILTERS": "dim",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_SHOW_RETURN": "1",
        "TEXTUAL_SMOOTH_SCROLL": "1",
        "NO_COLOR": "1",
        "FORCE_COLOR": "0",
        "TTY_COMPATIBLE": "0",
        "COLUMNS": "33",
        "LINES": "9",
        "ESCDELAY": "9000",
        "TERM_PROGRAM": "Apple_Terminal",
        "UNICODE_VERSION": "4",
        "PYTHONIOENCODING": "latin-1",
    }
    plain = first_page(tmp_path, {})
    assert without_clock(first_page(tmp_path, strange)) == without_clock(plain)
    assert not (tmp_path / "textual.log").exists()


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "", "LC_ALL": ""},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"TERM": "linux", "COLORTERM": ""},
        {"TERM": "dumb", "COLORTERM": ""},
        {"TERM": ""},
    ],
    ids=["no locale", "C", "ascii", "linux", "dumb", "no term"],
)
def test_neither_locale_nor_kind_of_terminal_matters(tmp_path: Path, env: dict[str, str]) -> None:
    with demo(tmp_path, env=env) as app:
        app.see(*KINDS)
        app.tap("Aushänge")
        app.see("Zurück", "Start")
        assert not app.reader.foreign


@pytest.mark.parametrize("piped", ["stdin", "stdout"])
def test_without_a_terminal_there_is_one_sentence_and_exit_2(tmp_path: Path, piped: str) -> None:
    master, slave = os.openpty()
    stdin, stdout = (subprocess.PIPE if piped == name else slave for name in ("stdin", "stdout"))
    argv = [*KIOSK, "--data", str(tmp_path)]
    done = subprocess.run(argv, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE, env=CLEAN, text=True, check=False)
    os.close(master)
    os.close(slave)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "Hier ist kein Bildschirm für das Terminal. Bitte starten Sie es in einem Terminalfenster."
    ]
    assert not done.stdout


def test_any_size_is_shown_or_answered_with_a_sentence(tmp_path: Path) -> None:
    with demo(tmp_path, 1, 1) as app:
        app.until(lambda: app.reader.modes.get(1049))
        for cols, rows in ((5, 2), (1, 40), (300, 1), (27, 8), (28, 7), (300, 100), (28, 8), (160, 50)):
            app.resize(cols, rows)
            small = cols < 28 or rows < 8
            words = "Fenster" if small and cols >= 7 else "" if small else "Veranstaltungen"
            app.until(lambda words=words: any(row.strip() for row in app.reader.rows) and app.reader.find(words))  # type: ignore[misc]
            assert app.reader.find("Veranstaltungen") is None or not small


def test_a_storm_of_sizes_ends_in_the_last_one(tmp_path: Path) -> None:
    with demo(tmp_path, 80, 24) as app:
        app.see(*KINDS)
        app.tap("Veranstaltungen")
        app.see("Zurück")
        for step in range(60):
            app.resize(1 + step * 37 % 200, 1 + step * 13 % 60)
        app.resize(60, 20)
        app.see("Zurück", "Start", "Weiter", "Heute")
        assert not app.reader.foreign
