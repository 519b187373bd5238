"""Text to read lies on a sheet of paper, which is turned page by page and never scrolled."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kiosk.frame import BUTTON_H, TEXT_W, Frame
from kiosk.screens.builder import Builder
from kiosk.widgets.view import Look, Rect
from kiosk.widgets.wrap import wrap
from kiosk.words import Words

LABEL_LEAST = 44
"""Columns of text from which labels stand in a column of their own; on fewer the values would become too narrow."""


class Row(NamedTuple):
    """One row on the sheet; a `label` stands before the text, which then begins at column `indent`."""

    text: str
    look: Look = Look.SHEET
    label: str = ""
    indent: int = 0
    lang: str | None = None
    """The language of what a platform wrote; None: that of the page."""
    width: int = 0
    """Columns that it was laid into, its label among them; 0: all of the sheet."""


class Place(NamedTuple):
    """A sheet and the cells inside its margins."""

    sheet: Rect
    inside: Rect


def place(frame: Frame, room: Rect) -> Place:
    """The sheet in the middle of a room, as wide as reading text and its margins (A3)."""
    across = 1 if room.w <= 30 else 2 if frame.small else 3
    down = 0 if frame.small or room.h < 5 else 1
    width = min(room.w, TEXT_W + 2 * across)
    sheet = Rect(room.x + (room.w - width) // 2, room.y, width, room.h)
    return Place(sheet, Rect(sheet.x + across, sheet.y + down, width - 2 * across, sheet.h - 2 * down))


def above_actions(frame: Frame) -> Rect:
    """The room of a sheet on pages with a band of actions below; small grids have them beside it."""
    return frame.reading if frame.small else frame.body._replace(h=frame.body.h - BUTTON_H - 1)


def actions_below(frame: Frame, sheet: Rect) -> Rect:
    """The band of actions, as wide as the sheet above."""
    return Rect(sheet.x, frame.body.bottom - BUTTON_H, sheet.w, BUTTON_H)


def lay(build: Builder, where: Place, rows: Sequence[Row], at: int) -> tuple[int, int]:
    """Lay page `at` of the rows, or the last; which one it is, and how many there are."""
    pages = turned(rows, where.inside.h)
    at = min(at, len(pages) - 1)
    build.sheet = where.sheet
    inside = where.inside
    for y, row in enumerate(pages[at], start=inside.y):
        if row.label:
            build.text(inside.x, y, row.indent, row.label, Look.SHEET_QUIET)
        if row.text:
            build.text(
                inside.x + row.indent, y, (row.width or inside.w) - row.indent, row.text, row.look, lang=row.lang
            )
    return at, len(pages)


def message(build: Builder, room: Rect, sentences: Iterable[str], at: int = 0) -> tuple[int, int]:
    """A few sentences on a sheet no taller than they are, in the upper half of the room."""
    where = place(build.frame, room)
    rows = said(sentences, where.inside.w)
    margin = where.sheet.h - where.inside.h
    spare = max(0, room.h - len(rows) - margin)
    sheet = where.sheet._replace(y=room.y + spare // 3, h=room.h - spare)
    return lay(build, Place(sheet, where.inside._replace(y=sheet.y + margin // 2, h=sheet.h - margin)), rows, at)


def numbered(words: Words, title: str, at: int, pages: int) -> tuple[str, ...]:
    """The title with "Blatt 1 von 3" where there are more sheets than one, in fewer and fewer words."""
    if pages == 1:
        return (title,)
    sheet = words.say("Sheet {at} of {all}").format(at=words.number(at + 1), all=words.number(pages))
    return words.say("{title}, {sheet}").format(title=title, sheet=sheet), sheet


def said(sentences: Iterable[str], width: int) -> list[Row]:
    """Sentences with a blank row between."""
    return [Row(line) for sentence in sentences for line in [*wrap(sentence, width), ""]][:-1]


def labelled(pairs: Sequence[tuple[str, str]], width: int) -> list[Row]:
    """Facts: labels in a column of their own where there is room, else before each value."""
    if width < LABEL_LEAST:
        return [Row(line) for label, value in pairs for line in wrap(f"{label}: {value}", width)]
    indent = max((len(label) for label, _ in pairs), default=0) + 2
    return [
        Row(line, label="" if at else label, indent=indent)
        for label, value in pairs
        for at, line in enumerate(wrap(value, width - indent))
    ]


def turned(rows: Sequence[Row], height: int) -> list[list[Row]]:
    """Rows in pages of at most `height`; no page begins with a blank row, and a code is not cut in two."""
    pages: list[list[Row]] = [[]]
    for at, row in enumerate(rows):
        if len(pages[-1]) == height or _code_does_not_fit(rows, at, height - len(pages[-1])):
            pages.append([])
        if pages[-1] or row.text:
            pages[-1].append(row)
    return pages if pages[-1] or len(pages) == 1 else pages[:-1]


def _code_does_not_fit(rows: Sequence[Row], at: int, space: int) -> bool:
    """Whether a code begins in this row and ends below the page."""
    if rows[at].look is not Look.CODE or (at and rows[at - 1].look is Look.CODE):
        return False
    end = next((end for end in range(at, len(rows)) if rows[end].look is not Look.CODE), len(rows))
    return end - at > space
