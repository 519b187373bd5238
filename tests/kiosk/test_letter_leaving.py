"""Residents leave something without an account: checked first, left once, taken back, and nothing stays behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.feedback import feedback_day
from kiosk.screens.public.feedback import FeedbackCheck, FeedbackLeft, FeedbackPage
from kiosk.screens.public.interest import InterestCheck, InterestLeft, InterestPage
from kiosk.screens.public.leaving import box_of
from kiosk.screens.staff.letter_news import collect
from kiosk.screens.staff.letter_rows import letters_of
from printing.slip import Fact
from sync.letters.box import HOURLY_MOST, LetterBox
from sync.letters.letter import Face
from sync.records import Kind
from sync.replica import Replica
from tests.kiosk.letter_hand import Hand, traces
from tests.kiosk.letter_pages import with_box
from tests.kiosk.pages import house_of
from tests.kiosk.staff_house import PIN, staffed
from tests.sync.clocks import TUESDAY, FakeClock

on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    """Staff were there once, and went: the box is open, the ledger locked."""
    clock = FakeClock(TUESDAY)
    house = with_box(house_of(replicas["demo"], clock), tmp_path, clock, open_=False)
    desk = house.desk = staffed(tmp_path, replicas["demo"], clock)
    collect(house)
    desk.lock()
    yield house
    desk.close()


def item_of(house: House, kind: Kind = Kind.OFFER) -> str:
    return next(iter(house.replica.items(kind, None, house.now()))).id


def signed_in(house: House) -> House:
    """Staff come, and what was left is taken in."""
    assert isinstance(house.desk, Desk)
    house.desk.sign_in(PIN)
    collect(house)
    return house


def wanting(house: House, name: str = "wilma", grid: tuple[int, int] = (80, 24)) -> Hand:
    """At the page that shows what would be left."""
    return Hand(house, InterestPage(item_of(house)), grid).tap("name").type(name).tap("ok")


@on_four_grids
def test_a19_a_first_name_is_all_it_takes_and_nothing_is_left_before_it_was_checked(
    house: House, grid: tuple[int, int]
) -> None:
    hand = wanting(house, grid=grid)
    assert isinstance(hand.page, InterestCheck)
    assert hand.view.focus == "back"
    assert box_of(house).waiting() == []
    title = letters_title(house)
    assert f"Wilma möchte: {title}" in hand.read()
    hand.tap("leave")
    assert isinstance(hand.page, InterestLeft)
    (wish,) = letters_of(signed_in(house)).wishes()
    assert (wish.name, wish.member, wish.item, wish.title) == ("Wilma", None, item_of(house), title)


def letters_title(house: House) -> str:
    item = house.replica.item(item_of(house))
    assert item
    return item.title


@on_four_grids
def test_a_member_number_will_do_and_is_not_looked_up(house: House, grid: tuple[int, int]) -> None:
    for number in ("1042", "99999999"):
        hand = Hand(house, InterestPage(item_of(house)), grid).tap("number").type(number).tap("ok")
        assert f"Mitglied {number} möchte:" in hand.read()
        assert "Zeisig" not in hand.said
        hand.tap("leave")
    assert {wish.member for wish in letters_of(signed_in(house)).wishes()} == {"1042", "99999999"}


def test_the_name_can_be_typed_on_the_keys_of_the_screen_with_umlauts(house: House) -> None:
    hand = Hand(house, InterestPage(item_of(house)), (28, 8)).tap("name")
    hand.tap("range:jklmn" if hand.view.button_for("range:jklmn") else "range:fghij", "key:j")
    assert "Vorname: J▏" in hand.said
    large = Hand(house, InterestPage(item_of(house)), (80, 24)).tap("name", "key:j")
    large.tap(next(b.action for b in large.view.buttons if "ö" in b.action), "key:ö").type("rg").tap("ok")
    assert "Jörg möchte:" in large.read()


def test_nothing_typed_leads_nowhere_and_a_name_ends_at_40_letters(house: House) -> None:
    hand = Hand(house, InterestPage(item_of(house))).tap("name", "ok")
    hand.type("  ").tap("ok")
    assert hand.page.name.startswith("interest-name")
    hand.type("x" * 60).tap("ok", "leave")
    (wish,) = letters_of(signed_in(house)).wishes()
    assert wish.name == "X" + "x" * 39


def test_back_leads_through_every_step_with_what_was_typed_and_out_again(house: House) -> None:
    hand = wanting(house)
    hand.tap("back")
    assert "Wilma▏" in hand.said
    hand.tap("back")
    assert isinstance(hand.page, InterestPage)
    hand.tap("back")
    assert hand.trail.at_start
    assert traces("Wilma") == []
    assert box_of(house).waiting() == []


def test_a24_of_what_was_typed_nothing_stays_in_memory_once_it_is_left(house: House) -> None:
    hand = wanting(house, "Grasmücke")
    assert traces("Grasmücke")
    hand.tap("leave")
    assert traces("Grasmücke") == []
    words = Hand(house, FeedbackPage()).tap("face:bad", "words").type("der kanarienvogel pfeift").tap("ok", "leave")
    assert isinstance(words.page, FeedbackLeft)
    assert traces("kanarienvogel") == []


def test_a16_pages_that_are_half_filled_are_covered_when_nobody_answers(house: House) -> None:
    hand = Hand(house, InterestPage(item_of(house)))
    private = [hand.page.private]
    for step in ("name", "ok", "leave"):
        hand.tap(step)
        private.append(hand.page.private)
        if step == "name":
            hand.type("anna")
    assert private == [False, True, True, False]
    hand = Hand(house, FeedbackPage()).tap("face:good", "words")
    assert hand.page.private
    assert Hand(house, InterestPage(item_of(house))).tap("number").page.private


@on_four_grids
def test_what_was_left_can_be_taken_back_while_its_page_stands(house: House, grid: tuple[int, int]) -> None:
    hand = wanting(house, grid=grid).tap("leave", "undo")
    assert "Es ist gelöscht." in hand.said
    assert hand.view.button_for("undo") is None
    assert hand.view.button_for("pick:undo") is None
    assert box_of(house).waiting() == []
    assert letters_of(signed_in(house)).wishes() == []


def test_what_staff_have_already_is_not_said_to_be_deleted(house: House) -> None:
    hand = wanting(house).tap("leave")
    signed_in(house)
    hand.tap("undo")
    assert "Das Büro hat es schon." in hand.said


def test_what_becomes_of_it_and_how_long_it_is_kept_is_said(house: House) -> None:
    told = wanting(house).tap("leave").read()
    assert "Abgegeben. Das Büro liest es bald." in told
    assert "Ist alles erledigt? Dann löscht das Büro Ihre Angaben." in told


@on_four_grids
@pytest.mark.parametrize("face", Face)
def test_feedback_is_a_smiley_a_number_and_where_wanted_a_sentence(
    house: House, grid: tuple[int, int], face: Face
) -> None:
    hand = Hand(house, FeedbackPage(), grid).tap(f"face:{face}", "none")
    assert isinstance(hand.page, FeedbackCheck)
    assert hand.view.focus == "back"
    hand.tap("leave")
    other = Hand(house, FeedbackPage(), grid).tap(f"face:{face}", "words").type("alles ist schön").tap("ok", "leave")
    opinions = letters_of(signed_in(house)).opinions()
    assert {(one.face, one.words) for one in opinions} == {(face, None), (face, "Alles ist schön")}
    assert {f"feedback:{one.number}" for one in opinions} == {hand.page.waits_for, other.page.waits_for}
    assert {feedback_day(one.number) for one in opinions} == {house.today}
    assert hand.page.waits_for
    assert f"Danke. Ihre Nummer: {hand.page.waits_for.removeprefix('feedback:')}" in hand.read()


def test_the_slip_of_a_feedback_bears_the_number_of_its_page(house: House) -> None:
    house.printer = True
    hand = Hand(house, FeedbackPage()).tap("face:fair", "none", "leave", "print")
    (slip,) = hand.slips
    (number,) = [block.value for block in slip.blocks if isinstance(block, Fact) and feedback_day(block.value)]
    assert f"Danke. Ihre Nummer: {number}" in hand.read()
    hand.page.tell("Der Zettel ist da.", again=False)
    assert "Der Zettel ist da." in hand.read()
    assert hand.view.button_for("print") is None


def test_a_sentence_ends_at_120_letters_and_its_end_stays_in_sight(house: House) -> None:
    for grid in ((28, 8), (42, 13), (60, 20)):
        hand = Hand(house, FeedbackPage(), grid).tap("face:bad", "words").type("a" * 115 + "bcdefghi")
        assert "bcdef▏" in hand.said.replace(" ", "")


def test_r15_when_the_disk_refuses_the_page_says_so_and_the_same_letter_can_be_left_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sync.errors import Reason, Unstorable

    hand = wanting(house)

    def refuse(*words: object) -> None:
        raise Unstorable(Reason.DISK_FULL)

    with monkeypatch.context() as patch:
        patch.setattr(LetterBox, "_write", refuse)
        hand.tap("leave")
    assert "Es ist nichts abgegeben." in hand.said
    assert box_of(house).waiting() == []
    hand.tap("leave")
    assert isinstance(hand.page, InterestLeft)
    assert len(box_of(house).waiting()) == 1


def test_when_too_many_were_left_in_an_hour_the_page_says_when_to_come_again(house: House) -> None:
    for _ in range(HOURLY_MOST):
        wanting(house).tap("leave")
    hand = wanting(house).tap("leave")
    assert isinstance(hand.page, InterestCheck)
    assert "in einer Stunde wieder" in hand.read()
    assert len(box_of(house).waiting()) == HOURLY_MOST


def test_where_nobody_works_yet_the_page_says_so_and_asks_for_nothing(
    replicas: dict[str, Replica], tmp_path: Path
) -> None:
    clock = FakeClock(TUESDAY)
    new = with_box(house_of(replicas["demo"], clock), tmp_path, clock, open_=False)
    without = house_of(replicas["demo"], clock)
    for house in (new, without):
        for page in (InterestPage(item_of(house)), FeedbackPage()):
            hand = Hand(house, page)
            assert "Im Büro arbeitet noch niemand." in hand.said
            assert {b.action for b in hand.view.buttons} <= {"back", "start", "help", "listen", "size"}


def test_an_item_that_vanished_meanwhile_is_said_to_be_gone(house: House) -> None:
    assert "Das gibt es nicht mehr." in Hand(house, InterestPage("gone2")).said
