"""The monthly page that somebody signs (R40)."""

from datetime import timedelta

from kiosk.check.finding import Fact, Finding, State, age_of, iso
from kiosk.check.readings.books import Books
from kiosk.check.readings.hours import Hours
from kiosk.dates import age_words
from kiosk.words import Words

DUE = timedelta(days=35)
"""A month, and some days for a holiday."""


def signing(words: Words, books: Books | None, hours: Hours) -> Finding:
    """When it was printed last; only the ledger knows."""
    _ = words.say
    age = age_of(hours.now, books.sheet) if books and hours.sure else None
    facts: dict[str, Fact] = {
        "printed": iso(books.sheet) if books else None,
        "age_days": age.days if age is not None else None,
    }
    todo = _("Print the monthly page, sign it and put it into the folder.")
    if books is None:
        return Finding("sheet", State.UNKNOWN, facts, _("The monthly page can only be seen after signing in."))
    if books.sheet is None:
        return Finding("sheet", State.WATCH, facts, _("The monthly page was never printed yet."), todo)
    if age is None:
        sentence = _("Nobody knows when the monthly page was printed: the clock is not right.")
        return Finding("sheet", State.UNKNOWN, facts, sentence)
    sentence = _("The monthly page was printed {age}.").format(age=age_words(words, age))
    late = age >= DUE
    return Finding("sheet", State.WATCH if late else State.GOOD, facts, sentence, todo if late else None)
