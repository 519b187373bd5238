"""The last good backup, and how many sticks are in use (R37)."""

from datetime import timedelta

from kiosk.check.finding import Fact, Finding, State, age_of, iso, judged
from kiosk.check.readings.backups import Backups
from kiosk.check.readings.hours import Hours
from kiosk.dates import age_words
from kiosk.words import Words

WATCH, BAD = timedelta(days=3), timedelta(days=14)
"""Backups are nightly: after three nights somebody forgot the stick; of two weeks nobody enters the bookings again."""
STICKS = 2
"""In turn, so that one of them is never in the house."""


def backup(words: Words, backups: Backups | None, hours: Hours, *, needed: bool) -> Finding:
    """`needed`: whether there is a ledger already; before, nothing can be lost."""
    _, last = words.say, backups.last_good if backups else None
    age = age_of(hours.now, last) if hours.sure else None
    facts: dict[str, Fact] = {
        "last_good": iso(last),
        "age_h": age // timedelta(hours=1) if age is not None else None,
        "sticks": backups.sticks if backups else None,
        "last_failed": backups.last_failed if backups else None,
    }
    todo = _("Plug in the stick for backups and make a backup now.")
    if backups is None:
        return Finding("backup", State.UNKNOWN, facts, _("The list of backups cannot be read."), todo)
    if last is None:
        if not needed:
            return Finding("backup", State.GOOD, facts, _("There is nothing to back up yet."))
        return Finding("backup", State.BAD, facts, _("There is no good backup yet."), todo)
    if age is None:
        sentence = _("Nobody knows how old the last good backup is: the clock is not right.")
        return Finding("backup", State.WATCH, facts, sentence, todo)
    state = judged(age / timedelta(1), WATCH / timedelta(1), BAD / timedelta(1))
    sentence = _("The last good backup was made {age}.").format(age=age_words(words, age))
    if state is not State.GOOD:
        return Finding("backup", state, facts, sentence, todo)
    if backups.last_failed:
        failed = _("The last backup was not good. The good one before it was made {age}.")
        return Finding("backup", State.WATCH, facts, failed.format(age=age_words(words, age)), todo)
    if backups.sticks < STICKS:
        one, todo = _("Only one stick is in use."), _("Take a second stick too, and change them every week.")
        return Finding("backup", State.WATCH, facts, f"{sentence} {one}", todo)
    return Finding("backup", State.GOOD, facts, sentence)
