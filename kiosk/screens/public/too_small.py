"""The one sentence for a grid on which nothing fits."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.widgets.view import Look, Text, View
from kiosk.widgets.wrap import wrap


def too_small(house: House, frame: Frame) -> View:
    """A view without buttons; it copes with any size, also 1x1."""
    sentence = house.words.say("This window is too small.")
    lines = wrap(sentence, max(1, frame.cols))[: frame.rows]
    texts = tuple(Text(0, y, frame.cols, line, Look.TITLE) for y, line in enumerate(lines))
    return View("too_small", frame.cols, frame.rows, texts)
