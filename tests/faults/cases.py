"""A fault at a moment, and what must become of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

import msgspec

from printing.errors import Trouble
from printing.status import CONFIRM
from tests.faults.relay import Cable, Plan
from tests.faults.trial import Corner, Seen

DOTS_EVERY = 29
"""Of the bytes within a picture's dots, each so many-th is tried: it shares no factor with a row of 72."""
_PICTURE = re.compile(rb"\x1dv0.(..)(..)", re.DOTALL)
"""GS v 0 with its width in bytes and its rows."""


class Moment(Enum):
    """When it happens, in the order of a job."""

    BEFORE = "before"
    MIDDLE = "in the middle"
    BEHIND = "behind the cut"
    CONFIRMING = "confirming"
    AFTER = "after"


class Expected(msgspec.Struct, frozen=True):
    """States that may be said, with these troubles; how many whole originals may lie there then and later."""

    states: frozenset[str]
    troubles: frozenset[Trouble | None]
    then: frozenset[int]
    later: frozenset[int]

    def missed(self, seen: Seen) -> Iterator[str]:
        """What is otherwise."""
        if seen.state not in self.states:
            yield f"said {seen.state}"
        if seen.trouble not in self.troubles:
            yield f"named {seen.trouble}"
        if seen.then.originals not in self.then:
            yield f"{seen.then.originals} came out"
        if seen.later.originals not in self.later:
            yield f"{seen.later.originals} came out by then"


def expected(
    states: str | Sequence[str],
    troubles: Trouble | Sequence[Trouble | None] | None = None,
    then: Sequence[int] = (1,),
    later: Sequence[int] | None = None,
) -> Expected:
    """`then` and `later`: 1 where nothing else is said; later as much as then."""
    said = frozenset((states,) if isinstance(states, str) else states)
    named = frozenset((troubles,) if troubles is None or isinstance(troubles, Trouble) else troubles)
    return Expected(said, named, frozenset(then), frozenset(then if later is None else later))


class Fault(msgspec.Struct, frozen=True):
    """Something that goes wrong: `strike` makes it so and tells what the cable does from then on."""

    name: str
    strike: Callable[[Corner], Cable]
    expected: dict[Moment, Expected]
    at_once: bool = False
    """Before a job it happens when the connection opens, not earlier."""
    every: int = 1
    """Of the places in the middle of a receipt, each so many-th is tried."""
    mute: bool = False
    """The program hears nothing from the printer."""
    anew: bool = False
    """The program is started anew afterwards, and remembers nothing."""
    url: str | None = None
    """The printer is looked for at this address."""


class Case(msgspec.Struct, frozen=True):
    """One try."""

    fault: Fault
    moment: Moment
    after: int | None = None
    """Bytes of the job that got through before it."""

    def prepare(self, lab: Corner) -> Plan | None:
        """Make it happen at its moment."""
        fault = self.fault
        if self.moment is Moment.BEFORE and not fault.at_once:
            fault.strike(lab)
            return None
        return Plan(self.after, lambda: fault.strike(lab))


def cases(faults: Sequence[Fault], job: bytes, every: int | None = None) -> Iterator[Case]:
    """All of them for a job; of the places in its middle each `every`th, else as the fault wants."""
    middle = places(job)
    for fault in faults:
        for moment in fault.expected:
            found = middle[:: every or fault.every] if moment is Moment.MIDDLE else _places(moment, len(job))
            yield from (Case(fault, moment, after) for after in found)


def places(job: bytes) -> list[int]:
    """Every byte but most of those within the dots of a picture, where one is like the other."""
    dots: set[int] = set()
    for found in _PICTURE.finditer(job):
        if found.start() not in dots:
            size = int.from_bytes(found[1], "little") * int.from_bytes(found[2], "little")
            dots.update(range(found.end() + 1, found.end() + size))
    return [place for place in range(len(job)) if place not in dots or not place % DOTS_EVERY]


def _places(moment: Moment, size: int) -> Sequence[int | None]:
    match moment:
        case Moment.BEHIND:
            return (size,)
        case Moment.CONFIRMING:
            return range(size + 1, size + len(CONFIRM))
        case Moment.AFTER:
            return (size + len(CONFIRM),)
        case _:
            return (None,)
