"""What staff and residents were told: the only things that the checker believes besides the files and the ring."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.crash.nursery import Answer

_BOOKED = re.compile(r"gebucht ([0-9]+) (\S+)")
_TAKEN_BACK = re.compile(r"storniert ([0-9]+) (\S+)")
BOOKINGS = ("payment", "seat", "job")


@dataclass
class Told:
    """Collected over all lives of one terminal."""

    booked: dict[str, int] = field(default_factory=dict)
    """Reference → receipt of every "gebucht" line."""
    taken_back: dict[str, int] = field(default_factory=dict)
    """The same for "storniert"."""
    notes: set[int] = field(default_factory=set)
    """Receipts of what goes to paper."""
    denied: set[str] = field(default_factory=set)
    """Slips of which staff were told that nothing was booked."""
    said: list[str] = field(default_factory=list)
    """Every line."""
    codes: set[int] = field(default_factory=set)
    """Exit codes."""

    def hear(self, deed: Sequence[str], answer: Answer) -> None:
        """Note the answer to a deed; the number of the signed slip is the last word of a booking."""
        self.said += answer.lines
        if answer.code is not None:
            self.codes.add(answer.code)
        found = [one for line in answer.lines if (one := _BOOKED.fullmatch(line))]
        for one in found:
            self.booked[one[2]] = int(one[1])
            self.notes.update([int(one[1])] if deed[0] in ("seat", "job") else [])
        for line in answer.lines:
            if back := _TAKEN_BACK.fullmatch(line):
                self.taken_back[back[2]] = int(back[1])
        if deed[0] in BOOKINGS and answer.code is not None and not found:
            self.denied.add(deed[-1])
