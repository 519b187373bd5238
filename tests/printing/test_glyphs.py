"""Every letter of the neighbourhood is in a shipped font, and letters of two fonts stand in the order of reading."""

import pytest

from printing.bidi import placed, reads_leftwards
from printing.glyphs import BOX, FONTS, Face, runs, shown

ALPHABETS = {
    "Turkish": "çğıöşüÇĞİÖŞÜâî",
    "Polish": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "Romanian": "ăâîșțĂÂÎȘȚ",
    "Czech": "áčďéěíňóřšťúůýž",
    "Vietnamese": "ăâđêôơưẮằẵẶẪỆổỡỢứừỮỵ",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Ukrainian": "ґєіїҐЄІЇ",
    "Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى،؛؟٠١٢٣٤٥٦٧٨٩ًٌٍَُِّْ",
    "Farsi": "پچژگکی۰۱۲۳۴۵۶۷۸۹",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשתםןץףך",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "signs": "✓✔☎⅓⁴№ẞœΩ♥☀",
    "pictures": "🎉👍❤😀🍰🚲🎸☕🧵🪴",
}


@pytest.mark.parametrize("letters", ALPHABETS.values(), ids=ALPHABETS)
def test_the_shipped_fonts_have_every_letter_of_the_alphabets_of_the_neighbourhood(letters: str) -> None:
    assert shown("a" + " a".join(letters)) == "a" + " a".join(letters)
    assert BOX not in shown(letters)


@pytest.mark.parametrize("text", ["茶", "አ", "ก", "த"])
def test_a_letter_that_no_font_has_is_a_box(text: str) -> None:
    assert shown(f"a{text}b") == f"a{BOX}b"


def test_the_fonts_lie_there_with_their_licences() -> None:
    assert all((FONTS / face.value).stat().st_size < 1_000_000 for face in Face)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE.noto-emoji").read_text("utf-8").upper()
    assert (FONTS / "LICENSE.dejavu").exists()


def test_pictures_come_from_the_font_of_pictures_and_letters_from_the_font_of_letters() -> None:
    assert runs("Fest 🎉 im Hof", bold=True) == [(Face.BOLD, "Fest "), (Face.PICTURES, "🎉"), (Face.BOLD, " im Hof")]
    assert runs("ş", bold=False) == [(Face.PLAIN, "ş")]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("مقهى 🎉 الحي", ["الحي", "🎉", "مقهى"]),
        ("Am مقهى 🎉 الحي um", ["Am", "الحي", "🎉", "مقهى", "um"]),
        ("مقهى 🎉 um 14:30", ["um 14:30", "🎉", "مقهى"]),
        ("مقهى 14:30 🎉", ["🎉", "14:30", "مقهى"]),
        ("Fest 🎉 im Hof", ["Fest", "🎉", "im Hof"]),
    ],
)
def test_letters_and_pictures_stand_in_the_order_in_which_they_are_read(text: str, seen: list[str]) -> None:
    parts = placed(runs(text, bold=True), leftwards=reads_leftwards(text))
    assert [part.strip() for _, part, _ in parts if part.strip()] == seen


def test_the_direction_of_a_line_is_that_of_its_first_letter() -> None:
    assert reads_leftwards("14:30 مقهى Hof")
    assert not reads_leftwards("14:30 Hof مقهى")
    assert not reads_leftwards("14:30 🎉")
