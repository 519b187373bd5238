"""What the test print found out about the printer: kept with the data, used where `kiosk.toml` says nothing."""

from collections.abc import Mapping
from pathlib import Path

from kiosk.printer_settings import read_printer
from kiosk.settings_file import read_table
from kiosk.settings_table import Findings, SettingsError
from kiosk.toml_lines import toml_line
from kiosk.words import Words

FILE = "printer.toml"
"""Its name in the data folder."""
KEYS = ("paper_mm", "dots", "dpi", "columns", "code_page", "code_page_number", "native_qr", "cutter")
"""What can be found out, as `[printer]` calls it."""
TOGETHER = (("dots", "dpi", "columns"), ("code_page", "code_page_number"))
"""Keys that make sense only together: where the settings name one of them, none is taken from here."""

Values = Mapping[str, object]


def store(folder: Path, device: str, values: Values) -> None:
    """Put what was found out into the data folder, whole or not at all; raises Unstorable."""
    from sync.ledger.whole_files import alone, write_whole

    with alone(folder / f"{FILE}.lock"):
        write_whole(folder / FILE, written(device, values))


def written(device: str, values: Values) -> bytes:
    """The file's content: the device that was tried, and what was found out about it."""
    lines = [toml_line("device", device), *lines_of(values)]
    return "".join(f"{line}\n" for line in lines).encode()


def lines_of(values: Values) -> list[str]:
    """The lines that could stand in `[printer]` instead."""
    return [toml_line(key, values[key]) for key in KEYS if key in values]


def with_learned(findings: Findings, own: object, path: Path) -> tuple[object, tuple[str, ...]]:
    """The table `[printer]` of the settings with what was found out about its device, and the keys that are from there.

    A file that cannot be used is warned of: the terminal prints all the same.
    """
    if not isinstance(own, Mapping) or not path.exists():
        return own, ()
    _ = findings.words.say
    try:
        found = read_table(path, findings.words)
    except SettingsError:
        found = {}
    if found.get("device") not in (None, own.get("device")):
        findings.warnings.append(_("[printer] The test print was made with another printer. Repeat it."))
        return own, ()
    taken = {key: found[key] for key in KEYS if key in found and not _decided(own, found, key)}
    merged = {**taken, **own}
    if "device" not in found or (_problems(findings.words, merged) and not _problems(findings.words, own)):
        findings.warnings.append(_("[printer] {path} cannot be used. Repeat the test print.").format(path=path))
        return own, ()
    return merged, tuple(taken)


def _decided(own: Values, found: Values, key: str) -> bool:
    """Whether the settings decide this key, by itself or by one that it belongs to."""
    kin = next((group for group in TOGETHER if key in group), (key,))
    other_paper = "dots" in kin and own.get("paper_mm", found.get("paper_mm")) != found.get("paper_mm")
    return other_paper or any(name in own for name in kin)


def _problems(words: Words, table: Values) -> list[str]:
    trial = Findings(words)
    read_printer(trial.table("[printer]", table))
    return trial.problems
