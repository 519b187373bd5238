import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.glyphs import shown
from printing.layout import Code, Drawn, Line, Size, Text, layout, module_dots
from printing.letters import printable
from printing.preview import plain, preview, preview_columns
from printing.profile import profile_for
from printing.raster import width
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from tests.printing.slips import ADDRESS, COFFEE

texts = st.text(max_size=80)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Masthead, texts),
    st.builds(Heading, texts),
    st.builds(Fact, texts, texts),
    st.builds(Paragraph, texts),
    st.builds(Small, texts),
    st.builds(lambda text: QR(ADDRESS, text), texts),
    st.sampled_from((Rule(), Gap())),
)
papers = st.sampled_from((58, 80))


@given(st.lists(blocks, max_size=4), papers)
def test_every_letter_of_every_block_reaches_a_line_and_none_is_wider_than_the_paper(
    parts: list[Block], paper_mm: int
) -> None:
    profile = profile_for(paper_mm)
    strip = layout(Slip(tuple(parts)), profile)
    rows = [line for line in strip.lines if isinstance(line, Text | Drawn)]
    assert all(len(row.text) * row.size.value[0] <= profile.columns for row in rows)
    assert all(width(row.text, row.size.value, bold=row.bold) <= profile.dots for row in rows if isinstance(row, Drawn))
    wanted = "".join(_letters(shown(printable(word, profile.codec))) for part in parts for word in _words(part))
    assert "".join(_letters(row.text) for row in rows) == wanted


def _words(block: Block) -> list[str]:
    """The lines of a block's texts, as the layout takes them one by one."""
    match block:
        case Fact(label, value):
            return [*label.split("\n"), *value.split("\n")]
        case QR(_, caption):
            return caption.split("\n")
        case Masthead(text):
            return [" ".join(text.split())]
        case Rule() | Gap():
            return []
        case _:
            return block.text.split("\n")


def _letters(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter != "-")


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a36_names_dates_and_places_are_double_size_and_only_the_footer_is_small(paper_mm: int) -> None:
    lines = layout(COFFEE, profile_for(paper_mm)).lines
    small = " ".join(line.text for line in lines if isinstance(line, Text) and line.size is Size.SMALL)
    large = " ".join(line.text for line in lines if isinstance(line, Text) and line.size is Size.LARGE)
    assert small == "Gedruckt am Dienstag, 24.11.2026, 14:05 Uhr Angaben vom 24.11.2026, 13:30 Uhr"
    assert all(word in large for word in ("Kaffee", "26. November", "14:30-17:00", "Gemeindesaal", "1,50 €", "0221"))


@pytest.mark.parametrize(("paper_mm", "letters"), [(58, 16), (80, 24)])
def test_double_size_holds_sixteen_letters_on_58_mm_and_24_on_80_mm(paper_mm: int, letters: int) -> None:
    rows = layout(Slip((Heading("x" * 100),)), profile_for(paper_mm)).lines
    assert next(len(row.text) for row in rows if isinstance(row, Text)) == letters


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a36_a_code_is_at_least_25_mm_wide_without_its_quiet_zone(paper_mm: int) -> None:
    profile = profile_for(paper_mm)
    for length in (12, 42, 62, 84, 106, 180):
        [code] = _codes(layout(Slip((QR("https://e.org/".ljust(length, "x")),)), profile).lines)
        size = len(code.modules) * code.dots
        assert code.dots >= 4
        assert size <= profile.dots
        assert (len(code.modules) - 8) * code.dots >= 200, "25 mm at 8 dots/mm"


def _codes(lines: tuple[Line, ...]) -> list[Code]:
    return [line for line in lines if isinstance(line, Code)]


def test_modules_shrink_to_four_dots_before_a_code_is_left_out() -> None:
    narrow = profile_for(58)
    assert [module_dots(modules, narrow) for modules in (37, 64, 76, 96, 97)] == [7, 6, 5, 4, 0]


def test_a_code_too_large_for_the_paper_becomes_its_address_in_words_and_is_counted() -> None:
    payload = "https://example.org/" + "x" * 900
    strip = layout(Slip((QR(payload, "Mehr dazu"),)), profile_for(58))
    text = "".join(line.text for line in strip.lines if isinstance(line, Text))
    assert strip.codes_left_out == 1
    assert not _codes(strip.lines)
    assert payload in text


def test_a_masthead_fills_the_row_and_takes_tall_letters_when_its_name_is_long() -> None:
    name = "Nachbarschaftshaus am Stadtgarten"
    rows = [line for line in layout(Slip((Masthead(name),)), profile_for(80)).lines if isinstance(line, Text)]
    assert [(row.size, len(row.text), row.reverse) for row in rows] == [(Size.TALL, 48, True)]


