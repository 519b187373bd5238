"""Feedback: one of three smileys with its word, at most one sentence, and a number to ask for it."""

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.letter_words import DRAWN, SIGNS, face_words
from kiosk.papers.feedback import feedback_slip, new_feedback_number
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.public.leaving import Check, Left, can_leave, nobody
from kiosk.screens.public.typing import Sentence, Typing
from kiosk.screens.question import Answer
from kiosk.screens.steps import Back, PrintSlips, Step, Swap
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.words import Words
from sync.letters.letter import WORDS_MAX, Face, Feedback, Letter
from sync.text import line

FACE_H_MOST = 7
"""Rows of the largest smiley button: more would be empty colour."""


class FeedbackPage(Page):
    """Which of three?"""

    name = "feedback"

    def view(self, house: House, frame: Frame) -> View:
        build, title = Builder(house, frame, self.name), house.words.say("How do you like it here?")
        if not can_leave(house):
            return nobody(build, title)
        build.way_back()
        for face, where in zip(Face, _places(house.words, frame), strict=True):
            label = (*DRAWN[face], face_words(house.words, face))
            build.buttons.append(Button(where, f"face:{face}", label, Look.CARD, strong=3))
        build.title(title)
        if "help" not in frame.slots:
            build.button(frame.slots["ahead"], "help", house.words.say("Help"))
        build.tools()
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action.startswith("face:"):
            return Swap(AddWords(Face(action.removeprefix("face:"))))
        return super().act(house, frame, action)


def _places(words: Words, frame: Frame) -> list[Rect]:
    """Three places beside each other: as wide as each other, or as their words need where that is too narrow."""
    body = frame.body
    room = body._replace(h=BUTTON_H if frame.crowded else min(body.h, FACE_H_MOST))
    equal, needed = frame.columns(room, len(Face)), [max(7, len(face_words(words, face)) + 2) for face in Face]
    if all(place.w >= width for place, width in zip(equal, needed, strict=True)):
        return equal
    spare = room.w - sum(needed) - 2
    needed[-1] += spare
    lefts = [room.x + sum(needed[:at]) + at for at in range(len(needed))]
    return [room._replace(x=x, w=width) for x, width in zip(lefts, needed, strict=True)]


class AddWords(Page):
    """A sentence more, or none."""

    def __init__(self, face: Face) -> None:
        self.name = f"feedback-words:{face}"
        self._face = face

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        choices = [("none", _("Leave it without a sentence")), ("words", _("Write a sentence"))]
        build.way_back()
        build.title(_("One sentence more?"))
        self.at = lay_choices(build, choices, self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "pick:none":
                return Swap(FeedbackCheck(self._face, ""))
            case "pick:words":
                return Swap(FeedbackWords(self._face))
        step = super().act(house, frame, action)
        return Swap(FeedbackPage()) if isinstance(step, Back) else step


class FeedbackWords(Typing):
    """The sentence."""

    def __init__(self, face: Face, text: str = "") -> None:
        super().__init__(f"feedback-typing:{face}", Sentence(WORDS_MAX, text))
        self._face = face

    def title(self, house: House) -> str:
        return house.words.say("Your sentence")

    def hint(self, house: House) -> str:
        return house.words.say("Type one sentence, then OK. Please write no names.")

    def further(self, house: House, text: str) -> Step:
        return Swap(FeedbackCheck(self._face, (line(text) or "")[:WORDS_MAX]))

    def leave(self, house: House) -> Step:
        return Swap(AddWords(self._face))


class FeedbackCheck(Check):
    """Smiley and sentence as the office will see them."""

    def __init__(self, face: Face, words: str) -> None:
        super().__init__()
        self.name = f"feedback-check:{face}"
        self._face, self._words = face, words

    def title(self, house: House) -> str:
        return house.words.say("Please check")

    def what(self, house: House) -> Feedback:
        return Feedback(number=new_feedback_number(house.today), face=self._face, words=self._words)

    def shown(self, house: House) -> tuple[str, list[str]]:
        _ = house.words.say
        strong = _("You say: {sign} {word}").format(sign=SIGNS[self._face], word=face_words(house.words, self._face))
        told = [_("“{text}”").replace("{text}", self._words)] if self._words else []
        return strong, [*told, _("Only the office sees this, without your name.")]

    def before(self, house: House) -> Page:
        return FeedbackWords(self._face, self._words) if self._words else AddWords(self._face)

    def left(self, house: House, letter: Letter) -> Page:
        assert isinstance(letter.what, Feedback)
        return FeedbackLeft(letter.id, letter.what.number)


class FeedbackLeft(Left):
    """The number, and its slip."""

    def __init__(self, id: str, number: str) -> None:
        super().__init__("feedback", id)
        self._number = number
        self.waits_for = f"feedback:{number}"
        self._printed, self._again = "", False

    def title(self, house: House) -> str:
        return house.words.say("Your feedback")

    def sentences(self, house: House) -> list[str]:
        _ = house.words.say
        return [
            _("Thank you. Your number: {number}").format(number=self._number),
            *([self._printed] if self._printed else []),
            _("With it you can ask in the office."),
            _("It stays there until the office deletes it."),
            _("You can still delete it here."),
        ]

    def answers(self, house: House) -> list[Answer]:
        _ = house.words.say
        slip = Answer("print", _("Print the number"), _("Print"))
        offered = house.printer and not self._news and (not self._printed or self._again)
        return [*([slip] if offered else []), *super().answers(house)]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action.removeprefix("pick:") == "print" and self.waits_for:
            self.at = 0
            return PrintSlips(self.waits_for, (feedback_slip(house, self._number),))
        return super().act(house, frame, action)

    def tell(self, sentence: str, *, again: bool) -> None:
        self._printed, self._again = sentence, again
