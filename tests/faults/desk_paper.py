"""The receipts of one payment on paper: whose each is, and whether it came out whole."""

from collections.abc import Iterator, Sequence

import msgspec

from tests.faults.paper import COPY, HEAD, Paper, normal

PAYMENT = ("payment", "1001", "1002", "2.5", "Nistkasten", "4711")
OWNER, END = "Dieser Beleg ist für\n", "Gebucht von"
"""What stands on a slip before the name of whom it is for, and in its last line."""


class Slip(msgspec.Struct, frozen=True):
    """One slip of a strip."""

    owner: str
    copy: bool
    whole: bool


def read(strip: str) -> Iterator[Slip]:
    """Every slip of a strip of which so much can be read that one knows whose it is."""
    for part in normal(strip).split(HEAD):
        owner = part.partition(OWNER)[2].partition("\n")[0]
        if owner:
            yield Slip(owner, COPY in part, END in part)


def lying(slips: Sequence[Slip], side: int) -> list[Slip]:
    """The first receipt is the payer's, the second the payee's."""
    return [slip for slip in slips if slip.owner.startswith(PAYMENT[side])]


def paper_of(slips: Sequence[Slip]) -> Paper:
    """Both sides together."""
    whole = [slip.copy for slip in slips if slip.whole]
    return Paper(whole.count(False), whole.count(True), len(slips) - len(whole))
