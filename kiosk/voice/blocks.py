"""The texts of a page as paragraphs, as they were before they were laid into rows."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from kiosk.voice.joining import flowing, paragraphs
from kiosk.widgets.view import Look, Text
from kiosk.widgets.wrap import plain


class Block(msgspec.Struct, frozen=True):
    """A paragraph as it stands on the page."""

    text: str
    look: Look
    language: str | None
    """None: the language of the page."""
    x: int
    rows: tuple[int, ...]


def blocks(texts: Sequence[Text]) -> list[Block]:
    """All texts but codes, in no order; a label goes before the value that begins in its row."""
    written = [text for text in texts if text.look is not Look.CODE and text.text.strip()]
    labels = {text.y for text in written if text.look is Look.SHEET_QUIET}
    found = [_block(run) for column in _columns(written) for run in _runs(column, labels)]
    heads = {block.rows[0]: block for block in found if block.look is Look.SHEET_QUIET}
    values = [block for block in found if block.look is not Look.SHEET_QUIET]
    joined = [_labelled(heads, block) for block in values]
    return [*joined, *heads.values()]


def codes(texts: Sequence[Text]) -> list[tuple[int, int]]:
    """First row and column of each code."""
    rows = {text.y: text.x for text in texts if text.look is Look.CODE}
    return [(y, x) for y, x in sorted(rows.items()) if y - 1 not in rows]


def _block(run: Sequence[Text]) -> Block:
    first, rows = run[0], [plain(text.text) for text in run]
    return Block(flowing(rows, first.w), first.look, first.lang, first.x, tuple(text.y for text in run))


def _labelled(heads: dict[int, Block], block: Block) -> Block:
    """The value with its label, which is taken out of `heads`; one in another language stays for a voice of its own."""
    label = heads.get(block.rows[0])
    if label is None or label.language != block.language:
        return block
    del heads[block.rows[0]]
    return Block(f"{label.text}: {block.text}", block.look, block.language, label.x, block.rows)


def _columns(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """Texts that stand below each other and look alike."""

    def place(text: Text) -> tuple[int, int, int, str]:
        return text.x, text.w, text.look.value, text.lang or ""

    for _, column in groupby(sorted(texts, key=lambda text: (place(text), text.y)), place):
        yield list(column)


def _runs(column: Sequence[Text], labels: set[int]) -> Iterator[list[Text]]:
    """The column cut into paragraphs; a label begins a new one."""
    starts = [at for at, text in enumerate(column) if not at or text.y in labels or column[at - 1].y + 1 < text.y]
    for start, end in pairwise((*starts, len(column))):
        stack = column[start:end]
        for part in paragraphs([plain(text.text) for text in stack], stack[0].w):
            yield [stack[at] for at in part]
