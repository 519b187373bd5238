"""What stands on the paper: receipt number and reference of every slip, whole or torn off below, and for whom."""

import re
from collections import Counter

_RASTER = re.compile(rb"\x1dv0\x00(..)(..)", re.DOTALL)
_COMMANDS = re.compile(rb"\x1c\.|\x1b2|\x1b[Rta E3Jd].|\x1d[!BV].", re.DOTALL)
_COPY = "\nKOPIE\n"
"""Stands above the number."""
_OWNER = re.compile(r"\nBeleg\n(\d+)\nDieser Beleg ist für\n(.+)\n")
_BOTH = re.compile(r"\nBeleg\n(\d+)\n.*?\nKennzeichen\n(QK1-\w{6})\n", re.DOTALL)


def slips(printed: bytes) -> list[tuple[int, str]]:
    """(receipt, reference) of every slip that came far enough to bear both, in their order."""
    jobs = (_text(job) for job in printed.split(b"\x1b@"))
    return [(int(found[1]), found[2]) for job in jobs if (found := _BOTH.search(job))]


def originals(printed: bytes) -> Counter[tuple[str, str]]:
    """(receipt, whom it is for) → how many slips came so far and do not say that they are copies."""
    texts = [text for job in printed.split(b"\x1b@") if _COPY not in (text := _text(job))]
    return Counter((found[1], found[2]) for text in texts if (found := _OWNER.search(text)))


def _text(job: bytes) -> str:
    """The letters alone."""
    text, at = bytearray(), 0
    for image in _RASTER.finditer(job):
        if image.start() >= at:
            text += job[at : image.start()]
            at = image.end() + int.from_bytes(image[1], "little") * int.from_bytes(image[2], "little")
    return _COMMANDS.sub(b"", bytes(text) + job[at:]).decode("cp858")
