"""The day's closing: what was booked, what is still open, and the root that proves that nothing was changed (R33)."""

from kiosk.amounts import amount_words
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.receipt import signature
from kiosk.words import Words
from printing.slip import Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from sync.ledger.closing import Closing

GROUP = 4
"""Letters of the root that stand together, for whoever compares two of them."""


def closing_slip(house: House, closing: Closing) -> Slip:
    """The slip that is signed and filed."""
    words = house.words
    _ = words.say
    day = whole_day(words, closing.day)
    blocks: list[Block] = [Masthead(house.centre), Heading(_("Day's closing")), Gap()]
    blocks.append(Fact(_("Day"), _("about {when}").format(when=day) if closing.about else day))
    blocks.extend((*_counts(words, closing), Rule(), *_left(words, closing), Rule()))
    blocks.extend((Paragraph(_("Check mark of all entries:")), Paragraph(_grouped(closing.root))))
    blocks.extend((*signature(_("Signature")), Small(_("Keep this slip in the file."))))
    return Slip(tuple(blocks))


def closing_facts(words: Words, closing: Closing) -> list[Fact]:
    """The figures of the day, with the root."""
    return [*_counts(words, closing), *_left(words, closing), Fact(words.say("Check mark"), _grouped(closing.root))]


def _left(words: Words, closing: Closing) -> list[Fact]:
    _ = words.say
    return [
        Fact(_("Still to be sent"), words.number(closing.open)),
        Fact(_("To be settled"), words.number(closing.refused)),
    ]


def _counts(words: Words, closing: Closing) -> list[Fact]:
    _ = words.say
    kinds = {"payment": _("Payments"), "seat": _("Registrations"), "job": _("Jobs"), "storno": _("Stornos")}
    told = [(_("Bookings"), words.number(sum(closing.kinds.values())))]
    told.extend((label, words.number(closing.kinds[kind])) for kind, label in kinds.items() if closing.kinds.get(kind))
    told.extend((_("Sum"), amount_words(words, amount, unit)) for unit, amount in sorted(closing.sums.items()))
    if closing.cancelled:
        told.append((_("Taken back"), words.number(closing.cancelled)))
    if closing.receipts:
        first, last = closing.receipts
        told.append((_("Receipts"), _("{first} to {last}").format(first=first, last=last)))
    return [Fact(label, value) for label, value in told]


def _grouped(root: str) -> str:
    return " ".join(root[at : at + GROUP] for at in range(0, len(root), GROUP))
