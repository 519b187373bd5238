"""What is stored about a member, to hand over (Art. 15 GDPR): the same report as text, as a page and on the screen."""

from collections.abc import Iterable
from datetime import date

import msgspec

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.consent import Consents
from kiosk.papers.export_sections import Section, sections
from kiosk.papers.made import Made, NotMade, Paper, Wishes
from printing.typeset import pdf_and_places
from sync.ledger.export import Stored, stored


class Report(msgspec.Struct, frozen=True):
    """All that the template prints."""

    title: str
    lang: str
    date: date
    centre: str
    member: str
    name: str
    intro: tuple[str, ...]
    sections: tuple[Section, ...]
    rights: tuple[str, ...]
    page: str


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """The report on the one member wished for. Raises `NotMade`, and `NotBooked` for a number that stands nowhere."""
    if len(wishes.members) != 1:
        raise NotMade(house.words.say("Choose a member first."))
    report = report_of(house, desk, own_data(house, desk, wishes.members[0]))
    pdf, places = pdf_and_places("export", report)
    file = house.words.say("what-is-stored")
    return Made(
        paper=Paper.EXPORT,
        name=f"{file}-{house.today}.pdf",
        title=report.title,
        pdf=pdf,
        sheets=places[-1]["sheets"],
        rows=tuple(text_lines(report)),
    )


def own_data(house: House, desk: Desk, number: str) -> Stored:
    """Everything about a member; names of others are taken out of free texts (Art. 15(4)). Raises `NotBooked`."""
    others = (one for one in desk.ledger.people.all() if one.number != number)
    hidden = Consents(house.words, [msgspec.structs.replace(one, print=False) for one in others])
    return stored(desk.ledger, number, hidden.clean)


def report_of(house: House, desk: Desk, found: Stored) -> Report:
    """The data in words."""
    _ = house.words.say
    day = whole_day(house.words, house.today)
    return Report(
        title=_("What is stored about you"),
        lang=house.words.language,
        date=house.today,
        centre=house.centre,
        member=_("Member {number}").format(number=found.number),
        name=found.member.name if found.member else "",
        intro=(
            _("As of {day}. This is all that the terminal of {centre} holds about you.").format(
                day=day, centre=house.centre
            ),
            _("Of other people only the member number stands here."),
        ),
        sections=tuple(sections(house, desk, found)),
        rights=(
            _("Is something wrong? Tell the office. It is corrected."),
            _("You can have your data erased. What the law wants to be kept stays without your name."),
            _("You can complain to the data protection authority of your state."),
        ),
        page=_("Page {page}"),
    )


def text_lines(report: Report) -> Iterable[str]:
    """The report as plain text, line by line."""
    yield from (report.title, " · ".join(filter(None, (report.member, report.name))), "", *report.intro)
    for section in report.sections:
        yield from ("", section.heading, *section.sentences)
        for block in section.blocks:
            yield ""
            yield from ([block.title] if block.title else [])
            yield from (f"{label}: {value}" for label, value in block.facts)
    yield from ("", *report.rights)
