"""One `[[platform]]` of the settings becomes a `Source`, with the key that reads it."""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kiosk.booking_settings import BOOKS, belongs, read_bookings
from kiosk.platform_url import read_url
from kiosk.secrets import read_secret
from kiosk.settings_table import Table, nearest
from sync.connectors.table import CONNECTORS
from sync.records import Kind, RequestRule, Source

TAKERS = tuple(kind for kind in BOOKS if kind not in CONNECTORS)
"""Kinds that only take bookings: there is nothing to read."""
KINDS = (*CONNECTORS, *TAKERS)
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
"""Names become file names (keys) and are typed after `--platform`."""
PLURALS = tuple(kind.plural for kind in Kind)

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def read_platform(table: Table, timezone: str, secrets: Path) -> Source:
    """Check every key of one platform; problems are noted in the table."""
    name = _name(table)
    kind = table.choice("kind", "", KINDS, required=True)
    secret = read_secret(table, secrets, name) if name else None
    if secret and kind in ("wordpress", "ical") and not all(secret.partition(":")):
        sentence = table.words.say("its key must be user:password. Run: kiosk secret set {name} --read-only")
        table.problem(sentence, name=name)
    keyed = bool(secret or table.raw("books"))
    source = Source(
        name=name,
        kind=kind,
        url=read_url(table, name, kind, keyed=keyed),
        posts=_posts(table) if belongs(table, kind, ("wordpress",), "posts") else None,
        events=table.flag("events", True) if belongs(table, kind, ("wordpress",), "events") else True,
        jobs=table.flag("jobs", True) if belongs(table, kind, ("wordpress",), "jobs") else True,
        requests=_requests(table) if belongs(table, kind, ("cyclos",), "requests") else None,
        secret=secret,
        timezone=timezone,
    )
    source = read_bookings(table, _with_limits(table, source))
    table.finish()
    return source


def _name(table: Table) -> str:
    """The name; an empty one where it cannot be used. From here on it stands in the heading."""
    name = table.text("name", "", "portal", required=True)
    if name and not NAME.fullmatch(name):
        near = re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_SPELT)).strip("-")[:31]
        table.wrong("name", name, table.words.say("small letters, digits, - and _"), near or "portal")
        return ""
    if name:
        table.heading = f"[[platform]] {name}:"
    return name


def _with_limits(table: Table, source: Source) -> Source:
    """Bounds: a minute of silence, ten minutes an answer (the longest round), 500 MB, ten seconds between questions."""
    pause = table.raw("pause_ms")
    return msgspec.structs.replace(
        source,
        timeout_s=table.number("timeout_s", 20.0, 0.1, 60),
        answer_s=table.number("answer_s", 120.0, 0.1, 600),
        max_mb=table.number("max_mb", 50.0, 0.001, 500),
        pause_ms=None if pause is None else table.whole("pause_ms", 200, 0, 10_000),
    )


def _posts(table: Table) -> tuple[tuple[str, Kind], ...] | None:
    """One kind for all posts, or category → kind in the order of the file."""
    raw = table.raw("posts")
    if raw is None:
        return None
    mapping = raw if isinstance(raw, Mapping) else {"*": raw}
    if mapping and all(kind in PLURALS and name.strip() for name, kind in mapping.items()):
        return tuple((name.strip(), Kind.from_plural(str(kind))) for name, kind in mapping.items())
    mended = {name: _plural(kind) for name, kind in mapping.items() if name.strip()}
    wanted = table.words.say("one of {allowed}, or a table from category to one of them")
    near = mended if isinstance(raw, Mapping) and mended else _plural(raw)
    table.wrong("posts", raw, wanted.format(allowed=", ".join(PLURALS)), near)
    return None


def _plural(word: object) -> str:
    return nearest(word, PLURALS) or "notices" if isinstance(word, str) else "notices"


def _requests(table: Table) -> RequestRule | None:
    raw = table.raw("requests")
    if raw is None:
        return None
    rule = _rule(raw)
    if rule is None:
        wanted = table.words.say(
            'a table with one of title_prefix = "…", category = ["…"] or custom_field = "field=value"'
        )
        table.wrong("requests", raw, wanted, {"title_prefix": raw if isinstance(raw, str) and raw.strip() else "Suche"})
    return rule


def _rule(raw: object) -> RequestRule | None:
    """The rule when the table has exactly one usable key."""
    if not isinstance(raw, Mapping) or len(raw) != 1:
        return None
    [(key, value)] = raw.items()
    match key, value:
        case "title_prefix", str() if value.strip():
            return RequestRule(title_prefix=value.strip())
        case "category", str() if value.strip():
            return RequestRule(category=(value.strip(),))
        case "category", list() if value and all(isinstance(name, str) and name.strip() for name in value):
            return RequestRule(category=tuple(name.strip() for name in value))
        case "custom_field", str() if all(part.strip() for part in value.partition("=")):
            return RequestRule(custom_field=value)
    return None
