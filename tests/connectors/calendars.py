"""Calendars for tests: written by a few lines, read as the connector reads them, served as a platform."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

from sync.connectors.ical import IcalConnector
from sync.connectors.ical_feed import cut, unfold
from sync.connectors.ical_items import found_in
from sync.connectors.ical_window import Window
from sync.records import Item, Source
from tests.connectors.shelf import Round, Shelf
from tests.sync.servers import Asked, Reply, Server

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 24)
RECORDED = Path(__file__).parent / "recorded" / "ical"


def event(*lines: str, uid: str = "a@x", start: str = "TZID=Europe/Berlin:20261201T190000") -> str:
    """A VEVENT; `start` follows `DTSTART` with a semicolon. No UID when it is empty."""
    named = (f"UID:{uid}",) if uid else ()
    begun = (f"DTSTART;{start}",) if start else ()
    title = () if any(line.startswith("SUMMARY") for line in lines) else ("SUMMARY:Treff",)
    return "\r\n".join(("BEGIN:VEVENT", *named, "DTSTAMP:20261101T000000Z", *begun, *title, *lines, "END:VEVENT", ""))


def calendar(*parts: str) -> bytes:
    """A whole VCALENDAR of these parts."""
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


def read(body: bytes, today: date = TODAY, zone: ZoneInfo = BERLIN) -> tuple[list[Item], int]:
    """All items of a body, and how many were skipped."""
    found = list(found_in(cut(unfold(body).decode()), Window.around(today, zone)))
    return [item for one in found for item in one.items], sum(one.skipped for one in found)


def items(*parts: str, today: date = TODAY, zone: ZoneInfo = BERLIN) -> list[Item]:
    """The items of these parts, of which none may be skipped."""
    found, skipped = read(calendar(*parts), today, zone)
    assert skipped == 0
    return found


def only(*parts: str) -> Item:
    """The one item of these parts."""
    (item,) = items(*parts)
    return item


class MovableClock:
    """A clock that tests move by hand; `tick` seconds pass at each look at the monotonic one."""

    trusted = True

    def __init__(self, now: datetime = datetime(2026, 11, 24, 11, tzinfo=UTC), tick: float = 0.0) -> None:
        self.wall = now
        self.tick = tick
        self._seconds = 0.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        self._seconds += self.tick
        return self._seconds


class CalendarPlatform:
    """The `Platform` of the contract: a calendar file on a server with or without ETags."""

    timezone = "Europe/Berlin"

    def __init__(self, *parts: str, etags: bool = True) -> None:
        self.parts = list(parts)
        self.etags = etags
        self.clock = MovableClock()
        self._server = Server({"/basic.ics": self._answer})

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def _answer(self, asked: Asked) -> Reply:
        body = calendar(*self.parts)
        tag = f'"{hash(body):x}"'
        headers = {"Content-Type": "text/calendar; charset=utf-8"} | ({"ETag": tag} if self.etags else {})
        if self.etags and asked.headers.get("if-none-match") == tag:
            return Reply(status=304, headers=headers)
        return Reply(headers=headers, body=body)

    @property
    def address(self) -> str:
        return self._server.url("/basic.ics")

    @property
    def requests(self) -> list[Asked]:
        return self._server.requests

    def serve(self, reply: Reply) -> None:
        """Answer this from now on."""
        self._server.routes["/basic.ics"] = reply

    def connect(self, scheme: str = "http") -> IcalConnector:
        url = scheme + self.address.removeprefix("http")
        return IcalConnector(Source(name="kalender", kind="ical", url=url, timezone=self.timezone), self.clock)

    def round(self, shelf: Shelf) -> Round:
        """One round of a fresh connector."""
        connector = self.connect()
        try:
            return shelf.round(connector)
        finally:
            connector.close()

    def asked(self) -> int:
        return len(self.requests)

    def change_one(self) -> None:
        self.parts[0] = self.parts[0].replace("SUMMARY:", "SUMMARY:Neu: ")

    def remove_one(self) -> None:
        del self.parts[1]

    def break_one(self) -> None:
        self.parts[0] = self.parts[0].replace("DTSTART;", "DTSTART;VALUE=DATE:gestern\r\nX-OLD;")

    def make_unreachable(self) -> None:
        self._server.stop()
