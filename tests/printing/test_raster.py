"""Letters that no code page has are drawn: in the size of the others, whole, the right way round, and harmless."""

import random
import subprocess
import sys

import pytest
from PIL import Image

from printing.encode import SLICE_ROWS, encode
from printing.glyphs import shown
from printing.layout import Drawn, Size, Strip, Text, layout
from printing.profile import profile_for
from printing.raster import Picture, banner, picture, width
from printing.slip import Fact, Heading, Masthead, Paragraph, Slip
from tests.printing.escpos_reader import picture as on_paper
from tests.printing.escpos_reader import read
from tests.printing.test_glyphs import ALPHABETS

HEIGHT = {Size.SMALL: 30, Size.TALL: 60, Size.LARGE: 60}


def drawn(text: str, size: Size = Size.LARGE, *, rtl: bool = False) -> Picture:
    return picture(text, size.value, bold=size is not Size.SMALL, rtl=rtl, height=HEIGHT[size])


def black(row: Picture) -> int:
    return sum(byte.bit_count() for line in row.rows for byte in line)


def test_a_picture_of_several_is_drawn_as_one() -> None:
    one = width("👨", Size.LARGE.value, bold=True)
    assert width("👨\u200d👩\u200d👧", Size.LARGE.value, bold=True) == one
    assert width("🇩🇪", Size.LARGE.value, bold=True) == one


@pytest.mark.parametrize(("size", "x_height"), [(Size.SMALL, 12), (Size.TALL, 23), (Size.LARGE, 23)])
def test_a36_small_letters_are_as_high_as_the_printer_s_own(size: Size, x_height: int) -> None:
    assert abs(len(drawn("x", size).rows) - x_height) <= 1


@pytest.mark.parametrize("size", Size)
def test_a_row_is_as_high_as_one_of_text_whatever_stands_on_it(size: Size) -> None:
    towers = "Ẫ̈̈gç̧̧ لَلَّٰهُ 🎉"
    for text in ("x", "ẪỘỮ", "مَرْحَبًا", towers, "   ", "👨\u200d👩\u200d👧"):
        row = drawn(text, size)
        assert row.above + len(row.rows) + row.below == HEIGHT[size]
        assert all(8 * len(line) < width(text, size.value, bold=True) + 8 for line in row.rows)


@pytest.mark.parametrize("size", Size)
def test_capitals_with_two_marks_are_whole(size: Size) -> None:
    roomy = picture("Ẫgạ", size.value, bold=size is not Size.SMALL, rtl=False, height=2 * HEIGHT[size])
    assert drawn("Ẫgạ", size).rows == roomy.rows


def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    joined, apart = drawn("مرحبا", rtl=True), drawn("م ر ح ب ا", rtl=True)
    assert len(joined.rows[0]) < 0.8 * len(apart.rows[0])
    alone, first = drawn("ا", rtl=True), drawn("ا مقهى", rtl=True)
    assert sum(line[-1] > 0x80 for line in first.rows) == sum(line[-1] > 0x80 for line in alone.rows) > 20


