"""Slips of the house, the feedback number, the Merkzettel, and what every slip has to say (A37)."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.centre_settings import Visit, Wifi
from kiosk.house import House
from kiosk.papers.feedback import feedback_day, feedback_slip, new_feedback_number
from kiosk.papers.handouts import NOTE_LINES, Handout, available, exact, handout_slip
from kiosk.papers.memo import MEMO_MAX, memo_slip
from kiosk.words import LANGUAGES, Words
from printing.layout import Bar, Code, Feed, Text, layout
from printing.payloads import Network, Number
from printing.profile import profile_for
from printing.slip import QR, Fact, Heading, Paragraph, Rule, Slip, Small
from sync.records import Kind, StoredItem
from tests.kiosk.every_slip import every_slip, of_house, of_items

Houses = Callable[..., House]
TOGETHER = ("Die Zeilen gehören zusammen, ohne Leerzeichen.", "Die Zeilen gehören zusammen,", "ohne Leerzeichen.")
"""The sentence below a long password, on either paper."""


def facts(slip: Slip) -> dict[str, str]:
    return {block.label: block.value.replace("\u00a0", " ") for block in slip.blocks if isinstance(block, Fact)}


def codes(slip: Slip) -> list[object]:
    return [block.payload for block in slip.blocks if isinstance(block, QR)]


def large(slip: Slip, paper_mm: int) -> list[str]:
    return [line.text for line in layout(slip, profile_for(paper_mm)).lines if isinstance(line, Text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a37_every_slip_of_an_item_says_whom_to_ask_when_it_was_printed_and_how_old_it_is(
    house: Houses, language: str
) -> None:
    built = house("demo", language)
    say = built.words.say
    for name, slip in of_items(built).items():
        if name == "memo":
            continue
        assert say("Contact") in facts(slip), name
        if name.startswith("event"):
            assert {say("When"), say("Where"), say("Price")} <= facts(slip).keys(), name
        printed, age, source = [block.text for block in slip.blocks if isinstance(block, Small)]
        assert "10:00" in printed
        assert (age, "portal" in source) == (say("Made-up example"), True), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a37_every_slip_of_the_house_says_when_it_was_printed(house: Houses, language: str) -> None:
    for slip in of_house(house("demo", language)).values():
        last = slip.blocks[-1]
        assert isinstance(last, Small)
        assert "10:00" in last.text


def test_every_slip_begins_with_the_centre_and_a_heading(house: Houses) -> None:
    for name, slip in every_slip(house("demo")).items():
        kinds = [type(block).__name__ for block in slip.blocks[:2]]
        assert kinds == ["Masthead", "Heading"], name


def test_no_word_of_german_is_left_on_an_english_slip_of_the_house(house: Houses) -> None:
    told = " ".join(f"{block}" for slip in of_house(house("demo", "en")).values() for block in slip.blocks)
    for word in ("Wann", "Wen", "Telefon", "Passwort", "Netz'", "Gedruckt", "Rückmeldung", "Frage", "Notizen"):
        assert word not in told


def test_only_what_the_settings_say_can_be_handed_out(house: Houses) -> None:
    built = house("demo")
    assert available(built) == list(Handout)
    built.visit = Visit(address="Lindenallee 12", phone="030 23125-110")
    assert available(built) == []
    built.visit = Visit(person="Frau Beispiel")
    assert available(built) == [Handout.PERSON]


def test_the_network_stands_in_a_code_and_in_words(house: Houses) -> None:
    slip = handout_slip(house("demo"), Handout.WIFI)
    assert codes(slip) == [Network("Lindenhof-Gast", "willkommen-im-treff")]
    assert facts(slip) == {"Netz": "Lindenhof-Gast", "Passwort": "willkommen-im-\ntreff"}


def test_an_open_network_needs_no_password(house: Houses) -> None:
    built = house("demo")
    built.visit = Visit(wifi=Wifi("Gast"))
    slip = handout_slip(built, Handout.WIFI)
    assert (codes(slip), facts(slip)["Passwort"]) == ([Network("Gast")], "keines nötig")


@given(st.text("abc019-_.!# ", min_size=8, max_size=63).filter(lambda key: key == " ".join(key.split())))
def test_no_letter_of_a_password_is_added_or_lost_on_either_paper(key: str) -> None:
    for paper_mm in (58, 80):
        rows = large(Slip(tuple(exact(Words("de"), Fact("Passwort", key)))), paper_mm)
        told = [row for row in rows if row not in ("Passwort", *TOGETHER)]
        assert "".join(told) == key


def test_a_person_can_be_asked_with_room_for_the_question(house: Houses) -> None:
    slip = handout_slip(house("demo"), Handout.PERSON)
    assert facts(slip)["Wen Sie fragen"] == "Frau Beispiel, im Büro"
    after = slip.blocks[slip.blocks.index(Paragraph("Meine Frage")) :]
    assert [type(block) for block in after].count(Rule) == NOTE_LINES


def test_a_feedback_slip_holds_number_day_and_where_to_ask(house: Houses) -> None:
    slip = feedback_slip(house("demo"), "261124 48294")
    assert facts(slip) == {
        "Nummer": "261124-48294",
        "Tag": "Dienstag, 24. November 2026",
        "Wen Sie fragen": "Frau Beispiel, im Büro",
        "Wo": "Lindenallee 12, im Erdgeschoss",
        "Telefon": "030 23125-110",
    }
    assert codes(slip) == [Number("261124-48294")]


def test_without_settings_a_feedback_slip_sends_to_the_office(house: Houses) -> None:
    built = house("demo")
    built.visit = Visit()
    assert facts(feedback_slip(built, "261124-48294"))["Wen Sie fragen"] == "das Büro"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 9999), st.integers(0, 10), st.integers(1, 9))
def test_every_wrong_digit_and_every_exchanged_pair_of_a_feedback_number_is_found(
    day: date, lot: int, at: int, more: int
) -> None:
    number = new_feedback_number(day, lambda _: lot)
    assert feedback_day(number) == day
    digits = number.replace("-", "")
    wrong = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    assert feedback_day(wrong) is None
    if at < 10 and digits[at] != digits[at + 1]:
        assert feedback_day(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) is None


@pytest.mark.parametrize(
    "typed", ["", "261124", "x" * 11, "²61124-48294", "261124-482940", "261324-00000", "٣61124-48294"]
)
def test_what_is_no_feedback_number_is_refused(house: Houses, typed: str) -> None:
    assert feedback_day(typed) is None
    with pytest.raises(ValueError, match=r".*"):
        feedback_slip(house("demo"), typed)


def some(house: House, count: int) -> list[StoredItem]:
    return list(house.replica.items(None, None, house.now()))[:count]


def test_a_memo_has_its_items_by_date_and_those_without_one_behind(house: Houses) -> None:
    built = house("demo")
    offer = next(item for item in built.replica.items(Kind.OFFER, None, built.now()) if item.starts is None)
    events = [item for item in built.replica.items(Kind.EVENT, None, built.now()) if item.starts][:3]
    slip = memo_slip(built, [offer, *reversed(events)])
    titles = [block.text for block in slip.blocks if isinstance(block, Heading)]
    assert titles == ["Merkzettel", *(item.title for item in [*events, offer])]
    assert codes(slip) == [item.url for item in [*events, offer]]
    told = " ".join(block.text for block in slip.blocks if isinstance(block, Paragraph))
    for item in (offer, *events):
        assert f"Nummer: {item.id.upper()}" in told
    assert told.count("Kontakt: ") == 4


def test_a_full_memo_is_about_a_metre_long_and_a_longer_one_is_refused(house: Houses) -> None:
    built = house("demo")
    lines = layout(memo_slip(built, some(built, MEMO_MAX)), profile_for(80)).lines
    dots = 0
    for line in lines:
        match line:
            case Code(modules, module):
                dots += len(modules) * module
            case Feed(rows) | Bar(rows):
                dots += rows
            case Text():
                dots += 24 * line.size.value[1] + 12
    assert 700 < dots / 8 < 1200
    with pytest.raises(ValueError, match="9"):
        memo_slip(built, some(built, MEMO_MAX + 1))
