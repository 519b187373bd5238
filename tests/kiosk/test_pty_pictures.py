"""The demo on a real terminal: pictures where it has colours for them, words where it has sixteen."""

from pathlib import Path

import pytest

from tests.kiosk.pty_app import KIOSK, PtyApp

GUARDED_S = 0.8
"""Longer than the terminal is deaf after a page change."""


def open_tent(app: PtyApp) -> None:
    """Find the circus and open its page."""
    app.see("Suchen")
    app.write("zirkusw")
    app.until(lambda: len([row for row in app.reader.rows if "Zirkuswork" in row]) == 1)
    app.settle(GUARDED_S)
    app.tap("Zirkuswork")
    app.see("Manege frei", "Merken")
    app.settle()


@pytest.mark.parametrize(("term", "colours", "drawn"), [("foot", "truecolor", True), ("linux", "", False)])
def test_r23_a_picture_is_colours_or_words_and_no_other_bytes(
    tmp_path: Path, term: str, colours: str, drawn: bool
) -> None:
    with PtyApp((*KIOSK, "--data", str(tmp_path)), 80, 24, {"TERM": term, "COLORTERM": colours}) as app:
        open_tent(app)
        page = "\n".join(app.reader.rows)
        assert ("▀▀▀" in page) is drawn
        assert "Bild" in page
        assert "Ein Zirkuszelt" in page
        assert app.reader.foreign == []
