"""A long imprint goes on on the next page: it is the law that asks for it, not the paper's length."""

import re
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from kiosk.centre_settings import Visit
from kiosk.paper_settings import IMPRINT_MAX, PaperSettings
from tests.kiosk.press_room import ad, press_room
from tests.pdf_checks import MM, assert_ua1, pages_of

LINES = tuple(f"Zeile {at}: {'verantwortlich im Sinne des Gesetzes ' * 5}" for at in range(IMPRINT_MAX))
HOURS = tuple(f"Sprechzeit {at}: Mo bis Do 9 bis 12 Uhr" for at in range(14))
FOOT_MM = 16
"""Below this stands nothing but the number of the page."""


@pytest.mark.parametrize("booklet", [False, True])
def test_a_long_imprint_stands_whole_and_in_order_and_over_no_foot(tmp_path: Path, booklet: bool) -> None:
    with press_room(tmp_path, [ad()]) as room:
        room.house.visit = Visit(hours=HOURS)
        room.desk.settings = msgspec.structs.replace(room.desk.settings, paper=PaperSettings(imprint=LINES))
        pdf = room.newspaper(booklet=booklet).pdf
    assert_ua1(pdf)
    told = " ".join(pages_of(pdf))
    assert all(f"Zeile {at}:" in told for at in range(IMPRINT_MAX))
    assert all(line in told for line in HOURS)
    for sheet in pypdfium2.PdfDocument(pdf):
        foot = sheet.get_textpage().get_text_bounded(bottom=0, top=FOOT_MM / MM)
        assert re.sub(r"Seite|\d|\s", "", foot) == ""
