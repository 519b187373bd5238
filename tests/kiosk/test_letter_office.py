"""What residents left is on the desk of staff: said after signing in, listed, looked after, closed, found by number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.leaving import box_of
from kiosk.screens.staff.clock_page import ClockPage
from kiosk.screens.staff.confirm import Confirm
from kiosk.screens.staff.desk import DeskPage, first_pages
from kiosk.screens.staff.letter_news import NewLetters, collect, new_letters
from kiosk.screens.staff.letter_rows import letters_of
from kiosk.screens.staff.more import MorePage
from kiosk.screens.staff.opinions import OpinionNumber, OpinionPage, OpinionsPage
from kiosk.screens.staff.requests import RequestPage, RequestsPage
from printing.slip import Fact
from sync.clock import Trust
from sync.errors import Reason, Unstorable
from sync.ledger.letters import Fate
from sync.ledger.records import Job
from sync.letters.box import LetterBox
from sync.letters.letter import Face, Feedback, Interest
from sync.records import Kind
from sync.replica import Replica
from tests.kiosk.letter_hand import Hand, traces
from tests.kiosk.letter_pages import NUMBER, with_box
from tests.kiosk.pages import house_of
from tests.kiosk.staff_house import PIN, STAFF, staffed
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    """Somebody is signed in, and the box is open."""
    clock = FakeClock(TUESDAY)
    house = with_box(house_of(replicas["demo"], clock), tmp_path, clock, open_=False)
    desk = house.desk = staffed(tmp_path, replicas["demo"], clock)
    collect(house)
    yield house
    desk.close()


def desk_of(house: House) -> Desk:
    assert house.desk
    return house.desk


def later(house: House, **delta: float) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.later(**delta)


def wants(house: House, name: str | None = "Wilma", member: str | None = None, kind: Kind = Kind.JOB) -> str:
    """Somebody leaves an interest in the first item of a kind; its title."""
    item = next(iter(house.replica.items(kind, None, house.now())))
    box = box_of(house)
    box.drop(box.letter(Interest(item=item.id, kind=kind.value, title=item.title, name=name, member=member)))
    return item.title


def says(house: House, words: str = "Zu laut", face: Face = Face.BAD, number: str = NUMBER) -> None:
    box = box_of(house)
    box.drop(box.letter(Feedback(number=number, face=face, words=words)))


def test_after_signing_in_what_is_new_is_said_once_above_draft_and_desk(house: House) -> None:
    assert [type(page) for page in first_pages(house)] == [DeskPage]
    for _ in range(3):
        wants(house)
    says(house)
    pages = first_pages(house)
    assert [type(page) for page in pages] == [DeskPage, NewLetters]
    hand = Hand(house, pages[-1])
    assert "3 neue Anfragen" in hand.said
    assert "1 neue Meinung" in hand.said
    hand.tap("show")
    assert isinstance(hand.page, RequestsPage)
    assert new_letters(house) is None
    wants(house)
    assert "1 neue Anfrage" in Hand(house, first_pages(house)[-1]).said


@pytest.mark.parametrize("way", ["back", "start"])
def test_whoever_leaves_the_news_has_seen_them(house: House, way: str) -> None:
    wants(house)
    page = new_letters(house)
    assert page
    assert new_letters(house) is not None
    Hand(house, page).tap(way)
    assert new_letters(house) is None


def test_a_wrong_date_is_asked_about_above_the_news(house: House) -> None:
    wants(house)
    assert isinstance(house.clock, FakeClock)
    house.clock.trust = Trust.UNTRUSTED
    assert [type(page) for page in first_pages(house)] == [DeskPage, NewLetters, ClockPage]


def test_letters_are_taken_in_at_the_sign_in_and_whenever_staff_look(house: House) -> None:
    wants(house)
    desk_of(house).lock()
    assert len(box_of(house).waiting()) == 1
    desk_of(house).sign_in(PIN)
    first_pages(house)
    assert box_of(house).waiting() == []
    says(house)
    hand = Hand(house, MorePage()).tap("go:opinions")
    assert "Zu laut" in hand.said
    assert box_of(house).waiting() == []


def test_more_says_how_many_wait_and_which_opinions_are_new(house: House) -> None:
    for _ in range(2):
        wants(house)
    says(house)
    collect(house)
    hand = Hand(house, MorePage())
    assert "Anfragen (2)" in hand.said
    assert "Meinungen (1)" in hand.said
    hand.tap("go:opinions", "back")
    assert "Anfragen (2)" in hand.said
    assert "Meinungen (1)" not in hand.said


def test_a_disk_that_refuses_keeps_nobody_from_signing_in(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    wants(house)

    def refuse(box: LetterBox) -> None:
        raise Unstorable(Reason.DISK)

    with monkeypatch.context() as patch:
        patch.setattr(LetterBox, "alone", refuse)
        assert [type(page) for page in first_pages(house)] == [DeskPage]
    assert [type(page) for page in first_pages(house)] == [DeskPage, NewLetters]


def test_the_list_says_who_what_and_since_when_oldest_first(house: House) -> None:
    wants(house, "Wilma")
    later(house, days=2)
    title = wants(house, None, "1042")
    later(house, minutes=5)
    collect(house)
    first, second = (b.lines for b in RequestsPage().view(house, Frame(80, 24)).buttons if b.action.startswith("open"))
    assert first[0] == "Wilma, vor 2 Tagen"
    assert (second[0], second[1]) == ("Erika Zeisig, 1042, vor 5 Minuten", title)


def test_of_a_member_nobody_knows_the_whole_number_stands_on_the_smallest_card(house: House) -> None:
    wants(house, None, "104210421042")
    collect(house)
    (card,) = (b for b in RequestsPage().view(house, Frame(28, 8)).buttons if b.action.startswith("open"))
    assert card.lines[0] == "104210421042"


def test_r10_what_was_left_while_nobody_knew_the_date_says_about(house: House) -> None:
    assert isinstance(house.clock, FakeClock)
    house.clock.reboot("boot-2")
    house.clock.trust = Trust.UNTRUSTED
    wants(house)
    collect(house)
    (card,) = (b for b in RequestsPage().view(house, Frame(80, 24)).buttons if b.action.startswith("open"))
    assert card.lines[0] == "Wilma, ungefähr 24. November, 10:00 Uhr"


def test_a19_done_is_asked_about_erases_who_it_was_and_can_be_undone_until_it_is_left(house: House) -> None:
    wants(house, "Grasmücke")
    hand = Hand(house, RequestsPage())
    collect(house)
    (wish,) = letters_of(house).wishes()
    hand.tap(f"open:{wish.id}", "done")
    assert hand.view.focus == "back"
    assert "Ist diese Anfrage erledigt?" in hand.said
    assert letters_of(house).wishes() == [wish]
    hand.tap("yes")
    assert letters_of(house).wishes() == []
    hand.tap("undo")
    assert letters_of(house).wishes() == [wish]
    hand.tap("done", "yes", "back")
    assert f"erledigt von {STAFF}" in hand.said
    assert {b.action for b in hand.view.buttons}.isdisjoint({"done", "delete", "print"})
    done = letters_of(house).wish(wish.id)
    assert done
    assert (done.fate, done.name) == (Fate.DONE, None)
    hand.tap("back")
    assert "Niemand wartet auf eine Antwort." in hand.said
    del wish
    hand.tap("start")
    assert traces("Grasmücke") == []


def test_a_job_that_a_member_wants_leads_to_its_booking_with_both_filled_in(house: House) -> None:
    title = wants(house, None, "1042")
    collect(house)
    (wish,) = letters_of(house).wishes()
    hand = Hand(house, RequestPage(wish.id)).tap("book")
    assert isinstance(hand.page, Confirm)
    assert title in hand.read()
    assert "Erika Zeisig" in hand.read()
    hand.tap("book")
    (booked,) = [one.booking.what for one in desk_of(house).ledger.all()]
    assert isinstance(booked, Job)
    assert (booked.item, booked.member) == (wish.item, "1042")


def test_an_event_leads_to_the_number_of_seats(house: House) -> None:
    wants(house, None, "1042", Kind.EVENT)
    collect(house)
    (wish,) = letters_of(house).wishes()
    assert Hand(house, RequestPage(wish.id)).tap("book").page.name == "seats"


@pytest.mark.parametrize(
    ("name", "member", "kind"), [("Anna", None, Kind.JOB), (None, "777", Kind.JOB), (None, "1042", Kind.OFFER)]
)
def test_without_a_known_member_or_a_thing_to_book_there_is_no_way_into_a_booking(
    house: House, name: str | None, member: str | None, kind: Kind
) -> None:
    wants(house, name, member, kind)
    collect(house)
    (wish,) = letters_of(house).wishes()
    assert "book" not in {deed.action for deed in RequestPage(wish.id).deeds(house)}


def test_the_slip_for_staff_says_who_wants_what(house: House) -> None:
    title = wants(house)
    collect(house)
    (wish,) = letters_of(house).wishes()
    hand = Hand(house, RequestPage(wish.id)).tap("print")
    (slip,) = hand.slips
    facts = {block.label: block.value for block in slip.blocks if isinstance(block, Fact)}
    assert (facts["Wer"], facts["Was"]) == ("Wilma", title)
    hand.page.tell("Der Zettel ist da.", again=False)
    assert "Der Zettel ist da." in hand.read()


def test_a_wish_for_what_is_no_longer_published_still_says_what_it_was(house: House) -> None:
    box = box_of(house)
    box.drop(box.letter(Interest(item="gone2", kind="offer", title="Rasen mähen", name="Anna")))
    collect(house)
    (wish,) = letters_of(house).wishes()
    told = Hand(house, RequestPage(wish.id)).read()
    assert "Rasen mähen" in told
    assert "nicht mehr veröffentlicht" in told


def test_opinions_are_counted_read_and_deleted_after_a_question(house: House) -> None:
    for face in (Face.GOOD, Face.GOOD, Face.BAD):
        says(house, "Die Grasmücke stört" if face is Face.BAD else "", face)
    collect(house)
    hand = Hand(house, OpinionsPage()).tap("faces")
    assert ":-) gut 2 :-| geht so 0 :-( schlecht 1" in hand.read()
    bad = next(one for one in letters_of(house).opinions() if one.face is Face.BAD)
    hand.tap("back", f"open:{bad.id}", "delete")
    assert hand.view.focus == "back"
    hand.tap("yes", "undo")
    assert letters_of(house).faces()[Face.BAD] == 1
    hand.tap("delete", "yes", "back")
    assert f"gelöscht von {STAFF}" in hand.said
    assert letters_of(house).faces() == {Face.GOOD: 2, Face.FAIR: 0, Face.BAD: 0}


def test_a_number_on_a_slip_finds_its_opinion_and_a_mistyped_one_is_said(house: House) -> None:
    says(house)
    collect(house)
    digits = NUMBER.replace("-", "")
    found = Hand(house, OpinionNumber()).type(digits).tap("ok")
    assert isinstance(found.page, OpinionPage)
    assert "Zu laut" in found.said
    assert "vertippt" in Hand(house, OpinionNumber()).type("26112499999").tap("ok").said
    letters = letters_of(house)
    letters.delete(letters.opinions()[0], STAFF)
    assert f"gelöscht von {STAFF}" in Hand(house, OpinionNumber()).type(digits).tap("ok").said


def test_what_cannot_be_read_is_said_and_kept(house: House, tmp_path: Path) -> None:
    strange = with_box(house_of(house.replica, house.clock), tmp_path / "other", FakeClock(TUESDAY))
    wants(strange)
    (letter,) = (tmp_path / "other" / "letters").glob("*.letter")
    letter.rename(tmp_path / "letters" / letter.name)
    page = new_letters(house)
    assert page
    hand = Hand(house, page)
    assert "1 Brief ist nicht lesbar." in hand.read()
    assert hand.view.button_for("show") is None
    assert list((tmp_path / "letters").glob("*.unreadable"))
