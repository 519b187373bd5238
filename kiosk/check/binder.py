"""The handover binder on the shelf: whether there is one, and whether it still tells what is so."""

from kiosk.check.finding import Fact, Finding, State, age_of, iso
from kiosk.check.readings.books import Books
from kiosk.check.readings.hours import Hours
from kiosk.words import Words


def binder(words: Words, books: Books | None, hours: Hours) -> Finding:
    """Only the ledger knows which one was printed last."""
    _, handed = words.say, books.handed if books else None
    age = age_of(hours.now, handed.at) if handed and hours.sure else None
    outdated = handed.mark != books.mark if books and handed else None
    facts: dict[str, Fact] = {
        "printed": iso(handed.at) if handed else None,
        "age_days": age.days if age is not None else None,
        "outdated": outdated,
    }
    todo = _("Print the handover binder under “Paper”, and put it where the next person looks.")
    if books is None:
        return Finding("binder", State.UNKNOWN, facts, _("The handover binder can only be seen after signing in."))
    if handed is None:
        return Finding("binder", State.WATCH, facts, _("The handover binder was never printed yet."), todo)
    if outdated:
        sentence = _("Settings or staff changed: the handover binder is out of date.")
        return Finding("binder", State.WATCH, facts, sentence, todo)
    return Finding("binder", State.GOOD, facts, _("The handover binder tells what is so."))
