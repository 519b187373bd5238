"""Free space on the card (R15)."""

from kiosk.check.finding import GIGABYTE, MEGABYTE, Fact, Finding, State, judged, size_words
from kiosk.check.readings.disk import Disk
from kiosk.words import Words

WATCH, BAD = GIGABYTE, 100 * MEGABYTE
"""An update needs half a gigabyte beside what runs; below 100 MB a copy of ledger and replica finds no room."""
FILES_WATCH, FILES_BAD = 10_000, 1_000
"""One version of the program has some 6,000 files."""


def space(words: Words, disk: Disk) -> Finding:
    """The worse of bytes and files."""
    _ = words.say
    facts: dict[str, Fact] = {"free": disk.free, "size": disk.size, "files_free": disk.files_free}
    if disk.free is None:
        return Finding("space", State.UNKNOWN, facts, _("This machine does not tell how much space is free."))
    free = size_words(words, disk.free)
    state = judged(-disk.free, -WATCH, -BAD)
    if disk.files_free is not None and state is not State.BAD:
        files = judged(-disk.files_free, -FILES_WATCH, -FILES_BAD)
        state = files if files is not State.GOOD else state
    todo = _("Please tell whoever looks after this terminal.")
    match state:
        case State.GOOD:
            return Finding("space", state, facts, _("There is enough space: {size} are free.").format(size=free))
        case State.WATCH:
            return Finding("space", state, facts, _("Space gets scarce: {size} are free.").format(size=free), todo)
    told = _("The card is full. Soon nothing can be booked any more.")
    return Finding("space", state, facts, told, todo)


def full(disk: Disk) -> bool:
    """Whether that alone is why nothing can be written."""
    return disk.free is not None and disk.free < BAD
