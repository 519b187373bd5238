"""An item becomes a slip to take home: when, where, what it costs, whom to ask, and how old that is (A37)."""

from kiosk.dates import day_words, time_words
from kiosk.facts import facts, headline
from kiosk.house import House
from kiosk.notices import freshness
from printing.errors import CodeRefused
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small
from sync.records import StoredItem
from sync.text import shorten

TEXT_MAX = 700
"""Letters of the text on a slip: some 20 cm of 80 mm paper in double size; the rest is behind the QR code."""


def item_slip(house: House, item: StoredItem) -> Slip:
    """The slip of one item, as it stands in the replica now."""
    _ = house.words.say
    blocks: list[Block] = [Masthead(house.centre), Heading(headline(house.words, item)), Gap()]
    blocks.extend(Fact(label, value) for label, value in facts(house.words, item, house.today))
    if item.text:
        text = shorten(item.text, TEXT_MAX)
        blocks.extend((Rule(), Paragraph(text)))
        if len(text) < len(item.text):
            blocks.append(Paragraph(_("There is more to read at the terminal.")))
    blocks.extend(_code(house, item.url))
    blocks.extend((Rule(), *_footer(house, item)))
    return Slip(tuple(blocks))


def _code(house: House, url: str | None) -> list[Block]:
    """The address as a QR code with the same in words; left out where no code can be made of it."""
    if not url:
        return []
    try:
        return [Gap(), QR(url, url)]
    except CodeRefused:
        return [Gap(), Paragraph(url)]


def _footer(house: House, item: StoredItem) -> list[Block]:
    """Print date, age of the data, and the number to find it again."""
    _ = house.words.say
    now = house.now()
    printed = _("Printed on {day}, {time}").format(
        day=day_words(house.words, now.date(), now.date()), time=time_words(house.words, now)
    )
    source = _("From: {platform}, number {id}").format(platform=item.platform, id=item.id)
    return [Small(printed), Small(f"{freshness(house)}. {source}")]
