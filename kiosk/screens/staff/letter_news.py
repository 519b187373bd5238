"""Letters are taken in whenever staff sign in or look for them; what is new is said once after signing in."""

import logging

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.question import Answer
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.drafts import Question
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.letter_rows import letters_of
from kiosk.screens.steps import Step, Swap
from sync.errors import Unstorable
from sync.letters.intake import TakenIn, take_in

log = logging.getLogger(__name__)


def collect(house: House) -> TakenIn:
    """Empty the letter box into the ledger. Where the disk refuses, everything stays in the box until the next time.

    Raises `Damaged`.
    """
    if house.letters is None:
        return TakenIn(0, 0)
    try:
        return take_in(desk_of(house).ledger, house.letters)
    except Unstorable as error:
        log.error("letters could not be taken in: %s", error.reason)
        return TakenIn(0, 0)


def new_letters(house: House) -> Page | None:
    """What came since staff were told last; None: nothing. Takes letters in."""
    unreadable = collect(house).unreadable
    requests, opinions = letters_of(house).news()
    return NewLetters(requests, opinions, unreadable) if requests or opinions or unreadable else None


class NewLetters(Question):
    """However it is left, staff have seen it."""

    name = "new-letters"

    def __init__(self, requests: int, opinions: int, unreadable: int) -> None:
        self._requests, self._opinions, self._unreadable = requests, opinions, unreadable

    def title(self, house: House) -> str:
        return house.words.say("New")

    def rows(self, house: House, width: int) -> list[Row]:
        _, n_ = house.words.say, house.words.count
        told = [n_("{n} new wish", "{n} new wishes", self._requests)] if self._requests else []
        told += [n_("{n} new opinion", "{n} new opinions", self._opinions)] if self._opinions else []
        told += [self._lost(house)] if self._unreadable else []
        return said([*told, _("You find them under “More” too.")], width)

    def answers(self, house: House) -> list[Answer]:
        show = house.words.say("Show")
        return [Answer("show", show, show)] if self._requests or self._opinions else []

    def act(self, house: House, frame: Frame, action: str) -> Step:
        chosen = action.removeprefix("pick:")
        if chosen in ("show", "back", "start"):
            seen(house)
        return self._shown() if chosen == "show" else super().act(house, frame, action)

    def _lost(self, house: House) -> str:
        return house.words.count(
            "{n} letter could not be read. It was sealed for other bookings, or it is damaged.",
            "{n} letters could not be read. They were sealed for other bookings, or they are damaged.",
            self._unreadable,
        )

    def _shown(self) -> Step:
        from kiosk.screens.staff.opinions import OpinionsPage
        from kiosk.screens.staff.requests import RequestsPage

        return Swap(RequestsPage() if self._requests else OpinionsPage())


def seen(house: House) -> None:
    """Staff were told once; where that cannot be kept they are told again."""
    try:
        letters_of(house).see()
    except Unstorable as error:
        log.warning("what staff have seen could not be kept: %s", error.reason)
