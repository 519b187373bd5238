"""Which column of a table holds what: known headings, and those that staff name."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec

from sync.text import line

HEADINGS = {
    "number": "Nummer",
    "name": "Name",
    "first": "Vorname",
    "short": "Kurzname",
    "email": "E-Mail",
    "phone": "Telefon",
    "joined": "Eintritt",
    "balance": "Saldo",
    "print": "Druck",
    "public": "Öffentlich",
    "offline": "Kein Internet",
}
"""What a member's fields are called in a file that needs no mapping."""
REQUIRED = ("number", "name")
VALUE_MAX = 60
"""Letters of a wrong value that are told again: enough to find it in the file."""


class Kind(StrEnum):
    """What is wrong in a file; each has its sentence in the kiosk."""

    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    """Neither UTF-8, UTF-16 with its mark nor cp1252: a workbook, a picture."""
    EMPTY = "empty"
    NO_HEADINGS = "no_headings"
    """The first row holds no known heading."""
    KEY_UNKNOWN = "key_unknown"
    """The mapping names a field that members do not have."""
    COLUMN_MISSING = "column_missing"
    """A needed column, or one that the mapping names."""
    COLUMN_TWICE = "column_twice"
    BROKEN = "broken"
    """A quote that is not closed, or a cell of more than 131,072 letters: what follows cannot be read."""
    TOO_MANY = "too_many"
    TOO_MANY_COLUMNS = "too_many_columns"
    MORE_CELLS = "more_cells"
    """A row with more cells than headings: a separator within a text."""
    MISSING = "missing"
    """No number or no name."""
    NUMBER = "number"
    """A number with blanks or with letters that cannot be seen."""
    NUMBER_TWICE = "number_twice"
    TOO_LONG = "too_long"
    DATE = "date"
    AMOUNT = "amount"
    YES_OR_NO = "yes_or_no"


class Problem(msgspec.Struct, frozen=True):
    """One thing that staff must put right before anything is imported."""

    line: int
    """Of the file, from 1, as an editor counts; 0: the file or the mapping as a whole."""
    column: str
    """The heading; empty where it is about more than one."""
    kind: Kind
    value: str = ""
    """What stands there, cleaned and shortened."""


def problem(line_number: int, column: str, kind: Kind, value: str = "") -> Problem:
    """A problem with its foreign text made harmless."""
    return Problem(line_number, line(column, VALUE_MAX) or "", kind, line(value, VALUE_MAX) or "")


class Columns(msgspec.Struct, frozen=True):
    """Where the fields of a member stand in a row."""

    at: Mapping[str, int]
    """By field; fields without a column are absent."""
    names: tuple[str, ...]
    """All headings, cleaned."""
    problems: tuple[Problem, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Headings that are used for nothing."""
        used = set(self.at.values())
        return tuple(name for place, name in enumerate(self.names) if name and place not in used)


def folded(heading: str) -> str:
    """Headings are the same whatever their capitals and blanks."""
    return (line(heading) or "").casefold()


def known_headings(cells: Sequence[str], mapping: Mapping[str, str]) -> int:
    """How many cells are headings that mean something."""
    wanted = {folded(heading) for heading in (*HEADINGS.values(), *mapping.values())}
    return len(wanted.intersection(map(folded, cells)))


def columns_of(line_number: int, cells: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """Find the columns. What the mapping names is taken from there; the known headings serve all other fields.

    A column that the mapping names serves no other field by its heading.
    """
    names = [folded(cell) for cell in cells]
    mapped = {field: folded(heading) for field, heading in mapping.items() if field in HEADINGS}
    known = {field: folded(heading) for field, heading in HEADINGS.items() if field not in mapped}
    wanted = mapped | {field: name for field, name in known.items() if name not in mapped.values()}
    at = {field: names.index(name) for field, name in wanted.items() if name and name in names}
    problems = [problem(0, field, Kind.KEY_UNKNOWN, mapping[field]) for field in mapping if field not in HEADINGS]
    missing = [field for field in dict.fromkeys((*REQUIRED, *mapped)) if field not in at]
    problems += [
        problem(line_number, mapping.get(field) or HEADINGS[field], Kind.COLUMN_MISSING, field) for field in missing
    ]
    twice = [field for field, place in at.items() if names.count(names[place]) > 1]
    problems += [problem(line_number, cells[at[field]], Kind.COLUMN_TWICE, field) for field in twice]
    return Columns(at, tuple(line(cell) or "" for cell in cells), tuple(problems))
