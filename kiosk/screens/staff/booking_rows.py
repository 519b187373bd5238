"""A booking and what became of it, as staff read it: every fact, and what to do."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from kiosk.dates import age_words, date_words, day_words, time_words
from kiosk.house import House
from kiosk.notices import host_of, platform_trouble
from kiosk.papers.booking_facts import facts_of, kept
from kiosk.screens.sheet import Row, labelled, said
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.pick_member import named
from kiosk.verdicts import state_words, what_words, why_words
from kiosk.widgets.view import Look
from kiosk.widgets.wrap import wrap
from sync.clock import Trust
from sync.deliver_door import Trouble
from sync.errors import Reason
from sync.ledger.journal import entered
from sync.ledger.records import PAPER, Booking, Outgoing, Payment, Stamp, State
from sync.ledger.rows import anchors

Rows = Callable[[House, int], list[Row]]
"""What stands on a sheet, in lines of so many cells."""


def booking_rows(house: House, outgoing: Outgoing, width: int) -> list[Row]:
    """What it is, how far it got and what to do, then every fact."""
    head = [Row(line, Look.SHEET_STRONG) for line in wrap(what_words(house.words, outgoing.booking.what), width)]
    return [*head, Row(""), *said(advice(house, outgoing), width), Row(""), *labelled(_facts(house, outgoing), width)]


def asked_rows(outgoing: Outgoing, question: str, more: Sequence[tuple[str, str]] = ()) -> Rows:
    """A question about a booking, with what it is, who and how much, and more facts."""
    booking = outgoing.booking

    def rows(house: House, width: int) -> list[Row]:
        head = [Row(line, Look.SHEET_STRONG) for line in wrap(question, width)]
        facts = [(house.words.say("Receipt"), str(booking.receipt)), *people(house, booking), *_about(house, booking)]
        return [*head, Row(""), *labelled([*facts, *more], width)]

    return rows


def advice(house: House, outgoing: Outgoing) -> list[str]:
    """Sentences: how far it got, and what staff can do."""
    _, sending, platform = house.words.say, outgoing.sending, outgoing.booking.platform
    if sending.reason:
        return [why_words(house.words, sending.reason, sending.detail, platform)]
    match sending.state:
        case State.WAITING if platform == PAPER:
            return [_("It goes as a note on paper. Print the note, hand it over, and say so here.")]
        case State.WAITING:
            return [
                _("It is sent as soon as {platform} can be reached.").format(platform=platform),
                *trouble_words(house, platform),
            ]
        case State.UNCERTAIN:
            sentence = _("Perhaps it has arrived. The terminal asks {platform} before it is sent again.")
            return [sentence.format(platform=platform), *trouble_words(house, platform)]
        case State.CONFIRMED:
            return [_("Done. There is nothing to do.")]
    return [_("It was taken back and does not count.")]


def when_entered(house: House, booking: Booking, *, short: bool = False) -> str:
    """Day and time, computed where the clock was wrong; `ungefähr` before it where nobody knows better (R10)."""
    return when_stamped(house, booking.stamp, short=short)


def when_stamped(house: House, stamp: Stamp, *, short: bool = False) -> str:
    """The same for any time in the ledger."""
    known = anchors(desk_of(house).ledger.db).get(stamp.boot)
    moment, trust = entered(stamp, known)
    local = moment.astimezone(house.zone)
    day = (date_words if short else day_words)(house.words, local.date(), house.today)
    told = f"{day}, {time_words(house.words, local)}"
    return house.words.say("about {when}").format(when=told) if trust is Trust.UNTRUSTED else told


def person(house: House, number: str) -> str:
    """`Erika Mustermann, 1042`; the number alone where nobody knows the member any more."""
    member = desk_of(house).ledger.people.get(number)
    return named(member) if member else number


def people(house: House, booking: Booking) -> list[tuple[str, str]]:
    """Who pays and who gets, or who comes."""
    _, what = house.words.say, kept(booking.what)
    if isinstance(what, Payment):
        return [(_("From (pays)"), person(house, what.payer)), (_("To (gets)"), person(house, what.payee))]
    return [(_("Who"), person(house, what.member) if what.member else what.name)]


def _facts(house: House, outgoing: Outgoing) -> list[tuple[str, str]]:
    _, booking, sending = house.words.say, outgoing.booking, outgoing.sending
    told = [(_("State"), _state(house, outgoing)), *people(house, booking)]
    told.extend(_about(house, booking))
    told.extend(((_("Booked on"), when_entered(house, booking)), (_("Booked by"), booking.staff)))
    told.extend(((_("Receipt"), str(booking.receipt)), (_("Reference"), booking.reference)))
    told.append((_("Signed slip"), booking.paper or ""))
    told.append((_("Goes to"), _("paper") if booking.platform == PAPER else booking.platform))
    told.append((_("Number there"), sending.remote_id if sending.remote_id and sending.remote_id != PAPER else ""))
    told.append((_("Sent"), house.words.count("{n} time", "{n} times", sending.attempts) if sending.attempts else ""))
    return [(label, value) for label, value in told if value]


def _about(house: House, booking: Booking) -> list[tuple[str, str]]:
    return [(fact.label, fact.value.replace("\n", ", ")) for fact in facts_of(house.words, booking.what)]


def _state(house: House, outgoing: Outgoing) -> str:
    """How far it got; of a confirmed one also that it was taken back."""
    told = state_words(house.words, outgoing.sending.state)
    back = desk_of(house).ledger.reversal_of(outgoing.booking)
    if back is None:
        return told
    return house.words.say("{state}, taken back with receipt {receipt}").format(state=told, receipt=back.receipt)


def trouble_words(house: House, platform: str) -> list[str]:
    """Why the platform is left alone for now, and since when; nothing where it is not."""
    found, source = desk_of(house).ledger.kept.get(f"trouble:{platform}"), desk_of(house).source(platform)
    if not found:
        return []
    trouble = msgspec.json.decode(found, type=Trouble)
    facts = {"name": platform, "host": platform} | (host_of(source.url) if source else {}) | trouble.facts
    reason = Reason(trouble.reason)
    if reason is Reason.KEY_REFUSED:
        template = house.words.say("{host} does not accept the key that books. Set a new one: kiosk secret set {name}")
        sentence = template.format_map(facts)
    else:
        sentence = platform_trouble(house.words, reason, facts)
    since = house.now() - datetime.fromtimestamp(trouble.since_ms / 1000, UTC)
    return [f"{sentence} ({age_words(house.words, since)})"]
