"""A binder for the shelf: a cover, its contents, and one sheet a topic; every binder is made of the same parts."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.columns import in_pieces
from kiosk.papers.made import Made, Paper
from printing.typeset import pdf_and_places


class Text(msgspec.Struct, frozen=True, tag="text"):
    """Sentences, each a paragraph."""

    sentences: tuple[str, ...]


class Head(msgspec.Struct, frozen=True, tag="head"):
    """What the parts below it are about."""

    text: str


class Steps(msgspec.Struct, frozen=True, tag="steps"):
    """What to do, in this order; numbered."""

    sentences: tuple[str, ...]


class Boxes(msgspec.Struct, frozen=True, tag="boxes"):
    """What to tick off, each behind a box."""

    sentences: tuple[str, ...]


class Blanks(msgspec.Struct, frozen=True, tag="blanks"):
    """Lines to fill in by hand: what no program knows."""

    labels: tuple[str, ...]


class Grid(msgspec.Struct, frozen=True, tag="grid"):
    """A table; a cell without text is there to be filled in."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in parts of the whole."""
    row_mm: int = 0
    """Least height of a row with an empty cell: people write into it."""


Part = Text | Head | Steps | Boxes | Blanks | Grid


class Sheet(msgspec.Struct, frozen=True):
    """One topic; it begins on a page of its own, so that it can be exchanged alone."""

    title: str
    parts: tuple[Part, ...]


class Binder(msgspec.Struct, frozen=True):
    """All that the template prints."""

    title: str
    lang: str
    date: date
    centre: str
    day: str
    warnings: tuple[str, ...]
    """What is not as it must be, in a frame on the cover."""
    notes: tuple[str, ...]
    contents: str
    page: str
    sheets: tuple[Sheet, ...]


def binder(
    house: House, title: str, sheets: Iterable[Sheet], notes: Iterable[str], warnings: Iterable[str] = ()
) -> Binder:
    """A binder of today."""
    words, day = house.words, whole_day(house.words, house.today)
    return Binder(
        title=title,
        lang=words.language,
        date=house.today,
        centre=house.centre,
        day=day if house.clock.trusted else words.say("about {when}").format(when=day),
        warnings=tuple(warnings),
        notes=tuple(notes),
        contents=words.say("In this binder"),
        page=words.say("Page {page}"),
        sheets=tuple(sheets),
    )


def made_of(data: Binder, paper: Paper, file: str, issue: bytes | None) -> Made:
    """The finished paper, printed on one side: a sheet that is no longer right is taken out and exchanged."""
    pdf, places = pdf_and_places("binder", data)
    return Made(
        paper=paper,
        name=f"{file}-{data.date}.pdf",
        title=data.title,
        pdf=pdf,
        sheets=places[-1]["sheets"],
        rows=(*data.warnings, *(sheet.title for sheet in data.sheets)),
        both_sides=False,
        issue=issue,
    )


def facts(*pairs: tuple[str, str | None], widths: tuple[int, int] = (2, 3)) -> Grid:
    """What is so, in two columns; what is not known is left out."""
    rows = tuple((label, in_pieces(value) if "/" in value else value) for label, value in pairs if value)
    return Grid((), rows, widths)


def to_fill(headings: Sequence[str], rows: Iterable[Sequence[str]], widths: tuple[int, ...], row_mm: int = 11) -> Grid:
    """A table with cells to write into; missing ones at the end of a row are empty."""
    full = (tuple(row) + ("",) * (len(headings) - len(row)) for row in rows)
    return Grid(tuple(headings), tuple(full), widths, row_mm)
