"""Taking a booking back: by the number on its receipt, shown whole, asked once more."""

from collections.abc import Callable

from kiosk.clarifying import take_back
from kiosk.house import House
from kiosk.refusals import refusal_words
from kiosk.screens.number_page import NumberPage
from kiosk.screens.staff.accounts import accounts_after
from kiosk.screens.staff.asking import Ask, Told, booked_anew
from kiosk.screens.staff.booking_rows import advice, asked_rows
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, Step, Swap
from sync.ledger.records import Outgoing, Payment, State
from sync.ledger.rules import NotBooked

DIGITS = 9
"""Digits of a receipt number: more bookings than a terminal can ever make."""


class StornoPage(NumberPage):
    """Which receipt?"""

    name = "storno"
    staff = True

    def __init__(self) -> None:
        super().__init__(DIGITS)

    def asked(self, house: House) -> tuple[str, str]:
        _ = house.words.say
        return _("Receipt"), _("Type the number that stands on the receipt.")

    def label(self, house: House) -> str:
        return house.words.say("Show")

    def take(self, house: House, number: str) -> Step:
        self._pad.clear()
        try:
            return ask(house, desk_of(house).ledger.by_receipt(int(number)))
        except NotBooked as error:
            return _refused(house, int(number), error)


def ask(house: House, outgoing: Outgoing) -> Step:
    """Show what would be taken back and ask once more, or say why it cannot be."""
    _, receipt = house.words.say, outgoing.booking.receipt
    obstacle = desk_of(house).ledger.obstacle(outgoing)
    if outgoing.unclear:
        look = [*advice(house, outgoing), _("Then say under “Clarify” what you found.")]
        return Open(Told(f"storno:{receipt}", _("Storno"), look))
    if obstacle:
        return _refused(house, receipt, obstacle)
    rows = asked_rows(outgoing, _("Take this booking back?"), _accounts(house, outgoing))
    return Open(Ask(f"storno:{receipt}", _("Storno"), rows, _("Yes, take it back"), _taking(receipt)))


def _refused(house: House, receipt: int, error: NotBooked) -> Step:
    return Open(Told(f"storno:{receipt}", house.words.say("Storno"), [refusal_words(house.words, error)]))


def _accounts(house: House, outgoing: Outgoing) -> list[tuple[str, str]]:
    """What it does to the accounts, as far as they count it now."""
    what, state = outgoing.booking.what, outgoing.sending.state
    counts = state in (State.WAITING, State.CONFIRMED)
    return accounts_after(house, what, -1) if isinstance(what, Payment) and counts else []


def _taking(receipt: int) -> Callable[[House], Step]:
    def run(house: House) -> Step:
        _, booked = house.words.say, take_back(desk_of(house), receipt)
        if booked is None:
            sentence = _("Receipt {receipt} is taken back. It was not sent yet.").format(receipt=receipt)
            return Swap(Told(f"storno:{receipt}", _("Done"), [sentence]))
        sentence = _("Receipt {receipt} is taken back with receipt {new}.").format(receipt=receipt, new=booked.receipt)
        return booked_anew(f"storno:{receipt}", _("Done"), [sentence], booked)

    return run
