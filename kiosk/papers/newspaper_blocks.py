"""What the newspaper is made of: blocks as plain data, as its template draws them."""

import msgspec

from printing.sheet_code import SheetCode


class Block(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Never broken over two pages."""

    key: str | None = None
    """By what the contents find its page."""
    running: str | None = None
    """What the head of the page says from here on."""
    fresh: bool = False
    """Begins on a new page."""


class Masthead(Block, frozen=True, kw_only=True, tag="masthead"):
    """The head of the first page."""

    title: str
    centre: str
    issue: str
    """Number and date."""
    valid: str


class Cell(msgspec.Struct, frozen=True):
    """A line of the contents; the page is found by the key, or given where it is known."""

    title: str
    key: str
    page: int | None = None


class Rows(Block, frozen=True, kw_only=True, tag="rows"):
    """Lines of the contents side by side."""

    cells: tuple[Cell, ...]
    columns: int
    strong: bool = False
    """A section, not a category."""


class Section(Block, frozen=True, kw_only=True, tag="section"):
    """The heading of the contents, or of a kind."""

    title: str


class Group(Block, frozen=True, kw_only=True, tag="group"):
    """The heading of a category, or of a month."""

    title: str


class Told(msgspec.Struct, frozen=True):
    """A mark in words; a new entry's has another shape than a changed one's."""

    word: str
    new: bool


class Fact(msgspec.Struct, frozen=True):
    """A fact: what it is called, and what it says."""

    label: str
    value: str


class Entry(Block, frozen=True, kw_only=True, tag="entry"):
    """One thing that somebody published."""

    title: str
    mark: Told | None
    text: tuple[str, ...]
    """Paragraphs."""
    facts: tuple[tuple[Fact, ...], ...]
    """Lines of facts, short ones side by side."""
    code: SheetCode | None
    code_words: str
    """What the code leads to, for those who hear the page."""


class Advice(Block, frozen=True, kw_only=True, tag="advice"):
    """What readers should know: a heading and sentences."""

    title: str
    """Empty where it goes on from the one before."""
    lines: tuple[str, ...]


class Form(Block, frozen=True, kw_only=True, tag="form"):
    """A page to cut out and fill in: a new ad."""

    title: str
    note: str
    kinds: tuple[str, ...]
    headline: str
    text: str
    fields: tuple[str, ...]
    consent: str
    answers: tuple[str, ...]
    signature: str
    bring: str


class Notes(Block, frozen=True, kw_only=True, tag="notes"):
    """A page with lines to write on."""

    title: str


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """The whole newspaper as its template takes it."""

    title: str
    masthead: str
    """The right half of each page's head."""
    date: str
    lang: str
    format: str
    """`a4` or `a5`."""
    page: str
    """The word before a page's number."""
    blocks: tuple[Block, ...]
