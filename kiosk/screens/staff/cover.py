"""The question "Are you still there?" over a page that nobody touched: nothing of the page is left to see."""

from kiosk.frame import BUTTON_H, TEXT_W, Frame
from kiosk.house import House
from kiosk.idle import ANSWER_S
from kiosk.refusals import wait_words
from kiosk.screens.builder import Builder
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap
from kiosk.words import Words

FULL, EMPTY = "█", "░"
"""Signs of the bar, which is the same without colour."""


def cover(house: House, frame: Frame, left_s: float) -> View:
    """The time that is left in words and as a bar (A17), and one large button, which stays where it is meanwhile."""
    _, width = house.words.say, min(frame.w, TEXT_W)
    build = Builder(house, frame, "cover")
    question, told = wrap(_("Are you still there?"), width), _told(house.words, left_s, width)
    most = max(len(_told(house.words, second, width)) for second in range(int(ANSWER_S) + 1))
    x = frame.x + (frame.w - width) // 2
    y = max(0, (frame.rows - BUTTON_H - len(question) - most - 2) // 3)
    build.lines(x, y, width, question, Look.TITLE)
    build.lines(x, y + len(question), width, told)
    build.text(x, y + len(question) + most, width, _bar(width, left_s))
    top = y + len(question) + most + 2
    high = min(BUTTON_H + 4, frame.rows - top)
    build.button(Rect(x, top, width, high), "ok", _("Yes, I am here"), look=Look.ACTION)
    return build.view()


def _told(words: Words, left_s: float, width: int) -> list[str]:
    return wrap(words.say("The page closes in {wait}.").format(wait=wait_words(words, left_s)), width)


def _bar(width: int, left_s: float) -> str:
    full = round(width * left_s / ANSWER_S)
    return FULL * full + EMPTY * (width - full)
