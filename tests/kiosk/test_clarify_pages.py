"""Klären on the screen: the reason in plain words, the deeds that make sense, and a question before each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.clarify import ClarifyPage
from kiosk.screens.staff.deeds import LISTED, Deeds
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.outbox import OutboxPage
from kiosk.screens.staff.outgoing import OutgoingPage
from kiosk.screens.steps import Back, DeliverNow, Open, Several, Stay, Step, Swap, TakeReceipts
from kiosk.widgets.view import View
from sync.couriers.base import Why
from sync.ledger.on_paper import NOTE
from sync.ledger.records import State
from sync.replica import Replica
from tests.kiosk.booking_pages import office
from tests.kiosk.office_pages import (
    confirmed,
    every_state,
    note,
    opened,
    pay,
    refused,
    taken_back,
    uncertain,
    unreachable,
)
from tests.sync.clocks import TUESDAY, FakeClock

LARGE, TINY = Frame(60, 20), Frame(28, 8)


@pytest.fixture
def house_(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    yield built
    desk_of(built).close()


def words(view: View) -> str:
    return " ".join([text.text for text in view.texts] + [line for button in view.buttons for line in button.lines])


def deeds(house: House, receipt: int) -> list[str]:
    return [deed.action for deed in OutgoingPage(receipt).deeds(house)]


def asked(house: House, receipt: int, deed: str) -> Ask:
    page = opened(OutgoingPage(receipt).act(house, LARGE, deed))
    assert isinstance(page, Ask)
    return page


def told(step: Step) -> Told:
    """The page that takes the place of the question."""
    steps = step.steps if isinstance(step, Several) else (step,)
    assert isinstance(steps[0], Swap)
    page: Page = steps[0].page
    assert isinstance(page, Told)
    return page


def state(house: House, receipt: int) -> State:
    return desk_of(house).ledger.outbox.sending(receipt).state


def test_klaeren_tells_why_and_leads_to_the_booking(house_: House) -> None:
    receipt = refused(house_)
    view = ClarifyPage().view(house_, Frame(100, 30))
    assert "hat nicht genug" in words(view)
    step = ClarifyPage().act(house_, LARGE, f"booking:{receipt}")
    assert isinstance(step, Open)
    assert step.page.name == f"outgoing:{receipt}"


def test_nothing_to_clarify_is_said(house_: House) -> None:
    assert "Es ist nichts zu klären." in words(ClarifyPage().view(house_, LARGE))


def test_each_state_has_the_deeds_that_make_sense(house_: House) -> None:
    back, storno = taken_back(house_)
    assert deeds(house_, pay(house_)) == ["now", "storno", "copy"]
    assert deeds(house_, note(house_)) == ["note", "settle", "storno", "copy"]
    assert deeds(house_, uncertain(house_)) == ["now", "copy"]
    assert deeds(house_, confirmed(house_)) == ["storno", "copy"]
    assert deeds(house_, refused(house_)) == ["again", "correct", "settle", "storno"]
    assert deeds(house_, refused(house_, Why.UNCLEAR, None)) == ["arrived", "missing", "give-up"]
    assert deeds(house_, back) == ["copy"]
    assert deeds(house_, storno) == ["now", "give-up", "copy"]
    desk_of(house_).ledger.outbox.refuse(storno, Why.NO_RETURN)
    assert deeds(house_, storno) == ["again", "settle", "give-up"]


def test_a19_every_deed_of_klaeren_asks_once_more_and_only_yes_does_it(house_: House) -> None:
    every_state(house_)
    ledger = desk_of(house_).ledger
    before = ledger.journal.root()
    for outgoing in ledger.outbox.refused():
        for deed in deeds(house_, outgoing.booking.receipt):
            if deed != "correct":
                question = asked(house_, outgoing.booking.receipt, deed)
                assert question.view(house_, LARGE).focus == "back"
                assert isinstance(question.act(house_, LARGE, "back"), Back)
    assert ledger.journal.root() == before


def test_sending_again_prints_new_receipts_and_is_brought_away(house_: House) -> None:
    receipt = refused(house_)
    step = asked(house_, receipt, "again").act(house_, LARGE, "yes")
    assert isinstance(step, Several)
    assert step.steps[1:] == (TakeReceipts(receipt + 1), DeliverNow())
    assert told(step).waits_for == f"receipt:{receipt + 1}"
    assert f"Neu gebucht mit Beleg {receipt + 1}." in words(told(step).view(house_, LARGE))
    assert state(house_, receipt) is State.CANCELLED


def test_a_second_yes_does_nothing_and_says_so(house_: House) -> None:
    receipt = refused(house_)
    question = asked(house_, receipt, "again")
    question.act(house_, LARGE, "yes")
    again = told(question.act(house_, LARGE, "yes"))
    assert "ging es inzwischen weiter" in words(again.view(house_, LARGE))
    assert sum(desk_of(house_).ledger.outbox.counts().values()) == 2


@pytest.mark.parametrize(
    ("deed", "after"), [("arrived", State.CONFIRMED), ("missing", State.CANCELLED), ("give-up", State.CANCELLED)]
)
def test_what_is_unclear_is_settled_by_who_looked(house_: House, deed: str, after: State) -> None:
    receipt = refused(house_, Why.UNCLEAR, None)
    question = asked(house_, receipt, deed)
    assert "Haben Sie bei tauschring nachgesehen" in words(question.view(house_, LARGE))
    told(question.act(house_, LARGE, "yes"))
    assert state(house_, receipt) is after


def test_correcting_opens_the_booking_filled_in_and_changes_nothing_yet(house_: House) -> None:
    receipt = refused(house_)
    before = desk_of(house_).ledger.journal.root()
    page = opened(OutgoingPage(receipt).act(house_, LARGE, "correct"))
    assert page.staff
    page.view(house_, LARGE)
    assert (state(house_, receipt), desk_of(house_).ledger.journal.root()) == (State.REFUSED, before)


def test_a_note_is_printed_and_handed_over(house_: House) -> None:
    receipt = note(house_)
    step = OutgoingPage(receipt).act(house_, LARGE, "note")
    assert step == TakeReceipts(receipt, again=True, sides=(NOTE,))
    told(asked(house_, receipt, "settle").act(house_, LARGE, "yes"))
    assert state(house_, receipt) is State.CONFIRMED


def test_receipts_are_printed_again_as_copies(house_: House) -> None:
    receipt = confirmed(house_)
    assert OutgoingPage(receipt).act(house_, LARGE, "copy") == TakeReceipts(receipt, again=True)


def test_send_now_tries_whatever_failed_before_and_tells_what_did(house_: House) -> None:
    pay(house_)
    unreachable(house_)
    step = OutboxPage().act(house_, LARGE, "now")
    assert isinstance(step, Several)
    assert step.steps[0] == DeliverNow(at_once=True)
    assert "kiosk secret set tauschring" in words(opened(step).view(house_, LARGE))


def test_there_is_nothing_to_send_where_only_notes_wait(house_: House) -> None:
    note(house_)
    assert [deed.action for deed in OutboxPage().deeds(house_)] == ["choose"]


def test_the_outbox_shows_one_state_alone(house_: House) -> None:
    every_state(house_)
    page = OutboxPage()
    chooser = opened(page.act(house_, LARGE, "choose"))
    assert isinstance(chooser.act(house_, LARGE, "do:refused"), Back)
    heads = [button.lines[0] for button in page.view(house_, LARGE).buttons if button.action.startswith("booking:")]
    assert heads
    assert all("zu klären" in head for head in heads)


def test_on_a_tiny_grid_the_deeds_are_cards_that_give_way_to_the_question(house_: House) -> None:
    receipt = refused(house_)
    cards = opened(OutgoingPage(receipt).act(house_, TINY, LISTED))
    assert isinstance(cards, Deeds)
    step = cards.act(house_, TINY, "do:settle")
    assert isinstance(step, Swap)
    assert isinstance(step.page, Ask)


def test_only_deeds_that_are_offered_are_done(house_: House) -> None:
    receipt = confirmed(house_)
    for action in ("settle", "again", "missing", "give-up", "yes"):
        assert OutgoingPage(receipt).act(house_, LARGE, action) == Stay()
    assert state(house_, receipt) is State.CONFIRMED
