"""A number by keypad, the same page for amounts, seats and slips; and how much is paid."""

from collections.abc import Sequence

from kiosk import booking
from kiosk.amounts import parse_amount
from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Action, Builder
from kiosk.screens.keypad import OK, Keypad, ask
from kiosk.screens.page import Page
from kiosk.screens.sheet import message
from kiosk.screens.staff.drafts import backward, mend, onward
from kiosk.screens.staff.entry import Entry, desk_of
from kiosk.screens.steps import Stay, Step, Swap
from kiosk.widgets.view import Look, View
from sync.ledger.rules import NotBooked

QUICK = {"0,5": "½", "1": "1", "1,5": "1½", "2": "2"}
"""Amounts with a key of their own, as typed and as shown: in a ring most payments are one of them."""
DIGITS = 8
"""Letters of an amount: `99999,99`."""


class Figure(Page):
    """Asks for a number; keys and the USB keyboard do the same. What is wrong is said where it can be corrected."""

    staff = True

    def __init__(self, name: str, pad: Keypad, problem: str = "") -> None:
        self.name, self.pad, self.problem = name, pad, problem

    def title(self, house: House) -> str:
        """What is asked."""
        raise NotImplementedError

    def shown(self) -> str:
        """What was typed, with its unit."""
        return f"{self.pad.text}▏"

    def hints(self, house: House) -> list[str]:
        """What helps to answer, where there is room."""
        return []

    def quick(self, house: House) -> Sequence[Action]:
        """Up to four answers with a key of their own, where there is room: as typed, as shown."""
        return ()

    def take(self, house: House) -> Step:
        """Where the number leads to."""
        raise NotImplementedError

    def leave(self, house: House) -> Step:
        """Where "Zurück" leads to."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        if self.problem and frame.small:
            build.way_back()
            self.at, pages = message(build, frame.reading, [self.problem], self.at)
            build.title(self.title(house), reading=True)
            again = [("again", _("Change"))]
            build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=again)
        elif frame.small:
            ask(build, self.pad, self.title(house), self.pad.text, _("OK"))
        else:
            self._large(build)
        return build.view()

    def _large(self, build: Builder) -> None:
        """Keys at the right; at the left what was typed, above keys for the usual answers."""
        house, frame = build.house, build.frame
        build.way_back()
        room = self.pad.show(build, house.words.say("OK"))
        build.title(self.title(house), reading=True)
        quick = () if self.problem else self.quick(house)
        high = len(quick) // 2 * (BUTTON_H + 1)
        rows = [room._replace(y=y, h=BUTTON_H) for y in range(room.bottom - high + 1, room.bottom, BUTTON_H + 1)]
        places = [place for row in rows for place in frame.columns(row, 2)]
        for place, (text, label) in zip(places, quick, strict=True):
            build.button(place, f"quick:{text}", label, look=Look.ACTION)
        room = room._replace(h=room.h - high)
        hints = [self.problem] if self.problem else self.hints(house) if room.h >= 2 * BUTTON_H else []
        message(build, room, [self.shown(), *hints])

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self.problem and action in ("again", "back") and frame.small:
            self.problem, self.at = "", 0
        elif self.pad.press(action):
            self.problem = ""
        elif action == OK:
            return self.take(house)
        elif action.startswith("quick:"):
            self.pad.text = action.removeprefix("quick:")
            return self.take(house)
        elif action == "back":
            return self.leave(house)
        else:
            return super().act(house, frame, action)
        return Stay()

    def typed(self, house: House, letter: str) -> Step | None:
        if not self.pad.typed(letter):
            return None
        self.problem = ""
        return Stay()


class Amount(Figure):
    """How much is paid, in the ring's unit."""

    def __init__(self, house: House, entry: Entry, problem: str = "") -> None:
        super().__init__("amount", Keypad(DIGITS, comma=True, text=_typed(entry.amount)), problem)
        self._entry = entry
        self._unit = booking.unit_of(desk_of(house))

    def title(self, house: House) -> str:
        return house.words.say("Amount in {unit}").format(unit=self._unit)

    def shown(self) -> str:
        return f"{self.pad.text}▏ {self._unit}"

    def hints(self, house: House) -> list[str]:
        people, entry = desk_of(house).ledger.people, self._entry
        names = [member.name for number in (entry.payer, entry.payee) if (member := people.get(number or ""))]
        return [house.words.say("From {payer} to {payee}").format(payer=names[0], payee=names[1])] if names[1:] else []

    def quick(self, house: House) -> Sequence[Action]:
        rings = [source for source in desk_of(house).settings.platforms if "payment" in source.books]
        fit = all(50 % (ring.smallest or 1) == 0 for ring in rings[:1])
        return tuple(QUICK.items()) if fit else ()

    def take(self, house: House) -> Step:
        entry = self._entry
        entry.amount = parse_amount(f"0{self.pad.text.rstrip(',')}"[-DIGITS:]) or 0
        try:
            booking.payment(desk_of(house), entry.payer or "", entry.payee or "", entry.amount, "")
        except NotBooked as error:
            return Swap(mend(house, entry, error))
        return onward(house, entry, "amount")

    def leave(self, house: House) -> Step:
        return backward(house, self._entry, "amount")


def _typed(amount: int | None) -> str:
    """An amount as one types it: `2,5`."""
    whole, rest = divmod(amount or 0, 100)
    return "" if amount is None else f"{whole},{rest:02}".rstrip("0").rstrip(",")
