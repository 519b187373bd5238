"""What an organiser gets who has no system: a note for the pigeon-hole, or a mail with the same facts."""

from kiosk.house import House
from kiosk.papers.booking_facts import facts_of, kept, title_of
from kiosk.papers.receipt import signature, when_booked
from kiosk.papers.unbroken import numbers_unbroken
from kiosk.words import Words
from printing.slip import Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip
from sync.ledger.records import Booking, Job, Payment, Reversal, Seat, What
from sync.text import line


def organiser_slip(house: House, booking: Booking) -> Slip:
    """The note that staff hand over and have signed; names those who come as the organiser shall read them."""
    words, what = house.words, booking.what
    _ = words.say
    blocks: list[Block] = [Masthead(house.centre), Heading(title_of(words, what)), Gap()]
    contact = _contact(what)
    blocks.extend([Fact(_("To the organiser"), numbers_unbroken(contact)), Rule()] if contact else [])
    blocks.extend((Paragraph(_message(words, house.centre, what)), Gap()))
    blocks.extend((*_people(words, what), *facts_of(words, what), Rule()))
    blocks.extend((Fact(_("Booked on"), when_booked(house, booking.stamp)), Fact(_("Reference"), booking.reference)))
    blocks.extend((*signature(_("Handed over on")), *signature(_("Signature"))))
    return Slip(tuple(blocks))


def organiser_mail(words: Words, centre: str, what: What, reference: str) -> tuple[str, str]:
    """Subject, one line, and body, plain text with line feeds; every fact stays on the line of its label."""
    _ = words.say
    facts = [*_people(words, what), *facts_of(words, what), Fact(_("Reference"), reference)]
    told = [f"{fact.label}: {line(fact.value)}" for fact in facts]
    subject = f"{title_of(words, what)}: {_name(what)} [{reference}]"
    ending = _("If you have questions, please ask us.")
    body = "\n".join([_("Hello,"), "", _message(words, centre, what), "", *told, "", ending, "", centre, ""])
    return line(subject) or reference, body


def _contact(what: What) -> str | None:
    about = kept(what)
    return None if isinstance(about, Payment) else about.contact


def _name(what: What) -> str:
    about = kept(what)
    return about.text if isinstance(about, Payment) else about.title


def _message(words: Words, centre: str, what: What) -> str:
    """What this is about, in one sentence."""
    _ = words.say
    match what:
        case Seat():
            sentence = _("{centre} registers someone for your event:")
        case Job():
            sentence = _("Someone takes your job; {centre} passes it on:")
        case Payment():
            sentence = _("{centre} asks you to enter this booking:")
        case Reversal():
            sentence = _("{centre} takes this back:")
    return sentence.format(centre=centre)


def _people(words: Words, what: What) -> list[Fact]:
    _ = words.say
    about = kept(what)
    if isinstance(about, Payment):
        return [Fact(_("From (pays)"), about.payer), Fact(_("To (gets)"), about.payee)]
    phone = about.phone if isinstance(about, Job) else None
    return [Fact(_("Who"), about.name), *([Fact(_("Phone"), numbers_unbroken(phone))] if phone else [])]