def test_a34_a_telephone_number_is_read_from_left_to_right_in_an_arabic_row() -> None:
    row = drawn("ا 01111 8888", rtl=True)
    ink = Image.frombytes("1", (8 * len(row.rows[0]), len(row.rows)), b"".join(row.rows))
    halves = (ink.crop((left, 0, left + ink.width // 3, ink.height)) for left in (0, ink.width // 2))
    thin, thick = (half.histogram()[255] for half in halves)
    assert thin < thick, "ones at the left, eights at the right"


def test_a_paragraph_from_right_to_left_stands_at_the_right_edge_of_the_paper() -> None:
    profile = profile_for(80)
    sheet = read(encode(layout(Slip((Heading("مقهى الحي"),)), profile), profile))
    paper = on_paper(sheet, profile.dots).point(lambda level: 255 - level)
    left, _, right, _ = paper.getbbox() or (0, 0, 0, 0)
    assert right >= profile.dots - 4
    assert left > profile.dots // 3


def test_a_banner_is_black_over_the_whole_paper_with_the_letters_in_its_middle() -> None:
    row = drawn("Işık")
    rows = banner(row, 576)
    assert {len(line) for line in rows} == {72}
    assert len(rows) == 60
    assert sum(byte.bit_count() for line in rows for byte in line) == 60 * 576 - black(row)
    assert all(line[:8] == line[-8:] == b"\xff" * 8 for line in rows)


def test_no_image_is_longer_than_the_flush_can_fill_and_none_is_wider_than_the_paper() -> None:
    profile = profile_for(58)
    slip = Slip((Masthead("Halkevi Işık"), Fact("Adı", "Çarşamba günü saat on dörtte")))
    for _, rows in read(encode(layout(slip, profile), profile)).images:
        assert len(rows) <= SLICE_ROWS
        assert max(map(len, rows)) <= profile.dots // 8


def test_r21_no_drawn_row_holds_a_real_time_command() -> None:
    """The reader refuses DLE EOT, DLE ENQ and DLE DC4 inside images; thousands of rows of letters meet it here."""
    chance = random.Random(4)
    letters = "".join(ALPHABETS.values()) + "abcdefghijklmnopqrstuvwxyz"
    profile = profile_for(80)
    for size in Size:
        rows = ["".join(chance.choice(letters) for _ in range(12)) + "ş" for _ in range(60)]
        strip = Strip(tuple(Drawn(shown(row), size) for row in rows), profile.columns)
        assert len(read(encode(strip, profile)).images) == len(rows)


@pytest.mark.parametrize("second", [0x04, 0x05, 0x14])
def test_r21_dots_that_would_be_a_real_time_command_get_one_dot_more(
    second: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [bytes((0x10, second, 0x00, 0x10)), bytes((second, 0x10, 0x10, second))]
    monkeypatch.setattr("printing.encode.picture", lambda *_, **__: Picture(rows, 0, 58))
    profile = profile_for(80)
    [(_, image)] = read(encode(Strip((Drawn("ş", Size.LARGE),), profile.columns), profile)).images
    before, after = int.from_bytes(b"".join(rows), "big"), int.from_bytes(b"".join(image), "big")
    assert before & after == before, "no dot is lost"
    assert (before ^ after).bit_count() == 3


def test_text_and_drawn_rows_share_the_left_edge() -> None:
    profile = profile_for(80)
    strip = layout(
        Slip((Paragraph("Haus\nHâuş\n– Haus\n– Hâuş und noch mehr Wörter als auf eine Zeile gehen ş"),)), profile
    )
    sheet = read(encode(strip, profile))
    edges = [_edge(rows) for _, rows in sheet.images]
    assert edges[0] <= 5, "the letter's own white alone"
    assert edges[2] - edges[0] in range(20, 28), "two letters of 12 dots"
    assert [row.text[:2] for row in sheet.rows] == ["Ha", "- "]


def _edge(rows: list[bytes]) -> int:
    ink = Image.frombytes("1", (8 * len(rows[0]), len(rows)), b"".join(rows)).getbbox()
    return ink[0] if ink else -1


def test_the_size_of_a_drawn_row_in_bytes() -> None:
    """At 19,200 Bd a row of headline takes 1.4 s at most, on any faster line nothing that anyone notices."""
    profile = profile_for(80)
    empty = len(encode(layout(Slip(()), profile), profile))
    for text in ("Çarşamba günü Yıldız", "Дни открытых дверей", "مرحبا بكم في المقهى"):
        strip = layout(Slip((Heading(text),)), profile)
        assert len([line for line in strip.lines if isinstance(line, Text | Drawn)]) == 1
        assert len(encode(strip, profile)) - empty < 2_700


def test_a_slip_without_foreign_letters_loads_neither_pillow_nor_a_font() -> None:
    code = (
        "import sys\n"
        "from printing import encode, layout, profile, slip\n"
        "from printing.glyphs import _table\n"
        "p = profile.profile_for(80)\n"
        "words = 'Grüße „aus“ Köln – 5 € … Straße'\n"
        "made = slip.Slip((slip.Masthead(words), slip.Fact(words, words), slip.Paragraph(words), slip.Small(words)))\n"
        "encode.encode(layout.layout(made, p), p)\n"
        "sys.exit('PIL' in sys.modules or _table.cache_info().currsize)"
    )
    subprocess.run([sys.executable, "-B", "-c", code], check=True, timeout=60)
