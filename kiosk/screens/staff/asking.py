"""Asking once more before something is done (A19), and telling that it is done."""

from collections.abc import Callable, Sequence

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.refusals import refusal_words
from kiosk.screens.builder import Builder
from kiosk.screens.sheet import Row, above_actions, lay, numbered, place, said, turned
from kiosk.screens.staff.booking_rows import Rows
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.steps import DeliverNow, PrintSlips, Several, Stay, Step, Swap, TakeReceipts
from kiosk.widgets.view import Button, Look, View
from kiosk.widgets.wrap import wrap
from sync.ledger.records import Booking
from sync.ledger.rules import NotBooked


class Ask(DeedPage):
    """What would be done, whole; the keyboard's mark stands on "Zurück", and only "yes" does it."""

    first = "back"
    at_the_end = True

    def __init__(self, key: str, title: str, rows: Rows, yes: str, do: Callable[[House], Step]) -> None:
        self.name = f"ask:{key}"
        self._title, self._rows, self._yes, self._do = title, rows, yes, do

    def title(self, house: House) -> str:
        return self._title

    def rows(self, house: House, width: int) -> list[Row]:
        return self._rows(house, width)

    def deeds(self, house: House) -> list[Deed]:
        return [Deed("yes", self._yes, house.words.say("Yes"))]

    def view(self, house: House, frame: Frame) -> View:
        """Where "yes" would come up in the cells of "Weiter", it is a card behind the last sheet instead."""
        if not frame.tiny:
            return super().view(house, frame)
        build, where = Builder(house, frame, self.name), place(frame, above_actions(frame))
        rows = self.rows(house, where.inside.w)
        sheets = len(turned(rows, where.inside.h))
        self.at = min(self.at, sheets)
        build.focus = self.first
        build.way_back()
        if self.at < sheets:
            lay(build, where, rows, self.at)
        else:
            label = tuple(wrap(self._yes, frame.main.w - 2))
            build.buttons.append(Button(frame.bands(frame.main)[0], "yes", label, Look.ACTION, strong=len(label)))
        build.title(*numbered(house.words, self._title, self.at, sheets + 1), reading=True)
        build.controls(earlier=self.at > 0, further=self.at < sheets)
        return build.view()

    def do(self, house: House, action: str) -> Step:
        """Do it; a rule that refuses is told in place of the question."""
        try:
            return self._do(house)
        except NotBooked as error:
            return Swap(Told(self.name, self._title, [refusal_words(house.words, error)]))


class Told(DeedPage):
    """A few sentences. `slips` asks for those that come out with them, and once more where nothing came out."""

    def __init__(
        self, key: str, title: str, sentences: Sequence[str], slips: TakeReceipts | PrintSlips | None = None
    ) -> None:
        self.name = f"told:{key}"
        self.waits_for = f"receipt:{slips.receipt}" if isinstance(slips, TakeReceipts) else slips.key if slips else None
        self._title, self._sentences, self._retry = title, sentences, slips
        self._printed, self._again = "", False

    def title(self, house: House) -> str:
        return self._title

    def rows(self, house: House, width: int) -> list[Row]:
        return said([*self._sentences, *([self._printed] if self._printed else [])], width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [Deed("again", _("Try again"), _("Again"))] if self._again else []

    def do(self, house: House, action: str) -> Step:
        return self._retry or Stay()

    def tell(self, sentence: str, *, again: bool) -> None:
        self._printed, self._again = sentence, again


def booked_anew(key: str, title: str, sentences: Sequence[str], booking: Booking) -> Step:
    """Say so, print its receipts, and bring it away."""
    receipts = TakeReceipts(booking.receipt)
    return Several((Swap(Told(key, title, sentences, receipts)), receipts, DeliverNow()))
