"""A payment on the screen: five taps, shown whole before it is booked, booked once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.staff.amount import Amount
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.confirm import AllTheSame, Confirm
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.paper_number import PaperNumber
from kiosk.screens.staff.payment import payment_page
from kiosk.screens.staff.pick_member import PickMember
from kiosk.screens.steps import Open, TakeReceipts
from kiosk.widgets.view import Look
from sync.ledger.records import Payment, State
from sync.replica import Replica
from tests.kiosk.booking_pages import Clerk, count, office, pay
from tests.kiosk.pages import GRIDS
from tests.sync.clocks import TUESDAY, FakeClock

on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


@pytest.fixture
def clerk(house: House) -> Clerk:
    return Clerk(house, payment_page(house))


def booked(house: House) -> list[Payment]:
    found = [one.booking.what for one in desk_of(house).ledger.all()]
    return [what for what in found if isinstance(what, Payment)]


def test_a_payment_takes_five_taps_plus_amounts(house: House, clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("book")
    assert clerk.taps == 5
    expected = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Nachbarschafts-Hilfe")
    assert booked(house) == [expected]
    assert isinstance(clerk.page, Booked)
    assert "Gebucht." in clerk.said
    assert "Beleg 1" in clerk.said
    assert clerk.printed == [TakeReceipts(1)]


@on_every_grid
def test_five_taps_and_reading_on_suffice_on_every_grid(house: House, grid: tuple[int, int]) -> None:
    """Where the facts fill several sheets, they are turned first; on small grids a number names its member at once."""
    clerk = Clerk(house, payment_page(house), Frame(*grid))
    for number in ("1042", "17"):
        clerk.type(number)
        assert number in clerk.said
        clerk.tap(f"pick:{number}")
    clerk.type("2")
    clerk.tap("ok")
    if clerk.frame.small:
        clerk.type("garten qqq")
        clerk.tap("pick:own!")
    else:
        clerk.tap("pick:usual!")
    turned = clerk.taps
    clerk.read_on("book")
    assert turned + 1 == 5
    assert count(house) == 1


def test_members_are_found_by_number_name_and_first_letters(clerk: Clerk) -> None:
    for text, found in (("1042", "1042"), ("erika", "1042"), ("must", "1042"), ("oz", "17"), ("schill", "2003-b")):
        clerk.page.typed(clerk.house, text)
        cards = [button.action for button in clerk.view.buttons if button.action.startswith("pick:")]
        assert cards[0] == f"pick:{found}", text
        clerk.type("\b" * len(text))


def test_nobody_found_says_what_to_do(clerk: Clerk) -> None:
    clerk.type("qqx")
    assert "Niemand gefunden" in " ".join(clerk.said.split())
    assert "Versuchen Sie die Nummer" in " ".join(clerk.said.split())


def test_all_members_can_be_leafed_to(clerk: Clerk) -> None:
    seen: set[str] = set()
    while True:
        seen |= {button.action for button in clerk.view.buttons if button.action.startswith("pick:")}
        if not clerk.view.button_for("next"):
            break
        clerk.tap("next")
    assert len(seen) == desk_of(clerk.house).ledger.people.count() == 15


def test_an_offer_of_the_neighbourhood_can_be_what_it_is_for(house: House, clerk: Clerk) -> None:
    clerk.type("1042")
    clerk.tap("pick:1042")
    clerk.type("17")
    clerk.tap("pick:17", "quick:1,5")
    clerk.type("rasen")
    cards = [button for button in clerk.view.buttons if button.action.startswith("pick:")]
    assert cards[0].action == "pick:own!"
    item = house.replica.item(cards[1].action.removeprefix("pick:"))
    assert item is not None
    clerk.tap(cards[1].action, "book")
    (what,) = booked(house)
    assert (what.amount, what.text, what.offer) == (150, item.title, item.id)


def test_own_words_begin_with_a_capital(house: House, clerk: Clerk) -> None:
    clerk.type("1042")
    clerk.tap("pick:1042")
    clerk.type("17")
    clerk.tap("pick:17", "quick:1")
    clerk.type("garten umgraben")
    clerk.tap("pick:own!", "book")
    assert booked(house)[0].text == "Garten umgraben"


def test_a19_the_confirm_page_says_who_whom_how_much_for_what_and_both_balances_with_their_age(clerk: Clerk) -> None:
    pay(clerk)
    said = " ".join(clerk.said.split())
    for fact in (
        "Erika Mustermann, 1042",
        "Kemal Öztürk, 17",
        "2,5 Stunden",
        "Nachbarschafts-Hilfe",
        "vorher +3, danach +0,5",
        "vor 3 Stunden",
        "nicht bekannt",
        "tauschring, sobald Verbindung besteht",
    ):
        assert fact in said, fact
    assert clerk.view.focus == "back"


def test_balances_count_what_is_booked_here_and_not_yet_there(house: House, clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("book", "another")
    pay(clerk)
    assert "vorher +0,5, danach −2" in " ".join(clerk.said.split())


def test_a19_a_limit_of_the_ring_is_said_and_asked_about_once_more(house: House, clerk: Clerk) -> None:
    pay(clerk, amount="15")
    assert "Achtung: Konto 1042 fällt unter die Grenze von −10 Stunden." in " ".join(clerk.said.split())
    clerk.read_on("book")
    assert isinstance(clerk.page, AllTheSame)
    assert "Die Tauschring-Plattform entscheidet." in " ".join(clerk.said.split())
    clerk.tap("back")
    assert isinstance(clerk.page, Confirm)
    assert count(house) == 0
    clerk.read_on("book")
    clerk.tap("book")
    assert [what.amount for what in booked(house)] == [1500]


def test_r3_a_second_tap_on_book_books_no_second_time(house: House, clerk: Clerk) -> None:
    pay(clerk)
    page = clerk.page
    for _ in range(2):
        page.act(house, clerk.frame, "book")
    clerk.tap("book")
    assert count(house) == 1


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [("", "Der Betrag"), ("0", "Der Betrag"), ("0,1", "0,25"), ("99999,99", "0,25")],
)
def test_a_wrong_amount_is_said_where_it_can_be_corrected(
    house: House, clerk: Clerk, amount: str, sentence: str
) -> None:
    clerk.type("1042")
    clerk.tap("pick:1042")
    clerk.type("17")
    clerk.tap("pick:17")
    clerk.type(amount)
    clerk.tap("ok")
    assert isinstance(clerk.page, Amount)
    assert sentence in " ".join(clerk.said.split())
    clerk.type("\b" * 9 + "1")
    assert sentence not in clerk.said
    clerk.tap("ok", "pick:usual!", "book")
    assert booked(house)[0].amount == 100


def test_nobody_gives_to_themselves(clerk: Clerk) -> None:
    clerk.type("1042")
    clerk.tap("pick:1042")
    clerk.type("1042")
    assert isinstance(clerk.page, PickMember)
    assert clerk.page.name == "payee"
    assert clerk.view.button_for("pick:1042") is None
    clerk.page.text = ""
    clerk.type("17")
    clerk.tap("pick:17")
    assert isinstance(clerk.page, Amount)


def test_a_slip_that_was_booked_before_is_said_where_its_number_is_typed(house: House, clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("paper")
    clerk.type("2231")
    clerk.tap("ok", "book", "another")
    pay(clerk, amount="1")
    clerk.tap("paper")
    clerk.type("2231")
    clerk.tap("ok", "book")
    assert isinstance(clerk.page, PaperNumber)
    assert "2231" in clerk.said
    assert count(house) == 1
    clerk.type("\b2")
    clerk.tap("ok", "book")
    assert [one.booking.paper for one in desk_of(house).ledger.all()] == ["2231", "2232"]


def test_the_same_slip_with_the_same_content_shows_the_booking_that_is_there(house: House, clerk: Clerk) -> None:
    for _ in range(2):
        pay(clerk)
        clerk.tap("paper")
        clerk.type("2231")
        clerk.tap("ok", "book", "another")
    clerk.tap("back")
    assert count(house) == 1
    assert clerk.printed == [TakeReceipts(1)]


def test_a20_what_was_just_booked_can_be_taken_back(house: House, clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("book", "storno")
    assert len(clerk.pages) == 2
    assert clerk.view.focus == "back"
    clerk.read_on("yes")
    clerk.tap("back")
    assert "Beleg 1 ist storniert." in " ".join(clerk.said.split())
    assert not clerk.view.button_for("storno")
    assert [one.sending.state for one in desk_of(house).ledger.all()] == [State.CANCELLED]


def test_a_copy_is_asked_for_as_a_copy(clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("book", "copy")
    assert clerk.printed == [TakeReceipts(1), TakeReceipts(1, again=True)]


def test_what_never_came_out_is_printed_again_and_is_no_copy(clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("book")
    clerk.page.tell("Der Zettel ist nicht gedruckt.", again=True)
    assert "Der Zettel ist nicht gedruckt." in clerk.said
    clerk.tap("copy")
    assert clerk.printed == [TakeReceipts(1), TakeReceipts(1)]


def test_going_back_keeps_what_was_entered(house: House, clerk: Clerk) -> None:
    pay(clerk)
    clerk.tap("back", "back")
    assert "2,5▏ Stunden" in clerk.said
    clerk.tap("back")
    assert "Wer bekommt? 17▏" in clerk.said
    clerk.tap("pick:17", "ok", "pick:own!", "book")
    assert booked(house)[0].amount == 250


def test_on_small_grids_the_title_bears_the_only_hit(house: House) -> None:
    clerk = Clerk(house, payment_page(house), Frame(28, 8))
    clerk.type("1042")
    titles = [text.text for text in clerk.view.texts if text.look is Look.TITLE]
    assert "1042▏ Erika Mustermann, 1042" in titles
    assert isinstance(clerk.page.act(house, clerk.frame, "help"), Open)
