"""A list on the roll: what the terminal lists of a kind, a category or some days, for those who read it at home."""

from kiosk.dates import day_words
from kiosk.facts import headline
from kiosk.house import House, kind_word
from kiosk.papers.chiffre import chiffre
from kiosk.papers.consent import RING_KINDS, Consents
from kiosk.papers.foot import data_age, printed_on
from kiosk.papers.item_slip import slip_when
from kiosk.papers.unbroken import numbers_unbroken
from printing.slip import Block, Heading, Masthead, Paragraph, Rule, Slip
from sync.records import StoredItem
from sync.replica import Listing

EXTRACT_MAX = 20
"""Entries on one list: about a metre of 80 mm paper (measured with the demo); more is for the newspaper."""


def extract_slip(house: House, listing: Listing, consents: Consents) -> Slip:
    """The first entries of the list from now on: what, when and where, its price, its number, and whom to ask."""
    words, now = house.words, house.now()
    _, total = words.say, house.replica.count(listing, now)
    items = house.replica.page(listing, now, 0, EXTRACT_MAX)
    blocks: list[Block] = [Masthead(house.centre), Heading(consents.clean(listing_name(house, listing)))]
    blocks.extend(Paragraph(days) for days in _days(house, listing))
    for item in items:
        blocks.extend((Rule(), *_entry(house, item, consents)))
    blocks.append(Rule())
    if not items:
        blocks.append(Paragraph(_("There is nothing here at the moment.")))
    if total > len(items):
        more = words.count("{n} more is at the terminal.", "{n} more are at the terminal.", total - len(items))
        blocks.append(Paragraph(more))
    if items:
        blocks.append(Paragraph(_how_to_ask(house, listing)))
    platforms = sorted({item.platform for item in items})
    return Slip((*blocks, printed_on(house), data_age(house, platforms or house.platforms)))


def _how_to_ask(house: House, listing: Listing) -> str:
    """Once for all entries, so that the slip stays short."""
    _ = house.words.say
    if listing.kind in RING_KINDS:
        return _("An answer by chiffre: write it on an envelope and hand it in at the office.")
    return _("Any questions? The number finds everything at the terminal, and the office can help.")


def listing_name(house: House, listing: Listing) -> str:
    """What a list is called on paper: its category, or its kind."""
    return listing.category or kind_word(house.words, listing.kind)


def _days(house: House, listing: Listing) -> list[str]:
    """The days that the list is narrowed to, if any."""
    if listing.first is None or listing.last is None:
        return []
    first, last = (day_words(house.words, day, house.today) for day in (listing.first, listing.last))
    return [first if first == last else house.words.say("{day} to {last}").format(day=first, last=last)]


def _entry(house: House, item: StoredItem, consents: Consents) -> tuple[Heading, Paragraph]:
    """One entry: its title in large letters, then a line for each fact."""
    _ = house.words.say
    clean, contact = consents.cleaned(item), consents.contact(item)
    if contact.kind == "chiffre" and item.kind in RING_KINDS:
        asked = [" ".join((_("Chiffre"), contact.text))]
    else:
        named = numbers_unbroken(contact.text) if contact.kind == "named" else ""
        asked = [named, " ".join((_("Number"), chiffre(item)))]
    when = (slip_when(house, clean) or "").replace("\n", ", ")
    told = "\n".join(filter(None, (when, clean.place, clean.price, *asked)))
    return Heading(headline(house.words, clean)), Paragraph(told)
