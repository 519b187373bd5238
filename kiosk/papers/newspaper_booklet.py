"""The booklet: pages of A5 in the order in which folded sheets of A4 want them, filled up to whole sheets."""

from collections.abc import Iterable

import msgspec

from kiosk.house import House
from kiosk.papers.newspaper_blocks import Block, Form, Pages, Rows
from kiosk.papers.newspaper_frame import notes
from printing.booklet import Side, filled, sides
from printing.typeset import pdf, places


class Leaf(msgspec.Struct, frozen=True):
    """One page of A5."""

    number: int
    running: str
    blocks: tuple[Block, ...]


class Booklet(msgspec.Struct, frozen=True, kw_only=True):
    """As the template takes it."""

    title: str
    masthead: str
    date: str
    lang: str
    page: str
    leaves: tuple[Leaf, ...]
    sides: tuple[Side, ...]


def booklet(house: House, pages: Pages) -> tuple[bytes, int]:
    """The PDF, a page for each side, and how many sheets that is. Pages for notes fill it, the form ends it."""
    at = [place["page"] for place in places("newspaper", pages)]
    leaves = _leaves(pages.blocks, at)
    end = next(number for number, leaf in enumerate(leaves) if any(isinstance(one, Form) for one in leaf))
    spare: list[list[Block]] = [[notes(house)] for _ in range(filled(len(leaves)) - len(leaves))]
    leaves[end:end] = spare
    found = {block.key: number for number, leaf in enumerate(leaves, 1) for block in leaf if block.key}
    made = Booklet(
        title=pages.title,
        masthead=pages.masthead,
        date=pages.date,
        lang=pages.lang,
        page=pages.page,
        leaves=tuple(_named(leaves, found, pages.masthead)),
        sides=tuple(sides(len(leaves))),
    )
    return pdf("booklet", made), len(leaves) // 4


def _leaves(blocks: Iterable[Block], at: list[int]) -> list[list[Block]]:
    """The blocks of each page."""
    leaves: list[list[Block]] = [[] for _ in range(max(at))]
    for block, page in zip(blocks, at, strict=True):
        leaves[page - 1].append(block)
    return leaves


def _named(leaves: list[list[Block]], found: dict[str, int], running: str) -> Iterable[Leaf]:
    """The pages with their heads, and the contents with their pages."""
    for number, leaf in enumerate(leaves, 1):
        running = next((block.running for block in reversed(leaf) if block.running), running)
        yield Leaf(number, running, tuple(_with_pages(block, found) for block in leaf))


def _with_pages(block: Block, found: dict[str, int]) -> Block:
    if not isinstance(block, Rows):
        return block
    cells = tuple(msgspec.structs.replace(cell, page=found[cell.key]) for cell in block.cells)
    return msgspec.structs.replace(block, cells=cells)
