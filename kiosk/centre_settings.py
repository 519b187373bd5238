"""`[centre]` and `[wifi]`: who we are, when somebody is there, and what guests may use."""

import re
from zoneinfo import ZoneInfo

import msgspec

from kiosk.settings_table import Table
from kiosk.words import LANGUAGES
from sync.text import line

TERMINAL = re.compile(r"[A-Z0-9]{2,6}")
"""A terminal's mark begins every reference on paper (`QK1-7F3K9Q`): short, and without letters to confuse by case."""
HOURS_MAX = 14
"""Lines of opening hours: two a day."""
SSID_MAX, KEY_MIN, KEY_MAX = 32, 8, 63
"""Letters of a network's name (IEEE 802.11) and of its WPA passphrase."""


class Wifi(msgspec.Struct, frozen=True):
    """The guests' network."""

    name: str
    password: str | None = None
    """None: an open network."""


class Visit(msgspec.Struct, frozen=True):
    """What people who come by want to know."""

    address: str | None = None
    phone: str | None = None
    hours: tuple[str, ...] = ()
    """One line a row (`Mo bis Do 9 bis 12 Uhr`)."""
    person: str | None = None
    """Whom to ask (`Frau Yıldız, im Büro`)."""
    wifi: Wifi | None = None
    welcome: str | None = None
    """The centre's own words on the page that stands there while nobody is (`Schön, dass Sie da sind!`)."""


class Centre(msgspec.Struct, frozen=True):
    """`[centre]`."""

    name: str
    timezone: str
    language: str
    terminal: str
    visit: Visit


def read_centre(table: Table) -> Centre:
    """Problems are noted in the table."""
    say = table.words.say
    name = table.text("name", "", "Quartierstreff Riehl", required=table.usable)
    if name and not line(name):
        table.wrong("name", name, say("a text in quotation marks"), "Quartierstreff Riehl")
    timezone = table.text("timezone", "Europe/Berlin", "Europe/Berlin")
    language = table.choice("language", "de", tuple(LANGUAGES))
    terminal = table.text("terminal", "QK1", "QK1")
    table.checked("timezone", timezone, ZoneInfo, say("the name of a time zone"), "Europe/Berlin")
    if not TERMINAL.fullmatch(terminal):
        mark = re.sub(r"[^A-Z0-9]", "", terminal.upper())[:6]
        table.wrong("terminal", terminal, say("2 to 6 capital letters or digits"), mark if mark[1:] else "QK1")
    centre = Centre(line(name) or "", timezone, language, terminal, _visit(table))
    table.finish()
    return centre


def read_wifi(table: Table) -> Wifi | None:
    """None where the file has no such table; problems are noted in it."""
    name = line(table.text("name", "", "Quartierstreff-Gast"))
    password = table.text("password", "", "willkommen-im-treff") or None
    table.finish()
    if password and not name:
        table.missing("name", "Quartierstreff-Gast")
    if name and len(name.encode()) > SSID_MAX:
        wanted = table.words.say("a word of at most {count} letters").format(count=SSID_MAX)
        table.wrong("name", name, wanted, name.encode()[:SSID_MAX].decode(errors="ignore"))
    if password and not (KEY_MIN <= len(password) <= KEY_MAX and password.isascii() and password.isprintable()):
        wanted = table.words.say("{low} to {high} letters without umlauts").format(low=KEY_MIN, high=KEY_MAX)
        table.wrong("password", "…", wanted, "willkommen-im-treff")
    return Wifi(name, password) if name else None


def _visit(table: Table) -> Visit:
    return Visit(
        address=line(table.text("address", "", "Lindenhof 3, 50735 Köln")),
        phone=line(table.text("phone", "", "0221 98 76 54")),
        hours=table.texts("hours", ["Mo bis Do 9 bis 12 Uhr"], HOURS_MAX),
        person=line(table.text("person", "", "Frau Yıldız, im Büro")),
        welcome=line(table.text("welcome", "", "Schön, dass Sie da sind!")),
    )
