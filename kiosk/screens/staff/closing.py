"""The day's closing: the day in figures, looked through and printed."""

from datetime import date, timedelta

from kiosk.house import House
from kiosk.notices import platform_trouble
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.closing import closing_facts, closing_slip
from kiosk.screens.sheet import Row, labelled
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, PrintSlips, Several, Stay, Step
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.ledger.closing import close_day, day_so_far
from sync.ledger.file import Damaged


class ClosingPage(DeedPage):
    """Today, or a day before that nobody closed."""

    name = "closing"

    def __init__(self) -> None:
        self._back = 0

    def title(self, house: House) -> str:
        return house.words.say("Day's closing")

    def rows(self, house: House, width: int) -> list[Row]:
        closing = day_so_far(desk_of(house).ledger, self._day(house), house.zone)
        day = whole_day(house.words, closing.day)
        head = house.words.say("about {when}").format(when=day) if closing.about else day
        facts = [(fact.label, fact.value) for fact in closing_facts(house.words, closing)]
        return [*(Row(line, Look.SHEET_STRONG) for line in wrap(head, width)), Row(""), *labelled(facts, width)]

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        later = [Deed("later", _("The day after"))] if self._back else []
        return [Deed("close", _("Check and print")), Deed("earlier", _("The day before")), *later]

    def do(self, house: House, action: str) -> Step:
        match action:
            case "close":
                return self._close(house)
            case "earlier" | "later":
                self._back += 1 if action == "earlier" else -1
                self.at = 0
        return Stay()

    def _day(self, house: House) -> date:
        return house.today - timedelta(days=self._back)

    def _close(self, house: House) -> Step:
        """Nothing is printed of a ledger that is not what was written."""
        _, desk = house.words.say, desk_of(house)
        try:
            desk.ledger.prove()
        except Damaged as error:
            desk.damaged = True
            return Open(Told("closed", self.title(house), [platform_trouble(house.words, error.reason, error.facts)]))
        closing = close_day(desk.ledger, self._day(house), house.zone, desk.me)
        sound = _("All entries were looked through. They are whole and unchanged, and all sums are right.")
        slips = PrintSlips(f"closing:{closing.day}", (closing_slip(house, closing),))
        return Several((Open(Told("closed", self.title(house), [sound], slips)), slips))
