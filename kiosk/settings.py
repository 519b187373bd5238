"""`kiosk.toml`, read and checked whole: all problems at once, each with the line to write instead."""

import re
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.platform_settings import TAKERS, read_platform
from kiosk.printer_settings import check_printer, read_paper
from kiosk.settings_file import read_table
from kiosk.settings_table import Findings, SettingsError, Table
from kiosk.words import LANGUAGES, Words
from sync.records import Source
from sync.text import line

__all__ = ["PrinterSettings", "Settings", "SettingsError", "load"]

HEADINGS = {
    "centre": "[centre]",
    "platform": "[[platform]]",
    "printer": "[printer]",
    "sync": "[sync]",
    "touch": "[touch]",
    "terminal": "[terminal]",
}
"""Every table of the file, as its heading is written."""

TERMINAL = re.compile(r"[A-Z0-9]{2,6}")
"""A terminal's mark begins every reference on paper (`QK1-7F3K9Q`): short, and without letters to confuse by case."""


IDLE_LEAST_S = 20
"""Below this slow readers lose their page (A16); shorter times are for trials."""


class PrinterSettings(msgspec.Struct, frozen=True):
    """`[printer]`."""

    device: str = "none"
    paper_mm: int = 80
    model: str | None = None
    """A printer that python-escpos lists, for its code pages and width."""


class Settings(msgspec.Struct, frozen=True):
    """Everything that the settings decide; the defaults are those of the demo."""

    centre: str = "Quartierstreff Lindenhof"
    timezone: str = "Europe/Berlin"
    language: str = "de"
    terminal: str = "QK1"
    platforms: tuple[Source, ...] = ()
    printer: PrinterSettings = PrinterSettings()
    every_minutes: int = 30
    """Between two rounds by themselves; 0: never."""
    repeat_ms: int = 500
    """A second tap on the same button counts only after this time (A12)."""
    guard_ms: int = 700
    """After a page change taps do not count for this time (A13)."""
    idle_s: int = 120
    """Without a touch the start page comes back after this time (A16)."""
    demo: bool = False
    warnings: tuple[str, ...] = ()
    """What works and should not stay so, as sentences."""

    @property
    def zone(self) -> ZoneInfo:
        """The centre's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def pulled(self) -> tuple[Source, ...]:
        """The platforms that have something to read; the others only take bookings."""
        return tuple(source for source in self.platforms if source.kind not in TAKERS)


def load(path: Path, secrets: Path) -> Settings:
    """Read and check the file; `secrets` is the folder of the reading keys. Raises SettingsError with all problems."""
    raw = read_table(path, Words("de"))
    centre = raw.get("centre")
    language = centre.get("language") if isinstance(centre, Mapping) else None
    findings = Findings(Words(language if isinstance(language, str) and language in LANGUAGES else "de"))
    settings = _settings(findings, path.name, raw, secrets)
    if findings.problems:
        raise SettingsError(findings.problems)
    return msgspec.structs.replace(settings, warnings=tuple(findings.warnings))


def _settings(findings: Findings, name: str, raw: dict[str, object], secrets: Path) -> Settings:
    top = findings.table(name, raw)
    parts = {key: top.raw(key) for key in HEADINGS}
    settings = _numbers(findings, parts, _centre(findings.table("[centre]", parts["centre"])))
    platforms = _platforms(findings, parts["platform"], settings.timezone, secrets)
    if all(source.kind in TAKERS for source in platforms):
        top.warn(findings.words.say("names no platform, so there is nothing to show. See: kiosk discover"))
    printer = _printer(findings.table("[printer]", parts["printer"]))
    top.finish(HEADINGS)
    return msgspec.structs.replace(settings, platforms=platforms, printer=printer)


def _centre(table: Table) -> Settings:
    say = table.words.say
    name = table.text("name", "", "Quartierstreff Riehl", required=table.usable)
    if name and not line(name):
        table.wrong("name", name, say("a text in quotation marks"), "Quartierstreff Riehl")
    settings = Settings(
        centre=line(name) or "",
        timezone=table.text("timezone", "Europe/Berlin", "Europe/Berlin"),
        language=table.choice("language", "de", tuple(LANGUAGES)),
        terminal=table.text("terminal", "QK1", "QK1"),
    )
    table.checked("timezone", settings.timezone, ZoneInfo, say("the name of a time zone"), "Europe/Berlin")
    if not TERMINAL.fullmatch(settings.terminal):
        mark = re.sub(r"[^A-Z0-9]", "", settings.terminal.upper())[:6]
        table.wrong("terminal", settings.terminal, say("2 to 6 capital letters or digits"), mark if mark[1:] else "QK1")
    table.finish()
    return settings


def _platforms(findings: Findings, raw: object, timezone: str, secrets: Path) -> tuple[Source, ...]:
    if raw is not None and not isinstance(raw, list):
        findings.problems.append(findings.words.say("[platform] needs two brackets. Write: [[platform]]"))
    rows = raw if isinstance(raw, list) else [] if raw is None else [raw]
    sources: list[Source] = []
    for number, row in enumerate(rows, 1):
        table = findings.table(f"[[platform]] {number}:" if len(rows) > 1 else "[[platform]]", row)
        if not table.usable:
            continue
        source = read_platform(table, timezone, secrets)
        taken = [other.name for other in sources]
        if source.name and source.name in taken:
            wanted = findings.words.say("a name that no other platform has")
            free = next(name for n in range(2, len(rows) + 2) if (name := f"{source.name[:26]}-{n}") not in taken)
            table.wrong("name", source.name, wanted, free)
        sources.append(source)
    return tuple(sources)


def _printer(table: Table) -> PrinterSettings:
    printer = PrinterSettings(
        table.text("device", "none", "tcp://192.168.1.50:9100"),
        read_paper(table),
        table.text("model", "", "TM-T20II") or None,
    )
    table.finish()
    check_printer(table, printer.device, printer.paper_mm, printer.model)
    return printer


def _numbers(findings: Findings, parts: dict[str, object], settings: Settings) -> Settings:
    """The limits stand beside each number: a day between rounds, two seconds of deafness (EN 301 549, 5.7), an hour."""
    sync = findings.table("[sync]", parts["sync"])
    touch = findings.table("[touch]", parts["touch"])
    terminal = findings.table("[terminal]", parts["terminal"])
    settings = msgspec.structs.replace(
        settings,
        every_minutes=sync.whole("every_minutes", 30, 0, 24 * 60),
        repeat_ms=touch.whole("repeat_ms", 500, 0, 2000),
        guard_ms=touch.whole("guard_ms", 700, 0, 2000),
        idle_s=terminal.whole("idle_s", 120, 1, 3600),
    )
    if settings.idle_s < IDLE_LEAST_S:
        sentence = terminal.words.say("sends people away in the middle of reading. Better: {line}")
        terminal.warn(sentence, line="idle_s = 120")
    for table in (sync, touch, terminal):
        table.finish()
    return settings
