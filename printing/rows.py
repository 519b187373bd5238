"""A line of words becomes rows of the paper's width, each in the printer's own letters or to be drawn."""

from functools import partial
from math import ceil

import msgspec

from printing.bidi import reads_leftwards
from printing.glyphs import shown
from printing.letters import plain, printable
from printing.profile import LETTER_DOTS, Profile
from printing.raster import Scale, width
from printing.wrap import Measure, wrap


class Row(msgspec.Struct, frozen=True):
    """Letters that stand side by side on the paper."""

    text: str
    drawn: bool
    """The printer's own letters cannot write it."""
    rtl: bool
    """Its paragraph is read from right to left."""


class Hand(msgspec.Struct, frozen=True):
    """How letters are written on one paper."""

    profile: Profile
    scale: Scale
    bold: bool = True

    @property
    def columns(self) -> int:
        """Columns of a row."""
        return self.profile.columns // self.scale[0]

    def takes(self, row: str, *, rtl: bool) -> int:
        """Columns that a row takes: those of its dots where it has to be drawn.

        Never fewer than it has letters, so that the preview is no wider than the paper.
        """
        if len(row) > self.profile.columns or self.writes(row, rtl=rtl):
            return len(row)
        return max(len(row), ceil(width(row, self.scale, bold=self.bold) / (LETTER_DOTS * self.scale[0])))

    def writes(self, row: str, *, rtl: bool) -> bool:
        """Whether the printer's own letters will do; they all run from left to right."""
        return not rtl and plain(row, self.profile.codec)


def line(text: str, profile: Profile) -> str:
    """One line as paper shows it; the fonts' tables are read only for letters beyond the code page."""
    words = printable(text, profile.codec).strip()
    return words if plain(words, profile.codec) else shown(words).strip()


def on_one_row(words: str, hand: Hand) -> bool:
    """Whether a line needs no second row."""
    return _way(words, hand)[0](words) <= hand.columns


def rows(words: str, hand: Hand) -> list[Row]:
    """The rows of a line; one that starts with a dash hangs by two letters."""
    measure, rtl = _way(words, hand)
    hang = "  " if words.startswith("- ") else ""
    wrapped = wrap(words.removeprefix("- ") if hang else words, hand.columns - len(hang), measure)
    hung = [("- " if hang and at == 0 else hang) + row for at, row in enumerate(wrapped)]
    return [Row(row, measure is not len and not hand.writes(row, rtl=rtl), rtl) for row in hung]


def _way(words: str, hand: Hand) -> tuple[Measure, bool]:
    """How rows of a line are measured, and whether it is read from right to left; no code page has such letters."""
    if plain(words, hand.profile.codec):
        return len, False
    rtl = reads_leftwards(words)
    return partial(hand.takes, rtl=rtl), rtl
