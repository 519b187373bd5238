"""A QR code as a matrix of modules, for paper, for the preview and for the screen."""

import re
from functools import lru_cache
from itertools import zip_longest

from printing.errors import CodeRefused

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True is dark; the quiet zone is part of it."""

QUIET = 4
"""Modules of white around the symbol, as ISO/IEC 18004 asks; no printer adds them by itself."""
PAYLOAD_MAX = 1_000
"""Letters of a payload: a symbol of 125 modules, far beyond what any paper here can hold."""

_ADDRESS = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[!-~]+")


def checked(payload: str) -> str:
    """The payload itself; raises CodeRefused unless it is a printable ASCII http or https address.

    Telephones guess the character set of other payloads and guess wrongly.
    """
    if len(payload) > PAYLOAD_MAX or not _ADDRESS.fullmatch(payload):
        raise CodeRefused(f"{len(payload)} letters")
    return payload


@lru_cache(maxsize=32)
def matrix(payload: str, level: str = "M", quiet: int = QUIET) -> Matrix:
    """The modules of a payload with its quiet zone; raises CodeRefused.

    Paper wants level M and 4 modules of quiet zone (A36); a small screen may take level L and fewer.
    """
    import qrcode  # 40 ms: not at start-up

    levels = {"L": qrcode.ERROR_CORRECT_L, "M": qrcode.ERROR_CORRECT_M}
    code = qrcode.QRCode(error_correction=levels[level], border=quiet)
    code.add_data(checked(payload))
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(modules: Matrix) -> list[str]:
    """Two rows of modules a text row, one letter a column: to be drawn in black on white, never in default colours."""
    light = (False,) * len(modules[0])
    pairs = zip_longest(modules[::2], modules[1::2], fillvalue=light)
    return ["".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]
