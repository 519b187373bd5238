import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.letters import MARKS_MAX, NO_BREAK, clusters, encoded, plain, printable
from printing.profile import PAGES

anything = st.text(st.characters(exclude_categories=()), max_size=60)


@given(anything, st.sampled_from(sorted(PAGES)))
def test_r21_no_text_becomes_a_control_byte(text: str, codec: str) -> None:
    assert all(byte >= 0x20 and byte != 0x7F for byte in encoded(text, codec))


@given(anything, st.sampled_from(sorted(PAGES)))
def test_a_second_pass_changes_nothing(text: str, codec: str) -> None:
    line = printable(text, codec)
    assert printable(line, codec) == line


@given(anything, st.sampled_from(sorted(PAGES)))
def test_a_plain_line_takes_one_byte_a_letter(text: str, codec: str) -> None:
    line = printable(text, codec)
    if plain(line, codec):
        assert encoded(line, codec).decode(codec) == line.replace(NO_BREAK, " ")


@given(anything)
def test_clusters_are_the_line_in_pieces(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(anything)
def test_letters_of_the_code_page_stay_as_they_are(text: str) -> None:
    kept = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum() and _holds(letter, "cp858")]
    assert _in_order(kept, printable(text, "cp858"))


@pytest.mark.parametrize(
    ("text", "codec", "on_paper"),
    [
        ("Gru\u0308\u00dfe", "cp858", "Grüße"),
        ("„Öffnung“ – 5 €", "cp858", '"Öffnung" - 5 €'),
        ("„Öffnung“ – 5 €", "cp1252", "„Öffnung“ – 5 €"),
        ("5 €", "cp437", "5 EUR"),
        ("½ Stunde → 10 ㎏ …", "cp858", "½ Stunde -> 10 kg ..."),
        ("a\x1bp0\x00b\u202ec\ue000d\u2028e", "cp858", "a p0 b c d e"),
        ("Donau\u00addampf\u200dschiff", "cp858", "Donaudampfschiff"),
        ("17\u202fUhr", "cp858", f"17{NO_BREAK}Uhr"),
        ("Kaffee\ufe0f\u0301", "cp437", "Kaffeé"),
    ],
)
def test_what_a_typewriter_would_write_stands_for_signs_that_the_code_page_lacks(
    text: str, codec: str, on_paper: str
) -> None:
    assert printable(text, codec) == on_paper
    assert plain(on_paper, codec)


@pytest.mark.parametrize(
    "text",
    [
        "Yıldız, İşcan, Çağlar",
        "Łukasz Żółć",
        "Nguyễn Thị Ẫm",
        "Дем\u0027янко Ґанна",
        "Ελένη",
        "STRAẞE",
        "⅓ Liter, 4² m⁵",
        "مقهى الحي",
        "می\u200cخواهم",
        "你好",
        "👨\u200d👩\u200d👧 ☀\ufe0f 1\ufe0f\u20e3 👍🏽",
    ],
)
def test_every_letter_of_a_name_stays_as_it_is_and_asks_to_be_drawn(text: str) -> None:
    assert printable(text, "cp858") == text
    assert not plain(text, "cp858")


@pytest.mark.parametrize(
    ("text", "on_paper"),
    [
        ("\u0301a \u0301b", "a b"),
        ("x\u0327" + "\u0315" * 9, "x\u0327" + "\u0315" * (MARKS_MAX - 1)),
        ("a\u200c\u0308", "ä"),
        ("x\ufe0fy\u200dz", "xyz"),
        ("مقهى\u200d", "مقهى"),
    ],
)
def test_r23_marks_without_a_letter_towers_of_them_and_stray_joiners_vanish(text: str, on_paper: str) -> None:
    assert printable(text, "cp858") == on_paper


def test_what_only_a_drawing_could_show_is_a_question_mark_among_the_printer_s_letters() -> None:
    assert encoded("Привет!", "cp858") == b"??????!"


def test_a_letter_with_its_marks_and_a_picture_of_several_are_one_piece() -> None:
    line = "\u00a0🏻x\u0327👨\u200d👩\u200d👧👍🏽🇩🇪🇫🇷1\ufe0f\u20e3a"
    pieces = ["\u00a0", "🏻", "x\u0327", "👨\u200d👩\u200d👧", "👍🏽", "🇩🇪", "🇫🇷", "1\ufe0f\u20e3", "a"]
    assert clusters(line) == pieces


def _holds(letter: str, codec: str) -> bool:
    return letter.encode(codec, "ignore") != b""


def _in_order(wanted: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in wanted)
