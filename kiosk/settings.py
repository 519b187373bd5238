"""`kiosk.toml`, read and checked whole: all problems at once, each with the line to write instead."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.platform_settings import read_platform
from kiosk.printer_settings import check_printer
from kiosk.settings_table import Findings, Table
from kiosk.words import LANGUAGES, Words
from sync.records import Source

TERMINAL = re.compile(r"[A-Z0-9]{2,6}")
"""A terminal's mark begins every reference on paper (`QK1-7F3K9Q`): short, and without letters to confuse by case."""


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


class SettingsError(Exception):
    """The settings cannot be used; `problems` are sentences for people, all of them at once."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def load(path: Path, secrets: Path) -> Settings:
    """Read and check the file; `secrets` is the folder of the reading keys. Raises SettingsError with all problems."""
    raw = _read(path)
    centre = raw.get("centre")
    language = centre.get("language") if isinstance(centre, Mapping) else None
    findings = Findings(Words(language if isinstance(language, str) and language in LANGUAGES else "de"))
    settings = _settings(findings, raw, secrets)
    if findings.problems:
        raise SettingsError(findings.problems)
    return msgspec.structs.replace(settings, warnings=tuple(findings.warnings))


def _read(path: Path) -> dict[str, object]:
    _ = Words("de").say
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise SettingsError([_("{path} cannot be read: {cause}").format(path=path, cause=error.strerror)]) from error
    except UnicodeDecodeError as error:
        raise SettingsError([_("{path} is not UTF-8 text. Save it again as UTF-8.").format(path=path)]) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([_("{path} is not valid TOML: {cause}").format(path=path, cause=error)]) from error


def _settings(findings: Findings, raw: dict[str, object], secrets: Path) -> Settings:
    top = findings.table("kiosk.toml", raw)
    parts = {key: top.raw(key) for key in ("centre", "platform", "printer", "sync", "touch", "terminal")}
    settings = _numbers(findings, parts, _centre(findings.table("[centre]", parts["centre"] or {})))
    platforms = _platforms(findings, parts["platform"], settings.timezone, secrets)
    printer = _printer(findings.table("[printer]", parts["printer"] or {}))
    top.finish()
    return msgspec.structs.replace(settings, platforms=platforms, printer=printer)


def _centre(table: Table) -> Settings:
    say = table.words.say
    settings = Settings(
        centre=table.text("name", "", "Quartierstreff Riehl", required=True),
        timezone=table.text("timezone", "Europe/Berlin", "Europe/Berlin"),
        language=table.choice("language", "de", tuple(LANGUAGES)),
        terminal=table.text("terminal", "QK1", "QK1"),
    )
    table.checked("timezone", settings.timezone, ZoneInfo, say("the name of a time zone"), "Europe/Berlin")
    if not TERMINAL.fullmatch(settings.terminal):
        table.wrong("terminal", settings.terminal, say("2 to 6 capital letters or digits"), "QK1")
    table.finish()
    return settings


def _platforms(findings: Findings, raw: object, timezone: str, secrets: Path) -> tuple[Source, ...]:
    rows = raw if isinstance(raw, list) else [] if raw is None else [raw]
    sources: list[Source] = []
    for row in rows:
        table = findings.table("[[platform]]", row)
        source = read_platform(table, timezone, secrets)
        if source.name and source.name in [other.name for other in sources]:
            wanted = findings.words.say("a name that no other platform has")
            table.wrong("name", source.name, wanted, f"{source.name}-{len(sources) + 1}")
        sources.append(source)
    return tuple(sources)


def _printer(table: Table) -> PrinterSettings:
    printer = PrinterSettings(
        table.text("device", "none", "tcp://192.168.1.50:9100"),
        table.whole("paper_mm", 80, 58, 80),
        table.text("model", "", "TM-T20II") or None,
    )
    table.finish()
    check_printer(table, printer.device, printer.paper_mm, printer.model)
    return printer


def _numbers(findings: Findings, parts: dict[str, object], settings: Settings) -> Settings:
    """The limits stand beside each number: a day between rounds, two seconds of deafness (EN 301 549, 5.7), an hour."""
    sync = findings.table("[sync]", parts["sync"] or {})
    touch = findings.table("[touch]", parts["touch"] or {})
    terminal = findings.table("[terminal]", parts["terminal"] or {})
    settings = msgspec.structs.replace(
        settings,
        every_minutes=sync.whole("every_minutes", 30, 0, 24 * 60),
        repeat_ms=touch.whole("repeat_ms", 500, 0, 2000),
        guard_ms=touch.whole("guard_ms", 700, 0, 2000),
        idle_s=terminal.whole("idle_s", 120, 20, 3600),
    )
    for table in (sync, touch, terminal):
        table.finish()
    return settings
