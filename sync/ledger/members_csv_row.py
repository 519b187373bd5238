"""One row of a table as a member, with everything that is wrong in it."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from sync.clock import Trust
from sync.ledger.members_csv_cells import hundredths, iso_date, yes_or_no
from sync.ledger.members_csv_columns import Columns, Kind, Problem, problem
from sync.ledger.records import Account, Member
from sync.text import line

NUMBER_MAX = 40
"""Letters: exchange rings number with at most a dozen, user names of Cyclos with few more; it is typed by hand."""
NAME_MAX = 80
"""Letters, first names apart: two lines of the widest paper. Longer ones are sentences in the wrong column."""
SHORT_MAX = 40
"""Letters: one line of the widest paper (48 columns) beside the number."""
EMAIL_MAX = 254
"""Letters (RFC 5321, 4.5.3.1.3)."""
PHONE_MAX = 40
"""Letters: room for `0221 123456 (abends)`."""
_CELL_MAX = 1_000
"""Letters of a cell that are looked at; more than any limit here."""

T = TypeVar("T")


class Stand(NamedTuple):
    """What balances are dated with."""

    read_ms: int
    trust: Trust


def member_of(columns: Columns, at: int, cells: Sequence[str], stand: Stand) -> tuple[Member, list[Problem]]:
    """What a row says. With a problem the member is worth nothing but its number."""
    row = _Row(columns, at, cells)
    number, last, first = row.number(), row.name(), row.text("first", NAME_MAX)
    balance = row.read("balance", hundredths, Kind.AMOUNT)
    member = Member(
        number=number,
        name=f"{first} {last}" if first else last,
        short=row.text("short", SHORT_MAX) or _short(first, last) or number,
        email=row.text("email", EMAIL_MAX),
        phone=row.text("phone", PHONE_MAX),
        joined=row.read("joined", iso_date, Kind.DATE),
        print=row.flag("print"),
        public=row.flag("public"),
        offline=row.flag("offline"),
        account=None if balance is None else Account(balance=balance, read_ms=stand.read_ms, trust=stand.trust),
    )
    return member, row.problems


def _short(first: str | None, last: str) -> str | None:
    """`Erika M.`; initials alone where nothing says which of the names is the first; None without a letter."""
    letters = [
        next((letter for letter in word if letter.isalnum()), "") for word in ([last] if first else last.split())
    ]
    initials = [f"{letter.upper()}." for letter in letters if letter]
    return line(" ".join((first, *initials) if first else initials), SHORT_MAX)


class _Row:
    """The cells of a row by field; collects what is wrong."""

    def __init__(self, columns: Columns, at: int, cells: Sequence[str]) -> None:
        self._columns, self._at, self._cells = columns, at, cells
        self.problems: list[Problem] = []
        extra = [cell for cell in cells[len(columns.names) :] if cell.strip()]
        if extra:
            self.problems.append(problem(at, "", Kind.MORE_CELLS, extra[0]))

    def number(self) -> str:
        """A member number: one word of letters that can be seen."""
        raw = unicodedata.normalize("NFC", self._cell("number").strip())
        number = line(raw, _CELL_MAX) or ""
        if not raw:
            self._wrong("number", Kind.MISSING)
        elif len(raw) > NUMBER_MAX:
            self._wrong("number", Kind.TOO_LONG)
        elif number != raw or " " in number:
            self._wrong("number", Kind.NUMBER)
        return number

    def name(self) -> str:
        """The family name, or the whole one."""
        name = self.text("name", NAME_MAX)
        if name is None:
            self._wrong("name", Kind.MISSING)
        return name or ""

    def text(self, field: str, most: int) -> str | None:
        """A clean line of at most so many letters; None when it is empty."""
        text = line(self._cell(field), _CELL_MAX)
        if text and len(text) > most:
            self._wrong(field, Kind.TOO_LONG)
        return text

    def read(self, field: str, reader: Callable[[str], T | None], kind: Kind) -> T | None:
        """What `reader` makes of a cell; None when it is empty or wrong."""
        text = line(self._cell(field), _CELL_MAX)
        if text is None:
            return None
        found = reader(text)
        if found is None:
            self._wrong(field, kind)
        return found

    def flag(self, field: str) -> bool:
        """Yes or no; an empty cell is no."""
        return bool(self.read(field, yes_or_no, Kind.YES_OR_NO))

    def _cell(self, field: str) -> str:
        """Excel leaves out empty cells at the end of a row."""
        place = self._columns.at.get(field, len(self._cells))
        return self._cells[place] if place < len(self._cells) else ""

    def _wrong(self, field: str, kind: Kind) -> None:
        self.problems.append(problem(self._at, self._columns.names[self._columns.at[field]], kind, self._cell(field)))
