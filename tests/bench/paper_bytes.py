"""The bytes of a receipt against the least that its content needs, and a drawn line against one of letters."""

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from printing.encode import encode
from printing.layout import Bar, Strip, Text, layout
from printing.profile import profile_for
from printing.slip import Paragraph, Slip
from tests.bench.table import Figure, Row
from tests.faults.street import receipt_slips

FIXED = 30
"""Bytes of the commands that every job needs: reset, Kanji off, country, code page, feed, cut, the question behind."""
RESIZE = 3
"""Bytes of GS !."""
LINE = {"letters": "Ich bringe etwas mit", "drawn": "Я принесу что-нибудь"}
"""Twenty letters each."""
REPEATS = 50


def rows(folder: Path) -> Iterator[Row]:
    """Nothing here depends on the machine but the milliseconds."""
    folder.mkdir()
    slip, _ = receipt_slips(folder)
    strip, profile = layout(slip, profile_for(80)), profile_for(80)
    whole, least = len(encode(strip, profile)), _least(strip)
    bare = msgspec.structs.replace(strip, lines=tuple(line for line in strip.lines if not isinstance(line, Bar)))
    letters = len(encode(bare, profile))
    yield _bytes("bytes of a receipt, its rules left out", letters, least, 1.3)
    yield _bytes("  the same with its rules", whole, least, None)
    plain, drawn = (_line(text) for text in LINE.values())
    yield _bytes("  a line of 20 drawn letters beside one of printer's letters", drawn, plain, None)
    times = [Figure.of([_timed(text) for _ in range(REPEATS)]) for text in LINE.values()]
    yield Row(measured="  the same in time", figure=times[1], ratio=times[1].p50 / times[0].p50)
    yield Row(measured="  laying out and encoding the line of printer's letters", figure=times[0])


def _bytes(measured: str, count: int, least: int, limit: float | None) -> Row:
    reach = f"≤ {limit} letters + line ends + sizes + {FIXED}" if limit else ""
    figure = f"{count:,} of {least:,} bytes"
    return Row(measured=measured, figure=figure, ratio=count / least, limit=limit, to_reach=reach)


def _least(strip: Strip) -> int:
    """A byte a letter, a line end a line, the size of letters where it changes (large type is content), and the
    fixed commands: what a printer needs to print these words in these sizes at all."""
    lines = [line for line in strip.lines if isinstance(line, Text)]
    changes = sum(one.size is not next_.size for one, next_ in pairwise(lines))
    return FIXED + RESIZE * changes + sum(len(line.text) + 1 for line in lines)


def _line(text: str) -> int:
    """Bytes that one more line makes."""
    one, two = (_encoded("\n".join([text] * count)) for count in (1, 2))
    return len(two) - len(one)


def _encoded(text: str) -> bytes:
    profile = profile_for(80)
    return encode(layout(Slip((Paragraph(text),)), profile), profile)


def _timed(text: str) -> float:
    began = time.perf_counter()
    _encoded(text)
    return (time.perf_counter() - began) * 1000
