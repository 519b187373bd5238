"""What residents think of the house: smileys counted, sentences read, found by the number on the slip."""

from collections.abc import Sequence

from kiosk.house import House
from kiosk.letter_words import SIGNS, face_words
from kiosk.papers.feedback import feedback_day
from kiosk.screens.number_page import NumberPage
from kiosk.screens.page import Page
from kiosk.screens.sheet import Row, labelled
from kiosk.screens.staff.asking import Told
from kiosk.screens.staff.booking_rows import when_stamped
from kiosk.screens.staff.card_list import CardList
from kiosk.screens.staff.deeds import Deed, DeedPage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.letter_rows import age_of, ask_first, closing, letter_card, letters_of
from kiosk.screens.steps import Open, Step
from kiosk.widgets.view import Button, Look, Rect
from kiosk.widgets.wrap import wrap
from kiosk.words import Words
from sync.ledger.letters import Fate, Opinion
from sync.letters.letter import Face

DIGITS = 11
"""Of a feedback number: six of the day, four of the lot, one to check them."""
EDGES = {Face.GOOD: Look.OFFER, Face.FAIR: Look.EVENT, Face.BAD: Look.JOB}
"""Smiley → colour of the card's edge; sign and word stand on the card too (A7)."""


class OpinionsPage(CardList):
    """Newest first."""

    name = "opinions"
    banded = True

    def title(self, house: House) -> str:
        return house.words.say("Opinions")

    def nothing(self, house: House) -> str:
        return house.words.say("Nobody left an opinion yet.")

    def total(self, house: House) -> int:
        return letters_of(house).counts()[1]

    def cards(self, house: House, at: int, places: Sequence[Rect]) -> list[Button]:
        found = letters_of(house).opinions(at, len(places))
        return [_card(house, opinion, place) for opinion, place in zip(found, places, strict=False)]

    def page(self, house: House, key: str) -> Page:
        return OpinionPage(key)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        return [Deed("faces", _("How many of each")), Deed("number", _("Find by number"))]

    def do(self, house: House, action: str) -> Step:
        return Open(OpinionNumber() if action == "number" else Faces())


def _card(house: House, opinion: Opinion, place: Rect) -> Button:
    face = face_said(house.words, opinion.face)
    heads = [f"{face}, {age_of(house, opinion.stamp)}", face]
    return letter_card(f"open:{opinion.id}", heads, _sentence(house.words, opinion), place, EDGES[opinion.face])


def face_said(words: Words, face: Face) -> str:
    """`:-) gut`."""
    return f"{SIGNS[face]} {face_words(words, face)}"


class Faces(DeedPage):
    """How often each smiley was chosen."""

    name = "faces"

    def title(self, house: House) -> str:
        return house.words.say("How many of each")

    def rows(self, house: House, width: int) -> list[Row]:
        counts = letters_of(house).faces()
        return labelled([(face_said(house.words, face), house.words.number(counts[face])) for face in Face], width)


class OpinionPage(DeedPage):
    """Smiley, sentence, number and when."""

    def __init__(self, id: str) -> None:
        self.name = f"opinion:{id}"
        self._id = id

    def title(self, house: House) -> str:
        return house.words.say("Opinion")

    def rows(self, house: House, width: int) -> list[Row]:
        _, opinion = house.words.say, self._opinion(house)
        head = [Row(line, Look.SHEET_STRONG) for line in wrap(face_said(house.words, opinion.face), width)]
        left = f"{when_stamped(house, opinion.stamp)} ({opinion.terminal})"
        facts = [(_("Number"), opinion.number), (_("Left"), left)]
        return [*head, *map(Row, wrap(_sentence(house.words, opinion), width)), Row(""), *labelled(facts, width)]

    def deeds(self, house: House) -> list[Deed]:
        delete = house.words.say("Delete")
        return [Deed("delete", delete, delete)] if self._opinion(house).fate is Fate.OPEN else []

    def do(self, house: House, action: str) -> Step:
        _, desk, opinion = house.words.say, desk_of(house), self._opinion(house)
        close = closing(
            lambda house: letters_of(house).delete(opinion, desk.me),
            opinion.id,
            _("The opinion is deleted."),
            lambda house: letters_of(house).restore(opinion, desk.me),
        )
        said = f"{face_said(house.words, opinion.face)}. {_sentence(house.words, opinion)}"
        told = [said, _("It is no longer counted then, and the sentence is deleted.")]
        question = _("Delete this opinion?")
        return Open(ask_first(f"delete:{opinion.id}", _("Opinion"), question, told, _("Yes, do it"), close))

    def _opinion(self, house: House) -> Opinion:
        opinion = letters_of(house).opinion(self._id)
        assert opinion, "no letter is ever dropped"
        return opinion


def _sentence(words: Words, opinion: Opinion) -> str:
    """What was said, or why there is nothing."""
    if opinion.fate is not Fate.OPEN:
        return words.say("deleted by {staff}").replace("{staff}", opinion.staff or "?")
    return opinion.words or words.say("without a sentence")


class OpinionNumber(NumberPage):
    """The number on somebody's slip."""

    name = "opinion-number"
    staff = True

    def __init__(self) -> None:
        super().__init__(DIGITS)

    def asked(self, house: House) -> tuple[str, str]:
        _ = house.words.say
        return _("Number"), _("Type the number that stands on the slip.")

    def label(self, house: House) -> str:
        return house.words.say("Show")

    def take(self, house: House, number: str) -> Step:
        _ = house.words.say
        found = letters_of(house).numbered(f"{number[:6]}-{number[6:]}")
        self._pad.clear()
        if found:
            return Open(OpinionPage(found[-1].id))
        sentence = _("Nobody left anything with this number.")
        if feedback_day(number) is None:
            sentence = _("The number is mistyped. Type it once more, just as it stands on the slip.")
        return Open(Told("opinion-number", _("Number"), [sentence]))
