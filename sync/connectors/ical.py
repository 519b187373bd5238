"""Reads a public calendar address (iCalendar, RFC 5545): a whole file every time, unless it has not changed."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Clock
from sync.connectors.base import Batch, Ending, Tally
from sync.connectors.http import Answer, Http, Validators
from sync.errors import Reason, Unreachable
from sync.hosts import is_private
from sync.records import Item, Source

ACCEPT = "text/calendar, text/plain;q=0.5, */*;q=0.1"
BATCH = 200
"""Items of one batch: stored in some 20 ms on a Raspberry Pi."""
ITEMS_MAX = 200_000
"""Items of one calendar: twice what a terminal must hold."""


class IcalConnector:
    """One calendar address. Building it asks nothing of the network; `source.secret` is `user:password`, if any."""

    def __init__(self, source: Source, clock: Clock) -> None:
        keys = {"Authorization": f"Basic {b64encode(source.secret.encode()).decode()}"} if source.secret else {}
        self._http = Http(msgspec.structs.replace(source, url=address(source.url)), clock, headers=keys)
        self.tally: Tally = self._http.tally
        self._stream = CalendarStream(source, clock, self._http)

    def streams(self) -> Sequence["CalendarStream"]:
        return (self._stream,)

    def close(self) -> None:
        """Give back the connection."""
        self._http.close()


def address(url: str) -> str:
    """The address behind `webcal:`: https, except in the house, where calendars seldom have certificates."""
    scheme, colon, rest = url.strip().partition(":")
    if scheme.lower() not in ("webcal", "webcals"):
        return url.strip()
    host = urlsplit(f"https:{rest}").hostname or ""
    plain = scheme.lower() == "webcal" and is_private(host)
    return f"{'http' if plain else 'https'}{colon}{rest}"


class _Mark(msgspec.Struct, frozen=True):
    """What the cursor holds: the answer that was expanded last, and the local day of its window."""

    day: date
    validators: Validators
    body: str
    """SHA-256: for servers that answer 200 to every question (Radicale)."""


class CalendarStream:
    """All occurrences in the window, complete every time.

    The window moves at midnight: "not modified" is enough only on the day of the last expansion.
    """

    name = "calendar"

    def __init__(self, source: Source, clock: Clock, http: Http) -> None:
        self._url = address(source.url)
        self._home = ZoneInfo(source.timezone)
        self._patience_s = source.answer_s
        self._clock = clock
        self._http = http
        self.question = f"{self._url} {source.timezone}"

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        today = self._clock.now().astimezone(self._home).date()
        before = _mark(cursor)
        before = before if before and before.day == today else None
        answer = self._http.get(self._url, accept=ACCEPT, validators=before.validators if before else None)
        if answer.status == 304:
            yield Ending(complete=True, unchanged=True)
            return
        now = _Mark(today, Validators.from_answer(answer), hashlib.sha256(answer.body).hexdigest())
        unchanged = before is not None and before.body == now.body
        if not unchanged:
            yield from self._batches(answer, today)
        yield Ending(complete=True, unchanged=unchanged, cursor=msgspec.json.encode(now).decode())

    def _batches(self, answer: Answer, today: date) -> Iterator[Batch]:
        """Raises what `cut` raises; TOO_MANY beyond `ITEMS_MAX`; TOO_SLOW after `answer_s` of work on hostile rules."""
        # icalendar and dateutil take 80 ms to import.
        from sync.connectors.ical_feed import cut, unfold
        from sync.connectors.ical_items import found_in
        from sync.connectors.ical_window import Window

        if answer.is_page:
            raise Unreachable(Reason.LOGIN_PAGE, host=answer.host)
        feed = cut(msgspec.structs.replace(answer, body=unfold(answer.body)).text())
        deadline = self._clock.monotonic() + self._patience_s
        items: list[Item] = []
        total = skipped = 0
        for found in found_in(feed, Window.around(today, self._home)):
            items += found.items
            total += len(found.items)
            skipped += found.skipped
            if total > ITEMS_MAX or self._clock.monotonic() > deadline:
                raise Unreachable(Reason.TOO_MANY if total > ITEMS_MAX else Reason.TOO_SLOW, host=answer.host)
            while len(items) >= BATCH:
                yield Batch(items=items[:BATCH], skipped=skipped)
                items, skipped = items[BATCH:], 0
        if items or skipped:
            yield Batch(items=items, skipped=skipped)


def _mark(cursor: str | None) -> _Mark | None:
    """What a cursor says; None for none and for one that another version wrote."""
    try:
        return msgspec.json.decode(cursor, type=_Mark) if cursor else None
    except msgspec.DecodeError:
        return None
