"""A QR code as a matrix of modules, for paper, for the preview and for the screen."""

from functools import lru_cache
from itertools import cycle, zip_longest
from typing import TYPE_CHECKING

from printing.payloads import Payload, content

if TYPE_CHECKING:
    from qrcode.main import QRCode

Matrix = tuple[tuple[bool, ...], ...]
"""Rows of modules, True is dark; the quiet zone is part of it."""

QUIET = 4
"""Modules of white around the symbol, as ISO/IEC 18004 asks; no printer adds them by itself."""
UTF8 = 26
"""The number of UTF-8 among the character sets of a code (AIM ECI register): without it telephones guess."""


@lru_cache(maxsize=32)
def matrix(payload: Payload, level: str = "M", quiet: int = QUIET) -> Matrix:
    """The modules of a payload with its quiet zone; raises CodeRefused.

    Paper wants level M and 4 modules of quiet zone (A36); a small screen may take level L and fewer.
    """
    import qrcode  # 40 ms: not at start-up

    levels = {"L": qrcode.ERROR_CORRECT_L, "M": qrcode.ERROR_CORRECT_M}
    code = qrcode.QRCode(error_correction=levels[level], border=quiet)
    text = content(payload)
    if text.isascii():
        code.add_data(text)
    else:
        _add_utf8(code, text.encode())
    return tuple(tuple(map(bool, row)) for row in code.get_matrix())


def _add_utf8(code: "QRCode[object]", data: bytes) -> None:
    """Bytes behind the mark of their character set, which the library cannot write by itself.

    The mark takes 12 bits before the bytes; the version is the one that holds two bytes more. Their last 4 bits and
    4 of the padding are what the mark leaves over.
    """
    from qrcode import base, util

    code.add_data(util.QRData(data + b"  ", mode=util.MODE_8BIT_BYTE))
    buffer, blocks = util.BitBuffer(), base.rs_blocks(code.version, code.error_correction)
    for bits, length in ((0b0111, 4), (UTF8, 8), (0b0100, 4), (len(data), 8 if code.version < 10 else 16)):
        buffer.put(bits, length)
    for byte in (*data, 0):
        buffer.put(byte, 8)
    for byte in cycle((util.PAD0, util.PAD1)):
        if len(buffer) == 8 * sum(block.data_count for block in blocks):
            break
        buffer.put(byte, 8)
    code.data_cache = util.create_bytes(buffer, blocks)
    code.make(fit=False)


_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(modules: Matrix) -> list[str]:
    """Two rows of modules a text row, one letter a column: to be drawn in black on white, never in default colours."""
    light = (False,) * len(modules[0])
    pairs = zip_longest(modules[::2], modules[1::2], fillvalue=light)
    return ["".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]
