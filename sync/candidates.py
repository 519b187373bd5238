"""Addresses at which sites of community life keep calendars and feeds, tried one by one."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import msgspec

from sync.connectors.http import Answer, Http
from sync.connectors.rss import ACCEPT, parsed
from sync.errors import Reason, SyncError
from sync.html import HTML_MAX
from sync.text import line, safe_url

LINKS_MAX = 3
"""Calendars and feeds that a page's head names and that are tried; more are per category or per post."""

_AI1EC = "?plugin=all-in-one-event-calendar&controller=ai1ec_exporter_controller&action=export_events&no_html=true"
_CALENDARS = ("?ical=1", "events/?ical=1", "events.ics", "?mec-ical-feed=1", _AI1EC)
"""In this order: The Events Calendar, Events Manager, Modern Events Calendar, Timely (platforms reference, C.7)."""
_TRIED = (200, 400, 401, 403, 404, 405, 406, 410, 451, 500)
_NO_NEWS = (Reason.NOT_FOUND, Reason.NOT_UNDERSTOOD, Reason.LOGIN_PAGE, Reason.CUT, Reason.FORBIDDEN)
"""Failures that only say that there is nothing at a guessed address."""
_UID = re.compile(rb"^UID[^:\r\n]*:([^\r\n]*)", re.M | re.I)
_CALENDAR_NAME = re.compile(r"^X-WR-CALNAME[^:\r\n]*:([^\r\n]*)", re.M | re.I)


class Calendar(msgspec.Struct, frozen=True):
    """An ICS address with at least one event."""

    url: str
    events: int
    name: str | None = None


def calendar_at(answer: Answer, url: str) -> Calendar | None:
    """The calendar that an answer holds, whatever its type is called; None for one without events."""
    body = answer.body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if answer.status != 200 or not body[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        return None
    events = len(re.findall(rb"^BEGIN:VEVENT", body, re.M | re.I))
    named = _CALENDAR_NAME.search(answer.text())
    return Calendar(url, events, line(named[1].replace("\\,", ",")) if named else None) if events else None


def calendars_of(http: Http, base: str, front: Answer) -> tuple[list[Calendar], list[SyncError]]:
    """Every calendar of a site once, though two addresses lead to it, and the trouble met on the way."""
    found: list[Calendar] = []
    troubles: list[SyncError] = []
    known: set[frozenset[bytes]] = set()
    for url in dict.fromkeys([*_links(front, "text/calendar"), *(base + end for end in _CALENDARS)]):
        try:
            answer = http.get(url, accept="text/calendar, */*;q=0.1", statuses=_TRIED)
        except SyncError as error:
            troubles += [] if error.reason in _NO_NEWS else [error]
            continue
        calendar = calendar_at(answer, url)
        events = frozenset(_UID.findall(answer.body))
        if calendar and events not in known:
            known.add(events)
            found.append(calendar)
    return found, troubles


def feeds_of(http: Http, base: str, front: Answer) -> list[str]:
    """Addresses of RSS feeds that can be read; those of comments are no content."""
    links = [url for url in _links(front, "application/rss+xml") if "comments" not in url]
    return [url for url in dict.fromkeys([f"{base}feed/", *links]) if _is_feed(http, url)]


def is_cyclos(http: Http, base: str) -> bool:
    """Whether a Cyclos network answers here: its interface speaks JSON even when it refuses."""
    for route in ("api/ui/data-for-ui", "api/auth"):
        try:
            answer = http.get(base + route, statuses=(200, 401, 403))
        except SyncError:
            continue
        if answer.body.lstrip()[:1] == b"{" and _is_json(answer):
            return True
    return False


def _is_json(answer: Answer) -> bool:
    try:
        answer.json(dict[str, object])
    except SyncError:
        return False
    return True


def _is_feed(http: Http, url: str) -> bool:
    try:
        return bool(parsed(http.get(url, accept=ACCEPT)).link)
    except SyncError:
        return False


def _links(front: Answer, kind: str) -> Iterator[str]:
    """Alternates of one media type that a page's head names, at most `LINKS_MAX`."""
    if not front.is_page:
        return
    from selectolax.lexbor import LexborHTMLParser

    found = 0
    for node in LexborHTMLParser(front.text()[:HTML_MAX]).css(f'link[rel~="alternate"][type="{kind}"]'):
        url = safe_url(urljoin(front.url, node.attributes.get("href") or ""))
        if url and found < LINKS_MAX:
            found += 1
            yield url
