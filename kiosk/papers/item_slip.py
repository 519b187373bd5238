"""An item becomes a slip to take home: when, where, what it costs, whom to ask, and how old that is (A37)."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.dates import day_words, span, time_words
from kiosk.facts import facts_with, headline
from kiosk.house import House
from kiosk.notices import freshness
from printing.errors import CodeRefused
from printing.letters import NO_BREAK
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from sync.records import Item, Kind, StoredItem
from sync.text import shorten

TEXT_MAX = 700
"""Letters of the text on a slip: some 20 cm of 80 mm paper in double size; the rest is behind the QR code."""
NIGHT = timedelta(hours=14)
"""An event that ends on another day within this time is one evening, and its last day need not be named."""

_NUMBER = re.compile(r"(?<![\w.])(?:\+\d|\(?0)[\d()/ –-]{4,}\d")
"""A telephone number as people write it: `0221 98 76 54`, `+49 (0) 221 / 98 76-54`."""


def item_slip(house: House, item: StoredItem) -> Slip:
    """The slip of one item, as it stands in the replica now."""
    _ = house.words.say
    blocks: list[Block] = [Masthead(house.centre), Heading(headline(house.words, item)), Gap()]
    told = facts_with(slip_when(house, item), house.words, item, house.today)
    blocks.extend(Fact(label, dialled(value)) for label, value in told)
    if not item.contact and not item.url:
        blocks.append(Fact(_("Contact"), _("Please ask in the office.")))
    if item.text:
        text = shorten(item.text, TEXT_MAX)
        blocks.extend((Rule(), Paragraph(dialled(text))))
        if len(text) < len(item.text):
            blocks.append(Paragraph(_("There is more to read at the terminal.")))
    blocks.extend(_code(item.url))
    blocks.extend((Rule(), *_footer(house, item)))
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
        return f"{day}\n{_kept(time_words(words, start))}"
    end = datetime.fromisoformat(item.ends)
    if until and end - start > NIGHT:
        ends = words.say("to {last}").format(last=until)
        return f"{day}\n{_kept(time_words(words, start))}\n{ends}\n{_kept(time_words(words, end))}"
    return f"{day}\n{start:%H:%M}–{_kept(time_words(words, end))}"


def dialled(text: str) -> str:
    """Telephone numbers that stay on one line of paper as long as they fit."""
    return _NUMBER.sub(lambda found: _kept(found[0]), text)


def _kept(text: str) -> str:
    """With blanks at which no line ends."""
    return text.replace(" ", NO_BREAK)


def _code(url: str | None) -> list[Block]:
    """The address as a QR code with the same in words; the words alone where no code can be made of it."""
    if not url:
        return []
    try:
        return [Gap(), QR(url, url)]
    except CodeRefused:
        return [Gap(), Paragraph(url)]


def _footer(house: House, item: StoredItem) -> list[Block]:
    """Print date, the time of the data, and the number to find it again."""
    _ = house.words.say
    printed = _("Printed on {day}, {time}").format(**_moment(house, house.now()))
    last = None if house.demo else house.replica.last_good((item.platform,))
    own = replace(house, platforms=(item.platform,))
    age = _("As of {day}, {time}").format(**_moment(house, last)) if last else freshness(own)
    source = _("From: {platform}, number {id}").format(platform=item.platform, id=item.id)
    return [Small(printed), Small(age), Small(source)]


def _moment(house: House, moment: datetime) -> dict[str, str]:
    local = moment.astimezone(house.zone)
    return {"day": day_words(house.words, local.date(), house.today), "time": time_words(house.words, local)}
