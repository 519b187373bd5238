"""The pile: vouchers that were filled in by hand are entered one after the other, in any order, each once."""

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.pile import pile_facts
from kiosk.screens.builder import Builder
from kiosk.screens.sheet import Place, Row, above_actions, actions_below, labelled, lay, numbered, place, turned
from kiosk.screens.staff.deeds import LISTED, Deed, DeedPage, show_band
from kiosk.screens.staff.entry import desk_of, unseen
from kiosk.screens.staff.entry import forget as seen
from kiosk.screens.staff.pile_end import PileBookings, PileEnd
from kiosk.screens.staff.pile_number import entering, voiding
from kiosk.screens.staff.pile_state import begun, figures, first_page, keep, kept, why
from kiosk.screens.steps import Back, DeliverNow, Open, Several, Stay, Step, Swap, TakeReceipts
from kiosk.verdicts import what_words
from kiosk.widgets.view import Look, View
from kiosk.widgets.wrap import wrap
from sync.ledger.pile import Begun, Pile
from sync.ledger.records import Booking
from sync.ledger.rules import NotBooked
from sync.ledger.voucher_number import LONGEST


class PilePage(DeedPage):
    """A scanner types a number and Enter: that works here on every grid, without a field to be tapped first."""

    name = "pile"

    def __init__(self, receipt: int | None = None, *, before: bool = False) -> None:
        self.waits_for = f"receipt:{receipt}" if receipt is not None else None
        self._receipt, self._before, self._printed = receipt, before, ""
        self._reckoned: tuple[tuple[Begun, bytes], Pile] | None = None
        self.text = self.problem = ""

    def tell(self, sentence: str, *, again: bool) -> None:
        self._printed = sentence

    def title(self, house: House) -> str:
        return house.words.say("Pile")

    def rows(self, house: House, width: int) -> list[Row]:
        facts = labelled([(fact.label, fact.value) for fact in pile_facts(house.words, self._so_far(house))], width)
        hint = house.words.say("Scan the numbers of the slips, or type them.")
        head = [f"{self.text}▏"] if self.text else self._head(house) or [hint]
        strong = [Row(line, Look.SHEET_STRONG) for sentence in head for line in wrap(sentence, width)]
        return [*strong, Row(""), *facts]

    def _so_far(self, house: House) -> Pile:
        """Reckoned anew only when something was noted since: a scanner types thirteen letters in a moment, and two
        hundred bookings take 20 ms each time."""
        state = begun(house), desk_of(house).ledger.journal.root()
        if self._reckoned is None or self._reckoned[0] != state:
            self._reckoned = state, figures(house, state[0])
        return self._reckoned[1]

    def _shown(self, house: House, where: Place, *, tiny: bool) -> list[Row]:
        """On a tiny grid either what is said or what is typed, or the figures as far as they fit: the rest is behind
        "Was tun", which needs the place of "Weiter"."""
        rows = self.rows(house, where.inside.w)
        gap = rows.index(Row(""))
        if not tiny:
            return rows
        return rows[:gap] if self.text or self._head(house) else rows[gap + 1 :][: where.inside.h]

    def deeds(self, house: House) -> list[Deed]:
        _, pile = house.words.say, begun(house)
        receipts = _("Print no receipts") if pile.receipts else _("Print receipts too")
        return [
            Deed("booked", _("What is booked")),
            Deed("void", _("Void, misspelt")),
            *([Deed("receipts", receipts)] if house.printer else []),
            Deed("end", _("Finish the pile")),
        ]

    def do(self, house: House, action: str) -> Step:
        pile = begun(house)
        match action:
            case "booked":
                return Open(PileBookings(pile))
            case "void":
                keep(house, pile)
                return Open(voiding())
            case "receipts":
                keep(house, msgspec.structs.replace(pile, receipts=not pile.receipts))
            case "end":
                return Open(PileEnd(pile))
        return Stay()

    def view(self, house: House, frame: Frame) -> View:
        """Where the sheet has several pages on a tiny grid they turn in a circle: "Nummer" must not give way."""
        _ = house.words.say
        build, where = Builder(house, frame, self.name), place(frame, above_actions(frame))
        rows = self._shown(house, where, tiny=frame.tiny)
        pages = len(turned(rows, where.inside.h))
        self.at = self.at % pages if frame.tiny else self.at
        build.way_back()
        lay(build, where, rows, self.at)
        self.at = min(self.at, pages - 1)
        build.title(*numbered(house.words, self.title(house), self.at, pages), reading=True)
        number = Deed("ok", _("OK") if self.text else _("Type a number"), _("OK") if self.text else _("Number"))
        ways = Deed(LISTED, _("Actions"), _("Actions"))
        if frame.tiny:
            build.button(frame.side[0], "ok", number.short, look=Look.ACTION)
            build.ahead(*(("next", _("Next")) if pages > 1 else (LISTED, ways.short)))
            return build.view()
        if not frame.small:
            show_band(build, actions_below(frame, where.sheet), [number, ways])
        actions = [(one.action, one.short) for one in (number, ways)]
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "ok":
            return self._take(house)
        if action == "back" and frame.tiny and self._head(house):
            self._calm(house)
            return Stay()
        if action not in ("next", "previous"):
            self._calm(house)
        return super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        self._calm(house)
        self.text = self.text[:-1] if letter == "\b" else f"{self.text}{letter.upper()}"[:LONGEST]
        return Stay()

    def _take(self, house: House) -> Step:
        text, self.text = self.text, ""
        self._calm(house)
        if not text.strip():
            return Open(entering())
        try:
            return Open(first_page(house, text))
        except NotBooked as error:
            self.problem = why(house, error)
            return Stay()

    def _head(self, house: House) -> list[str]:
        """What was just booked and what became of its receipts, or why a number was not taken."""
        if self.problem or self._receipt is None:
            return [self.problem] if self.problem else []
        _, what = house.words.say, desk_of(house).ledger.by_receipt(self._receipt).booking.what
        head = _("Receipt {receipt} is booked already.") if self._before else _("Booked. Receipt {receipt}.")
        told = [head.format(receipt=self._receipt), what_words(house.words, what)]
        return [*told, *([self._printed] if self._printed else [])]

    def _calm(self, house: House) -> None:
        """It was read."""
        if unseen(house) == self._receipt and self._receipt is not None:
            seen(house)
        self.problem, self._receipt, self.at = "", None, 0


def back_to_pile(house: House, booking: Booking, *, before: bool) -> Step:
    """Say what was booked where the next number is waited for; receipts only where somebody wants them."""
    wanted = begun(house).receipts and not before
    receipts = (TakeReceipts(booking.receipt),) if wanted else ()
    return Several((Back(), Swap(PilePage(booking.receipt, before=before)), *receipts, DeliverNow()))


def pile_of(house: House, receipt: int) -> PilePage | None:
    """The pile that a booking belongs to which was perhaps not shown any more; None where it belongs to none."""
    pile = kept(house)
    if pile is None or receipt not in [one.booking.receipt for one in figures(house, pile).bookings]:
        return None
    return PilePage(receipt)
