"""Leaving something in the letter box: shown whole before it is left (A19), taken back while its page stands."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.letter_words import nobody_reads, not_left
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.question import Answer, Question
from kiosk.screens.sheet import Row, message, said
from kiosk.screens.steps import Stay, Step, Swap
from kiosk.widgets.view import Look, View
from kiosk.widgets.wrap import wrap
from sync.errors import Unstorable
from sync.letters.box import LetterBox, NotLeft
from sync.letters.letter import Feedback, Interest, Letter


def box_of(house: House) -> LetterBox:
    """The letter box; these pages are only reached where there is one."""
    assert house.letters is not None
    return house.letters


def can_leave(house: House) -> bool:
    """Whether somebody could read what is left."""
    return house.letters is not None and house.letters.open


def nobody(build: Builder, title: str) -> View:
    """The page where nothing can be left yet: one sentence."""
    build.way_back()
    message(build, build.frame.reading, [nobody_reads(build.house.words)])
    build.title(title, reading=True)
    build.controls()
    return build.view()


class Check(Question):
    """What would be left, whole; only "Abgeben" leaves it. The same letter is left again where the disk refused."""

    private = True

    def __init__(self) -> None:
        self._letter: Letter | None = None
        self._problem = ""

    def what(self, house: House) -> Interest | Feedback:
        """What is left; asked for once."""
        raise NotImplementedError

    def shown(self, house: House) -> tuple[str, list[str]]:
        """What would be left in one sentence, and sentences about what becomes of it."""
        raise NotImplementedError

    def before(self, house: House) -> Page:
        """The page on which it can be changed."""
        raise NotImplementedError

    def left(self, house: House, letter: Letter) -> Page:
        """The page that says so; it bears nothing of what was typed."""
        raise NotImplementedError

    def rows(self, house: House, width: int) -> list[Row]:
        strong, sentences = self.shown(house)
        head = [self._problem] if self._problem else [strong]
        told = [strong, *sentences] if self._problem else sentences
        lines = [Row(line, Look.SHEET_STRONG) for text in head for line in wrap(text, width)]
        return [*lines, Row(""), *said(told, width)]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        return [Answer("leave", _("Yes, leave it"), _("Leave"))]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.removeprefix("pick:"):
            case "leave":
                return self._leave(house)
            case "back":
                return Swap(self.before(house))
        return super().act(house, frame, action)

    def _leave(self, house: House) -> Step:
        """Only when this has returned from the disk, the screen says so."""
        box = box_of(house)
        self._letter = self._letter or box.letter(self.what(house))
        try:
            box.drop(self._letter)
        except (NotLeft, Unstorable) as error:
            self._problem, self.at = not_left(house.words, error), 0
            return Stay()
        return Swap(self.left(house, self._letter))


class Left(Question):
    """It is left. What becomes of it, how long it is kept, and the way to take it back, as long as this page stands."""

    def __init__(self, name: str, id: str) -> None:
        self._name, self._id, self._news = name, id, ""

    @property
    def name(self) -> str:  # type: ignore[override]  # taken back it is another page, for the guard against tap-through
        """Which page, and whether it was taken back."""
        return f"{self._name}:{'over' if self._news else 'left'}"

    def sentences(self, house: House) -> list[str]:
        """What becomes of it, the most important first."""
        raise NotImplementedError

    def rows(self, house: House, width: int) -> list[Row]:
        strong, *others = [self._news] if self._news else self.sentences(house)
        return [*(Row(line, Look.SHEET_STRONG) for line in wrap(strong, width)), Row(""), *said(others, width)]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        return [] if self._news else [Answer("undo", _("Delete it again"), _("Delete"))]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action.removeprefix("pick:") == "undo" and not self._news:
            self._news, self.at = self._taken_back(house), 0
            return Stay()
        return super().act(house, frame, action)

    def _taken_back(self, house: House) -> str:
        _ = house.words.say
        try:
            gone = box_of(house).take_back(self._id)
        except Unstorable:
            return _("It could not be taken back. Please tell the office.")
        return _("It is deleted. Nobody sees it.") if gone else _("The office has it already. Please tell them there.")
