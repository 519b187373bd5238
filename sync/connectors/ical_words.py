"""What people read of a VEVENT: its title, its text, its place, its picture and who is behind it."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from icalendar import Component

from sync.connectors.ical_property import every, first, moment
from sync.html import html_line, html_text, looks_like_html
from sync.records import Item, Kind
from sync.text import line, paragraphs, safe_url, title_of

CATEGORIES_MAX = 20
"""Categories of one event: more than any list shows."""

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}[0-9]{0,2});", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


def draft_of(event: Component, home: ZoneInfo) -> Item:
    """The item without identity and times. Nothing in it changes with DTSTAMP, which some servers rewrite."""
    text = _text(event)
    return Item(
        remote="",
        kind=Kind.EVENT,
        title=title_of(_line(event, "SUMMARY"), text),
        text=text,
        cancelled=str(first(event, "STATUS") or "").strip().upper() == "CANCELLED",
        place=_line(event, "LOCATION"),
        categories=_categories(event),
        contact=_contact(event),
        url=safe_url(_words(event, "URL")),
        image=_image(event),
        published=_stamp(event, "CREATED", home),
        changed=_stamp(event, "LAST-MODIFIED", home),
    )


def _stamp(event: Component, name: str, home: ZoneInfo) -> str | None:
    value = moment(event, name)
    return value.astimezone(home).isoformat(timespec="seconds") if value else None


def _words(event: Component, name: str) -> str | None:
    """A property's first value as the feed has it."""
    value = first(event, name)
    return None if value is None else str(value)


def _line(event: Component, name: str) -> str | None:
    words = _words(event, name)
    if words and looks_like_html(words):
        return html_line(words)
    return line(_without_entities(words))


def _text(event: Component) -> str | None:
    words = _words(event, "DESCRIPTION")
    if words and words.strip():
        return html_text(words) if looks_like_html(words) else paragraphs(_without_entities(words))
    return html_text(_words(event, "X-ALT-DESC"))


def _without_entities(words: str | None) -> str | None:
    """Plain text in which a web site left entities; a bare `&copy=` of an address stays what it is."""
    return words and _ENTITY.sub(lambda entity: unescape(entity[0]), words)


def _categories(event: Component) -> tuple[str, ...]:
    values = [str(word) for value in every(event, "CATEGORIES") for word in getattr(value, "cats", ())]
    names = (line(_without_entities(value)) for value in values)
    return tuple(dict.fromkeys(name for name in names if name))[:CATEGORIES_MAX]


def _contact(event: Component) -> str | None:
    """The organiser's name, never the mail address, which some write in its place. TEC percent-encodes it."""
    name = str(_params(first(event, "ORGANIZER")).get("CN", ""))
    name = unquote(name) if _PERCENT.search(name) else name
    return None if "@" in name else line(_without_entities(name))


def _image(event: Component) -> str | None:
    """The first picture that lies at an address: IMAGE (RFC 7986), or an attachment that says it is one."""
    attached = [value for value in every(event, "ATTACH") if _is_picture(value)]
    found = (safe_url(str(value)) for value in (*every(event, "IMAGE"), *attached))
    return next((url for url in found if url), None)


def _is_picture(value: Any) -> bool:
    return str(_params(value).get("FMTTYPE", "")).lower().startswith("image/")


def _params(value: Any) -> Any:
    return getattr(value, "params", {})
