"""One `[[platform]]` of the settings becomes a `Source`, with the key that reads it."""

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from kiosk.settings_table import Table
from sync.connectors.table import CONNECTORS
from sync.hosts import is_private
from sync.records import Kind, RequestRule, Source

KINDS = tuple(CONNECTORS)
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
"""Names become file names (keys) and are typed after `--platform`."""
PLURALS = tuple(kind.plural for kind in Kind)


def read_platform(table: Table, timezone: str, secrets: Path) -> Source:
    """Check every key of one platform; problems are noted in the table."""
    say = table.words.say
    name = table.text("name", "", "portal", required=True)
    if name and not NAME.fullmatch(name):
        table.wrong(
            "name", name, say("small letters, digits, - and _"), re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")
        )
        name = ""
    if name:
        table.heading = f"[[platform]] {name}:"
    kind = table.choice("kind", "", KINDS, required=True)
    secret = read_secret(table, secrets, name) if name else None
    source = Source(
        name=name,
        kind=kind,
        url=_url(table, kind, secret),
        posts=_posts(table, kind),
        events=_only(table, "events", kind, "wordpress"),
        jobs=_only(table, "jobs", kind, "wordpress"),
        requests=_requests(table, kind),
        secret=secret,
        timezone=timezone,
    )
    source = _with_limits(table, source)
    table.finish()
    return source


def _with_limits(table: Table, source: Source) -> Source:
    """Bounds: a minute of silence, ten minutes an answer (the longest round), 500 MB, ten seconds between questions."""
    pause = table.raw("pause_ms")
    return msgspec.structs.replace(
        source,
        timeout_s=table.number("timeout_s", 20.0, 1, 60),
        answer_s=table.number("answer_s", 120.0, 1, 600),
        max_mb=table.number("max_mb", 50.0, 0.001, 500),
        pause_ms=None if pause is None else table.whole("pause_ms", 200, 0, 10_000),
    )


def _url(table: Table, kind: str, secret: str | None) -> str:
    url = table.text("url", "", "https://example.org/", required=True)
    if not url:
        return url
    schemes = ("http", "https", "webcal", "webcals") if kind == "ical" else ("http", "https")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or re.search(r"\s", url):
        host = re.sub(r"^[a-z]*:?/*", "", url.strip()) or "example.org/"
        table.wrong("url", url, table.words.say("a web address that begins with https://"), f"https://{host}")
        return url
    if parts.username or parts.password:
        table.problem(
            table.words.say("'url' must hold no password. Remove it, and use: kiosk secret set NAME --read-only")
        )
    if parts.scheme == "http" and not is_private(parts.hostname or ""):
        _open_way(table, url, secret)
    return url


def _open_way(table: Table, url: str, secret: str | None) -> None:
    """Anyone on the way can read and change what comes over plain http; a key must never go that way."""
    say = table.words.say
    line = f'url = "https{url[4:]}"'
    if secret:
        table.problem(say("sends its key over http, where others can read it. Write: {line}"), line=line)
    else:
        table.warn(say("uses http, where others can change what is shown. Better: {line}"), line=line)


def _only(table: Table, key: str, kind: str, allowed: str) -> bool:
    """A switch that only one kind of platform has."""
    if kind and kind != allowed and table.raw(key) is not None:
        table.problem(
            table.words.say("'{key}' is only for kind = \"{allowed}\". Remove the line."), key=key, allowed=allowed
        )
    return table.flag(key, True)


def _posts(table: Table, kind: str) -> tuple[tuple[str, Kind], ...] | None:
    raw = table.raw("posts")
    if raw is None:
        return None
    say = table.words.say
    if kind and kind != "wordpress":
        table.problem(
            say("'{key}' is only for kind = \"{allowed}\". Remove the line."), key="posts", allowed="wordpress"
        )
        return None
    pairs = list(raw.items()) if isinstance(raw, Mapping) else [("*", raw)]
    wrong = [value for _, value in pairs if value not in PLURALS]
    if wrong or not pairs:
        wanted = say("one of {allowed}, or a table from category to one of them").format(allowed=", ".join(PLURALS))
        table.wrong("posts", raw, wanted, "notices")
        return None
    return tuple((str(name), Kind.from_plural(str(value))) for name, value in pairs)


def _requests(table: Table, kind: str) -> RequestRule | None:
    raw = table.raw("requests")
    if raw is None:
        return None
    say = table.words.say
    if kind and kind != "cyclos":
        table.problem(
            say("'{key}' is only for kind = \"{allowed}\". Remove the line."), key="requests", allowed="cyclos"
        )
        return None
    rule = _rule(raw)
    if rule is None:
        wanted = say('a table with one of title_prefix = "…", category = ["…"] or custom_field = "field=value"')
        table.wrong("requests", raw, wanted, {"title_prefix": "Suche"})
    return rule


def _rule(raw: object) -> RequestRule | None:
    """The rule when the table has exactly one usable key."""
    if not isinstance(raw, Mapping) or len(raw) != 1:
        return None
    [(key, value)] = raw.items()
    match key, value:
        case "title_prefix", str() if value.strip():
            return RequestRule(title_prefix=value)
        case "category", str() if value.strip():
            return RequestRule(category=(value,))
        case "category", list() if value and all(isinstance(name, str) and name for name in value):
            return RequestRule(category=tuple(value))
        case "custom_field", str() if value.partition("=")[0] and value.partition("=")[2]:
            return RequestRule(custom_field=value)
    return None


def secret_path(secrets: Path, name: str) -> Path:
    """Where the reading key of a platform lies."""
    return secrets / name


def read_secret(table: Table, secrets: Path, name: str) -> str | None:
    """The reading key, if there is one; a file that others can read is a problem."""
    path = secret_path(secrets, name)
    try:
        open_to_others = stat.S_IMODE(path.stat().st_mode) & 0o077
        secret = path.read_text("utf-8").strip("\n")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        table.problem(
            table.words.say("its key in {path} cannot be read. Run: kiosk secret set {name} --read-only"),
            path=path,
            name=name,
        )
        return None
    if open_to_others:
        table.problem(table.words.say("its key can be read by others. Run: chmod 600 {path}"), path=path)
    return secret or None
