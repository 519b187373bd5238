"""What stands on every paper about a booking: the same facts for receipts, for organisers and in mails."""

from datetime import date, datetime

from kiosk.amounts import amount_words
from kiosk.dates import month, time_words, weekday
from kiosk.words import Words
from printing.slip import Fact
from sync.ledger.records import Job, Payment, Reversal, Seat, What


def title_of(words: Words, what: What) -> str:
    """What kind of paper it is, in one word."""
    _ = words.say
    match what:
        case Payment():
            return _("Booking")
        case Seat():
            return _("Registration")
        case Job():
            return _("Job")
        case Reversal():
            return _("Storno")


def kept(what: What) -> Payment | Seat | Job:
    """What a booking is about; of a Storno what it takes back."""
    return what.what if isinstance(what, Reversal) else what


def facts_of(words: Words, what: What) -> list[Fact]:
    """What it is about, without the people."""
    _ = words.say
    match what:
        case Payment():
            told = [(_("Amount"), amount_words(words, what.amount, what.unit)), (_("What for"), what.text)]
        case Seat():
            seats = words.number(what.seats)
            told = [(_("Event"), what.title), (_("When"), _starts(words, what.starts)), (_("Seats"), seats)]
            told.append((_("Remark"), what.text))
        case Job():
            told = [(_("Job"), what.title), (_("Remark"), what.text)]
        case Reversal():
            return [Fact(_("Takes back"), what.reverses), *facts_of(words, what.what)]
    return [Fact(label, value) for label, value in told if value]


def whole_day(words: Words, day: date) -> str:
    """`Dienstag, 24. November 2026`: with the year, for papers that are kept."""
    return words.say("{weekday}, {month} {day}, {year}").format(
        weekday=weekday(words, day), month=month(words, day), day=day.day, year=day.year
    )


def _starts(words: Words, starts: str | None) -> str:
    """When an event begins, the time on a line of its own; nothing where its platform gives no date."""
    if not starts:
        return ""
    day = whole_day(words, date.fromisoformat(starts[:10]))
    return f"{day}\n{time_words(words, datetime.fromisoformat(starts))}" if "T" in starts else day
