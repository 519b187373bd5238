"""Turn the demo's data files into items that are right for today."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.demo.days import Rule
from sync.clock import Clock
from sync.connectors.memory import MemoryConnector
from sync.records import Item, Kind, Source
from sync.text import line, paragraphs, safe_url

_PAGES = {
    Kind.EVENT: "termine",
    Kind.OFFER: "angebote",
    Kind.REQUEST: "gesuche",
    Kind.JOB: "jobs",
    Kind.NOTICE: "aushaenge",
}


class Entry(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[item]]` of a data file; the folder of the file is its kind. Unset fields are unknown."""

    id: str
    title: str
    text: str | None = None
    place: str | None = None
    price: str | None = None
    categories: tuple[str, ...] = ()
    contact: str | None = None
    image: str | None = None
    """Its name without the ending is that of a file in `pictures/`."""
    image_alt: str | None = None
    url: str | None = None
    page: bool = True
    """Whether it has a page of its own, so that `url` can be left out."""
    time: str | None = None
    """Start, `HH:MM`; a dated entry without one lasts whole days."""
    until: str | None = None
    """End, `HH:MM`; on the next day when it is not after `time`."""
    days_long: int = 1
    off: tuple[int, ...] = ()
    """Which occurrences are called off; 1 is the next one."""
    published: int | None = None
    """Days ago, 1 or more."""
    changed: int | None = None
    """Days ago, 1 or more."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    item: tuple[Entry, ...]


class Card(msgspec.Struct, frozen=True):
    """An entry with its cleaned item, still without times."""

    entry: Entry
    item: Item
    minute: int
    """Minutes after eight when it was published, so that a list of one day has an order."""


def demo_source(timezone: str = "Europe/Berlin") -> Source:
    """The demo in the place of a `[[platform]]`."""
    return Source(name="beispiel", kind="memory", url="https://lindenhof.example/", timezone=timezone)


def demo_connector(clock: Clock, timezone: str = "Europe/Berlin") -> MemoryConnector:
    """The demo as a connector; the files are read at the first pull."""
    return MemoryConnector(demo_source(timezone), clock, lambda today: neighbourhood(today, timezone))


def neighbourhood(today: date, timezone: str) -> list[Item]:
    """Everything that Lindenhof shows on that day, times in that zone."""
    return items_on(cards(), today, timezone)


def cards() -> list[Card]:
    """Read all data files; raises `msgspec.ValidationError` for a misspelt key."""
    data = Path(__file__).parent / "data"
    return [
        card for kind in Kind for file in sorted((data / kind.plural).glob("*.toml")) for card in _cards(kind, file)
    ]


def items_on(cards: Sequence[Card], today: date, timezone: str) -> list[Item]:
    """The cards as items of that day."""
    zone = ZoneInfo(timezone)
    return [item for card in cards for item in _items(card, today, zone)]


def _cards(kind: Kind, file: Path) -> Iterator[Card]:
    entries = msgspec.toml.decode(file.read_bytes(), type=_File).item
    for minute, entry in enumerate(entries):
        yield Card(entry, _item(kind, entry), minute)


def _item(kind: Kind, entry: Entry) -> Item:
    own = f"https://lindenhof.example/{_PAGES[kind]}/{entry.id}" if entry.page else None
    return Item(
        remote=f"{kind}:{entry.id}",
        kind=kind,
        title=line(entry.title) or entry.id,
        text=paragraphs(entry.text),
        place=line(entry.place),
        price=line(entry.price),
        categories=entry.categories,
        contact=line(entry.contact),
        url=safe_url(entry.url or own),
        image=safe_url(entry.image),
        image_alt=line(entry.image_alt),
    )


def _items(card: Card, today: date, zone: ZoneInfo) -> Iterator[Item]:
    entry = card.entry
    dated = msgspec.structs.replace(
        card.item,
        published=_ago(entry.published, card.minute, today, zone),
        changed=_ago(entry.changed, card.minute, today, zone),
    )
    if not entry.dated:
        yield dated
    for number, day in enumerate(entry.days(today), 1):
        yield _on(dated, entry, day, number, zone)


def _on(item: Item, entry: Entry, day: date, number: int, zone: ZoneInfo) -> Item:
    """One occurrence; a repeated one is named by its day, as calendars do."""
    starts, ends = _times(entry, day, zone)
    return msgspec.structs.replace(
        item,
        remote=f"{item.remote}/{day}" if entry.repeats else item.remote,
        starts=starts,
        ends=ends,
        all_day=entry.time is None,
        cancelled=number in entry.off,
    )


def _times(entry: Entry, day: date, zone: ZoneInfo) -> tuple[str, str | None]:
    last = day + timedelta(days=entry.days_long - 1)
    if entry.time is None:
        return day.isoformat(), last.isoformat() if last > day else None
    start = _at(day, entry.time, zone)
    if entry.until is None:
        return start, None
    over_midnight = last == day and entry.until <= entry.time
    return start, _at(last + timedelta(days=over_midnight), entry.until, zone)


def _at(day: date, clock: str, zone: ZoneInfo) -> str:
    return datetime.combine(day, time.fromisoformat(clock), zone).isoformat(timespec="seconds")


def _ago(days: int | None, minute: int, today: date, zone: ZoneInfo) -> str | None:
    if days is None:
        return None
    moment = datetime.combine(today - timedelta(days=days), time(8), zone) + timedelta(minutes=minute)
    return moment.isoformat(timespec="seconds")