def test_list_items_hang_by_two_letters() -> None:
    strip = layout(Slip((Paragraph("– eine Spieleecke für kleine und große Gäste"),)), profile_for(58))
    rows = [line.text for line in strip.lines if isinstance(line, Text)]
    assert rows == ["- eine Spieleecke für kleine und", "  große Gäste"]


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_the_preview_has_the_paper_s_line_breaks(paper_mm: int) -> None:
    strip = layout(COFFEE, profile_for(paper_mm))
    rows = preview(strip)
    shown = [row.text.strip() for row in rows if row.text.strip("─ ") and not row.code]
    assert shown == [line.text.strip() for line in strip.lines if isinstance(line, Text)]
    assert all(len(row.text) <= preview_columns(strip) for row in rows)
    assert plain(rows).endswith("13:30 Uhr\n")


def test_the_preview_never_shows_two_blank_rows_in_a_row() -> None:
    rows = [row.text for row in preview(layout(Slip((Heading("a"), Gap(), Gap(), Heading("b"))), profile_for(80)))]
    assert rows == ["a", "", "b", ""]


def _rows(block: Block, paper_mm: int) -> list[Text | Drawn]:
    return [line for line in layout(Slip((block,)), profile_for(paper_mm)).lines if isinstance(line, Text | Drawn)]


def test_only_the_rows_that_need_it_are_drawn_and_the_others_stay_as_they_are() -> None:
    words = "Am Sonntag kochen wir zusammen im Garten, dieses Mal kocht Ayşe Yıldız und wir essen um halb eins."
    assert [(type(row), row.text) for row in _rows(Paragraph(words), 80)] == [
        (Text, "Am Sonntag kochen wir zusammen im Garten, dieses"),
        (Drawn, "Mal kocht Ayşe Yıldız und wir essen um"),
        (Text, "halb eins."),
    ]


def test_a_paragraph_from_right_to_left_is_drawn_whole_and_stands_at_the_right_edge() -> None:
    rows = _rows(Paragraph("مقهى الحي كل يوم ثلاثاء\n14:30"), 58)
    assert [(type(row), isinstance(row, Drawn) and row.rtl) for row in rows] == [(Drawn, True), (Text, False)]
    long = _rows(Paragraph("مقهى الحي Donnerstag Donnerstag Donnerstag Donnerstag"), 58)
    assert len(long) > 1
    assert all(isinstance(row, Drawn) and row.rtl for row in long)


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_drawn_list_items_hang_like_the_others(paper_mm: int) -> None:
    rows = _rows(Paragraph("– Çay, kek ve börek hazırlıyoruz, herkes davetlidir, çocuklar için oyun köşesi"), paper_mm)
    assert [row.text[:2] for row in rows] == ["- ", *["  "] * (len(rows) - 1)]
    assert len(rows) > 1


def test_a_letter_that_no_font_has_becomes_a_box_on_paper_and_in_the_preview() -> None:
    strip = layout(Slip((Heading("Tee 茶 Fest"),)), profile_for(80))
    assert preview(strip)[0].text == "Tee □ Fest"


def test_long_foreign_words_break_between_syllables_and_never_between_a_letter_and_its_marks() -> None:
    words = [row.text for row in _rows(Heading("Достопримечательность"), 58)]
    assert words == ["Достопримеча-", "тельность"]
    rows = [row.text for row in _rows(Heading("👨\u200d👩\u200d👧" * 12), 58)]
    assert {row.replace("👨\u200d👩\u200d👧", "") for row in rows} == {""}


def test_a_masthead_with_foreign_letters_is_drawn_in_white_on_black() -> None:
    [row] = _rows(Masthead("Halkevi Işık"), 80)
    assert isinstance(row, Drawn)
    assert (row.size, row.reverse, row.centred) == (Size.LARGE, True, True)


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_the_preview_shows_drawn_rows_in_their_own_letters_where_the_paper_has_them(paper_mm: int) -> None:
    strip = layout(
        Slip((Masthead("Işık"), Heading("Ayşe"), Paragraph("مقهى"), QR(ADDRESS, "Żółw"))), profile_for(paper_mm)
    )
    rows = [row for row in preview(strip) if row.text.strip("─ ") and not row.code]
    assert [row.text.strip() for row in rows] == ["Işık", "Ayşe", "مقهى", "Żółw"]
    columns = preview_columns(strip)
    assert [row.text for row in rows[1:3]] == ["Ayşe", "مقهى".rjust(columns)]
    assert rows[0].reverse
    assert rows[3].text == "Żółw".center(columns)
