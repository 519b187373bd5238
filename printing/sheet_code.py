"""A QR code for paper of 300 dots an inch: an SVG of its own size, many of them in a moment."""

import msgspec

from printing.errors import CodeRefused
from printing.payloads import Number, content
from printing.qr import QUIET

MODULE_MM = 0.5
"""A module of 6 dots at 300 dpi; telephones read 4."""
LEAST_MM, MOST_MM = 20.0, 32.0
"""Width with its quiet zone: easy to aim at with an unsteady hand, and no wider than beside a text."""
LEAST_MODULE_MM = 0.34
"""4 dots at 300 dpi (Denso Wave)."""
MASK = 3
"""One mask for all: trying out all eight takes six times as long, and readers undo any of them."""


class SheetCode(msgspec.Struct, frozen=True):
    """A code as it is set on a page."""

    svg: str
    mm: float
    """Width, millimetres, quiet zone and all."""
    url: str
    """What it leads to, for those who hear the page; of a number, the number."""


def sheet_code(told: str | Number) -> SheetCode:
    """Level M, of an address or a number; raises CodeRefused for what is neither, or too long to be read from paper."""
    import qrcode  # 40 ms: not at start-up

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    text = content(told)
    code.add_data(text)
    rows = code.get_matrix()
    if len(rows) * LEAST_MODULE_MM > MOST_MM:
        raise CodeRefused(f"{len(rows)} modules")
    return SheetCode(_svg(rows), min(MOST_MM, max(LEAST_MM, round(len(rows) * MODULE_MM, 1))), text)


def _svg(rows: list[list[bool]]) -> str:
    """One path of horizontal strokes; a row of modules lies around the middle of its stroke."""
    strokes = [f"M{start} {y}.5h{length}" for y, row in enumerate(rows) for start, length in _runs(row)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}">'
        f'<path stroke="#000" d="{"".join(strokes)}"/></svg>'
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
