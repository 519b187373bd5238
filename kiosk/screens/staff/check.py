"""The self-check in plain words: one card a finding, worst first; a tap tells what to do."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from kiosk.check.finding import Finding, State
from kiosk.check.readings.books import SHEET
from kiosk.check.report import Readings, findings, take
from kiosk.check.titles import SIGNS, state_words, title_of
from kiosk.dates import age_words
from kiosk.house import House
from kiosk.papers.made import Paper
from kiosk.screens.page import Page
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.card_list import CardList
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.letter_rows import letter_card
from kiosk.screens.steps import Chore, Open, PrintSlips, Several, Stay, Step
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from printing.slip import Slip

EDGES = {State.BAD: Look.JOB, State.WATCH: Look.EVENT, State.UNKNOWN: Look.CARD, State.GOOD: Look.OFFER}
"""The colour beside the sign."""


class CheckPage(CardList):
    """Everything is read beside the screen, for the printer may take some seconds; the title says how old it is."""

    name = "check"
    banded = True

    def __init__(self, readings: Readings | None = None) -> None:
        self._read, self._told = readings, ""
        self.chore: Chore | None = None
        """What reads at the moment."""

    def begin(self, house: House) -> Step:
        """Open the page, and read."""
        return Several((Open(self), self._look(read_all)))

    def title(self, house: House) -> str:
        return house.words.say("Self-check")

    def nothing(self, house: House) -> str:
        return self._told or house.words.say("The terminal checks itself …")

    def total(self, house: House) -> int:
        return len(self._found(house))

    def cards(self, house: House, at: int, places: Sequence[Rect]) -> list[Button]:
        found = self._found(house)[at:]
        return [_card(house, one, place) for one, place in zip(found, places, strict=False)]

    def page(self, house: House, key: str) -> Page:
        found = next(one for one in self._found(house) if one.name == key)
        return FindingPage(found, self._age(house))

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if self.chore:
            return []
        roll = [Deed("slip", _("Monthly page on the roll"))] if house.printer else []
        return [Deed("again", _("Check again")), Deed("sheet", _("Monthly page")), *roll]

    def do(self, house: House, action: str) -> Step:
        if action in ("again", "slip"):
            return self._look(read_all if action == "again" else slip_now)
        from kiosk.screens.staff.paper import PaperPage

        return PaperPage(Paper.CHECK).begin(house)

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        if chore is not self.chore:
            return Stay()
        self.chore, self._told = None, answer if isinstance(answer, str) else ""
        self._read = answer if isinstance(answer, Readings) else self._read
        return PrintSlips("check", (answer,)) if isinstance(answer, Slip) else Stay()

    def _titles(self, house: House, step: int, total: int) -> list[str]:
        titles = super()._titles(house, step, total)
        return [f"{titles[0]}, {self._age(house)}", *titles] if total else titles

    def _look(self, work: Callable[[House], object]) -> Step:
        self.chore, self._told = Chore(self, work), ""
        return self.chore

    def _found(self, house: House) -> list[Finding]:
        return findings(house.words, self._read) if self._read else []

    def _age(self, house: House) -> str:
        """How long ago it was read, by the clock that never jumps."""
        taken_s = self._read.taken_s if self._read else house.clock.monotonic()
        return age_words(house.words, timedelta(seconds=max(0.0, house.clock.monotonic() - taken_s)))


def read_all(house: House) -> Readings:
    """A chore: everything, the printer and the ledger too. Raises `SyncError`."""
    desk, device = desk_of(house), house.watch.device if house.watch else None
    printer = desk.settings.printer if house.printer else None
    return take(house, desk, device, printer=printer, inside=True)


def slip_now(house: House) -> Slip:
    """A chore: the monthly page on the roll; the reminder counts from now. Raises `SyncError`."""
    from kiosk.papers.check_sheet import issue_of, sheet_of
    from kiosk.papers.check_slip import check_slip

    desk = desk_of(house)
    slip = check_slip(sheet_of(house, desk))
    desk.ledger.kept.put(SHEET, issue_of(desk))
    return slip


def _card(house: House, one: Finding, place: Rect) -> Button:
    title, state = title_of(house.words, one.name), state_words(house.words, one.state)
    heads = [f"{SIGNS[one.state]} {title}: {state}", f"{SIGNS[one.state]} {title}"]
    return letter_card(f"open:{one.name}", heads, one.sentence, place, EDGES[one.state])


class FindingPage(DeedPage):
    """One finding whole: how it stands, what to do, and when it was read."""

    def __init__(self, found: Finding, age: str) -> None:
        self.name = f"check:{found.name}"
        self._found, self._age = found, age

    def title(self, house: House) -> str:
        return title_of(house.words, self._found.name)

    def rows(self, house: House, width: int) -> list[Row]:
        one, _ = self._found, house.words.say
        head = f"{SIGNS[one.state]} {state_words(house.words, one.state)}"
        told = [one.sentence, *([one.todo] if one.todo else []), _("Checked {age}.").format(age=self._age)]
        return [*(Row(line, Look.SHEET_STRONG) for line in wrap(head, width)), Row(""), *said(told, width)]
