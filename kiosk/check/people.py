"""The people: who may sign in, and who did so lately."""

from datetime import timedelta

from kiosk.check.finding import Fact, Finding, State, iso
from kiosk.check.readings.books import Books
from kiosk.check.readings.hours import Hours
from kiosk.words import Words

LEAST = 2
"""With one person alone the terminal ends when that person does."""
ACTIVE = timedelta(days=60)
"""Whoever did not sign in for so long has forgotten the PIN."""


def staff(words: Words, names: tuple[str, ...] | None) -> Finding:
    """How many have a PIN; None where the key ring cannot be read."""
    _, n_, many = words.say, words.count, len(names) if names is not None else None
    facts: dict[str, Fact] = {"count": many}
    if many is None:
        return Finding("staff", State.UNKNOWN, facts, _("The list of the staff cannot be read."))
    if not many:
        todo = _("Sign in under “Office”: the first person chooses a PIN there.")
        return Finding("staff", State.WATCH, facts, _("Nobody can sign in yet."), todo)
    sentence = n_("{n} person can sign in.", "{n} people can sign in.", many)
    if many < LEAST:
        return Finding("staff", State.WATCH, facts, sentence, _("Add a second person, with a PIN of their own."))
    return Finding("staff", State.GOOD, facts, sentence)


def active(words: Words, books: Books | None, hours: Hours) -> Finding:
    """Who signed in within 60 days; only the ledger knows."""
    _ = words.say
    if books is None:
        facts: dict[str, Fact] = {"days": ACTIVE.days, "names": [], "count": None, "last": None}
        return Finding("active", State.UNKNOWN, facts, _("Who was active can only be seen after signing in."))
    names = sorted(name for name, when in books.active.items() if when >= hours.now - ACTIVE)
    last = max(books.active.values(), default=None)
    facts = {"days": ACTIVE.days, "names": names, "count": len(names), "last": iso(last)}
    if not hours.sure:
        sentence = _("Nobody knows who was active lately: the clock is not right.")
        return Finding("active", State.UNKNOWN, facts, sentence)
    told = {"names": ", ".join(names), "days": words.number(ACTIVE.days)}
    if len(names) >= LEAST:
        return Finding("active", State.GOOD, facts, _("Active in the last {days} days: {names}.").format(**told))
    todo = _("Show a second person how everything works, and let them sign in once a month.")
    one = _("Only one person was active in the last {days} days: {names}.")
    sentence = one if names else _("Nobody was active in the last {days} days.")
    return Finding("active", State.WATCH, facts, sentence.format(**told), todo)
