"""What every finding of the self-check is: a name, how it stands, figures, and what to say and to do."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from kiosk.words import Words

Fact = str | int | float | bool | None | Sequence[str]
"""One figure; times as ISO 8601 with offset."""

MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000


class State(StrEnum):
    """How it stands; the value stands in JSON."""

    GOOD = "good"
    WATCH = "watch"
    """Somebody should look at it in the next days."""
    BAD = "bad"
    """Somebody must do something: else the terminal stops, or loses something."""
    UNKNOWN = "unknown"
    """Nothing here tells: another machine, or nobody is signed in."""


WORST_FIRST = (State.BAD, State.WATCH, State.UNKNOWN, State.GOOD)


class Finding(msgspec.Struct, frozen=True):
    """One line of the self-check."""

    name: str
    """The word in JSON, which never changes."""
    state: State
    facts: Mapping[str, Fact]
    """Every key of this finding, always; None where nothing is known."""
    sentence: str
    """What is so, for people."""
    todo: str | None = None
    """What to do about it; None where nothing is to be done."""


def judged(value: float, watch: float, bad: float) -> State:
    """A figure that is the worse the higher it is."""
    return State.BAD if value >= bad else State.WATCH if value >= watch else State.GOOD


def size_words(words: Words, size: int) -> str:
    """`850 MB`, `12 GB`: whole numbers, as they stand on cards and sticks."""
    if size >= 10 * GIGABYTE:
        return words.say("{n} GB").format(n=words.number(size // GIGABYTE))
    return words.say("{n} MB").format(n=words.number(size // MEGABYTE))


def iso(moment: datetime | None) -> str | None:
    """For facts: to the second, with offset."""
    return moment.isoformat(timespec="seconds") if moment else None


def age_of(now: datetime, then: datetime | None) -> timedelta | None:
    """How long ago; what a clock that went wrong put into the future counts as now."""
    return max(timedelta(), now - then) if then else None
