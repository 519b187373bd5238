"""R23: every string in every look of every piece of a page, and in every sentence of every language."""

import random
from collections.abc import Iterator
from itertools import product
from string import Formatter

from kiosk.visitor import Theme
from kiosk.widgets.paint import paint
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.widgets.wrap import wrap
from tests.access.catalogue import ALL, catalogue
from tests.access.no_way_out.strings import HOSTILE, faults
from tests.access.result import KEPT, Result

COLS, ROWS = 34, 9
WIDTHS = (1, 2, 7, 28)
ALIGNS = ("left", "center", "right")


class Evil(str):
    """Stands for a value of any kind, also where a sentence wants a number."""

    def __format__(self, spec: str) -> str:
        return str(self)


def pieces(seed: int, every: int = 1) -> Result:
    """Every look of texts and buttons × strings × widths × places × themes × both directions; one in `every`."""
    dice, failed, tried = random.Random(seed), [], 0
    for look, evil, width, align, theme, leftward in product(Look, HOSTILE, WIDTHS, ALIGNS, Theme, (False, True)):
        if dice.randrange(every):
            continue
        for view in _views(look, evil, width, align, leftward=leftward):
            tried += 1
            pressed = dice.choice((None, "a"))
            failed += [f"{look} {evil[:20]!r}: {one}" for one in faults(paint(view, "a", pressed, theme), COLS)]
    what = f"hostile strings ({len(HOSTILE)}) in every look of text and button, painted: width, letters, links"
    return Result("R23", what, len(Look) * 2, len(WIDTHS), len(Theme), 2, tried, failed[:KEPT])


def _views(look: Look, evil: str, width: int, align: str, *, leftward: bool) -> Iterator[View]:
    text = Text(2, 1, width, evil, look, align, "de" if len(evil) % 2 else None)
    yield View("a", COLS, ROWS, (text,), sheet=Rect(1, 0, 31, 4), leftward=leftward)
    lines, edge = (evil, *wrap(evil, max(1, width - 3), 2)), Look.EVENT if len(evil) % 3 else None
    button = Button(Rect(2, 1, max(4, width), 5), "a", lines[:3], look, align, edge=edge)
    yield View("a", COLS, ROWS, (), (button,), leftward=leftward)


def slots(seed: int, every: int = 1) -> Result:
    """Every place for a value in every sentence of every language × strings; one in `every`."""
    dice, failed, tried, sentences = random.Random(seed), [], 0, 0
    for language in ALL:
        for sentence in (form for forms in catalogue(language).values() for form in forms):
            names = {name for _, name, _, _ in Formatter().parse(sentence) if name}
            sentences += bool(names)
            for evil in HOSTILE if names else ():
                if dice.randrange(every):
                    continue
                tried += 1
                filled = sentence.format(**{name.partition(".")[0]: Evil(evil) for name in names})
                failed += [f"{language} {sentence[:30]!r}: {one}" for one in _laid(filled, leftward=language == "ar")]
    what = f"hostile strings ({len(HOSTILE)}) in every slot of {sentences} sentences, laid and painted"
    return Result("R23", what, 0, 1, 1, len(ALL), tried, failed[:KEPT])


def _laid(text: str, *, leftward: bool) -> list[str]:
    rows = tuple(Text(1, y, 28, line) for y, line in enumerate(wrap(text, 28, ROWS)))
    return faults(paint(View("a", COLS, ROWS, rows, leftward=leftward)), COLS)
