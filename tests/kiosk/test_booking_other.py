"""Seats and jobs on the screen, and correcting what a platform refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import IntegrityError

from kiosk.house import House
from kiosk.receipt_slips import receipt_slips, sides_of
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.confirm import Confirm
from kiosk.screens.staff.drafts import corrected
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.job import job_page
from kiosk.screens.staff.seat import PickItem, seat_page
from kiosk.screens.steps import TakeReceipts
from printing.slip import Fact, Heading
from sync.couriers.base import Why
from sync.ledger.on_paper import NOTE, RECEIPTS
from sync.ledger.records import PAPER, Job, Payment, Seat, State
from sync.records import Kind, Source
from sync.replica import Listing, Replica
from tests.kiosk.booking_pages import RING, Clerk, count, office
from tests.sync.clocks import TUESDAY, FakeClock

MAIL = Source(
    name="post",
    kind="mail",
    url="smtp://mail.example",
    books=("seat", "job"),
    sender="kiosk@example.org",
    recipient="x@example.org",
)


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


def first(house: House, kind: Kind) -> str:
    return house.replica.page(Listing(kind), house.now(), 0, 1)[0].id


def only(house: House) -> object:
    (outgoing,) = desk_of(house).ledger.all()
    return outgoing.booking.what


def test_a_seat_for_a_member_takes_five_taps_plus_numbers(house: House) -> None:
    clerk, item = Clerk(house, seat_page(house)), first(house, Kind.EVENT)
    clerk.tap(f"pick:{item}", "pick:member")
    clerk.type("1042")
    clerk.tap("pick:1042", "quick:2")
    assert "Erika Mustermann, 1042" in clerk.said
    assert "den Veranstalter, als Zettel" in clerk.said
    clerk.tap("book")
    what = only(house)
    assert isinstance(what, Seat)
    assert (what.item, what.member, what.guest, what.seats) == (item, "1042", None, 2)
    assert clerk.taps == 5


def test_a_seat_for_a_guest_by_name(house: House) -> None:
    clerk = Clerk(house, seat_page(house))
    clerk.tap(f"pick:{first(house, Kind.EVENT)}", "pick:guest")
    assert "Tippen Sie den Namen" in clerk.said
    clerk.type("max muster")
    clerk.tap("pick:name", "quick:1", "book")
    what = only(house)
    assert isinstance(what, Seat)
    assert (what.member, what.guest, what.name, what.seats) == (None, "Max Muster", "Max Muster", 1)


def test_a_name_typed_with_capitals_stays_as_it_is(house: House) -> None:
    clerk = Clerk(house, seat_page(house))
    clerk.tap(f"pick:{first(house, Kind.EVENT)}", "pick:guest")
    clerk.type("Ute van der Bek")
    clerk.tap("pick:name", "quick:1", "book")
    what = only(house)
    assert isinstance(what, Seat)
    assert what.guest == "Ute van der Bek"


def test_too_many_seats_are_said_where_they_are_typed(house: House) -> None:
    clerk = Clerk(house, seat_page(house))
    clerk.tap(f"pick:{first(house, Kind.EVENT)}", "pick:member")
    clerk.type("17")
    clerk.tap("pick:17")
    clerk.type("51")
    clerk.tap("ok")
    assert "1 bis 50 Plätze" in " ".join(clerk.said.split())
    clerk.type("\b")
    clerk.tap("ok")
    assert isinstance(clerk.page, Confirm)


def test_changing_from_member_to_guest_forgets_the_number(house: House) -> None:
    clerk = Clerk(house, seat_page(house))
    clerk.tap(f"pick:{first(house, Kind.EVENT)}", "pick:member")
    clerk.type("17")
    clerk.tap("pick:17", "back", "back", "pick:guest")
    assert clerk.view.button_for("pick:name") is None


def test_a_job_is_taken_by_a_member(house: House) -> None:
    clerk, item = Clerk(house, job_page(house)), first(house, Kind.JOB)
    clerk.tap(f"pick:{item}")
    clerk.type("17")
    clerk.tap("pick:17", "book")
    what = only(house)
    assert isinstance(what, Job)
    assert (what.item, what.member, what.name) == (item, "17", "Kemal Öztürk")
    assert clerk.taps == 4


def test_events_are_searched(house: House) -> None:
    clerk, item = Clerk(house, seat_page(house)), house.replica.page(Listing(Kind.EVENT), house.now(), 9, 1)[0]
    clerk.type(max(item.title.split(), key=len))
    assert isinstance(clerk.page, PickItem)
    found = {hit.key for hit in clerk.page.hits(house, 0, 99)}
    assert item.id in found
    assert len(found) < house.replica.counts(house.now())[Kind.EVENT]


def test_what_goes_on_paper_prints_the_organiser_s_note_too_and_waits_for_staff(house: House) -> None:
    house.printer = True
    clerk = Clerk(house, job_page(house))
    clerk.tap(f"pick:{first(house, Kind.JOB)}")
    clerk.type("17")
    clerk.tap("pick:17", "book")
    assert clerk.printed == [TakeReceipts(1)]
    assert clerk.page.waits_for == "receipt:1"
    (outgoing,) = desk_of(house).ledger.outbox.open()
    assert sides_of(outgoing.booking) == (*RECEIPTS, NOTE)
    note = receipt_slips(house, outgoing.booking, {}, [NOTE])[0]
    assert "Kemal Öztürk" in [block.value for block in note.original.blocks if isinstance(block, Fact)]
    assert next(block.text for block in note.copy.blocks if isinstance(block, Heading)) == "KOPIE"
    assert (outgoing.booking.platform, outgoing.sending.state) == (PAPER, State.WAITING)


def test_what_goes_to_a_platform_says_where_and_prints_two_receipts(
    replicas: dict[str, Replica], tmp_path: Path
) -> None:
    house = office(tmp_path, replicas["demo"], FakeClock(TUESDAY), platforms=(RING, MAIL))
    clerk = Clerk(house, job_page(house))
    clerk.tap(f"pick:{first(house, Kind.JOB)}")
    clerk.type("17")
    clerk.tap("pick:17")
    assert "post, sobald Verbindung besteht" in clerk.said
    clerk.tap("book")
    assert clerk.printed == [TakeReceipts(1)]
    desk_of(house).close()


def test_an_event_that_vanished_is_asked_for_again(house: House) -> None:
    clerk = Clerk(house, seat_page(house))
    clerk.tap(f"pick:{first(house, Kind.EVENT)}", "pick:member")
    clerk.type("17")
    clerk.tap("pick:17")
    page = clerk.page
    page._entry.item = "gone2"  # type: ignore[attr-defined]  # as if a sync had taken it away meanwhile
    clerk.tap("quick:1")
    assert isinstance(clerk.page, PickItem)
    assert "gone2" in clerk.said
    assert count(house) == 0


def refused(house: House) -> Clerk:
    """Correcting a payment that the ring refused."""
    ledger = desk_of(house).ledger
    what = Payment(payer="1042", payee="17", amount=9900, unit="Stunden", text="Garten")
    receipt = ledger.book(what, staff="Frau Büro", platform=RING.name, paper="2231").receipt
    ledger.outbox.refuse(receipt, Why.BALANCE)
    return Clerk(house, corrected(house, ledger.by_receipt(receipt)))


def test_correcting_shows_what_was_entered_and_replaces_it_in_one_transaction(house: House) -> None:
    clerk = refused(house)
    clerk.tap("pick:1042", "pick:17")
    assert "99▏ Stunden" in clerk.said
    clerk.type("\b\b2")
    clerk.tap("ok", "pick:own!")
    clerk.read_on("book")
    assert isinstance(clerk.page, Booked)
    before, after = desk_of(house).ledger.all()
    assert (before.sending.state, after.sending.state) == (State.CANCELLED, State.WAITING)
    assert (after.booking.paper, after.booking.what) == (
        "2231",
        Payment(payer="1042", payee="17", amount=200, unit="Stunden", text="Garten"),
    )


def test_correcting_that_fails_leaves_the_old_booking_as_it_was(house: House) -> None:
    clerk, db = refused(house), desk_of(house).ledger.db
    clerk.tap("pick:1042", "pick:17")
    clerk.type("\b\b2")
    clerk.tap("ok", "pick:own!")
    db.execute("CREATE TEMP TRIGGER broken BEFORE INSERT ON booking BEGIN SELECT RAISE(ABORT, 'broken'); END")
    with pytest.raises(IntegrityError, match="broken"):
        clerk.read_on("book")
    assert [one.sending.state for one in desk_of(house).ledger.all()] == [State.REFUSED]
    db.execute("DROP TRIGGER broken")
    clerk.read_on("book")
    assert [one.sending.state for one in desk_of(house).ledger.all()] == [State.CANCELLED, State.WAITING]


def test_what_was_settled_meanwhile_is_not_replaced(house: House) -> None:
    clerk = refused(house)
    clerk.tap("pick:1042", "pick:17")
    clerk.type("\b\b2")
    clerk.tap("ok", "pick:own!")
    desk_of(house).ledger.outbox.settle(1, "Frau Büro", Why.SETTLED)
    clerk.read_on("book")
    assert isinstance(clerk.page, Confirm)
    assert "Beleg 1" in clerk.said
    assert count(house) == 1
