"""One event of The Events Calendar becomes an item."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

import msgspec

from sync.connectors.ical_window import DAY, Window
from sync.connectors.wordpress_items import stamp, utc
from sync.html import html_line, html_text
from sync.records import Item, Kind
from sync.text import line, safe_url, title_of

PROVISIONAL = 10_000_000
"""From here on an id names an occurrence of a recurring event and may change; its slug and start do not."""

_NOTHING = msgspec.Raw(b"null")

T = TypeVar("T")


class Named(msgspec.Struct, frozen=True):
    """A category."""

    name: str


class Picture(msgspec.Struct, frozen=True):
    """An image; the plugin writes `false` where none is. Its words lie in the site's media library, by `id`."""

    url: str | None = None
    id: int | str | None = None


class Venue(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its address."""

    venue: str = ""
    address: str = ""
    zip: str = ""
    city: str = ""

    @property
    def words(self) -> str:
        """`Bürgerhaus, Lessingplatz 3, 09130 Chemnitz`, as far as known."""
        return ", ".join(part for part in (self.venue, self.address, f"{self.zip} {self.city}".strip()) if part)


class Organizer(msgspec.Struct, frozen=True, kw_only=True):
    """Who invites. Its e-mail address has no field here: the public screen shows a name and a telephone number."""

    organizer: str = ""
    phone: str = ""

    @property
    def words(self) -> str:
        """Name and telephone number, as far as known."""
        return ", ".join(part for part in (self.organizer, self.phone) if part)


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What the organizer typed, taken apart by the plugin; its own `cost` rewrites `3 €` to `$3`."""

    currency_symbol: str = ""
    values: list[str | int | float] = []

    @property
    def words(self) -> str:
        """`3 – 5 €`, or the words as they were typed. Without a symbol euros are meant: the portals are German."""
        symbol = self.currency_symbol or "€"
        return " – ".join(f"{_comma(value)} {symbol}" if _is_number(value) else str(value) for value in self.values)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of one event. Times are `YYYY-MM-DD HH:MM:SS`; fields of changing form are taken apart later."""

    id: int
    utc_start_date: str
    utc_end_date: str
    start_date: str
    end_date: str
    all_day: bool = False
    status: str = "publish"
    hide_from_listings: bool = False
    title: str = ""
    description: str = ""
    slug: str = ""
    url: str | None = None
    date_utc: str | None = None
    modified_utc: str | None = None
    image: msgspec.Raw = _NOTHING
    categories: msgspec.Raw = _NOTHING
    venue: msgspec.Raw = _NOTHING
    organizer: msgspec.Raw = _NOTHING
    cost_details: msgspec.Raw = _NOTHING

    @property
    def is_public(self) -> bool:
        """Whether the organizer wants it in lists; editors' passwords also read drafts."""
        return self.status == "publish" and not self.hide_from_listings

    @property
    def remote(self) -> str:
        """Identity: the post's id survives a move; an occurrence has only its slug and its start."""
        if self.id < PROVISIONAL or not self.slug:
            return f"event:{self.id}"
        return f"event:{self.slug}/{self.utc_start_date.replace(' ', 'T')}"


def picture_of(event: Event) -> Picture:
    """The event's image, its address safe; without one where there is none."""
    return next((Picture(safe_url(one.url), one.id) for one in parts(event.image, Picture)), Picture())


def event_item(event: Event, window: Window) -> Item | None:
    """The item; None when the event does not overlap the window. Raises ValueError for times that are none."""
    starts, ends = _days(event) if event.all_day else _moments(event)
    last = ends + DAY if event.all_day else ends
    if not window.holds(starts, last):
        return None
    text = html_text(event.description)
    return Item(
        remote=event.remote,
        kind=Kind.EVENT,
        title=title_of(html_line(event.title), text),
        text=text,
        starts=_written(starts, window),
        ends=_written(ends, window) if event.all_day or ends > starts else None,
        all_day=event.all_day,
        place=_first(parts(event.venue, Venue)),
        price=line(html_line(_joined(parts(event.cost_details, Cost)))),
        categories=tuple(name for one in parts(event.categories, Named) if (name := html_line(one.name))),
        contact=_first(parts(event.organizer, Organizer)),
        url=safe_url(event.url),
        image=picture_of(event).url,
        published=stamp(utc(event.date_utc), window.home),
        changed=stamp(utc(event.modified_utc), window.home),
        revision=event.modified_utc,
    )


def parts(raw: msgspec.Raw, shape: type[T]) -> list[T]:
    """An object, a list of them or a map of them, whichever the plugin wrote; what fits none is nothing."""
    try:
        found = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return []
    if isinstance(found, dict):
        rows = list(found.values()) if all(isinstance(one, dict) for one in found.values()) else [found]
    else:
        rows = found if isinstance(found, list) else []
    return [one for row in rows if (one := _fitting(row, shape))]


def _fitting(row: object, shape: type[T]) -> T | None:
    try:
        return msgspec.convert(row, shape)
    except msgspec.ValidationError:
        return None


def _days(event: Event) -> tuple[date, date]:
    """First and last day. A site may let its days begin at 6:00; then an all-day event ends at 5:59:59."""
    starts, ends = datetime.fromisoformat(event.start_date), datetime.fromisoformat(event.end_date)
    late = timedelta(hours=starts.hour, minutes=starts.minute, seconds=starts.second)
    return starts.date(), max(starts.date(), (ends - late).date())


def _moments(event: Event) -> tuple[datetime, datetime]:
    """Begin and end in UTC: local times of the repeated hour cannot be compared."""
    starts, ends = utc(event.utc_start_date), utc(event.utc_end_date)
    if starts is None or ends is None:
        raise ValueError(event.utc_start_date)
    return starts, max(starts, ends)


def _written(value: date, window: Window) -> str:
    if isinstance(value, datetime):
        return window.local(value).isoformat(timespec="seconds")
    return value.isoformat()


def _first(found: Iterable[Venue | Organizer]) -> str | None:
    return next((words for one in found if (words := html_line(one.words))), None)


def _joined(found: Iterable[Cost]) -> str:
    return ", ".join(one.words for one in found)


def _is_number(value: str | int | float) -> bool:
    return str(value).replace(".", "", 1).replace(",", "", 1).isdecimal()


def _comma(value: str | int | float) -> str:
    return str(value).replace(".", ",")
