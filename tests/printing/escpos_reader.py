"""An interpreter of printer bytes, written from Epson's command reference and sharing nothing with the encoder.

It knows the commands that a slip may consist of and refuses every other byte (R21).
"""

from dataclasses import dataclass, field

from PIL import Image


class NotAllowed(AssertionError):
    """A byte that no slip may hold; `at` is its place in the job."""

    def __init__(self, job: bytes, at: int) -> None:
        super().__init__(f"byte {at}: {job[at : at + 6].hex(' ')}")


@dataclass
class Row:
    """One row of letters as printed."""

    text: str
    across: int
    down: int
    bold: bool
    reverse: bool
    align: int


@dataclass
class Sheet:
    """What came out of the printer."""

    rows: list[Row] = field(default_factory=list)
    images: list[tuple[int, list[bytes]]] = field(default_factory=list)
    """Alignment and rows of dots of each raster command, in order."""
    codes: list[tuple[int, int, bytes]] = field(default_factory=list)
    """Alignment, dots a module and content of each code that the printer draws itself."""
    commands: list[str] = field(default_factory=list)
    cuts: int = 0

    @property
    def text(self) -> str:
        return "\n".join(row.text for row in self.rows)


FIXED = {
    b"\x1b@": ("ESC @", 0),
    b"\x1c.": ("FS .", 0),
    b"\x1bR": ("ESC R", 1),
    b"\x1bt": ("ESC t", 1),
    b"\x1ba": ("ESC a", 1),
    b"\x1bE": ("ESC E", 1),
    b"\x1b3": ("ESC 3", 1),
    b"\x1b2": ("ESC 2", 0),
    b"\x1bJ": ("ESC J", 1),
    b"\x1bd": ("ESC d", 1),
    b"\x1d!": ("GS !", 1),
    b"\x1dB": ("GS B", 1),
    b"\x1dV": ("GS V", 1),
}
ALLOWED = {
    "ESC R": {0},
    "ESC t": {0, 2, 16, 19},
    "ESC a": {0, 1, 2},
    "ESC E": {0, 1},
    "GS B": {0, 1},
    "GS !": {0x00, 0x01, 0x11},
    "GS V": {1},
}

CODE = (65, 67, 69, 80, 81)
"""Functions of GS ( k: model, dots a module, level, content, draw."""


def read(job: bytes, codec: str = "cp858") -> Sheet:
    """Interpret a whole job; raises NotAllowed for anything but text and the commands above."""
    sheet, state, letters, at = Sheet(), {"GS !": 0, "ESC a": 0, "ESC E": 0, "GS B": 0}, bytearray(), 0
    while at < len(job):
        if job[at] >= 0x20 and job[at] != 0x7F:
            letters.append(job[at])
            at += 1
        elif job[at] == 0x0A:
            size = state["GS !"]
            row = (letters.decode(codec), (size >> 4) + 1, (size & 7) + 1)
            sheet.rows.append(Row(*row, bool(state["ESC E"]), bool(state["GS B"]), state["ESC a"]))
            letters.clear()
            at += 1
        elif letters:
            raise NotAllowed(job, at)
        elif job[at : at + 4] == b"\x1dv0\x00":
            at = _raster(job, at, sheet, state["ESC a"])
        elif job[at : at + 3] == b"\x1d(k":
            at = _code(job, at, sheet, state["ESC a"])
        else:
            at = _command(job, at, sheet, state)
    assert not letters, "text without a line end stays in the printer"
    assert not _acts_at_once(job), "a printer that looks for real-time commands everywhere would find one"
    return sheet


def _raster(job: bytes, at: int, sheet: Sheet, align: int) -> int:
    width, height = int.from_bytes(job[at + 4 : at + 6], "little"), int.from_bytes(job[at + 6 : at + 8], "little")
    if not 0 < height <= 255 or not width:
        raise NotAllowed(job, at)
    end = at + 8 + width * height
    data = job[at + 8 : end]
    assert len(data) == width * height, "the image is cut off"
    if _acts_at_once(data):
        raise NotAllowed(job, at)
    sheet.images.append((align, [data[start : start + width] for start in range(0, len(data), width)]))
    sheet.commands.append("GS v 0")
    return end


def _code(job: bytes, at: int, sheet: Sheet, align: int) -> int:
    """The five functions that one code takes, in their order (GS ( k, cn 49)."""
    parts = []
    for function in CODE:
        head, length = job[at : at + 3], int.from_bytes(job[at + 3 : at + 5], "little")
        body = job[at + 5 : at + 5 + length]
        if head != b"\x1d(k" or len(body) != length or body[:2] != bytes((49, function)) or _acts_at_once(body):
            raise NotAllowed(job, at)
        parts.append(body[2:])
        at += 5 + length
    model, size, level, content, draw = parts
    fixed = (model, level, content[:1], draw) == (b"2\x00", b"1", b"0", b"0")
    if not fixed or len(size) != 1 or not 1 <= size[0] <= 16 or not 1 < len(content) <= 7090:
        raise NotAllowed(job, at)
    sheet.codes.append((align, size[0], content[1:]))
    sheet.commands.append("GS ( k")
    return at


def _acts_at_once(data: bytes) -> bool:
    """Whether a printer would find a real-time command in here: they act inside the data of other commands too."""
    return any(bytes((0x10, second)) in data for second in (0x04, 0x05, 0x14))


def _command(job: bytes, at: int, sheet: Sheet, state: dict[str, int]) -> int:
    name, count = FIXED.get(job[at : at + 2], ("", 0))
    values = job[at + 2 : at + 2 + count]
    if not name or len(values) != count or (name in ALLOWED and values[0] not in ALLOWED[name]):
        raise NotAllowed(job, at)
    if name in state:
        state[name] = values[0]
    if name == "ESC @":
        state.update(dict.fromkeys(state, 0))
    sheet.cuts += name == "GS V"
    sheet.commands.append(name)
    return at + 2 + count


def picture(sheet: Sheet, dots: int) -> Image.Image:
    """The raster images alone, one below the other on white paper, grey 0 to 255."""
    rows = [(align, row) for align, image in sheet.images for row in image]
    paper = Image.new("L", (dots, len(rows)), 255)
    for top, (align, row) in enumerate(rows):
        line = Image.frombytes("1", (8 * len(row), 1), bytes(255 - byte for byte in row))
        paper.paste(line, ((0, (dots - line.width) // 2, dots - line.width)[align], top))
    return paper
