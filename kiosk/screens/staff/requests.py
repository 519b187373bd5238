"""What residents want: every open "Ich habe Interesse", and one of them whole."""

from collections.abc import Sequence

from kiosk.facts import facts
from kiosk.house import House, kind_word
from kiosk.papers.request import request_slip
from kiosk.screens.page import Page
from kiosk.screens.public.looks import LOOKS
from kiosk.screens.sheet import Row, labelled
from kiosk.screens.staff.booking_rows import when_stamped
from kiosk.screens.staff.card_list import CardList
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.drafts import page_at
from kiosk.screens.staff.entry import begin, desk_of
from kiosk.screens.staff.letter_rows import age_of, ask_first, closing, letter_card, letters_of, who_wants
from kiosk.screens.steps import Open, PrintSlips, Step
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from sync.ledger.letters import Fate, Wish
from sync.records import Kind

BOOKED = {Kind.JOB: "job", Kind.EVENT: "seat"}
"""Kind of item → kind of booking that a member can have of it."""


class RequestsPage(CardList):
    """Oldest first: who waits longest is helped first."""

    name = "requests"

    def title(self, house: House) -> str:
        return house.words.say("Wishes")

    def nothing(self, house: House) -> str:
        return house.words.say("Nobody is waiting for an answer.")

    def total(self, house: House) -> int:
        return letters_of(house).counts()[0]

    def cards(self, house: House, at: int, places: Sequence[Rect]) -> list[Button]:
        found = letters_of(house).wishes(at, len(places))
        return [_card(house, wish, place) for wish, place in zip(found, places, strict=False)]

    def page(self, house: House, key: str) -> Page:
        return RequestPage(key)


def _card(house: House, wish: Wish, place: Rect) -> Button:
    who = who_wants(house, wish)
    heads = [f"{who}, {age_of(house, wish.stamp)}", who, wish.member or who]
    return letter_card(f"open:{wish.id}", heads, wish.title, place, LOOKS[Kind(wish.kind)])


class RequestPage(DeedPage):
    """Who, what, since when, and the item's facts while it is still published."""

    def __init__(self, id: str) -> None:
        self.name = self.waits_for = f"request:{id}"
        self._id, self._printed = id, ""

    def title(self, house: House) -> str:
        return house.words.say("Wish")

    def rows(self, house: House, width: int) -> list[Row]:
        _, wish = house.words.say, self._wish(house)
        told = self._printed or wish.title
        head = [Row(line, Look.SHEET_STRONG) for line in wrap(told, width)]
        item = house.replica.item(wish.item)
        published = facts(house.words, item, house.today) if item else [(_("State"), _("no longer published"))]
        state = [(_("Who"), who_wants(house, wish))] if wish.fate is Fate.OPEN else [(_("State"), _fate(house, wish))]
        about = [(_("What"), wish.title)] if self._printed else []
        kind = [(_("Kind"), kind_word(house.words, Kind(wish.kind)))]
        left = [(_("Left"), f"{when_stamped(house, wish.stamp)} ({wish.terminal})")]
        return [*head, Row(""), *labelled([*state, *about, *left, *kind, *published], width)]

    def deeds(self, house: House) -> list[Deed]:
        _, wish = house.words.say, self._wish(house)
        if wish.fate is not Fate.OPEN:
            return []
        book = [Deed("book", _("Book it for this member"))] if self._bookable(house, wish) else []
        return [Deed("done", _("It is done")), *book, Deed("print", _("Print it")), Deed("delete", _("Delete"))]

    def do(self, house: House, action: str) -> Step:
        wish = self._wish(house)
        match action:
            case "print":
                return PrintSlips(self.name, (request_slip(house, wish, who_wants(house, wish)),))
            case "book":
                return Open(_booking(house, wish))
        return Open(_asked(house, wish, Fate.DONE if action == "done" else Fate.DELETED))

    def tell(self, sentence: str, *, again: bool) -> None:
        self._printed = sentence

    def _bookable(self, house: House, wish: Wish) -> bool:
        known = wish.member is not None and desk_of(house).ledger.people.get(wish.member) is not None
        return known and Kind(wish.kind) in BOOKED and house.replica.item(wish.item) is not None

    def _wish(self, house: House) -> Wish:
        wish = letters_of(house).wish(self._id)
        assert wish, "no letter is ever dropped"
        return wish


def _booking(house: House, wish: Wish) -> Page:
    """The pages of a booking, with the item and the member filled in."""
    entry = begin(house, BOOKED[Kind(wish.kind)])
    entry.item, entry.name = wish.item, wish.member
    if entry.kind == "seat":
        entry.who = "member"
    return page_at(house, entry, entry.missing)


def _asked(house: House, wish: Wish, fate: Fate) -> Page:
    _, desk = house.words.say, desk_of(house)
    question = _("Is this wish done?") if fate is Fate.DONE else _("Delete this wish?")
    sentence = _("The wish is done.") if fate is Fate.DONE else _("The wish is deleted.")
    close = closing(
        lambda house: letters_of(house).close(wish, fate, desk.me),
        wish.id,
        sentence,
        lambda house: letters_of(house).reopen(wish, desk.me),
    )
    told = [f"{who_wants(house, wish)}: {wish.title}", _("Who it was is deleted then.")]
    return ask_first(f"{fate}:{wish.id}", _("Wish"), question, told, _("Yes, do it"), close)


def _fate(house: House, wish: Wish) -> str:
    """`erledigt von Frau Büro`."""
    _ = house.words.say
    sentence = _("done by {staff}") if wish.fate is Fate.DONE else _("deleted by {staff}")
    return sentence.replace("{staff}", wish.staff or "?")
