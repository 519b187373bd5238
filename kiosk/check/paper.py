"""The printer and its paper (R22)."""

from kiosk.check.finding import Fact, Finding, State
from kiosk.check.readings.printing import Answered
from kiosk.words import Words
from printing.errors import Trouble

GONE = (Trouble.UNREACHABLE, Trouble.NO_DEVICE_FILE, Trouble.NO_PRINTER)
AT_WORK = (Trouble.BUSY, Trouble.REFUSED)
"""It prints something just now, as far as can be told."""


def paper(words: Words, answered: Answered | None, *, set_up: bool) -> Finding:
    """`set_up`: whether a printer is in the settings; `answered` is None while nobody asked it."""
    _ = words.say
    trouble = answered.trouble if answered else None
    facts: dict[str, Fact] = {
        "printer": set_up,
        "answers": answered.known if answered else None,
        "trouble": trouble.value if trouble else None,
        "near_end": answered.near_end if answered else None,
    }
    if not set_up:
        return Finding("paper", State.UNKNOWN, facts, _("No printer is set. Slips are shown on the screen."))
    if answered is None:
        return Finding("paper", State.UNKNOWN, facts, _("The printer was not asked."))
    if trouble in AT_WORK:
        return Finding("paper", State.UNKNOWN, facts, _("The printer is busy just now. Please check again later."))
    if trouble:
        return _broken(words, trouble, facts)
    if answered.near_end:
        todo = _("Lay a new roll ready.")
        return Finding("paper", State.WATCH, facts, _("The paper will soon be used up."), todo)
    if not answered.known:
        return Finding("paper", State.GOOD, facts, _("The printer is there. It does not tell how much paper it has."))
    return Finding("paper", State.GOOD, facts, _("The printer is ready and has paper."))


def _broken(words: Words, trouble: Trouble, facts: dict[str, Fact]) -> Finding:
    _ = words.say
    if trouble is Trouble.PAPER_OUT:
        return Finding("paper", State.BAD, facts, _("The printer has no paper."), _("Put in a new roll."))
    if trouble is Trouble.COVER_OPEN:
        return Finding("paper", State.BAD, facts, _("The cover of the printer is open."), _("Close the cover."))
    if trouble in GONE:
        todo = _("Is it switched on, and is every plug in?")
        return Finding("paper", State.BAD, facts, _("The printer is off or not connected."), todo)
    todo = _("Switch the printer off and on again. If that does not help: make a test print.")
    return Finding("paper", State.BAD, facts, _("The printer does not print at the moment."), todo)
