"""Bookings that wait for their platform, and how long already."""

from datetime import timedelta

from kiosk.check.finding import Fact, Finding, State, age_of, iso, judged
from kiosk.check.readings.books import Books
from kiosk.check.readings.hours import Hours
from kiosk.dates import age_words
from kiosk.words import Words

WATCH, BAD = timedelta(days=2), timedelta(days=14)
"""A weekend without network is nothing; after two weeks members wonder where their hours are."""


def waiting(words: Words, books: Books | None, hours: Hours) -> Finding:
    """By the age of the oldest; what a platform refused has to be settled by staff."""
    _ = words.say
    age = age_of(hours.now, books.oldest) if books and hours.sure else None
    facts: dict[str, Fact] = {
        "waiting": books.waiting if books else None,
        "oldest": iso(books.oldest) if books else None,
        "age_h": age // timedelta(hours=1) if age is not None else None,
        "refused": books.refused if books else None,
    }
    if books is None:
        return Finding("waiting", State.UNKNOWN, facts, _("What waits can only be seen after signing in."))
    told = words.count("{n} booking is waiting.", "{n} bookings are waiting.", books.waiting)
    state = judged(age / timedelta(1), WATCH / timedelta(1), BAD / timedelta(1)) if age is not None else State.GOOD
    if state is not State.GOOD and age is not None:
        since = _("The oldest was entered {age}.").format(age=age_words(words, age))
        return Finding("waiting", state, facts, f"{told} {since}", _("Look into the “Outbox”: there stands why."))
    if books.refused:
        sentence = words.count("{n} booking must be settled.", "{n} bookings must be settled.", books.refused)
        return Finding("waiting", State.WATCH, facts, sentence, _("Settle it under “Clarify”."))
    return Finding("waiting", State.GOOD, facts, told if books.waiting else _("No booking is waiting."))
