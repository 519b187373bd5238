"""The `url` of a platform: whether it can be asked, and how safe the way to it is."""

import re
from urllib.parse import urlsplit

from kiosk.settings_table import Table
from sync.hosts import is_private

EXAMPLE = "https://example.org/"


def read_url(table: Table, name: str, kind: str, secret: str | None) -> str:
    """The address; `webcal` is for calendars only. Problems and warnings are noted in the table."""
    url = table.text("url", "", EXAMPLE, required=True)
    if not url:
        return url
    schemes = ("http", "https", "webcal", "webcals") if kind in ("ical", "") else ("http", "https")
    if not _usable(url, schemes):
        table.wrong("url", url, table.words.say("a web address that begins with https://"), _mended(url))
        return url
    parts = urlsplit(url)
    if parts.username or parts.password:
        say, bare = table.words.say, url.replace(_user(url), "", 1)
        sentence = say("'url' must hold no password. Run: kiosk secret set {name} --read-only – Write: {line}")
        table.problem(sentence, line=f'url = "{bare}"', name=name or "NAME")
    if parts.scheme == "http" and not is_private(parts.hostname or ""):
        _open_way(table, url, secret)
    return url


def _usable(url: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return parts.scheme in schemes and named and not re.search(r"[\s\x00-\x1f\x7f\"\\<>]", url)


def _user(url: str) -> str:
    """`user:password@`."""
    return urlsplit(url).netloc.rpartition("@")[0] + "@"


def _mended(url: str) -> str:
    """The address with https in place of whatever it began with, if that makes it whole."""
    mended = "https://" + re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*:/+|^/+|\s+", "", url)
    return mended if _usable(mended, ("https",)) and "." in mended else EXAMPLE


def _open_way(table: Table, url: str, secret: str | None) -> None:
    """Anyone on the way can read and change what comes over plain http; a key must never go that way."""
    say = table.words.say
    line = f'url = "https{url[4:]}"'
    if secret:
        table.problem(say("sends its key over http, where others can read it. Write: {line}"), line=line)
    else:
        table.warn(say("uses http, where others can change what is shown. Better: {line}"), line=line)
