import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFont, features
from rich.cells import cell_len

from kiosk.widgets.bidi import LETTERS_MAX, visual
from kiosk.widgets.wrap import plain, wrap

ROWS = json.loads(Path(__file__).with_name("leftward_rows.json").read_text())
"""Rows as they are read and as they are sent, looked at as pictures by a reader."""
FONT = Path(__file__).parents[2] / "printing" / "fonts" / "DejaVuSans.ttf"
LETTERS = st.sampled_from(
    "بتجدلامنهيةىءآشفلالا گچپژی שלום äöüABCabc 0123456789 .,:;/()[]«»„“-–€%&→ \u0651\u064e\u0627\u0644"
)
TEXTS = st.text(LETTERS, max_size=60).map(plain)
DRAWN = (
    "يفتح المكتب يوم الثلاثاء، 24 نوفمبر، من 14:30 إلى 16:00.",
    "القهوة (مجانا) عند Frau Müller في Café Sonne (Haus 3).",
    "السعر: 12,50 € (سعر خاص)، 3/5 مقاعد",
    "Sommerfest im Hof: حفلة «الحي» [2026]",
    "رقم الهاتف: \u2066030 123 45 67\u2069 – في المكتب",
    "لا، للآلة وقت. الآن لا تعمل!",
    "شركة Müller & Söhne GmbH (Berlin) تبحث عن عامل",
    "القسيمة K1-000042-7، الرصيد: \u2066-12,50\u2069",
    "الثلاثاء، 14:30–16:00 (A4)",
    "معدّل للآلة، جرّبْها",
    "فارسی: می‌خواهم گچ پژ",
    "שלום (עולם) 12",
)
"""Rows with the numbers that are kept whole marked as an editor would; no alef with hamza, which this font draws in two
ways."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["page"])
def test_a34_rows_are_sent_as_a_reader_found_them_right(row: dict[str, str]) -> None:
    assert visual(row["read"], page=row["page"] == "an Arabic page") == row["sent"]


@pytest.mark.skipif(not features.check("fribidi"), reason="Pillow finds no libfribidi: apt-get install libfribidi0")
@pytest.mark.parametrize("row", DRAWN)
def test_a34_another_implementation_draws_the_same_picture(row: str) -> None:
    sent = visual(row.replace("\u2066", "").replace("\u2069", ""), page=True)
    as_it_stands, bare = f"\u202d{sent}\u202c", row.translate(dict.fromkeys(range(0x64B, 0x653)))
    assert ImageChops.difference(drawn(bare, "rtl"), drawn(as_it_stands, "ltr")).getbbox() is None


def drawn(row: str, direction: str) -> Image.Image:
    """The row as FriBidi and HarfBuzz set it."""
    font = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.RAQM)
    picture = Image.new("L", (1500, 70))
    ImageDraw.Draw(picture).text((10, 5), row, 255, font, direction=direction, features=["-kern"])
    return picture


@given(TEXTS, st.booleans(), st.booleans())
def test_a34_a_row_never_becomes_wider_than_it_was_measured(text: str, page: bool, foreign: bool) -> None:
    assert cell_len(visual(text, page=page, foreign=foreign)) <= cell_len(text)


@given(TEXTS, st.booleans(), st.booleans())
def test_a34_no_letter_is_lost(text: str, page: bool, foreign: bool) -> None:
    assert sorted(unshaped(visual(text, page=page, foreign=foreign))) == sorted(unshaped(text))


def unshaped(text: str) -> str:
    """Letters whatever their form, brackets and arrows whichever way they point; no marks of Arabic letters."""
    facing = str.maketrans(")]»←“-", "([«→„-", "\u0640\u200c\u0651\u064e\u0653")
    return unicodedata.normalize("NFKD", text).translate(facing)


@given(st.text("abcäöü 0123456789.,:()[]–-€ΑБ", max_size=40))
def test_a34_rows_from_left_to_right_stay_as_they_are(text: str) -> None:
    assert visual(text) == text


@pytest.mark.parametrize("drawing", ["█▀▀█  ▄", "●●●▏", " ▄▄ ", "██░░", "—"])
def test_a34_drawings_are_not_turned_round(drawing: str) -> None:
    assert visual(drawing, page=True) == drawing


@pytest.mark.parametrize(
    "number",
    ["030 123-456", "+49 (0)30 1234567", "(030) 12 34 56", "0176/123 45 67", "1042-7", "-12,50", "2026-11-24", "−3"],
)
def test_a34_numbers_are_read_from_left_to_right_in_every_language(number: str) -> None:
    assert number in visual(f"رقم: {number} هنا", page=True)
    assert visual(number, page=True) == number


@pytest.mark.parametrize(
    ("several", "sent"), [("14:30–16:00", "16:00–14:30"), ("3 5", "5 3"), ("24 2026", "2026 24"), ("0 5", "5 0")]
)
def test_a34_two_numbers_follow_the_way_of_the_page(several: str, sent: str) -> None:
    assert visual(several, page=True) == sent
    assert visual(several) == several


@pytest.mark.parametrize(
    ("row", "sent"),
    [
        ("م\u064e\u0651ن", "\ufee6\ufee3"),
        ("ل\u064eا\u064b", "\ufefb"),
        ("ש\u05c1\u05b8ם", "םש"),
        ("نا x\u0323", "x\u0323 \ufe8e\ufee7"),
    ],
)
def test_a34_marks_that_a_terminal_draws_instead_of_the_letter_are_not_sent(row: str, sent: str) -> None:
    assert visual(row, page=True) == sent


def test_a34_lam_and_alef_become_one_letter_and_the_row_shorter() -> None:
    row = "لا للآلة"
    assert cell_len(visual(row)) == cell_len(row) - 2
    assert [cell_len(visual(line)) for line in wrap(row, 5)] == [1, 4]


def test_a34_a_row_of_another_language_keeps_its_own_way_on_an_arabic_page() -> None:
    assert visual("Kaffee (14:30).", page=True) == "Kaffee (14:30)."


@pytest.mark.parametrize(
    ("row", "sent"),
    [
        ("09:30  Krabbelgruppe „Die Zwerge“", "Krabbelgruppe „Die Zwerge“  09:30"),
        ("14:00–16:00   Café", "Café   16:00–14:00"),
        ("  3", "3  "),
    ],
)
def test_a34_columns_follow_the_way_of_the_page(row: str, sent: str) -> None:
    assert visual(row, page=True, foreign=True) == sent
    assert visual(row) == row


def test_a35_a_foreign_text_is_read_the_way_of_most_of_its_letters() -> None:
    row = "Arabisch für Anfänger (دورة)"
    assert visual(row, page=True, foreign=True) == visual(row) == "Arabisch für Anfänger (ﺓﺭﻭﺩ)"
    assert visual(row, page=True) == "(ﺓﺭﻭﺩ) Arabisch für Anfänger"


def test_a34_more_letters_than_any_row_has_are_refused_with_their_number() -> None:
    visual("ب" * LETTERS_MAX)
    with pytest.raises(ValueError, match=str(LETTERS_MAX + 1)):
        visual("ب" * (LETTERS_MAX + 1))
