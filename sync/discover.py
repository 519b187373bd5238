"""What an address offers to a kiosk: one look at a site, and the settings lines to use what was found."""

import json
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from sync.candidates import Calendar, calendar_at, calendars_of, feeds_of, is_cyclos
from sync.clock import Clock
from sync.connectors.http import Answer, Http
from sync.connectors.wordpress_events import NAMESPACE
from sync.connectors.wordpress_root import Found, based, find
from sync.connectors.wordpress_site import decoded
from sync.errors import Reason, SyncError
from sync.html import html_line
from sync.records import Source
from sync.text import line

ANSWER_S = 30.0
"""Seconds that one answer may take: people wait at the command, and a dozen addresses are tried."""
NAME_MAX = 20
"""Letters of a proposed name: it is typed after `--platform`, and `-kalender2` still fits behind it."""
MAX_MB = 20.0
"""Largest answer, units of 1,000,000 bytes: a town's calendar of many years has 5."""

_LOOKED_AT = (200, 400, 401, 403, 404, 405, 406, 410, 451)
_GUESSES = (
    ("events", ("veranstaltung", "termin", "kalender", "event")),
    ("offers", ("biete", "angebot", "verschenke")),
    ("requests", ("suche", "gesuch")),
    ("jobs", ("stellen", "job", "minijob")),
)
"""Words at the start of a category's name that tell its kind; the lines are a proposal that staff read."""


class Category(msgspec.Struct, frozen=True):
    """A category of posts and how many posts bear it."""

    name: str
    slug: str
    count: int


class Problem(msgspec.Struct, frozen=True):
    """Trouble on the way that did not end the look."""

    reason: Reason
    facts: dict[str, str]


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. `kind` is the connector to use for `url` itself; None when there is none."""

    url: str
    kind: str | None = None
    name: str | None = None
    wordpress: bool = False
    namespaces: tuple[str, ...] = ()
    events: str | None = None
    """The event interface that the kiosk reads (`tribe/events/v1`)."""
    jobs: str | None = None
    """The route of WP Job Manager's list."""
    categories: tuple[Category, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    feeds: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def discover(url: str, clock: Clock) -> Discovery:
    """Look at `url` (also `webcal://`) anonymously, at most some twenty requests.

    Raises `SyncError` when the address itself gives no answer; trouble further on becomes a problem.
    """
    address = re.sub(r"^webcals?://", "https://", url.strip(), flags=re.IGNORECASE)
    http = Http(Source(name="discover", kind="discover", url=address, answer_s=ANSWER_S, max_mb=MAX_MB), clock)
    try:
        answer = http.get(address, accept="*/*", statuses=_LOOKED_AT)
        calendar = calendar_at(answer, address)
        if calendar:
            return Discovery(url=address, kind="ical", name=calendar.name, calendars=(calendar,))
        return _Look(http, address).at_site(answer)
    finally:
        http.close()


class _Look:
    """One look at one site."""

    def __init__(self, http: Http, url: str) -> None:
        self._http = http
        self._base = based(url)
        self._problems: list[Problem] = []

    def at_site(self, front: Answer) -> Discovery:
        found = find(self._http, self._base)
        if isinstance(found, Found):
            return self._wordpress(found, front)
        if is_cyclos(self._http, self._base):
            return Discovery(url=self._base, kind="cyclos")
        feeds = self._feeds(front)
        return Discovery(
            url=self._base,
            kind="wordpress" if f"{self._base}feed/" in feeds else None,
            calendars=self._calendars(front),
            feeds=feeds,
            problems=tuple(self._problems),
        )

    def _wordpress(self, found: Found, front: Answer) -> Discovery:
        return Discovery(
            url=found.site.base,
            kind="wordpress",
            name=html_line(found.root.name),
            wordpress=True,
            namespaces=tuple(filter(None, map(line, found.root.namespaces))),
            events=NAMESPACE if found.offers(NAMESPACE) else None,
            jobs=found.jobs_route(),
            categories=self._categories(found),
            calendars=self._calendars(front),
            feeds=self._feeds(front),
            problems=tuple(self._problems),
        )

    def _categories(self, found: Found) -> tuple[Category, ...]:
        try:
            pages = list(found.site.pages("/wp/v2/categories", [("_fields", "id,name,slug,count")]))
        except SyncError as error:
            self._problems.append(Problem(error.reason, error.facts))
            return ()
        named = (
            msgspec.structs.replace(one, name=name)
            for page in pages
            for one in decoded(page.rows, Category)
            if (name := html_line(one.name))
        )
        return tuple(sorted(named, key=lambda one: (-one.count, one.name)))

    def _calendars(self, front: Answer) -> tuple[Calendar, ...]:
        calendars, troubles = calendars_of(self._http, self._base, front)
        self._problems += [Problem(error.reason, error.facts) for error in troubles]
        return tuple(calendars)

    def _feeds(self, front: Answer) -> tuple[str, ...]:
        return tuple(feeds_of(self._http, self._base, front))


def settings_lines(discovery: Discovery) -> list[str]:
    """TOML to use what was found: the site itself, and its calendars where it has no event interface."""
    lines: list[str] = []
    name = _short_name(discovery.url)
    if discovery.kind:
        lines += _platform(name, discovery.kind, discovery.url)
        if discovery.kind == "wordpress":
            lines.append(f"posts = {_posts(discovery.categories)}")
    if discovery.kind != "ical" and not discovery.events:
        for number, calendar in enumerate(discovery.calendars, 1):
            lines += ["", *_platform(f"{name}-kalender{number if number > 1 else ''}", "ical", calendar.url)]
    return lines[1:] if lines[:1] == [""] else lines


def _platform(name: str, kind: str, url: str) -> list[str]:
    return ["[[platform]]", f"name = {_quoted(name)}", f"kind = {_quoted(kind)}", f"url = {_quoted(url)}"]


def _posts(categories: Iterable[Category]) -> str:
    """`posts` by what the categories' names begin with; the rest are notices."""
    rules = [(one.name, kind) for one in categories if (kind := _guess(one.name))]
    if not rules:
        return _quoted("notices")
    once = dict(rules) | {"*": "notices"}  # two categories may bear one name, a TOML table has no key twice
    pairs = ", ".join(f"{_quoted(name)} = {_quoted(kind)}" for name, kind in once.items())
    return f"{{ {pairs} }}"


def _guess(name: str) -> str | None:
    words = name.casefold()
    return next((kind for kind, starts in _GUESSES if words.startswith(starts)), None)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _short_name(url: str) -> str:
    """A name for the settings from the last part of the path, else from the host: letters, digits and dashes."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".ics")
    host = (parts.hostname or "").removeprefix("www.").partition(".")[0]
    words = last if last and last != "basic" else "portal" if host.isdecimal() else host
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:NAME_MAX].strip("-") or "portal"
