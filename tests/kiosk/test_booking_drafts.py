"""A17: half-entered bookings outlive a power cut, and nobody books twice because of one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.confirm import Confirm
from kiosk.screens.staff.drafts import Resume, waiting
from kiosk.screens.staff.entry import desk_of, kept
from kiosk.screens.staff.payment import payment_page
from kiosk.screens.staff.seat import seat_page
from kiosk.screens.steps import TakeReceipts
from sync.clock import Trust
from sync.ledger.on_paper import OnPaper
from sync.ledger.records import Payment
from sync.records import Kind
from sync.replica import Listing, Replica
from tests.kiosk.booking_pages import PIN, Clerk, CutPower, count, pay, power_cuts
from tests.sync.clocks import TUESDAY, FakeClock

COLLEAGUE = "593718"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(TUESDAY)


@pytest.fixture
def cut_power(replicas: dict[str, Replica], tmp_path: Path, clock: FakeClock) -> Iterator[CutPower]:
    with power_cuts(tmp_path, replicas["demo"], clock) as again:
        yield again


def resumed(house: House) -> Clerk:
    """On the page that comes after signing in."""
    page = waiting(house)
    assert page is not None
    return Clerk(house, page)


def test_nothing_is_offered_where_nothing_waits(cut_power: CutPower) -> None:
    house = cut_power()
    payment_page(house)
    assert waiting(house) is None


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_payment_goes_on_after_a_power_cut_at_every_step(cut_power: CutPower, steps: int) -> None:
    ways = [("1042", "pick:1042"), ("17", "pick:17"), ("", "quick:2"), ("", "pick:usual!")]
    house = cut_power()
    clerk = Clerk(house, payment_page(house))
    for typed, tapped in ways[:steps]:
        clerk.type(typed)
        clerk.tap(tapped)
    before = kept(house)
    house = cut_power()
    clerk = resumed(house)
    assert "Eine Buchung von 10:00 Uhr ist nicht fertig." in " ".join(clerk.said.split())
    clerk.tap("resume")
    for typed, tapped in ways[steps:]:
        clerk.type(typed)
        clerk.tap(tapped)
    clerk.tap("book")
    (outgoing,) = desk_of(house).ledger.all()
    expected = Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Nachbarschafts-Hilfe")
    assert outgoing.booking.what == expected
    assert before is not None
    assert (outgoing.booking.reference, outgoing.booking.key) == (before.reference, before.key)


def test_a_seat_goes_on_too(cut_power: CutPower) -> None:
    house = cut_power()
    item = house.replica.page(Listing(Kind.EVENT), house.now(), 0, 1)[0].id
    Clerk(house, seat_page(house)).tap(f"pick:{item}", "pick:guest")
    clerk = resumed(cut_power())
    clerk.tap("resume")
    clerk.type("max")
    clerk.tap("pick:name", "quick:1", "book")
    assert count(clerk.house) == 1


def test_a_draft_that_is_thrown_away_is_gone(cut_power: CutPower) -> None:
    house = cut_power()
    pay(Clerk(house, payment_page(house)))
    clerk = resumed(house)
    clerk.tap("discard")
    assert not clerk.pages
    assert waiting(cut_power()) is None


def test_back_leaves_the_draft_for_later_and_back_out_of_the_form_gives_it_up(cut_power: CutPower) -> None:
    house = cut_power()
    clerk = Clerk(house, payment_page(house))
    clerk.type("1042")
    clerk.tap("pick:1042")
    resumed(house).tap("back")
    assert isinstance(waiting(house), Resume)
    clerk.tap("back", "back")
    assert not clerk.pages
    assert waiting(house) is None


def test_r1_a_power_cut_after_the_commit_shows_that_it_is_booked(cut_power: CutPower) -> None:
    house = cut_power()
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    clerk.tap("book")
    clerk = resumed(cut_power())
    assert isinstance(clerk.page, Booked)
    assert "Beleg 1 ist schon gebucht." in " ".join(clerk.said.split())
    assert not clerk.printed
    clerk.tap("copy")
    assert clerk.printed == [TakeReceipts(1, again=True)]
    assert waiting(clerk.house) is None
    assert count(clerk.house) == 1


def test_r20_after_a_power_cut_before_the_receipts_they_are_printed_and_are_no_copies(cut_power: CutPower) -> None:
    house = cut_power()
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    clerk.tap("book")
    house = cut_power()
    house.printer = True
    clerk = resumed(house)
    assert "Drucken" in clerk.said
    clerk.tap("copy")
    assert clerk.printed == [TakeReceipts(1)]
    printouts = desk_of(house).ledger.printouts
    for side in (1, 2):
        printouts.end(printouts.begin(1, side, False), OnPaper.PRINTED)
    clerk.tap("copy")
    assert clerk.printed[1:] == [TakeReceipts(1, again=True)]


def test_what_was_seen_to_be_booked_is_not_shown_again(cut_power: CutPower) -> None:
    house = cut_power()
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    clerk.tap("book", "done")
    assert not clerk.pages
    assert waiting(cut_power()) is None


def test_r3_the_page_before_a_power_cut_cannot_book_again(cut_power: CutPower) -> None:
    """The draft is dropped in the transaction that books; even an entry from before it is the same booking."""
    house = cut_power()
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    entry = kept(house)
    clerk.tap("book")
    assert kept(house) is None
    house = cut_power()
    assert entry is not None
    clerk = Clerk(house, Confirm(entry))
    clerk.tap("book")
    assert isinstance(clerk.page, Booked)
    assert count(house) == 1


def test_a_draft_of_another_day_says_which(cut_power: CutPower, clock: FakeClock) -> None:
    house = cut_power()
    pay(Clerk(house, payment_page(house)))
    clock.later(days=1)
    assert "Dienstag, 24. November, 10:00 Uhr" in " ".join(resumed(house).said.split())


def test_r11_an_untrusted_clock_names_no_time(cut_power: CutPower, clock: FakeClock) -> None:
    clock.trusted, clock.trust = False, Trust.UNTRUSTED
    house = cut_power()
    pay(Clerk(house, payment_page(house)))
    said = " ".join(resumed(house).said.split())
    assert "Eine Buchung ist nicht fertig." in said
    assert "Uhr" not in said


def test_a_draft_belongs_to_whoever_began_it(cut_power: CutPower) -> None:
    house = cut_power()
    pay(Clerk(house, payment_page(house)))
    desk = desk_of(house)
    desk.add_staff("Herr Schmitz", COLLEAGUE)
    desk.lock()
    desk.sign_in(COLLEAGUE)
    assert waiting(house) is None
    desk.lock()
    desk.sign_in(PIN)
    assert isinstance(waiting(house), Resume)


def test_a_draft_that_this_version_cannot_read_is_left_alone(cut_power: CutPower) -> None:
    house = cut_power()
    desk_of(house).ledger.kept.put("draft:Frau Büro", b'{"kind":"loan"}')
    assert waiting(house) is None


def test_r15_a_disk_that_refuses_books_nothing_says_so_and_keeps_what_was_typed(cut_power: CutPower) -> None:
    house = cut_power()
    db = desk_of(house).ledger.db
    db.execute("PRAGMA query_only = ON")
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    clerk.read_on("book")
    assert isinstance(clerk.page, Confirm)
    said = " ".join(clerk.said.split())
    assert "Es ist nichts gebucht." in said
    assert not clerk.printed
    db.execute("PRAGMA query_only = OFF")
    assert count(house) == 0
    clerk.read_on("book")
    assert isinstance(clerk.page, Booked)
    assert count(house) == 1
