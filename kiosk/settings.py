"""`kiosk.toml`, read and checked whole: all problems at once, each with the line to write instead."""

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.backup_settings import BackupSettings, read_backup
from kiosk.centre_settings import Visit, read_centre, read_wifi
from kiosk.paper_settings import PaperSettings, read_paper_settings
from kiosk.platform_settings import TAKERS, read_platform
from kiosk.printer_learned import with_learned
from kiosk.printer_settings import PrinterSettings, read_printer
from kiosk.screen_settings import ScreenSettings, read_screen
from kiosk.settings_file import read_table
from kiosk.settings_table import Findings, SettingsError
from kiosk.sound_settings import SoundSettings, read_sound
from kiosk.update_settings import read_update
from kiosk.words import LANGUAGES, Words
from sync.records import Source

__all__ = ["PrinterSettings", "Settings", "SettingsError", "load"]

HEADINGS = {
    "centre": "[centre]",
    "platform": "[[platform]]",
    "printer": "[printer]",
    "paper": "[paper]",
    "wifi": "[wifi]",
    "sync": "[sync]",
    "touch": "[touch]",
    "terminal": "[terminal]",
    "screen": "[screen]",
    "sound": "[sound]",
    "backup": "[backup]",
    "update": "[update]",
}
"""Every table of the file, as its heading is written."""

IDLE_LEAST_S = 20
"""Below this slow readers lose their page (A16); shorter times are for trials."""


class Settings(msgspec.Struct, frozen=True):
    """Everything that the settings decide; the defaults are those of the demo."""

    centre: str = "Quartierstreff Lindenhof"
    timezone: str = "Europe/Berlin"
    language: str = "de"
    terminal: str = "QK1"
    platforms: tuple[Source, ...] = ()
    printer: PrinterSettings = PrinterSettings()
    learned: tuple[str, ...] = ()
    """Keys of `[printer]` whose values the test print found out."""
    paper: PaperSettings = PaperSettings()
    sound: SoundSettings = SoundSettings()
    backup: BackupSettings = BackupSettings()
    visit: Visit = Visit()
    screen: ScreenSettings = ScreenSettings()
    update_url: str | None = None
    """Where new versions of the program are offered; None: the net is never asked."""
    every_minutes: int = 30
    """Between two rounds by themselves; 0: never."""
    repeat_ms: int = 500
    """A second tap on the same button counts only after this time (A12)."""
    guard_ms: int = 700
    """After a page change taps do not count for this time (A13)."""
    idle_s: int = 120
    """Without a touch the start page comes back after this time (A16)."""
    attract_s: int = 300
    """Without a touch what is on today comes up after this time; 0: never."""
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


def load(path: Path, secrets: Path, learned: Path | None = None) -> Settings:
    """Read and check the file. Raises SettingsError with all problems.

    `secrets` is the folder of the reading keys, `learned` the file of what the test print found out.
    """
    return checked(read_table(path, Words("de")), path.name, secrets, learned)


def checked(raw: dict[str, object], name: str, secrets: Path, learned: Path | None = None) -> Settings:
    """The settings of a table that was read from the file of this name. Raises SettingsError with all problems."""
    centre = raw.get("centre")
    language = centre.get("language") if isinstance(centre, Mapping) else None
    findings = Findings(Words(language if isinstance(language, str) and language in LANGUAGES else "de"))
    settings = _settings(findings, name, raw, secrets, learned)
    if findings.problems:
        raise SettingsError(findings.problems)
    return msgspec.structs.replace(settings, warnings=tuple(findings.warnings))


def _settings(findings: Findings, name: str, raw: dict[str, object], secrets: Path, learned: Path | None) -> Settings:
    top = findings.table(name, raw)
    parts = {key: top.raw(key) for key in HEADINGS}
    centre = read_centre(findings.table("[centre]", parts["centre"]))
    visit = msgspec.structs.replace(centre.visit, wifi=read_wifi(findings.table("[wifi]", parts["wifi"])))
    settings = Settings(centre.name, centre.timezone, centre.language, centre.terminal, visit=visit)
    settings = _numbers(findings, parts, settings)
    platforms = _platforms(findings, parts["platform"], settings.timezone, secrets)
    if all(source.kind in TAKERS for source in platforms):
        top.warn(findings.words.say("names no platform, so there is nothing to show. See: kiosk discover"))
    table, keys = with_learned(findings, parts["printer"], learned) if learned else (parts["printer"], ())
    printer = read_printer(findings.table("[printer]", table))
    paper = read_paper_settings(findings.table("[paper]", parts["paper"]))
    sound = read_sound(findings.table("[sound]", parts["sound"]))
    screen = read_screen(findings.table("[screen]", parts["screen"]))
    backup = read_backup(findings.table("[backup]", parts["backup"]))
    update_url = read_update(findings.table("[update]", parts["update"]))
    top.finish(HEADINGS)
    settings = msgspec.structs.replace(settings, platforms=platforms, printer=printer, learned=keys, paper=paper)
    return msgspec.structs.replace(settings, sound=sound, screen=screen, backup=backup, update_url=update_url)


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
        attract_s=terminal.whole("attract_s", 300, 0, 3600),
    )
    if settings.idle_s < IDLE_LEAST_S:
        sentence = terminal.words.say("sends people away in the middle of reading. Better: {line}")
        terminal.warn(sentence, line="idle_s = 120")
    for table in (sync, touch, terminal):
        table.finish()
    return settings
