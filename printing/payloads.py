"""What a code may tell a telephone: an address, a date, a network, a number; each in its own grammar."""

import re
from datetime import UTC, date, datetime, timedelta

import msgspec

from printing.errors import CodeRefused

PAYLOAD_MAX = 1_000
"""Letters of a payload: a symbol of 125 modules, far beyond what any paper here can hold."""
CALENDAR_MAX = 285
"""Bytes of a calendar entry: version 12 at level M, whose 73 modules of 5 dots are the most that 58 mm holds (365 of
384 dots); fewer dots a module are read on good paper only."""
TITLE_LEAST = 20
"""Letters of a title that always fit, whatever else has to go."""
FOLD = 75
"""Bytes of a line in a calendar file (RFC 5545, 3.1)."""

_ADDRESS = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[!-~]+")
_UID = re.compile(r"[A-Za-z0-9@._-]{1,64}")
_NUMBER = re.compile(r"[A-Z0-9-]{1,40}")
_KEY = re.compile(r"[ -~]{8,63}")


class CalendarEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A date for the calendar (RFC 5545); raises CodeRefused. Times are aware, or whole days."""

    uid: str
    """Stable, so that the same event taken twice stands in the calendar once."""
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    """Of whole days the last one, inclusive."""
    place: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not _UID.fullmatch(self.uid) or not _plain(self.title):
            raise CodeRefused("uid or title")
        if self.url is not None:
            address(self.url)


class Network(msgspec.Struct, frozen=True):
    """A wireless network to join; raises CodeRefused for names and keys that no network can have."""

    name: str
    password: str | None = None
    """None: an open network."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.name.encode()) <= 32 or not self.name.isprintable():
            raise CodeRefused("name of a network")
        if self.password is not None and not _KEY.fullmatch(self.password):
            raise CodeRefused("key of a network")


class Number(msgspec.Struct, frozen=True):
    """A number that people can also type: capitals, digits and hyphens, at most 40; raises CodeRefused."""

    text: str

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.text):
            raise CodeRefused("number")


Payload = str | CalendarEvent | Network | Number
"""A plain `str` is an address."""


def content(payload: Payload) -> str:
    """The letters that the code holds; raises CodeRefused for what is no address, and for more than PAYLOAD_MAX."""
    match payload:
        case CalendarEvent():
            text = _calendar(payload)
        case Network():
            text = _network(payload)
        case Number(text):
            pass
        case _:
            text = address(payload)
    if len(text.encode()) > PAYLOAD_MAX:
        raise CodeRefused(f"{len(text)} letters")
    return text


def address(url: str) -> str:
    """The address itself; raises CodeRefused unless it is printable ASCII with http or https.

    Telephones guess the character set of other addresses and guess wrongly.
    """
    if len(url) > PAYLOAD_MAX or not _ADDRESS.fullmatch(url):
        raise CodeRefused(f"{len(url)} letters")
    return url


def fitting(event: CalendarEvent) -> CalendarEvent:
    """The event with as much as fits the narrowest paper: without its address, then without its place, then with a
    shorter title."""
    plainer = msgspec.structs.replace(event, url=None)
    bare = msgspec.structs.replace(plainer, place=None)
    short = msgspec.structs.replace(bare, title=_plain(event.title)[:TITLE_LEAST])
    forms = (event, plainer, bare, short)
    return next((form for form in forms if len(_calendar(form).encode()) <= CALENDAR_MAX), short)


def folded(line: str) -> str:
    """The line in pieces of at most FOLD bytes, no letter cut in two."""
    pieces, room = [""], FOLD
    for letter in line:
        room -= len(letter.encode())
        if room < 0:
            pieces.append("")
            room = FOLD - 1 - len(letter.encode())
        pieces[-1] += letter
    return "\r\n ".join(pieces)


def _calendar(event: CalendarEvent) -> str:
    """A file with one event, in as few lines as telephones need."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTART{_moment(event.starts)}"]
    if event.ends is not None:
        whole = not isinstance(event.ends, datetime)
        lines.append(f"DTEND{_moment(event.ends + timedelta(days=1) if whole else event.ends)}")
    lines.append(f"SUMMARY:{_escaped(event.title)}")
    if event.place and _plain(event.place):
        lines.append(f"LOCATION:{_escaped(event.place)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VEVENT", "END:VCALENDAR"))


def _moment(when: date | datetime) -> str:
    if isinstance(when, datetime):
        return f":{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f";VALUE=DATE:{when:%Y%m%d}"


def _plain(text: str) -> str:
    """One line of letters: whatever could end a line is a blank."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545, 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", _plain(text))


def _network(network: Network) -> str:
    """As telephones' cameras read it (ZXing, Barcode Contents)."""
    kind = "WPA" if network.password else "nopass"
    key = f"P:{_marked(network.password)};" if network.password else ""
    return f"WIFI:T:{kind};S:{_marked(network.name)};{key};"


def _marked(text: str) -> str:
    return re.sub(r'([\\;,:"])', r"\\\1", text)
