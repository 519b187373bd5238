"""Who left what and when, as staff read it; and asking once more before it is closed (A19)."""

from collections.abc import Callable, Sequence

from kiosk.dates import age_words
from kiosk.frame import TEXT_W
from kiosk.house import House
from kiosk.letter_words import who_words
from kiosk.screens.builder import fitting
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask
from kiosk.screens.staff.booking_rows import when_stamped
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.pick_member import named
from kiosk.screens.steps import Back, Step, Swap
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from sync.clock import Trust
from sync.ledger.journal import entered
from sync.ledger.letters import Letters, Wish
from sync.ledger.records import Stamp
from sync.ledger.rows import anchors


def letters_of(house: House) -> Letters:
    """What was left, for whoever is signed in."""
    return Letters(desk_of(house).ledger)


def who_wants(house: House, wish: Wish) -> str:
    """The first name, or the member as the ring knows them, or the number as it was typed."""
    member = desk_of(house).ledger.people.get(wish.member) if wish.member else None
    return named(member) if member else who_words(house.words, wish.name, wish.member)


def age_of(house: House, stamp: Stamp) -> str:
    """`vor 2 Tagen`; the day and time as the clock said where nobody knows better."""
    moment, trust = entered(stamp, anchors(desk_of(house).ledger.db).get(stamp.boot))
    if trust is Trust.UNTRUSTED or not house.clock.trusted or moment > house.now():
        return when_stamped(house, stamp, short=True)
    return age_words(house.words, house.now() - moment)


def letter_card(action: str, heads: list[str], text: str, place: Rect, edge: Look) -> Button:
    """The first of the heads that fits in one bold row, then as much of the text as there is room for."""
    width = min(TEXT_W, inner_width(place))
    lines = [fitting(heads, width), *wrap(text, width, limit=place.h - 1)]
    return Button(place, action, tuple(lines), Look.CARD, align="left", edge=edge)


def ask_first(key: str, title: str, question: str, told: Sequence[str], yes: str, do: Callable[[House], Step]) -> Ask:
    """`told`: what would be closed, and what that erases."""

    def rows(house: House, width: int) -> list[Row]:
        strong = [Row(line, Look.SHEET_STRONG) for line in wrap(question, width)]
        return [*strong, Row(""), *said(told, width)]

    return Ask(key, title, rows, yes, do)


class Closed(DeedPage):
    """It is done; until this page is left it can be undone, for the words are in mind as long as it stands."""

    def __init__(self, key: str, sentence: str, undo: Callable[[House], None]) -> None:
        self.name = f"closed:{key}"
        self._sentence, self._undo = sentence, undo

    def title(self, house: House) -> str:
        return house.words.say("Done")

    def rows(self, house: House, width: int) -> list[Row]:
        return said([self._sentence, house.words.say("You can undo it as long as this page is open.")], width)

    def deeds(self, house: House) -> list[Deed]:
        return [Deed("undo", house.words.say("Undo"))]

    def do(self, house: House, action: str) -> Step:
        self._undo(house)
        return Back()


Do = Callable[[House], None]


def closing(close: Do, key: str, sentence: str, undo: Do) -> Callable[[House], Step]:
    """Close it, and say so on a page that can undo it."""

    def run(house: House) -> Step:
        close(house)
        return Swap(Closed(key, sentence, undo))

    return run
