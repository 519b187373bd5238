"""The settings of the terminal as a table for people; an allow-list, so that no key or password ever gets in."""

from datetime import datetime

from kiosk.backup_words import kept_words
from kiosk.dates import time_words
from kiosk.house import House
from kiosk.printer_settings import PrinterSettings
from kiosk.screen_settings import ScreenSettings
from kiosk.settings import Settings
from kiosk.type_size import PANELS, Size
from kiosk.words import Words

NO_PRINTER = "none"


def settings_rows(house: House, settings: Settings) -> list[tuple[str, str]]:
    """What can be set, and what it is set to."""
    words, _ = house.words, house.words.say
    backup, paper, visit = settings.backup, settings.paper, settings.visit
    night = time_words(words, datetime.combine(house.today, backup.at)) if backup.at else _("never by itself")
    return [
        (_("Name of the centre"), settings.centre),
        (_("Address"), visit.address or _("not set")),
        (_("Phone"), visit.phone or _("not set")),
        (_("Whom to ask"), visit.person or _("not set")),
        (_("Language, time zone"), f"{settings.language}, {settings.timezone}"),
        (_("Guests' Wi-Fi"), visit.wifi.name if visit.wifi else _("not set")),
        (_("Sites"), ", ".join(source.name for source in settings.platforms) or _("none")),
        (_("Sites are read every"), _minutes(words, settings.every_minutes)),
        (_("Screen"), panel_words(words, settings.screen)),
        (_("Size of letters"), _size(words, settings.screen.size)),
        (_("Start page comes back after"), words.count("{n} second", "{n} seconds", settings.idle_s)),
        (_("Printer for slips"), printer_words(words, settings.printer)),
        (_("Paper width"), _("{n} mm").format(n=words.number(settings.printer.paper_mm))),
        (_("Newspaper"), paper.title),
        (_("Newspapers to lay out"), words.number(paper.copies)),
        (_("Backup every night at"), night),
        (_("Backups kept"), kept_words(words, settings.backup.keep)),
        (_("Updates are offered at"), settings.update_url or _("only on sticks")),
    ]


def panel_words(words: Words, screen: ScreenSettings) -> str:
    """`10in 1280x800` for one that is known; else its pixels."""
    if screen.panel is None:
        return words.say("not set")
    across, down = screen.panel.px
    known = next((name for name, panel in PANELS.items() if panel == screen.panel), None)
    return known or f"{across}x{down}"


def printer_words(words: Words, printer: PrinterSettings) -> str:
    """Which printer, and how it is reached."""
    if printer.device == NO_PRINTER:
        return words.say("none")
    return " · ".join(filter(None, (printer.model, printer.device)))


def network_words(house: House) -> str:
    """How the terminal is connected now, as far as the machine tells."""
    _ = house.words.say
    link = house.watch.device.link if house.watch and house.watch.device else None
    if link is None:
        return _("not known")
    ways = [word for there, word in ((link.cable, _("cable")), (link.wifi, _("Wi-Fi"))) if there]
    return ", ".join(ways) or _("none")


def _minutes(words: Words, minutes: int) -> str:
    return words.count("{n} minute", "{n} minutes", minutes) if minutes else words.say("never by itself")


def _size(words: Words, size: Size) -> str:
    _ = words.say
    return {Size.NORMAL: _("Normal"), Size.LARGE: _("Large"), Size.VERY_LARGE: _("Very large")}[size]
