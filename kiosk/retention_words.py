"""How long each kind of data is kept and why, in words: for the screen, for commands and for the privacy binder."""

from kiosk.backup_words import kept_words
from kiosk.words import Words
from sync.backup.stick import Keep
from sync.ledger.retention import Ground, Keeping, Kind, Since, Term


def kind_words(words: Words, kind: Kind) -> str:
    """What it is."""
    _ = words.say
    return {
        Kind.MEMBER: _("Name, contact and consents of members"),
        Kind.PAYMENT: _("Payments: text, and the number of people who left"),
        Kind.REGISTRATION: _("Registrations and jobs: names and numbers"),
        Kind.WISH: _("Open wishes: name or number"),
        Kind.OPINION: _("Opinions: the sentence"),
        Kind.DRAFT: _("Bookings that were begun"),
        Kind.STATEMENT: _("Day of the last account statement"),
        Kind.LETTER: _("Sealed letters in the letter box"),
        Kind.PRINTOUT: _("Which slips were printed"),
        Kind.JOURNAL: _("Audit log: who did what and when"),
        Kind.STAFF: _("Names of the staff"),
        Kind.MARK: _("Marks of erased members"),
        Kind.LOG: _("Log of the program, without names"),
        Kind.BACKUP: _("Encrypted backups on sticks"),
        Kind.LOCKOUT: _("Wrong PINs in a row"),
    }[kind]


def keep_words(words: Words, keeping: Keeping, copies: Keep) -> str:
    """How long, and from when; `copies`: how many backups a stick keeps here."""
    if keeping.kind is Kind.BACKUP:
        return kept_words(words, copies)
    if keeping.term and keeping.since:
        return words.say("{long} {since}").format(
            long=_long(words, keeping.term), since=_since(words, keeping.since, year_end=keeping.term.year_end)
        )
    return _event(words, keeping.kind)


def why_kept(words: Words, ground: Ground) -> str:
    """On what ground."""
    _ = words.say
    return {
        Ground.LAW: _("tax law, section 147 AO"),
        Ground.MEMBERSHIP: _("for the membership"),
        Ground.ASKED: _("because somebody asked for it"),
        Ground.PROOF: _("as proof that nothing was changed"),
        Ground.SAFETY: _("so that the terminal works safely"),
    }[ground]


def count_lines(words: Words, counts: dict[Kind, int]) -> list[str]:
    """Kinds of which there is something, with how much."""
    return [f"{kind_words(words, kind)}: {words.number(count)}" for kind, count in counts.items() if count]


def date_unsure(words: Words) -> str:
    """Why nothing is erased now."""
    return words.say("The date is not certain. Nothing is erased until the network or the clock battery tells it.")


def _long(words: Words, term: Term) -> str:
    if term.months % 12 == 0:
        return words.count("{n} year", "{n} years", term.months // 12)
    return words.count("{n} month", "{n} months", term.months)


def _since(words: Words, since: Since, *, year_end: bool) -> str:
    _ = words.say
    if year_end:
        return _("after the end of the year")
    return {
        Since.BOOKED: _("after the booking"),
        Since.LEFT: _("after it was left"),
        Since.BEGUN: _("after it was begun"),
    }[since]


def _event(words: Words, kind: Kind) -> str:
    """Where no date ends it."""
    _ = words.say
    return {
        Kind.MEMBER: _("until the ring no longer names them, or staff erase them"),
        Kind.STATEMENT: _("until the member leaves"),
        Kind.LETTER: _("until the next sign-in"),
        Kind.PRINTOUT: _("as long as the bookings, without names"),
        Kind.JOURNAL: _("as long as the terminal is used"),
        Kind.STAFF: _("until a colleague takes them off"),
        Kind.MARK: _("as long as the terminal is used"),
        Kind.LOG: _("until 2 MB are full"),
        Kind.LOCKOUT: _("until the next right PIN"),
    }[kind]
