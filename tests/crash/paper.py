"""What stands on the paper: receipt number and reference of every slip, whole or torn off below them."""

import re

_RASTER = re.compile(rb"\x1dv0\x00(..)(..)", re.DOTALL)
_COMMANDS = re.compile(rb"\x1c\.|\x1b2|\x1b[Rta E3Jd].|\x1d[!BV].", re.DOTALL)
_BOTH = re.compile(r"\nBeleg\n(\d+)\n.*?\nKennzeichen\n(QK1-\w{6})\n", re.DOTALL)


def slips(printed: bytes) -> list[tuple[int, str]]:
    """(receipt, reference) of every slip that came far enough to bear both, in their order."""
    jobs = (_text(job) for job in printed.split(b"\x1b@"))
    return [(int(found[1]), found[2]) for job in jobs if (found := _BOTH.search(job))]


def _text(job: bytes) -> str:
    """The letters alone."""
    text, at = bytearray(), 0
    for image in _RASTER.finditer(job):
        if image.start() >= at:
            text += job[at : image.start()]
            at = image.end() + int.from_bytes(image[1], "little") * int.from_bytes(image[2], "little")
    return _COMMANDS.sub(b"", bytes(text) + job[at:]).decode("cp858")
