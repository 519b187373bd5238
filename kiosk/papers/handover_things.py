"""Sheets of the handover binder about things: the envelope and the sticks, what runs, settings, and spare parts."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from kiosk.amounts import amount_words
from kiosk.dates import month_alone
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Blanks, Grid, Sheet, Text, facts, to_fill
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.handover_settings import network_words, panel_words, printer_words, settings_rows
from sync.backup.log import BackupLog
from sync.backup.recovery import Recovery
from sync.update.installed import running

PARTS = Path(__file__).with_name("handover_parts.toml")
STICKS_SHOWN = 4
"""Sticks with their last good backup; two are in use, and older ones are in drawers."""


class Part(msgspec.Struct, frozen=True):
    """One thing that may have to be bought."""

    de: str
    en: str
    cents: int
    """About what it costs, euro cents."""
    many: int = 1


class Parts(msgspec.Struct, frozen=True):
    """The data file."""

    month: date
    """When the prices were estimated: the first of that month."""
    part: tuple[Part, ...]


def things(house: House, desk: Desk) -> Iterator[Sheet]:
    """What there is. Raises `SyncError`."""
    yield _envelope(house, desk)
    yield _device(house, desk)
    yield _settings(house, desk)
    yield _parts(house)


def _envelope(house: House, desk: Desk) -> Sheet:
    _ = house.words.say
    ready = Recovery(desk.folder).ready
    is_there = _("The words were made. They are stored nowhere but in the envelope.")
    missing = _("There are no words yet. Make them under “The device”, “Backup”.")
    blanks = (
        _("The sealed envelope lies in:"),
        _("The key to that place has:"),
        _("Sealed on (day, two signatures):"),
        _("The first stick lies in:"),
        _("The second stick lies in (another house):"),
    )
    return Sheet(
        _("Envelope and sticks"),
        (
            Text((_("With these words and a backup stick everything comes back on a new terminal."),)),
            Text((is_there if ready else missing,)),
            Text((_("Open the envelope only for that. Make new words afterwards, and seal a new envelope."),)),
            Blanks(blanks),
            to_fill((_("Stick"), _("Last good backup")), _sticks(house, desk), (3, 5), 0),
        ),
    )


def _sticks(house: House, desk: Desk) -> list[tuple[str, str]]:
    """Each with the day of its newest good backup, the newest first."""
    last = {copy.stick: copy.at for copy in BackupLog(desk.folder).read() if copy.good}
    newest = sorted(last.items(), key=lambda one: one[1], reverse=True)[:STICKS_SHOWN]
    rows = [(name, whole_day(house.words, at.astimezone(house.zone).date())) for name, at in newest]
    return rows or [(house.words.say("none yet"), "")]


def _device(house: House, desk: Desk) -> Sheet:
    _, settings = house.words.say, desk.settings
    told = facts(
        (_("Mark of the terminal"), settings.terminal),
        (_("Version of the program"), running()),
        (_("Screen"), panel_words(house.words, settings.screen)),
        (_("Printer for slips"), printer_words(house.words, settings.printer)),
        (_("Printer for A4"), settings.paper.queue or _("none")),
        (_("Network"), network_words(house)),
        (_("Settings file"), "/etc/kiosk/kiosk.toml"),
        (_("Bookings and keys"), "/var/lib/kiosk"),
    )
    blanks = (_("Bought on, and where:"), _("The bill lies in:"), _("Socket and fuse:"), _("Network socket or Wi-Fi:"))
    return Sheet(_("What runs here"), (told, Blanks(blanks)))


def _settings(house: House, desk: Desk) -> Sheet:
    _ = house.words.say
    told = Text((_("So the terminal is set on this day. Passwords and keys are left out."),))
    return Sheet(_("Settings"), (told, facts(*settings_rows(house, desk.settings))))


def _parts(house: House) -> Sheet:
    words, _ = house.words, house.words.say
    list_ = msgspec.convert(tomllib.loads(PARTS.read_text("utf-8")), Parts)
    headings = (_("Part"), _("How many"), _("About"), _("Bought on, where"))
    rows = [(_name(house, part), words.number(part.many), _euros(house, part.cents * part.many)) for part in list_.part]
    total = sum(part.cents * part.many for part in list_.part)
    month = f"{month_alone(words, list_.month)} {list_.month.year}"
    return Sheet(
        _("Parts and prices"),
        (
            Text((_("Prices are estimates of {month}. Ask before you buy.").format(month=month),)),
            to_fill(headings, rows, (6, 2, 3, 4), 0),
            Grid((), ((_("All together about"), _euros(house, total)),), (3, 2)),
            Text((_("Most needed in a drawer: a card, a power supply, a stick, and paper rolls."),)),
        ),
    )


def _name(house: House, part: Part) -> str:
    return part.de if house.words.language.startswith("de") else part.en


def _euros(house: House, cents: int) -> str:
    return amount_words(house.words, cents, "€")
