"""No way out and nothing leaks (R24): keys, broken input, and errors in every part of the terminal."""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.choices import Choices
from kiosk.screens.steps import Stay
from sync.records import Kind
from sync.replica import Replica
from tests.kiosk.broken_app import CANARY
from tests.kiosk.pty_app import KIOSK, PtyApp

HOME = b"\x1b[H"
PAGES = {
    "home": (b"", "Suchen"),
    "list": (b"\t\t\r", "Diese Woche"),
    "detail": (b"\t\t\r", "Diese Woche"),
    "search": (b"hau", "Suchen: hau"),
}
"""Page → the keys that lead there from the start page, and what it shows."""
CHUNK = 30
"""Keys on one visit to a page: some of them lead away from it."""


def demo(folder: Path, *words: str) -> PtyApp:
    return PtyApp((*KIOSK, "--data", str(folder), "run", *words))


def keys() -> Iterator[bytes]:
    """Every sequence in Textual's list, every control byte, and all chords as the kitty protocol tells them."""
    yield from (sequence.encode() for sequence in ANSI_SEQUENCES_KEYS)
    yield from (bytes([code]) for code in [*range(0x20), 0x7F] if code != 0x1B)
    yield from (b"\x1b" + bytes([code]) for code in range(0x21, 0x7F) if chr(code) not in "[O")
    yield from (
        b"\x1b[%d;%du" % (code, 1 + bits) for code in (*b"abcdefghijklmnopqrstuvwxyz", 13, 27) for bits in (4, 5, 7)
    )
    yield from (b"\x1b[%d;5u" % code for code in range(57344, 57455))
    yield from (b"\x1b[1;%d%c" % (1 + bits, letter) for letter in b"ABCDFHPQRS" for bits in range(1, 16))


def open_card(app: PtyApp) -> bytes:
    """Mark the first card of a list and open it; the keys for that."""
    tabs = b""
    while not app.reader.find("▶"):
        tabs += b"\t"
        assert len(tabs) < 20
        app.write(b"\t")
        app.settle(0.1)
    app.write(b"\r")
    return tabs + b"\r"


@pytest.mark.parametrize("page", PAGES)
def test_r24_no_key_and_no_chord_ends_it(tmp_path: Path, page: str) -> None:
    every = list(keys())
    way, shown = PAGES[page]
    with demo(tmp_path) as app:
        app.see("Jobs")
        app.write(way)
        app.see(shown)
        if page == "detail":
            way += open_card(app)
            app.see("Zettel drucken")
        for at in range(0, len(every), CHUNK):
            app.write(HOME + way + b"".join(every[at : at + CHUNK]))
        app.settle()
        app.home()
        assert not app.reader.foreign


def test_r24_the_keys_that_end_other_programs_do_nothing(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.see("Jobs")
        app.settle()
        seen = app.reader.rows
        for key in (b"\x03", b"\x11", b"\x1a", b"\x1c", b"\x04", b"\x10", b"\x0c", b"\x1b[99;5u", b"\x1b[113;5u"):
            app.write(key)
            app.settle(0.15)
            assert app.poll() is None
        assert [row[:50] for row in app.reader.rows] == [row[:50] for row in seen]


BROKEN = (
    b"\xff\xfe\xc3",
    b"\x1b[1114112;1u",
    b"\x1b[99999999999999999;1u",
    b"\x1b[55296;1;55296u",
    b"\x1b[48;0;0;0;0t\x1b[<0;5;5M\x1b[<0;5;5m",
    b"\x1b[<0;99999;99999M\x1b[<0;99999;99999m",
    b"\x1b[<999;1;1M\x1b[M   ",
    b"\x1b[?2026;1$y\x1b[?2048;1$y\x1b[?9999;9$y",
    b"\x1b[200~Hallo\x1b[31m\x00\x1b[201~",
    b"\x1b[I\x1b[O\x1b[5;5R",
    b"\x1b" * 50,
    "²½ﷺ\U0001f600ß\u0301\u202e一".encode(),
    b"\x1b[" + b"1;" * 200 + b"m",
)


def test_broken_input_is_dropped_and_the_next_key_and_tap_count(tmp_path: Path) -> None:
    with demo(tmp_path) as app:
        app.see("Jobs")
        for data in BROKEN:
            app.write(data)
            app.settle(0.15)
            app.write(HOME + b"q")
            app.see("Suchen: q")
            app.home()
        app.settle(0.8)
        app.tap("Angebote")
        app.see("Zurück", "Themen")
        assert not app.reader.foreign


def test_every_letter_that_can_be_typed_can_be_searched(tmp_path: Path) -> None:
    compound = [chr(code) for code in range(0x80, 0x2FA20) if chr(code).isalnum()]
    with Replica.open(tmp_path / "public.db", "Europe/Berlin") as replica:
        found = [replica.search(f"{letter} haus{letter}", datetime.now(UTC), 0, 1) for letter in compound[::7]]
        found += [
            replica.search(letter, datetime.now(UTC), 0, 1) for letter in compound if len(normalize("NFKD", letter)) > 2
        ]
    assert not any(found)


def test_a_choice_that_a_sync_took_away_leads_nowhere(house: Callable[[str, str], House]) -> None:
    picked: list[object] = []
    page = Choices(Kind.OFFER, lambda *choice: picked.append(choice))
    assert page.act(house("empty", "de"), Frame(60, 20), "pick:9") == Stay()
    assert not picked


def broken(folder: Path, place: str, stderr: Path) -> PtyApp:
    argv = (sys.executable, "-m", "tests.kiosk.broken_app", place, "--data", str(folder))
    return PtyApp(argv, stderr=stderr)


def leaks(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_nothing_reaches_screen_or_stderr_behind_the_pages(tmp_path: Path) -> None:
    with broken(tmp_path / "data", "noise", tmp_path / "stderr") as app:
        app.see("Jobs")
        app.settle()
        app.tap("Jobs")
        app.see("Zurück")
        assert CANARY.encode() not in app.raw
    assert not leaks(tmp_path)
    assert (tmp_path / "stderr").read_bytes() == b""
    log = (tmp_path / "data" / "log" / "kiosk.log").read_text()
    for told in ("a thread ended: ValueError", "kiosk.test two lines", "py.warnings", "httpx broken_app:"):
        assert told in log
