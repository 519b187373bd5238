"""A code that the printer draws itself (GS ( k): a tenth of the bytes, for printers known to do it rightly."""

CONTENT_MAX = 1_000
"""Letters; the command could say 65,000, but a printer that cannot hold them prints nothing and says nothing."""
DOTS_MOST = 16
"""Dots a module that the command can ask for."""
_LINE_ENDS = "\r\n"


def takes(content: str, dots: int) -> bool:
    """Whether the command can say it: ASCII alone, for it cannot name a character set and telephones guess wrongly.

    Without control characters but the line ends of calendars; real-time commands act even in here.
    """
    letters = all(" " <= letter <= "~" or letter in _LINE_ENDS for letter in content)
    return letters and 0 < len(content) <= CONTENT_MAX and 0 < dots <= DOTS_MOST


def native_qr(content: str, dots: int) -> bytes:
    """Model 2, `dots` a module, level M; the white around it is left to whoever feeds the paper."""
    return b"".join(
        (
            _function(65, b"\x32\x00"),
            _function(67, bytes((dots,))),
            _function(69, b"1"),
            _function(80, b"0" + content.encode("ascii")),
            _function(81, b"0"),
        )
    )


def _function(number: int, parameters: bytes) -> bytes:
    """GS ( k with the length of what follows, cn 49 (a QR code) and the function."""
    body = bytes((49, number)) + parameters
    return b"\x1d(k" + len(body).to_bytes(2, "little") + body
