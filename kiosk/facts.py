"""What stands in an item, in words: the same lines for the card, the page and the slip."""

from datetime import date, datetime

from kiosk.dates import begin_words, date_words, day_words, when_words
from kiosk.words import Words
from sync.records import Item, Kind

Fact = tuple[str, str]
"""What it is called, and what it says."""


def facts(words: Words, item: Item, today: date) -> list[Fact]:
    """When, where, price, contact, categories and date of an item, in this order; what is unknown is left out."""
    return facts_with(when_words(words, item, today), words, item, today)


def facts_with(when: str | None, words: Words, item: Item, today: date) -> list[Fact]:
    """The same with the time in other words."""
    _ = words.say
    pairs = [
        (_("When"), f"{when} – {_('cancelled')}" if when and item.cancelled else when),
        (_("Where"), item.place),
        (_("Price"), item.price),
        (_("Contact"), item.contact),
        (_("Category"), ", ".join(item.categories) or None),
        (_("Published"), None if when else published(words, item, today)),
    ]
    return [(label, value) for label, value in pairs if value]


def headline(words: Words, item: Item) -> str:
    """The title; an event that is called off says so first."""
    return words.say("Cancelled: {title}").format(title=item.title) if item.cancelled else item.title


def card_lines(words: Words, item: Item, today: date, *, relative: bool) -> list[str]:
    """What a card may say below its title, fullest first: when and where, or price, place and category.

    Of the same facts first each in a row of its own, then in fewer rows; at last the date alone, for 18 columns.
    """
    if item.kind is Kind.EVENT:
        when = when_words(words, item, today, relative=relative) or words.say("Date in the text")
        parts = [when, item.place]
        shorter = [begin_words(words, item, today, relative=relative), _date(words, item.starts, today)]
    else:
        parts = [item.price, item.place, item.categories[0] if item.categories else None]
        shorter = [published(words, item, today), _date(words, item.published, today)]
    known = [part for part in parts if part]
    return [*(line for size in range(len(known), 0, -1) for line in _joined(known[:size])), *filter(None, shorter)]


def _joined(parts: list[str]) -> list[str]:
    """All parts below each other, then the first above the others, then all in one row."""
    first, rest = parts[0], parts[1:]
    ways = ["\n".join(parts), "\n".join((first, " · ".join(rest))), " · ".join(parts)]
    return ways if rest else parts


def _date(words: Words, day: str | None, today: date) -> str | None:
    """`3. März`, for a row that is too short for the day of the week."""
    return date_words(words, date.fromisoformat(day[:10]), today) if day else None


def published(words: Words, item: Item, today: date) -> str | None:
    """The day on which it was published."""
    if not item.published:
        return None
    return day_words(words, datetime.fromisoformat(item.published).date(), today)
