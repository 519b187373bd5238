"""From what a site offers to platforms of the settings: proposals that a person takes or leaves."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from kiosk.settings import Settings
from kiosk.words import Words
from sync.discover import Discovery, settings_lines
from sync.text import clean, line

ADDRESS_MOST = 300
"""Letters of an address: the longest calendar addresses have 200."""
ADDRESSES_MOST = 50
"""Of a file on a stick: a town has a dozen sites."""

_TWICE = re.compile(r"^https://(?=https?[:öÖ])", re.IGNORECASE)
"""What stood there before a whole address was scanned behind it."""
_SCANNED = re.compile(r"^https?[öÖ]--", re.IGNORECASE)
_AMERICAN = str.maketrans('Öö-ß?_/zyZY§°"´', ":;/-_?&yzYZ#~@=")
"""Scanners strike the keys of an American keyboard, and a German one has other signs on them."""
SCANNED_SIGNS = '§°"´'
"""Those that no address has, but a scanned one before it is read as American."""


class Offer(msgspec.Struct, frozen=True):
    """One platform that could be read."""

    name: str
    values: Mapping[str, object]
    label: str


def offers(words: Words, found: Discovery, settings: Settings) -> list[Offer]:
    """What was found, under names that are free; an address that is read already keeps its name."""
    rows = tomllib.loads("\n".join(settings_lines(found))).get("platform", [])
    taken = {source.url: source.name for source in settings.platforms}
    names: set[str] = set(taken.values())
    return [_offer(words, found, row, taken, names) for row in rows]


def _offer(words: Words, found: Discovery, row: dict[str, object], taken: Mapping[str, str], names: set[str]) -> Offer:
    url = str(row["url"])
    name = taken.get(url) or _free(str(row.pop("name")), names)
    row.pop("name", None)
    names.add(name)
    return Offer(name, row, _label(words, str(row["kind"]), line(found.name) or "", url))


def _free(name: str, names: set[str]) -> str:
    return name if name not in names else next(one for n in range(2, 99) if (one := f"{name[:28]}-{n}") not in names)


def _label(words: Words, kind: str, name: str, url: str) -> str:
    """What it is, and where."""
    _ = words.say
    match kind:
        case "ical":
            told = _("Calendar: {name}")
        case "cyclos":
            told = _("Exchange ring: {name}")
        case _:
            told = _("Site: {name}")
    return told.format(name=name if kind == "wordpress" and name else host_of_address(url))


def host_of_address(url: str) -> str:
    """An address as people say it."""
    return clean(re.sub(r"^[a-z]+://(www\.)?", "", url).rstrip("/"))


def address_of(text: str) -> str | None:
    """A web address as people type or scan it, made whole; None where there is none in it."""
    typed = _TWICE.sub("", text.strip())
    if _SCANNED.match(typed):
        typed = typed.translate(_AMERICAN)
    if "://" not in typed:
        typed = f"https://{typed}"
    host = re.sub(r"^[a-z]+://", "", typed.lower()).partition("/")[0]
    usable = "." in host.strip(".") or host.startswith("localhost")
    return typed if usable and len(typed) <= ADDRESS_MOST and not re.search(r"\s", typed) else None


def addresses_in(content: str) -> Iterator[str]:
    """Those of a text file, one a line; blank lines and remarks behind # are left out."""
    rows: Iterable[str] = (row.strip() for row in content.splitlines())
    found = (address_of(row) for row in rows if row and not row.startswith("#"))
    yield from list(dict.fromkeys(address for address in found if address))[:ADDRESSES_MOST]
