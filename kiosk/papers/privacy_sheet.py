"""The information sheet in plain German (Art. 13 GDPR), to hand out or to hang up."""

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Blanks, Head, Sheet, Text, facts
from kiosk.papers.privacy_uses import books_hours
from kiosk.retention_words import keep_words, kind_words
from kiosk.words import Words
from sync.ledger.retention import TABLE, Kind

TOLD = (Kind.MEMBER, Kind.PAYMENT, Kind.REGISTRATION, Kind.WISH, Kind.BACKUP)
"""What residents leave here; the whole table is a sheet of its own."""
OF_MEMBERS = (Kind.MEMBER, Kind.PAYMENT)


def information(house: House, desk: Desk) -> Sheet:
    """For residents: who, what, why, how long, and their rights."""
    _, visit = house.words.say, house.visit
    ask = ", ".join(filter(None, (house.centre, visit.address, visit.phone)))
    stored = [_("Looking only? Then the terminal stores nothing about you.")]
    if books_hours(desk):
        stored.append(_("You book hours: both numbers, the hours and a short text. Tax law wants us to keep that."))
    stored.append(_("You book a seat or a job: your name, and your telephone if you like. The organiser gets that."))
    if house.letters:
        stored.append(_("You leave a wish or an opinion: only the office reads it."))
    names = [source.name for source in desk.settings.platforms if source.books]
    sent = _("Bookings go to: {names}.").format(names=", ".join(names))
    return Sheet(
        _("Your data at the terminal"),
        (
            Text((_("The terminal belongs to: {centre}. Ask us there.").format(centre=ask),)),
            Blanks((_("Data protection officer:"),)),
            Head(_("What we store")),
            Text((*stored, *([sent] if names else []))),
            Head(_("How long")),
            facts(*_terms(house.words, desk), widths=(7, 5)),
            Head(_("Your rights")),
            Text(
                (
                    _("You may see everything that is stored about you. Ask the office: you get it on paper."),
                    _("Is something wrong? Tell the office. It is corrected."),
                    _("You can have your data erased. What the law wants to be kept stays without your name."),
                    _("You may say no later: to a consent, or because of your situation."),
                    _("You can complain to the data protection authority of your state."),
                )
            ),
        ),
    )


def _terms(words: Words, desk: Desk) -> list[tuple[str, str]]:
    """From the table by which the program erases."""
    shown = [kind for kind in TOLD if books_hours(desk) or kind not in OF_MEMBERS]
    return [
        (kind_words(words, one.kind), keep_words(words, one, desk.settings.backup.keep))
        for one in TABLE
        if one.kind in shown
    ]
