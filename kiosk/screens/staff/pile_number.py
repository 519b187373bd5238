"""The number of a voucher by keypad, keyboard or scanner: to be entered, or declared void."""

from collections.abc import Callable

from kiosk.house import House
from kiosk.screens.keypad import Keypad
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.amount import Figure
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.booking_rows import Rows
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.pile_state import first_page, free, why
from kiosk.screens.steps import Back, Stay, Step, Swap
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.ledger.rules import NotBooked
from sync.ledger.voucher_number import LONGEST


class PileNumber(Figure):
    """The digits will do; whoever has a keyboard or scanner may enter the whole number."""

    def __init__(self, name: str, take: Callable[[House, str], Step]) -> None:
        super().__init__(name, Keypad(LONGEST))
        self._take = take

    def title(self, house: House) -> str:
        return house.words.say("Number of the slip")

    def hints(self, house: House) -> list[str]:
        return [house.words.say("The digits will do, with the one behind the last hyphen.")]

    def take(self, house: House) -> Step:
        if not self.pad.text.strip():
            return Stay()
        try:
            return self._take(house, self.pad.text)
        except NotBooked as error:
            self.problem = why(house, error)
            self.pad.clear()
            return Stay()

    def leave(self, house: House) -> Step:
        return Back()

    def typed(self, house: House, letter: str) -> Step | None:
        if letter == "\b" or letter.isdecimal():
            return super().typed(house, letter)
        self.problem = ""
        self.pad.text = f"{self.pad.text}{letter.upper()}"[:LONGEST]
        return Stay()


def entering() -> PileNumber:
    """Which voucher comes next?"""
    return PileNumber("pile-number", lambda house, text: Swap(first_page(house, text)))


def voiding() -> PileNumber:
    """Which voucher was spoiled?"""
    return PileNumber("pile-void", _asked)


def _asked(house: House, text: str) -> Step:
    """Ask once more. Raises `NotBooked`."""
    _, number = house.words.say, free(house, text)
    code = desk_of(house).ledger.vouchers.code(number)
    rows = _rows(_("Declare slip {paper} void?").format(paper=code), _("Then it can never be booked."))
    return Swap(Ask(f"void:{code}", _("Void"), rows, _("Yes, it is void"), _voided(number, code)))


def _rows(question: str, sentence: str) -> Rows:
    def rows(house: House, width: int) -> list[Row]:
        return [*(Row(line, Look.SHEET_STRONG) for line in wrap(question, width)), Row(""), *said([sentence], width)]

    return rows


def _voided(number: int, code: str) -> Callable[[House], Step]:
    def run(house: House) -> Step:
        _, desk = house.words.say, desk_of(house)
        desk.ledger.vouchers.void(number, desk.me)
        return Swap(Told(f"void:{code}", _("Done"), [_("Slip {paper} is void now.").format(paper=code)]))

    return run
