"""The receipt of an erasure (Art. 17 GDPR): what was erased, what stays and until when, and nobody's name."""

from datetime import date

from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.receipt import signature
from kiosk.privacy_words import by_hand, gone, stays
from printing.slip import Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from sync.ledger.erasing import Erased


def erasure_slip(house: House, erased: Erased, until: date | None, staff: str) -> Slip:
    """For whoever asked for it, and the same for the file; `until` is the last day of what the law keeps."""
    words, _ = house.words, house.words.say
    day = whole_day(words, house.today)
    blocks: list[Block] = [Masthead(house.centre), Heading(_("Erased")), Gap()]
    blocks.append(Fact(_("Number"), erased.number))
    blocks.append(Fact(_("Day"), day if house.clock.trusted else _("about {when}").format(when=day)))
    blocks.append(Rule())
    blocks.extend(Paragraph(sentence) for sentence in gone(words, erased))
    blocks.append(Gap())
    blocks.extend(Paragraph(sentence) for sentence in stays(house, len(erased.bookings), until))
    blocks.append(Gap())
    blocks.extend(Paragraph(sentence) for sentence in by_hand(words))
    blocks.extend((*signature(_("Signature")), Small(_("Erased by {staff}").format(staff=staff))))
    return Slip(tuple(blocks))
