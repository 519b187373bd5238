"""One table of the settings, read key by key; what is wrong is collected, never raised one at a time."""

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from math import isnan

from kiosk.toml_lines import shown, toml_key, toml_line, toml_value
from kiosk.words import Words
from sync.text import line


class SettingsError(Exception):
    """The settings cannot be used; `problems` are sentences for people, all of them at once."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


class Findings:
    """All that is wrong with one settings file, as sentences."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.problems: list[str] = []
        self.warnings: list[str] = []

    def table(self, heading: str, raw: object) -> "Table":
        """A table whose problems are collected here; `raw` is None where the file has no such table."""
        return Table(self, heading, {} if raw is None else raw)


class Table:
    """A TOML table under a heading (`[centre]`); each problem comes with a line to write instead."""

    def __init__(self, findings: Findings, heading: str, raw: object) -> None:
        self.words, self.heading = findings.words, heading
        self._findings = findings
        self._raw: Mapping[str, object] = raw if isinstance(raw, Mapping) else {}
        self._known: list[str] = []
        self.usable = isinstance(raw, Mapping)
        if not self.usable:
            self.problem(self.words.say("must be a table of its own. Write: {line}"), line=heading)

    def __contains__(self, key: str) -> bool:
        """Whether the file has a value for it, right or wrong."""
        return self._raw.get(key) is not None

    def problem(self, sentence: str, **facts: object) -> None:
        """Note a problem of this table."""
        self._findings.problems.append(f"{self.heading} {sentence.format(**facts)}")

    def warn(self, sentence: str, **facts: object) -> None:
        """Note something that works, but should not stay."""
        self._findings.warnings.append(f"{self.heading} {sentence.format(**facts)}")

    def raw(self, key: str) -> object:
        """The value as TOML has it; None when it is not there."""
        self._known.append(key)
        return self._raw.get(key)

    def text(self, key: str, default: str, example: str, *, required: bool = False) -> str:
        """A string that is not blank."""
        value = self.raw(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None:
            self.wrong(key, value, self.words.say("a text in quotation marks"), example)
        elif required:
            self.missing(key, example)
        return default

    def texts(self, key: str, example: list[str], most: int) -> tuple[str, ...]:
        """At most so many one-line strings, none of them blank; a single one may stand without brackets."""
        value = self.raw(key)
        rows = [] if value is None else value if isinstance(value, list) else [value]
        clean = [line(row) for row in rows if isinstance(row, str)]
        if len(rows) <= most and len(clean) == len(rows) and all(clean):
            return tuple(row for row in clean if row)
        wanted = self.words.say("a list of at most {count} texts").format(count=most)
        self.wrong(key, value, wanted, [row for row in clean if row][:most] or example)
        return ()

    def choice(self, key: str, default: str, allowed: Sequence[str], *, required: bool = False) -> str:
        """One of a few words; the nearest one is suggested."""
        value = self.raw(key)
        if isinstance(value, str) and value in allowed:
            return value
        if value is not None:
            wanted = self.words.say("one of {allowed}").format(allowed=", ".join(allowed))
            self.wrong(key, value, wanted, nearest(str(value).strip(), allowed) or allowed[0])
        elif required:
            self.missing(key, allowed[0])
        return default

    def number(self, key: str, default: float, low: float, high: float) -> float:
        """A number from `low` to `high`; the nearest one is suggested."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        wanted = self.words.say("a number from {low} to {high}").format(low=toml_value(low), high=toml_value(high))
        self.wrong(key, value, wanted, _within(value, default, low, high))
        return default

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`; the nearest one is suggested."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        wanted = self.words.say("a whole number from {low} to {high}").format(low=low, high=high)
        self.wrong(key, value, wanted, round(_within(value, default, low, high)))
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

    def missing(self, key: str, example: object) -> None:
        """Note a key that must be there, with a line to write."""
        self.problem(self.words.say("needs '{key}'. Write: {line}"), key=key, line=toml_line(key, example))

    def wrong(self, key: str, value: object, wanted: str, example: object) -> None:
        """Note a value that cannot be used, with the line to write instead."""
        sentence = self.words.say("'{key}' must be {wanted}, not {value}. Write: {line}")
        self.problem(sentence, key=key, wanted=wanted, value=shown(value), line=toml_line(key, example))

    def finish(self, headings: Mapping[str, str] | None = None) -> None:
        """Keys that nobody asked for are errors, with the nearest spelling.

        `headings` says of keys that are tables of their own how their heading is written.
        """
        for key, value in self._raw.items():
            if key in self._known:
                continue
            near = nearest(key, self._known)
            if near:
                line = headings[near] if headings else toml_line(near, value)
                sentence = self.words.say("has no setting '{key}'; did you mean '{near}'? Write: {line}")
                self.problem(sentence, key=toml_key(key), near=near, line=line)
            else:
                sentence = self.words.say("has no setting '{key}'; there are {known}. Remove the line.")
                self.problem(sentence, key=toml_key(key), known=", ".join(self._known))


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that was most likely meant; None when none is alike."""
    return next(iter(get_close_matches(word.lower(), known, n=1, cutoff=0.5)), None)


def _within(value: object, default: float, low: float, high: float) -> float:
    """The nearest number that is allowed; the default for what is no number."""
    try:
        number = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else default
    except (ValueError, OverflowError):
        return default
    return default if isnan(number) else min(max(number, low), high)
