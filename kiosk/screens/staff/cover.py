"""The question "Are you still there?" over a page that nobody touched: nothing of the page is left to see."""

from kiosk.frame import BUTTON_H, TEXT_W, Frame
from kiosk.house import House
from kiosk.idle import ANSWER_S
from kiosk.refusals import wait_words
from kiosk.screens.builder import Builder
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap

FULL, EMPTY = "█", "░"
"""Signs of the bar, which is the same without colour."""


def cover(house: House, frame: Frame, left_s: float) -> View:
    """The time that is left in words and as a bar (A17), and one large button."""
    _ = house.words.say
    build = Builder(house, frame, "cover")
    rest = _("The page closes in {wait}.").format(wait=wait_words(house.words, left_s))
    width = min(frame.w, TEXT_W)
    question, told = wrap(_("Are you still there?"), width), wrap(rest, width)
    x = frame.x + (frame.w - width) // 2
    y = max(0, (frame.rows - BUTTON_H - len(question) - len(told) - 2) // 3)
    build.lines(x, y, width, question, Look.TITLE)
    build.lines(x, y + len(question), width, told)
    build.text(x, y + len(question) + len(told), width, _bar(width, left_s))
    top = y + len(question) + len(told) + 2
    high = min(BUTTON_H + 4, frame.rows - top)
    build.button(Rect(x, top, width, high), "ok", _("Yes, I am here"), look=Look.ACTION)
    return build.view()


def _bar(width: int, left_s: float) -> str:
    full = round(width * left_s / ANSWER_S)
    return FULL * full + EMPTY * (width - full)
