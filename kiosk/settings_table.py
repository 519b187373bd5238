"""One table of the settings, read key by key; what is wrong is collected, never raised one at a time."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from kiosk.words import Words


class Findings:
    """All that is wrong with one settings file, as sentences."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.problems: list[str] = []
        self.warnings: list[str] = []

    def table(self, heading: str, raw: object) -> "Table":
        """A table whose problems are collected here."""
        return Table(self, heading, raw)


class Table:
    """A TOML table under a heading (`[centre]`); each problem comes with a line to write instead."""

    def __init__(self, findings: Findings, heading: str, raw: object) -> None:
        self.words, self.heading = findings.words, heading
        self._findings = findings
        self._raw: Mapping[str, object] = raw if isinstance(raw, Mapping) else {}
        self._known: set[str] = set()
        if not isinstance(raw, Mapping):
            self.problem(self.words.say("must be a table of its own. Write: {line}"), line=heading)

    def problem(self, sentence: str, **facts: object) -> None:
        """Note a problem of this table."""
        self._findings.problems.append(f"{self.heading} {sentence.format(**facts)}")

    def warn(self, sentence: str, **facts: object) -> None:
        """Note something that works, but should not stay."""
        self._findings.warnings.append(f"{self.heading} {sentence.format(**facts)}")

    def raw(self, key: str) -> object:
        """The value as TOML has it; None when it is not there."""
        self._known.add(key)
        return self._raw.get(key)

    def text(self, key: str, default: str, example: str, *, required: bool = False) -> str:
        """A string that is not blank."""
        value = self.raw(key)
        if value is None:
            if required:
                self.problem(self.words.say("needs '{key}'. Write: {line}"), key=key, line=_line(key, example))
            return default
        if not isinstance(value, str) or not value.strip():
            self.wrong(key, value, self.words.say("a text in quotation marks"), example)
            return default
        return value.strip()

    def choice(self, key: str, default: str, allowed: Sequence[str], *, required: bool = False) -> str:
        """One of a few words; the nearest one is suggested."""
        value = self.text(key, default, allowed[0], required=required)
        if value in allowed or (value == default and not self._raw.get(key)):
            return value
        near = get_close_matches(value.lower(), allowed, n=1, cutoff=0.4)
        self.wrong(
            key, value, self.words.say("one of {allowed}").format(allowed=", ".join(allowed)), (near or allowed)[0]
        )
        return default

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        wanted = self.words.say("a number from {low} to {high}").format(low=_short(low), high=_short(high))
        self.wrong(key, value, wanted, default)
        return default

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        wanted = self.words.say("a whole number from {low} to {high}").format(low=low, high=high)
        self.wrong(key, value, wanted, default)
        return default

    def flag(self, key: str, default: bool) -> bool:
        """`true` or `false`."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.wrong(key, value, self.words.say("true or false, without quotation marks"), default)
        return default

    def checked(self, key: str, value: str, check: Callable[[str], object], wanted: str, example: str) -> str:
        """The value where `check` raises no ValueError, KeyError or OSError; else the problem is noted."""
        try:
            check(value)
        except (ValueError, KeyError, OSError):
            self.wrong(key, value, wanted, example)
        return value

    def wrong(self, key: str, value: object, wanted: str, example: object) -> None:
        """Note a value that cannot be used, with the line to write instead."""
        sentence = self.words.say("'{key}' must be {wanted}, not {value}. Write: {line}")
        self.problem(sentence, key=key, wanted=wanted, value=_toml(value), line=_line(key, example))

    def finish(self) -> None:
        """Keys that nobody asked for are errors, with the nearest spelling."""
        for key in self._raw:
            if key in self._known:
                continue
            near = get_close_matches(key, self._known, n=1, cutoff=0.5)
            if near:
                sentence = self.words.say("has no setting '{key}'; did you mean '{near}'? Write: {line}")
                self.problem(sentence, key=key, near=near[0], line=_line(near[0], self._raw[key]))
            else:
                sentence = self.words.say("has no setting '{key}'; there are {known}. Remove the line.")
                self.problem(sentence, key=key, known=", ".join(sorted(self._known)))


def _line(key: str, value: object) -> str:
    return f"{key} = {_toml(value)}"


def _short(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f'"{key}" = {_toml(item)}' for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value)
