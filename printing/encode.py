"""The lines of a strip become one whole job of ESC/POS bytes: a dozen commands and no other (R21).

Command names and parameters: Epson, ESC/POS Command Reference for TM printers. Codes go out as
raster, unless a printer is known to draw them itself: its command neither centres nor adds the quiet
zone. Real-time commands act even inside the data of others, so no raster may hold one: codes cannot
(their dots come in runs of four and more), drawn letters are looked through.
"""

import re
from collections.abc import Iterator

from printing.layout import Bar, Code, Drawn, Feed, Line, Size, Strip, Text
from printing.letters import encoded
from printing.native_qr import native_qr, takes
from printing.profile import Profile
from printing.qr import QUIET
from printing.raster import banner, picture

RESET = b"\x1b@"
NO_KANJI = b"\x1c."
"""FS .: cheap printers start in Kanji mode and print two umlauts as one Chinese character."""
COUNTRY_USA = b"\x1bR\x00"
"""ESC R 0: with the German switch set, printers print `@` as `§` and brackets as umlauts."""
PARTIAL_CUT = b"\x1dV\x01"
"""The slip hangs by a bridge: it does not fall and the next one does not push it to the floor."""

LEADING = 12
"""Dots of white between two rows of text: 1.5 mm, a quarter of the letters' height."""
TEAR_LINES = 5
"""Lines of 1/6 inch from the head past the cutter or the tear bar, with a white foot; printers have 10 to 18 mm."""
SLICE_ROWS = 128
"""Rows of one raster command: a broken connection leaves a printer waiting for 9 kB at most. Printers take 255."""
LEFT, CENTRED, RIGHT = 0, 1, 2
"""What ESC a is told."""

_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""DLE EOT, DLE ENQ and DLE DC4: status, restart, and pulses for a cash drawer."""


def encode(strip: Strip, profile: Profile) -> bytes:
    """The whole job: it relies on nothing that an earlier job left behind, and its letters cannot be commands."""
    pen = _Pen(profile)
    body = b"".join(pen.line(line) for line in strip.lines)
    kanji = NO_KANJI if profile.kanji else b""
    start = RESET + kanji + COUNTRY_USA + b"\x1bt" + bytes((profile.page,))
    end = b"\x1b2" + b"\x1bd" + bytes((TEAR_LINES,)) + (PARTIAL_CUT if profile.cutter else b"")
    return start + body + end


def raster(rows: list[bytes]) -> bytes:
    """Rows of dots, all of the same whole bytes, as commands of at most SLICE_ROWS rows each."""
    slices = (rows[at : at + SLICE_ROWS] for at in range(0, len(rows), SLICE_ROWS))
    return b"".join(_slice(part) for part in slices)


HEADER_FILL = bytes(8)
"""What the header of an image may still lack when a job was torn in it; our question would else become its size, and
the printer would wait for megabytes of dots. Printers pass over NUL."""


def flush(profile: Profile) -> bytes:
    """Bytes that fill whatever a torn job left a printer waiting for, and print nothing where it waits for nothing."""
    return bytes(SLICE_ROWS * _row_bytes(profile.dots))


class _Pen:
    """Remembers what the printer is set to, so that each setting is sent only when it changes."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._set: dict[bytes, int] = {b"\x1ba": 0, b"\x1d!": 0, b"\x1bE": 0, b"\x1dB": 0}

    def line(self, line: Line) -> bytes:
        match line:
            case Text():
                return self._text(line)
            case Bar(dots):
                return raster([b"\xff" * (self._profile.dots // 8)] * dots)
            case Drawn():
                return self._drawn(line)
            case Code():
                return self._use(b"\x1ba", CENTRED) + self._code(line)
            case Feed(dots):
                return _feed(dots)

    def _text(self, line: Text) -> bytes:
        across, down = line.size.value
        white = 0 if line.reverse else _leading(line.size)
        settings = (
            self._use(b"\x1ba", int(line.centred)),
            self._use(b"\x1d!", (across - 1) << 4 | (down - 1)),
            self._use(b"\x1bE", int(line.bold)),
            self._use(b"\x1dB", int(line.reverse)),
            self._use(b"\x1b3", 24 * down + white),
        )
        return b"".join(settings) + encoded(line.text, self._profile.codec) + b"\n"

    def _drawn(self, line: Drawn) -> bytes:
        """Only the rows between the first and the last black dot; the paper is fed over the white around them."""
        height = 24 * line.size.value[1] + _leading(line.size)
        row = picture(line.text, line.size.value, bold=line.bold, rtl=line.rtl, height=height)
        if line.reverse:
            return self._use(b"\x1ba", LEFT) + raster(banner(row, self._profile.dots))
        image = raster(row.rows) if row.rows else b""
        place = CENTRED if line.centred else RIGHT if line.rtl else LEFT
        return self._use(b"\x1ba", place) + _feed(row.above) + image + _feed(row.below)

    def _code(self, line: Code) -> bytes:
        if self._profile.native_qr and takes(line.content, line.dots):
            white = _feed(QUIET * line.dots)
            return white + native_qr(line.content, line.dots) + white
        return raster(list(dot_rows(line.modules, line.dots)))

    def _use(self, command: bytes, value: int) -> bytes:
        if self._set.get(command) == value:
            return b""
        self._set[command] = value
        return command + bytes((value,))


def _leading(size: Size) -> int:
    return LEADING // 2 if size is Size.SMALL else LEADING


def _feed(dots: int) -> bytes:
    return b"".join(b"\x1bJ" + bytes((part,)) for part in _parts(dots, 255))


def _slice(rows: list[bytes]) -> bytes:
    """GS v 0: one raster image of at most SLICE_ROWS rows; it moves the paper by its own height.

    Where dots make a real-time command, one dot more is black.
    """
    header = b"\x1dv0\x00" + len(rows[0]).to_bytes(2, "little") + len(rows).to_bytes(2, "little")
    return header + _REAL_TIME.sub(b"\x18", b"".join(rows))


def dot_rows(modules: tuple[tuple[bool, ...], ...], dots: int) -> Iterator[bytes]:
    """The rows of dots of a code, `dots` a module."""
    width = _row_bytes(len(modules) * dots)
    for row in modules:
        bits = "".join(("1" if dark else "0") * dots for dark in row).ljust(8 * width, "0")
        yield from [int(bits, 2).to_bytes(width, "big")] * dots


def _row_bytes(dots: int) -> int:
    return (dots + 7) // 8


def _parts(whole: int, most: int) -> Iterator[int]:
    while whole > 0:
        yield min(whole, most)
        whole -= most
