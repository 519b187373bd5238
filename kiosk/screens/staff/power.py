"""Starting the terminal anew, and switching it off: asked once, and said what becomes of what waits."""

from functools import partial

from kiosk.house import House
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.deeds import Deed
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.steps import Back, Open, Several, Stay, Step
from kiosk.steward import Answer
from kiosk.steward import Deed as Stewarded
from kiosk.steward_words import missing_words
from sync.ledger.records import OPEN


class PowerPage(StewardPage):
    """Pulling the plug is safe too; this way nothing that is just being printed or sent is cut off."""

    name = "power"

    def __init__(self) -> None:
        super().__init__()
        self._going = False
        """Whether the machine goes down: from then on nothing more can be asked for."""

    def title(self, house: House) -> str:
        return house.words.say("Switch off")

    def rows(self, house: House, width: int) -> list[Row]:
        if self.told:
            return said([self.told], width)
        if not house.steward.present:
            return said([missing_words(house.words)], width)
        return said(_consequences(house), width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if self.chore or self._going or not house.steward.present:
            return []
        return [Deed("restart", _("Restart")), Deed("power-off", _("Switch off"))]

    def do(self, house: House, action: str) -> Step:
        _ = house.words.say
        deed = Stewarded(action)
        title = _("Restart?") if deed is Stewarded.RESTART else _("Switch off?")
        yes = _("Restart") if deed is Stewarded.RESTART else _("Switch off")
        return Open(Ask(action, title, _rows, yes, partial(self._go, deed)))

    def _go(self, deed: Stewarded, house: House) -> Step:
        _ = house.words.say
        told = _("The terminal restarts …") if deed is Stewarded.RESTART else _("The terminal switches off …")
        return Several((Back(), self.ask(deed, told=told)))

    def answered(self, house: House, answer: Answer) -> Step:
        self._going, self.told = True, house.words.say("One moment …")
        return Stay()


def _rows(house: House, width: int) -> list[Row]:
    return said(_consequences(house), width)


def _consequences(house: House) -> list[str]:
    """What waits is kept; how much that is, staff want to know before."""
    _, counts = house.words.say, desk_of(house).ledger.outbox.counts()
    waiting = sum(counts.get(state, 0) for state in OPEN)
    safe = _("All that was booked is saved.")
    if not waiting:
        return [safe]
    told = house.words.count(
        "{n} booking still waits. It is sent when the terminal runs again.",
        "{n} bookings still wait. They are sent when the terminal runs again.",
        waiting,
    )
    return [safe, told, _("After that somebody has to sign in once, or nothing is sent.")]
