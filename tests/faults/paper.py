"""What came out of a printer, told apart: whole originals, copies, and strips that end too early."""

import msgspec

HEAD = "Quartierstreff Riehl"
"""Every slip begins with the centre's name."""
COPY = "KOPIE"


class Paper(msgspec.Struct, frozen=True):
    """What lies there: whole slips by kind, and torn ones."""

    originals: int = 0
    copies: int = 0
    torn: int = 0

    @property
    def blank(self) -> bool:
        """Nothing at all."""
        return self == Paper()


class Slips(msgspec.Struct, frozen=True):
    """How the same receipt looks when nothing goes wrong."""

    original: str
    copy: str

    def read(self, strips: list[str]) -> Paper:
        """A strip may hold several slips: one that was torn, and the one after it."""
        parts = [part for strip in strips for part in _parts(strip)]
        originals, copies = parts.count(normal(self.original)), parts.count(normal(self.copy))
        return Paper(originals, copies, len(parts) - originals - copies)


def normal(text: str) -> str:
    """Without white space and pictures, and from the head on: a rule that is drawn stands there as a picture."""
    return "\n".join(line for line in _lines(text) if line)


def _lines(text: str) -> list[str]:
    return ["" if line.startswith("[image") else line.strip() for line in text.splitlines()]


def _parts(strip: str) -> list[str]:
    """Each head begins a slip; what stands before the first is the rest of one."""
    before, *slips = normal(strip).split(HEAD)
    return ([before.strip()] if before.strip() else []) + [HEAD + slip.rstrip() for slip in slips]
