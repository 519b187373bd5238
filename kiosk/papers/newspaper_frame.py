"""What stands around the entries of the newspaper: its head, what readers should know, the imprint, a form."""

from collections.abc import Iterator

from kiosk.house import House, kind_word
from kiosk.paper_settings import PaperSettings
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.newspaper_blocks import Advice, Block, Form, Masthead, Notes
from kiosk.papers.unbroken import numbers_unbroken
from sync.records import Kind


def masthead(house: House, settings: PaperSettings, number: int) -> Masthead:
    """The head of the first page; the date with its year, for paper lies about for long."""
    _ = house.words.say
    return Masthead(
        title=settings.title,
        centre=house.centre,
        issue=_("Issue {number} · {day}").format(number=number, day=whole_day(house.words, house.today)),
        valid=_("Valid until the next issue"),
    )


def frame(house: House, settings: PaperSettings) -> Iterator[Block]:
    """What stands between the contents and the entries."""
    _ = house.words.say
    questions = {
        _("How do I answer an ad with a chiffre?"): (
            _("Write the chiffre on an envelope, put your answer in, and hand it in at our office."),
            _("We pass it on. The name stays between us."),
        ),
        _("How do I place an ad?"): (_("Fill in the form in this newspaper, or come to us. We enter it with you."),),
        _("What do the marks mean?"): (
            _("new: It was not in the last issue."),
            _("changed: Something is different from the last issue."),
        ),
        _("What are the square codes for?"): (
            _("A telephone with a camera opens the ad with them. You do not need them: everything stands beside them."),
        ),
    }
    yield from (Advice(title=title, lines=lines) for title, lines in questions.items())
    first, *more = _imprint(house, settings)
    yield Advice(title=_("Imprint"), lines=(first,))
    yield from (Advice(title="", lines=(told,)) for told in more)


def _imprint(house: House, settings: PaperSettings) -> Iterator[str]:
    """Who is responsible, where, and when somebody is there."""
    _, visit = house.words.say, house.visit
    yield from settings.imprint
    yield ", ".join(filter(None, (house.centre, visit.address)))
    facts = ((_("Phone"), visit.phone), (_("Person to ask"), visit.person))
    yield from (f"{label}: {numbers_unbroken(value)}" for label, value in facts if value)
    yield from visit.hours
    yield _("Printed on {day}. Nobody vouches for what others advertise here.").format(
        day=whole_day(house.words, house.today)
    )


def form(house: House) -> Form:
    """A page to cut out: large fields for a new ad."""
    _, words = house.words.say, house.words
    title, address = _("Place an ad"), house.visit.address
    bring = _("Please hand it in: {place}").format(place=", ".join(filter(None, (house.centre, address))))
    return Form(
        key="form",
        running=title,
        fresh=True,
        title=title,
        note=_("Cut out, fill in with large letters, hand in."),
        kinds=tuple(kind_word(words, kind) for kind in (Kind.OFFER, Kind.REQUEST, Kind.NOTICE)),
        headline=_("Heading"),
        text=_("Text of the ad"),
        fields=(_("Name"), _("Member number"), _("Phone")),
        consent=_("May your name and your telephone number stand in the newspaper?"),
        answers=(_("Yes"), _("No, only a chiffre")),
        signature=_("Date, signature"),
        bring=bring,
    )


def notes(house: House) -> Notes:
    """A page to write on."""
    title = house.words.say("My notes")
    return Notes(running=title, fresh=True, title=title)
