"""The card itself: whether it can still be written, and whether its file system met errors (R16)."""

from kiosk.check.finding import Fact, Finding, State
from kiosk.check.readings.disk import Disk
from kiosk.check.space import full
from kiosk.words import Words


def card(words: Words, disk: Disk, *, refuses: bool) -> Finding:
    """Cards that fail can only be read any more. `refuses`: the replica could not be opened for writing."""
    _ = words.say
    stuck = disk.read_only or (refuses and not full(disk))
    facts: dict[str, Fact] = {"read_only": True if stuck else disk.read_only, "errors": disk.errors}
    if stuck:
        sentence = _("Nothing can be stored on the card any more.")
        todo = _("Residents read on, so leave it on. Book on paper. A new card and the last backup put it right.")
        return Finding("card", State.BAD, facts, sentence, todo)
    if disk.errors:
        sentence = words.count("The card met {n} error.", "The card met {n} errors.", disk.errors)
        todo = _("Make a backup now. Then get a new card.")
        return Finding("card", State.BAD, facts, sentence, todo)
    if disk.read_only is None:
        return Finding("card", State.UNKNOWN, facts, _("This machine does not tell how the card is."))
    return Finding("card", State.GOOD, facts, _("The card can be read and written."))
