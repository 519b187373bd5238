"""The card itself: whether it can still be written, and whether its file system met errors (R16)."""

from kiosk.check.finding import Fact, Finding, State
from kiosk.check.readings.disk import Disk
from kiosk.words import Words


def card(words: Words, disk: Disk) -> Finding:
    """Cards that fail can only be read any more."""
    _ = words.say
    facts: dict[str, Fact] = {"read_only": disk.read_only, "errors": disk.errors}
    if disk.read_only:
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
