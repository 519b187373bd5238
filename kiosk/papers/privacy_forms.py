"""Forms of the privacy binder to copy: consent to be named, consent of parents, and what people may ask for."""

from collections.abc import Iterator

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Blanks, Boxes, Sheet, Text
from kiosk.papers.privacy_uses import books_hours


def forms(house: House, desk: Desk) -> Iterator[Sheet]:
    """Naming members only where there are some."""
    if books_hours(desk) or desk.ledger.people.all():
        yield _consent(house)
    yield _parents(house)
    yield _request(house)


def _who(house: House, *more: str) -> Blanks:
    _ = house.words.say
    return Blanks((_("First and last name:"), *more, _("Day and signature:")))


def _consent(house: House) -> Sheet:
    _ = house.words.say
    agreed = (
        _("My short name and my telephone may stand in the newspaper and in lists on paper."),
        _("My short name may stand on the screen of the terminal."),
        _("I have no internet and would like paper."),
    )
    told = (
        _("To: {centre}").format(centre=house.centre),
        _("Tick what you allow. Without a tick your name stands nowhere: a short mark takes its place."),
    )
    free = (
        _("This is voluntary. You can book without it."),
        _("You can take it back at any time: a word at the office is enough. What is printed already stays."),
    )
    office = Blanks((_("Office: entered in the list of members on, by:"),))
    parts = (Text(told), Boxes(agreed), Text(free), _who(house, _("Member number:")), office)
    return Sheet(_("Consent to be named"), parts)


def _parents(house: House) -> Sheet:
    _ = house.words.say
    agreed = (
        _("My child may take jobs of the neighbourhood."),
        _("My child may book seats at events."),
        _("The office may store the name of my child for that."),
    )
    told = (
        _("To: {centre}").format(centre=house.centre),
        _("For children and young people under 18. A parent signs."),
        _("This sheet stays on paper. The terminal stores neither the sheet nor a picture of it."),
    )
    lines = Blanks((_("Name of the child:"), _("Born on:"), _("Name of the parent:"), _("Telephone:")))
    office = Blanks((_("Day and signature of the parent:"), _("Office: filed in folder:")))
    return Sheet(_("Consent of parents"), (Text(told), Boxes(agreed), lines, office))


def _request(house: House) -> Sheet:
    _ = house.words.say
    wanted = (
        _("I would like to know what is stored about me (Art. 15)."),
        _("I would like my data in a file, to take along (Art. 20)."),
        _("Something is wrong. Please correct it (Art. 16):"),
        _("Please erase my data (Art. 17)."),
        _("I take back my consent."),
    )
    answer = (
        _("You get an answer within one month, and it costs nothing."),
        _("For the office: “Members”, the member, “Data protection”. Look first who is asking."),
    )
    office = Blanks((_("Office: done on, by:"), _("Number of the receipt:")))
    head = Text((_("To: {centre}").format(centre=house.centre),))
    who = _who(house, _("Member number:"), _("What is wrong:"))
    return Sheet(_("Request about my data"), (head, Boxes(wanted), who, Text(answer), office))
