"""The contents that residents read: how long ago they were read whole."""

from datetime import timedelta

from kiosk.check.finding import Fact, Finding, State, age_of, iso, judged
from kiosk.check.readings.hours import Hours
from kiosk.check.readings.pulls import Pulls
from kiosk.dates import age_words
from kiosk.words import Words

WATCH, BAD = timedelta(days=1), timedelta(days=7)
"""A day without news is a router that hangs; in a week most of what is on is over, and new things are missing."""


def contents(words: Words, pulls: Pulls | None, hours: Hours) -> Finding:
    """The age of the platform that was read longest ago."""
    _, last = words.say, pulls.last_good if pulls else None
    age = age_of(hours.now, last) if hours.sure else None
    facts: dict[str, Fact] = {
        "platforms": pulls.wanted if pulls else None,
        "last_good": iso(last),
        "age_h": age // timedelta(hours=1) if age is not None else None,
        "failing": list(pulls.failing) if pulls else [],
    }
    todo = _("Look at the network first. If it is there: tell whoever looks after the sites.")
    if pulls is None:
        return Finding("sync", State.UNKNOWN, facts, _("The contents could not be looked at."))
    if not pulls.wanted:
        return Finding("sync", State.GOOD, facts, _("No site is set, so nothing is read."))
    if last is None:
        return Finding("sync", State.BAD, facts, _("Not every site was read whole yet."), todo)
    if age is None:
        sentence = _("Nobody knows how old the contents are: the clock is not right.")
        return Finding("sync", State.UNKNOWN, facts, sentence)
    state = judged(age / timedelta(1), WATCH / timedelta(1), BAD / timedelta(1))
    sentence = _("The contents were last read whole {age}.").format(age=age_words(words, age))
    if state is State.GOOD and pulls.failing:
        failed = _("Not read whole the last time: {names}.").format(names=", ".join(pulls.failing))
        return Finding("sync", State.WATCH, facts, failed, todo)
    return Finding("sync", state, facts, sentence, None if state is State.GOOD else todo)
