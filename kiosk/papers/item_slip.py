"""An item becomes a slip to take home: when, where, what it costs, whom to ask, and how old that is (A37)."""

from datetime import datetime, timedelta

import msgspec

from kiosk.dates import day_words, span, time_words
from kiosk.facts import facts_with, headline
from kiosk.house import House
from kiosk.papers.chiffre import contact_words
from kiosk.papers.codes import address_code, calendar_code
from kiosk.papers.foot import data_age, printed_on
from kiosk.papers.unbroken import numbers_unbroken, unbroken
from printing.slip import Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from sync.records import Item, Kind, StoredItem
from sync.text import shorten

TEXT_MAX = 700
"""Letters of the text on a slip: some 20 cm of 80 mm paper in double size; the rest is behind the QR code."""
NIGHT = timedelta(hours=14)
"""An event that ends on another day within this time is one evening, and its last day need not be named."""


def item_slip(house: House, item: StoredItem) -> Slip:
    """The slip of one item, as it stands in the replica now."""
    words = house.words
    blocks: list[Block] = [Masthead(house.centre), Heading(headline(words, item)), Gap()]
    known = msgspec.structs.replace(item, contact=contact_words(words, item))
    facts = facts_with(slip_when(house, item), words, known, house.today)
    blocks.extend(Fact(label, numbers_unbroken(value)) for label, value in facts)
    blocks.extend(_text(house, item))
    caption = words.say("More with a telephone:\n{url}").format(url=item.url)
    blocks.extend((*calendar_code(words, item), *address_code(item.url, caption)))
    blocks.extend((Rule(), printed_on(house), data_age(house, (item.platform,)), _source(house, item)))
    return Slip(tuple(blocks))


def slip_when(house: House, item: Item) -> str | None:
    """The time of an item: the day on a line, `14:30–17:00 Uhr` on the next, for paper of 16 letters; None without one.

    An event whose platform gives no date says where to look.
    """
    words, today = house.words, house.today
    first, last = span(item)
    if first is None or item.starts is None:
        return words.say("Date in the text") if item.kind is Kind.EVENT else None
    day = day_words(words, first, today)
    until = day_words(words, last, today) if last and last != first else None
    if item.all_day:
        ends = words.say("to {last}").format(last=until) if until else words.say("all day")
        return f"{day}\n{ends}"
    start = datetime.fromisoformat(item.starts)
    if not item.ends:
        return f"{day}\n{unbroken(time_words(words, start))}"
    end = datetime.fromisoformat(item.ends)
    if until and end - start > NIGHT:
        ends = words.say("to {last}").format(last=until)
        return f"{day}\n{unbroken(time_words(words, start))}\n{ends}\n{unbroken(time_words(words, end))}"
    return f"{day}\n{start:%H:%M}–{unbroken(time_words(words, end))}"


def _text(house: House, item: StoredItem) -> list[Block]:
    """What it says, as far as a slip holds it."""
    if not item.text:
        return []
    text = shorten(item.text, TEXT_MAX)
    more = [Paragraph(house.words.say("There is more to read at the terminal."))] if len(text) < len(item.text) else []
    return [Rule(), Paragraph(numbers_unbroken(text)), *more]


def _source(house: House, item: StoredItem) -> Small:
    """The number to find it again."""
    return Small(house.words.say("From: {platform}, number {id}").format(platform=item.platform, id=item.id))
