import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.letters import NO_BREAK, encoded, printable
from printing.profile import PAGES

anything = st.text(st.characters(exclude_categories=()), max_size=60)


@given(anything, st.sampled_from(sorted(PAGES)))
def test_r21_no_text_becomes_a_control_byte(text: str, codec: str) -> None:
    assert all(byte >= 0x20 and byte != 0x7F for byte in encoded(text, codec))


@given(anything, st.sampled_from(sorted(PAGES)))
def test_every_letter_takes_one_column_and_a_second_pass_changes_nothing(text: str, codec: str) -> None:
    line = printable(text, codec)
    assert printable(line, codec) == line
    assert len(encoded(line, codec)) == len(line)


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
        ("STRAẞE", "cp858", "STRASSE"),
        ("Yıldız, Łukasz, Nguyễn", "cp858", "Yildiz, Lukasz, Nguyen"),
        ("½ Stunde → 10 ㎏ …", "cp858", "½ Stunde -> 10 kg ..."),
        ("Привет 你好!", "cp858", "?????? ??!"),
        ("Fest 🎉 für alle 👍🏽", "cp858", "Fest   für alle   "),
        ("a\x1bp0\x00b\u202ec\ue000d\u2028e", "cp858", "a p0 b c d e"),
        ("Donau\u00addampf\u200dschiff", "cp858", "Donaudampfschiff"),
        ("17\u202fUhr", "cp858", f"17{NO_BREAK}Uhr"),
    ],
)
def test_the_nearest_letters_stand_for_what_the_code_page_lacks(text: str, codec: str, on_paper: str) -> None:
    assert printable(text, codec) == on_paper


def _holds(letter: str, codec: str) -> bool:
    return letter.encode(codec, "ignore") != b""


def _in_order(wanted: list[str], text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in wanted)
