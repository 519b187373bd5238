"""What the house hands out about itself: opening hours, whom to ask, and the guests' network (`House.visit`)."""

import re
from enum import StrEnum

from kiosk.house import House
from kiosk.papers.foot import printed_on
from kiosk.papers.unbroken import numbers_unbroken, unbroken
from kiosk.words import Words
from printing.payloads import Network
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip

ROW_MOST = 16
"""Large letters of a row on 58 mm: a key is never broken by a hyphen that does not belong to it."""
NOTE_LINES = 4
"""Lines to write on by hand."""

_TIMES = re.compile(r"\d.*")


class Handout(StrEnum):
    """The value is the option of `kiosk slip`."""

    OPENING = "opening"
    PERSON = "person"
    WIFI = "wifi"


def available(house: House) -> list[Handout]:
    """Those that the settings say something about."""
    visit = house.visit
    known = ((Handout.OPENING, visit.hours), (Handout.PERSON, visit.person), (Handout.WIFI, visit.wifi))
    return [handout for handout, said in known if said]


def handout_name(words: Words, handout: Handout) -> str:
    """As it stands on buttons and as the heading of the slip."""
    match handout:
        case Handout.OPENING:
            return words.say("Opening hours")
        case Handout.PERSON:
            return words.say("Ask a person")
        case Handout.WIFI:
            return words.say("Wi-Fi")


def handout_facts(house: House, handout: Handout) -> list[Fact]:
    """What stands on it, for the screen and for the slip."""
    _, visit = house.words.say, house.visit
    match handout:
        case Handout.OPENING:
            return [*_hours(house), *_place(house)]
        case Handout.PERSON:
            return [*where_to_ask(house), *_hours(house)]
        case Handout.WIFI if visit.wifi:
            key = visit.wifi.password or _("no password")
            return [Fact(_("Network"), visit.wifi.name), Fact(_("Password"), key)]
    return []


def where_to_ask(house: House) -> list[Fact]:
    """Whom, where and by telephone; the office where the settings name nobody."""
    _ = house.words.say
    return [Fact(_("Whom to ask"), house.visit.person or _("the office")), *_place(house)]


def handout_slip(house: House, handout: Handout) -> Slip:
    """The slip with the same facts; of a network with its code, of a person with room to write."""
    words, facts = house.words, handout_facts(house, handout)
    blocks: list[Block] = [Masthead(house.centre), Heading(handout_name(words, handout)), Gap()]
    match handout:
        case Handout.WIFI if wifi := house.visit.wifi:
            blocks.extend(block for fact in facts for block in exact(words, fact))
            blocks.append(QR(Network(wifi.name, wifi.password), words.say("With a telephone:\ninto the network")))
        case Handout.PERSON:
            blocks.extend((*facts, Rule(), *note_lines(words.say("My question"))))
        case _:
            blocks.extend(facts)
    return Slip((*blocks, Rule(), printed_on(house)))


def note_lines(label: str) -> list[Block]:
    """A label, and room to write by hand; the last line is the rule that follows."""
    line: tuple[Block, ...] = (Gap(), Gap(), Rule())
    return [Paragraph(label), *(NOTE_LINES * line)[:-1]]


def exact(words: Words, fact: Fact) -> list[Block]:
    """A value of which every letter counts: on one row of either paper, else in rows that belong together."""
    rows = _rows(fact.value)
    together = [Paragraph(words.say("The rows belong together, without a blank."))] if len(rows) > 1 else []
    return [Fact(fact.label, "\n".join(rows)), *together]


def _hours(house: House) -> list[Fact]:
    """The times of a day stay on one row as long as they fit."""
    hours = [_TIMES.sub(lambda times: unbroken(times[0]), row) for row in house.visit.hours]
    return [Fact(house.words.say("When"), "\n".join(hours))] if hours else []


def _place(house: House) -> list[Fact]:
    _, visit = house.words.say, house.visit
    told = ((_("Where"), visit.address), (_("Phone"), visit.phone))
    return [Fact(label, numbers_unbroken(value)) for label, value in told if value]


def _rows(value: str) -> list[str]:
    """Cut where no blank would be lost, behind a sign rather than in a word."""
    rows = []
    while len(value) > ROW_MOST:
        cuts = [at for at in range(1, ROW_MOST + 1) if " " not in value[at - 1 : at + 1]] or [ROW_MOST]
        cut = max([at for at in cuts if at > ROW_MOST // 2 and not value[at - 1].isalnum()] or cuts)
        rows.append(value[:cut])
        value = value[cut:]
    return [*rows, value]
