"""The settings file becomes a TOML table, or a sentence about the line that cannot be read."""

import re
import tomllib
from pathlib import Path

from kiosk.notices import cause_of
from kiosk.settings_table import SettingsError
from kiosk.toml_lines import shown, toml_line
from kiosk.words import Words

SIZE_MAX = 1_000_000
"""Bytes of a settings file: a thousand platforms have less; a wrong path may name a film."""
LINE_MAX = 200
"""Letters of a line that is proposed whole: the longest address is shorter."""

_PLACE = re.compile(r" *\(at (?:line (\d+), column \d+|end of document)\)$")
_UNQUOTED = re.compile(r"\s*([A-Za-z0-9_-]+)\s*(?:=\s*)?[\"'„“”‘’]?([^\"'\[\]{}=#„“”‘’]+?)[\"'„“”‘’]?\s*")


def read_table(path: Path, words: Words) -> dict[str, object]:
    """The whole file; raises SettingsError with one sentence."""
    _ = words.say
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_MAX + 1)
    except (OSError, ValueError) as error:
        raise _refused(_("{path} cannot be read: {cause}."), path=path, cause=cause_of(words, error)) from error
    if len(raw) > SIZE_MAX:
        raise _refused(_("{path} is larger than settings are. Name another file with --settings."), path=path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = len(raw[: error.start].split(b"\n"))
        sentence = _("{path}, line {number} is not UTF-8 text. Save the file again as UTF-8.")
        raise _refused(sentence, path=path, number=number) from error
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken(words, path, text, error) from error


def _refused(sentence: str, **facts: object) -> SettingsError:
    return SettingsError([sentence.format(**facts)])


def _broken(words: Words, path: Path, text: str, error: Exception) -> SettingsError:
    """Which line cannot be read, with a line to write instead where only signs are missing."""
    _ = words.say
    lines = text.splitlines() or [""]
    number = _number(str(error), lines)
    line = lines[number - 1].strip()
    mended = _mended(line)
    if mended:
        sentence = _("{path}, line {number} is not valid TOML: {line} Write: {mended}")
        return _refused(sentence, path=path, number=number, line=_safe(line), mended=mended)
    sentence = _("{path}, line {number} is not valid TOML: {line} ({cause})")
    cause = _safe(_PLACE.sub("", str(error)))
    return _refused(sentence, path=path, number=number, line=_safe(line), cause=cause)


def _number(cause: str, lines: list[str]) -> int:
    """The line that tomllib names. What it cannot name, a number or a list without end, is the longest."""
    place = _PLACE.search(cause)
    if place is None:
        return max(range(len(lines)), key=lambda at: len(lines[at])) + 1
    return min(int(place[1]), len(lines)) if place[1] else len(lines)


def _mended(line: str) -> str | None:
    """The line with the equals sign or the quotation marks that it lacks."""
    found = _UNQUOTED.fullmatch(line)
    if not found or len(line) > LINE_MAX:
        return None
    for mended in (f"{found[1]} = {found[2]}", toml_line(found[1], found[2])):
        try:
            tomllib.loads(mended)
        except ValueError:
            continue
        return mended if mended != line else None
    return None


def _safe(text: str) -> str:
    """A foreign line in a sentence: short, and without control characters."""
    return shown(text)[1:-1].replace('\\"', '"')
