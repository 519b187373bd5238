"""Events of The Events Calendar (REST v1), read whole for the window each time: it has no question for changes."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Clock
from sync.connectors.base import Batch, Ending
from sync.connectors.ical_window import Window
from sync.connectors.wordpress_event import Event, event_item, picture_of
from sync.connectors.wordpress_site import PAGES_MAX, Site
from sync.errors import Reason, Unreachable
from sync.records import Item, Source

NAMESPACE = "tribe/events/v1"
PER_PAGE = 50
"""Events of a page; the plugin cuts more silently (platforms reference, C.5)."""

_ROUTE = "/tribe/events/v1/events"
_PAST_THE_END = b"event-archive-page-not-found"


class Archive(msgspec.Struct, frozen=True):
    """One page of events; `total` is what the site says that all pages hold."""

    events: list[msgspec.Raw]
    total: int = 0
    total_pages: int = 0


class EventsStream:
    """The stream `events`. Hidden and unpublished events are left out and do not count as broken."""

    name = "events"

    def __init__(self, site: Site, source: Source, clock: Clock) -> None:
        self._site = site
        self._clock = clock
        self._zone = ZoneInfo(source.timezone)
        self.question = f"wordpress events 1 {source.url} {source.timezone}"

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """All events of the window. Raises CHANGED_WHILE_READING, TOO_MANY, and what `Http.get` raises."""
        window = Window.around(self._clock.now().astimezone(self._zone).date(), self._zone)
        items: dict[str, Item] = {}
        media: dict[str, int] = {}
        skipped = 0
        for row in self._rows(window):
            try:
                event = msgspec.json.decode(row, type=Event)
                item = event_item(event, window) if event.is_public else None
            except (msgspec.DecodeError, ValueError, OverflowError):
                skipped += 1
                continue
            if item:
                items[item.remote], media[item.remote] = item, _media(event)
        yield Batch(items=self._described(items, media), skipped=skipped)
        yield Ending(complete=True)

    def _described(self, items: Mapping[str, Item], media: Mapping[str, int]) -> list[Item]:
        """The items with what their pictures show; `media` are the pictures' ids, 0 for none."""
        known = self._site.pictures(set(media.values()))
        words = {remote: known[number].alt for remote, number in media.items() if number in known}
        return [msgspec.structs.replace(item, image_alt=words.get(remote)) for remote, item in items.items()]

    def _rows(self, window: Window) -> list[msgspec.Raw]:
        """The whole list, read again once when it changed meanwhile."""
        for _ in range(2):
            pages = list(self._pages(window))
            if all(page.total == pages[0].total for page in pages):
                return [row for page in pages for row in page.events]
        raise Unreachable(Reason.CHANGED_WHILE_READING)

    def _pages(self, window: Window) -> Iterator[Archive]:
        number, pages = 1, 1
        while number <= pages:
            page = self._page(window, number)
            if page.total_pages > PAGES_MAX:
                raise Unreachable(Reason.TOO_MANY, limit=PAGES_MAX * PER_PAGE)
            yield page
            number, pages = number + 1, page.total_pages

    def _page(self, window: Window, number: int) -> Archive:
        """One page; past the end the plugin says 404, before 6.0 also for a first page without events."""
        asked = [
            ("start_date", window.start.date().isoformat()),
            ("end_date", f"{window.end.date().isoformat()} 00:00:00"),
            ("status", "publish"),
            ("per_page", str(PER_PAGE)),
            ("page", str(number)),
        ]
        answer = self._site.get(_ROUTE, asked, statuses=(200, 404))
        if answer.status == 404 and _PAST_THE_END in answer.body:
            return Archive([])
        if answer.status == 404:
            raise Unreachable(Reason.NOT_FOUND, host=answer.host)
        return answer.json(Archive)


def _media(event: Event) -> int:
    """The id of the event's image in the media library; 0 for none."""
    number = picture_of(event).id
    return int(number) if number and str(number).isdecimal() else 0
