"""Taking a booking back: by the number on its receipt, shown whole, asked once more."""

from collections.abc import Callable

from kiosk.clarifying import take_back
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.refusals import refusal_words
from kiosk.screens.builder import Builder
from kiosk.screens.keypad import OK, Keypad
from kiosk.screens.keypad import ask as ask_number
from kiosk.screens.page import Page
from kiosk.screens.staff.accounts import accounts_after
from kiosk.screens.staff.asking import Ask, Told, booked_anew
from kiosk.screens.staff.booking_rows import advice, asked_rows
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, Stay, Step, Swap
from kiosk.widgets.view import View
from sync.ledger.records import Outgoing, Payment, State
from sync.ledger.rules import NotBooked

DIGITS = 9
"""Digits of a receipt number: more bookings than a terminal can ever make."""


class StornoPage(Page):
    """Which receipt?"""

    name = "storno"
    staff = True

    def __init__(self) -> None:
        self._pad = Keypad(DIGITS)

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        hint = _("Type the number that stands on the receipt.")
        ask_number(build, self._pad, _("Receipt"), self._pad.text, _("Show"), [hint])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == OK:
            return self._show(house)
        return Stay() if self._pad.press(action) else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        return Stay() if self._pad.typed(letter) else None

    def _show(self, house: House) -> Step:
        if not self._pad.text:
            return Stay()
        receipt = int(self._pad.text)
        self._pad.clear()
        try:
            return ask(house, desk_of(house).ledger.by_receipt(receipt))
        except NotBooked as error:
            return _refused(house, receipt, error)


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
