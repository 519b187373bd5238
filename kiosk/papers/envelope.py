"""The sheet for the envelope: the recovery words, what they are for, and who may open it; it is printed once."""

from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.foot import printed_on
from printing.slip import Block, Gap, Heading, Masthead, Paragraph, Rule, Slip
from printing.typeset import pdf

ROW = 4
"""Words in a row or a group: four times four are read aloud and compared without losing the place."""


def envelope_slip(house: House, words: tuple[str, ...]) -> Slip:
    """On the roll: it fades within some years, so the sheet says to write the words down too."""
    _ = house.words.say
    blocks: list[Block] = [Masthead(house.centre), Heading(envelope_title(house)), Gap()]
    blocks.extend(Paragraph(sentence) for sentence in envelope_sentences(house))
    blocks.append(Rule())
    told = [f"{place}. {word}" for place, word in enumerate(words, 1)]
    blocks.extend(Paragraph("\n".join(told[at : at + ROW])) for at in range(0, len(told), ROW))
    blocks.extend((Rule(), Paragraph(_("This paper fades. Write the words down by hand as well.")), printed_on(house)))
    return Slip(tuple(blocks))


def envelope_pdf(house: House, words: tuple[str, ...]) -> bytes:
    """The same on A4, for a printer with ink or toner."""
    data = {
        "lang": house.words.language,
        "title": envelope_title(house),
        "centre": house.centre,
        "sentences": envelope_sentences(house),
        "words": [f"{place}. {word}" for place, word in enumerate(words, 1)],
        "made": house.words.say("Made on {day}").format(day=whole_day(house.words, house.today)),
        "date": house.today.isoformat(),
    }
    return pdf("envelope", data)


def envelope_title(house: House) -> str:
    """What the sheet is called."""
    return house.words.say("Recovery words")


def envelope_sentences(house: House) -> list[str]:
    """What to do with it."""
    _ = house.words.say
    return [
        _("With these words and a backup stick everything comes back on a new terminal."),
        _("Put this sheet into an envelope and close it. Two people sign on the flap."),
        _("Keep the envelope locked away, and never together with the sticks."),
        _("Nobody stores these words anywhere else. Whoever has them and a stick can read everything."),
    ]
