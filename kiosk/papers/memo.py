"""The Merkzettel: several items on one slip, in the order in which one needs them."""

from collections.abc import Sequence

from kiosk.facts import headline
from kiosk.house import House
from kiosk.papers.chiffre import chiffre, contact_words
from kiosk.papers.codes import address_code
from kiosk.papers.foot import data_age, printed_on
from kiosk.papers.item_slip import slip_when
from kiosk.papers.unbroken import numbers_unbroken
from printing.slip import Block, Fact, Heading, Masthead, Paragraph, Rule, Slip
from sync.records import StoredItem

MEMO_MAX = 8
"""Items on one slip: a metre of paper, which is as much as anyone folds into a purse; each takes 10 to 13 cm."""


def memo_slip(house: House, items: Sequence[StoredItem]) -> Slip:
    """The items by date, those without one behind; raises ValueError for more than MEMO_MAX."""
    if len(items) > MEMO_MAX:
        raise ValueError(f"{len(items)} items")
    blocks: list[Block] = [Masthead(house.centre), Heading(house.words.say("To remember"))]
    for item in sorted(items, key=lambda item: (item.starts is None, item.starts or "", item.title)):
        blocks.extend((Rule(), *_entry(house, item)))
    platforms = sorted({item.platform for item in items})
    return Slip((*blocks, Rule(), printed_on(house), data_age(house, platforms)))


def _entry(house: House, item: StoredItem) -> list[Block]:
    """When in large letters, all else in rows of their own; the address is in the code alone where one fits."""
    _ = house.words.say
    when = slip_when(house, item)
    facts = (
        (_("Where"), item.place),
        (_("Price"), item.price),
        (_("Contact"), contact_words(house.words, item).replace("\n", ". ")),
        (_("Number"), chiffre(item)),
    )
    told = "\n".join(f"{label}: {numbers_unbroken(value)}" for label, value in facts if value)
    dates = [Fact(_("When"), when)] if when else []
    return [Heading(headline(house.words, item)), *dates, Paragraph(told), *address_code(item.url)]
