"""Entering a pile of vouchers: any order, each once, doubles refused in a sentence, nothing lost by a power cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.pile import missing_words, pile_slip
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.confirm import Confirm
from kiosk.screens.staff.drafts import Resume, waiting
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.payment import payment_page
from kiosk.screens.staff.pile import PilePage
from kiosk.screens.staff.pile_number import PileNumber
from kiosk.screens.staff.pile_state import begun, figures, kept
from kiosk.screens.steps import PrintSlips, TakeReceipts
from printing.slip import Fact
from sync.clock import Trust
from sync.ledger.records import Payment
from sync.replica import Replica
from tests.kiosk.booking_pages import Clerk, CutPower, count, office, pay, power_cuts
from tests.kiosk.office_pages import pay as booked
from tests.kiosk.pile_pages import code, printed, wrong
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.fixture
def cut_power(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[CutPower]:
    with power_cuts(tmp_path, replicas["demo"], FakeClock(TUESDAY)) as again:
        yield again


@pytest.fixture
def house(cut_power: CutPower) -> House:
    built = cut_power()
    printed(built)
    return built


@pytest.fixture
def clerk(house: House) -> Clerk:
    return Clerk(house, PilePage())


def scan(clerk: Clerk, number: str) -> None:
    """A scanner types the number and Enter, which is OK where no button is marked."""
    clerk.type(number)
    clerk.tap("ok")


def enter(clerk: Clerk, number: str, amount: str = "2,5") -> None:
    scan(clerk, number)
    pay(clerk, amount=amount)
    clerk.read_on("book")


def said(clerk: Clerk) -> str:
    return " ".join(clerk.said.split())


def test_a_scanned_number_is_booked_and_the_next_is_waited_for(house: House, clerk: Clerk) -> None:
    assert "Scannen Sie jede Zettel-Nummer" in said(clerk)
    enter(clerk, code(house, 3).lower().replace("-", ""))
    assert isinstance(clerk.page, PilePage)
    assert len(clerk.pages) == 1
    assert "Gebucht. Beleg 1." in said(clerk)
    assert "Zahlung 2,5 Stunden von 1042 an 17" in said(clerk)
    assert "Gebucht 1" in said(clerk)
    assert "Summe 2,5 Stunden" in said(clerk)
    assert "Es fehlen 7" in said(clerk)
    assert [one.booking.paper for one in desk_of(house).ledger.all()] == [code(house, 3)]
    enter(clerk, code(house, 1), "1")
    assert "Summe 3,5 Stunden" in said(clerk)
    assert "Gebucht. Beleg 2." in said(clerk)


def test_by_touch_the_digits_will_do(house: House, clerk: Clerk) -> None:
    clerk.tap("ok")
    assert isinstance(clerk.page, PileNumber)
    for key in f"4{code(house, 4)[-1]}":
        clerk.tap(f"key:{key}")
    clerk.tap("ok")
    assert len(clerk.pages) == 2
    pay(clerk)
    clerk.tap("book")
    assert [one.booking.paper for one in desk_of(house).ledger.all()] == [code(house, 4)]
    assert isinstance(clerk.page, PilePage)


def test_the_number_is_fixed_once_it_is_taken(house: House, clerk: Clerk) -> None:
    scan(clerk, code(house, 3))
    pay(clerk)
    assert f"Zettel {code(house, 3)}" in said(clerk)
    assert clerk.view.button_for("paper") is None


def test_a_double_says_what_was_booked_and_when(house: House, clerk: Clerk) -> None:
    enter(clerk, code(house, 3))
    scan(clerk, code(house, 3))
    told = f"Zettel {code(house, 3)} ist schon gebucht: Beleg 1, 24. November, 10:00 Uhr. Zahlung 2,5 Stunden von 1042"
    assert told in said(clerk)
    assert isinstance(clerk.page, PilePage)
    assert count(house) == 1
    clerk.type("Q")
    assert "schon gebucht" not in clerk.said


def test_each_number_that_cannot_be_booked_says_why(house: House, clerk: Clerk) -> None:
    desk_of(house).ledger.vouchers.void(5, "Frau Büro")
    for number, sentence in (
        (wrong(house, 3), "ist vertippt"),
        (code(house, 99), "ist nicht von hier"),
        (code(house, 5), "ist ungültig"),
        ("hallo", "ist vertippt"),
    ):
        scan(clerk, number)
        assert sentence in said(clerk), number
    assert count(house) == 0
    assert waiting(house) is None


def test_on_the_keypad_too_a_wrong_number_is_said_where_it_is_typed(house: House, clerk: Clerk) -> None:
    clerk.tap("ok")
    scan(clerk, wrong(house, 3))
    assert isinstance(clerk.page, PileNumber)
    assert "ist vertippt" in said(clerk)
    scan(clerk, code(house, 3))
    assert clerk.page.name == "payer"


def test_receipts_are_printed_only_where_somebody_wants_them(house: House, clerk: Clerk) -> None:
    house.printer = True
    enter(clerk, code(house, 1))
    assert clerk.printed == []
    clerk.page.act(house, clerk.frame, "receipts")
    enter(clerk, code(house, 2))
    assert clerk.printed == [TakeReceipts(2)]
    assert clerk.page.waits_for == "receipt:2"
    clerk.page.tell("2 Zettel sind gedruckt.", again=False)
    assert "2 Zettel sind gedruckt." in said(clerk)


def test_a_spoiled_voucher_is_asked_about_and_void_for_ever(house: House, clerk: Clerk) -> None:
    enter(clerk, code(house, 1))
    clerk.go(clerk.page.act(house, clerk.frame, "void"))
    scan(clerk, code(house, 2))
    assert f"Zettel {code(house, 2)} für ungültig erklären?" in said(clerk)
    assert clerk.view.focus == "back"
    clerk.read_on("yes")
    assert "ist jetzt ungültig." in said(clerk)
    clerk.tap("back")
    assert "Ungültig 1" in said(clerk)
    assert "Es fehlen 6" in said(clerk)
    scan(clerk, code(house, 2))
    assert "ist ungültig" in said(clerk)


def test_what_was_taken_back_does_not_count(house: House, clerk: Clerk) -> None:
    enter(clerk, code(house, 1))
    desk_of(house).ledger.cancel(1, "Frau Büro")
    clerk.tap("deeds", "do:booked", "booking:1", "back", "back")
    assert "Gebucht 0" in said(clerk)
    assert "Storniert 1" in said(clerk)
    assert "Stunden" not in said(clerk)


def test_the_end_prints_a_slip_with_what_is_missing_and_the_next_number_begins_anew(house: House, clerk: Clerk) -> None:
    for number in (1, 4, 8):
        enter(clerk, code(house, number))
    clerk.tap("deeds", "do:end")
    assert "00002, 00003, 00005 bis 00007" in said(clerk)
    clerk.tap("finish")
    assert isinstance(clerk.page, Told)
    assert kept(house) is None
    (slips,) = clerk.printed
    assert isinstance(slips, PrintSlips)
    facts = {block.label: block.value for block in slips.slips[0].blocks if isinstance(block, Fact)}
    assert (facts["Gebucht"], facts["Summe"], facts["Belege"]) == ("3", "7,5 Stunden", "1 bis 3")
    assert facts["Fehlende Nummern"] == "00002, 00003, 00005 bis 00007"
    assert "Gebucht 0" in said(Clerk(house, PilePage()))


def test_looking_at_the_pile_writes_nothing(house: House, clerk: Clerk) -> None:
    before = desk_of(house).ledger.journal.root()
    clerk.tap("deeds", "do:end", "back")
    clerk.type("12")
    assert desk_of(house).ledger.journal.root() == before
    assert kept(house) is None


def test_other_bookings_and_those_of_colleagues_are_no_part_of_the_pile(house: House, clerk: Clerk) -> None:
    booked(house, paper=code(house, 8))
    enter(clerk, code(house, 1))
    booked(house, paper="2231")
    booked(house)
    ledger = desk_of(house).ledger
    what = ledger.by_receipt(2).booking.what
    assert isinstance(what, Payment)
    ledger.book(what, staff="Herr Schmitz", platform="tauschring", paper=code(house, 5))
    pile = figures(house, begun(house))
    assert [one.booking.paper for one in pile.bookings] == [code(house, 1)]


def test_a17_the_pile_outlives_a_power_cut(cut_power: CutPower) -> None:
    house = cut_power()
    printed(house)
    enter(Clerk(house, PilePage()), code(house, 1))
    clerk = Clerk(cut_power(), PilePage())
    assert "Gebucht 1" in said(clerk)
    enter(clerk, code(clerk.house, 2))
    assert "Summe 5 Stunden" in said(clerk)


def test_a17_a_half_entered_voucher_goes_on_and_leads_back_to_the_pile(cut_power: CutPower) -> None:
    house = cut_power()
    printed(house)
    clerk = Clerk(house, PilePage())
    scan(clerk, code(house, 3))
    clerk.type("1042")
    clerk.tap("pick:1042")
    house = cut_power()
    page = waiting(house)
    assert isinstance(page, Resume)
    clerk = Clerk(house, page)
    clerk.tap("resume")
    clerk.type("17")
    clerk.tap("pick:17", "quick:1", "pick:usual!", "book")
    assert isinstance(clerk.page, PilePage)
    assert len(clerk.pages) == 1
    assert [one.booking.paper for one in desk_of(house).ledger.all()] == [code(house, 3)]


def test_r1_a_power_cut_after_the_commit_shows_that_it_is_booked(cut_power: CutPower) -> None:
    house = cut_power()
    printed(house)
    enter(Clerk(house, PilePage()), code(house, 3))
    page = waiting(cut_power())
    assert isinstance(page, PilePage)
    house = cut_power()
    clerk = Clerk(house, page)
    assert "Gebucht. Beleg 1." in said(clerk)
    clerk.type("Q")
    assert waiting(house) is None


def test_a_booking_beside_the_pile_is_shown_on_its_own_page(cut_power: CutPower) -> None:
    house = cut_power()
    printed(house)
    enter(Clerk(house, PilePage()), code(house, 3))
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    clerk.tap("book")
    assert isinstance(waiting(cut_power()), Booked)


def test_somebody_else_booked_it_meanwhile(house: House, clerk: Clerk) -> None:
    scan(clerk, code(house, 3))
    pay(clerk)
    booked(house, "Anderes", paper=code(house, 3))
    clerk.read_on("book")
    assert isinstance(clerk.page, Confirm)
    assert f"Der Zettel {code(house, 3)} ist schon gebucht" in said(clerk)
    assert count(house) == 1


def test_back_out_of_the_first_question_leads_back_to_the_pile(house: House, clerk: Clerk) -> None:
    scan(clerk, code(house, 3))
    clerk.tap("back")
    assert isinstance(clerk.page, PilePage)
    assert waiting(house) is None


def test_a_voucher_may_also_be_scanned_on_the_way_of_a_single_payment(house: House) -> None:
    clerk = Clerk(house, payment_page(house))
    pay(clerk)
    clerk.tap("paper")
    clerk.type(wrong(house, 2))
    clerk.tap("ok", "book")
    assert "ist vertippt" in said(clerk)
    clerk.type("\b" * 20 + code(house, 2))
    clerk.tap("ok", "book")
    assert isinstance(clerk.page, Booked)
    assert [one.booking.paper for one in desk_of(house).ledger.all()] == [code(house, 2)]


def test_r10_the_slip_names_day_and_staff(house: House, clerk: Clerk) -> None:
    enter(clerk, code(house, 1))
    assert isinstance(house.clock, FakeClock)
    house.clock.trust, house.clock.trusted = Trust.UNTRUSTED, False
    slip = pile_slip(house, figures(house, begun(house)), "Frau Büro")
    told = " ".join(str(block) for block in slip.blocks)
    assert "ungefähr Dienstag, 24. November 2026" in told
    assert "Gebucht von Frau Büro" in told


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(1, 8), st.booleans(), st.sampled_from(("1", "2", "0,5"))), min_size=1, max_size=14)
)
def test_any_pile_in_any_order_books_each_number_once_and_its_totals_are_right(
    replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory, pile: list[tuple[int, bool, str]]
) -> None:
    house = office(tmp_path_factory.mktemp("pile"), replicas["demo"], FakeClock(TUESDAY))
    printed(house, 6)
    clerk = Clerk(house, PilePage(), Frame(60, 20))
    sums: dict[int, float] = {}
    for number, mistyped, amount in pile:
        scan(clerk, wrong(house, number) if mistyped else code(house, number))
        if clerk.page.name == "payer":
            assert not mistyped
            assert number not in sums
            assert number <= 6
            pay(clerk, amount=amount)
            clerk.read_on("book")
            sums[number] = float(amount.replace(",", "."))
        assert isinstance(clerk.page, PilePage)
    so_far = figures(house, begun(house))
    assert sum(so_far.sums.values()) == round(sum(sums.values()) * 100)
    assert so_far.standing == len(sums) == count(house)
    missing = [number for _, numbers in so_far.missing for number in numbers]
    assert missing == [number for number in range(1, 7) if number not in sums and sums]
    assert len(missing_words(house.words, so_far)) == bool(missing)
    desk_of(house).ledger.prove()
    desk_of(house).close()
