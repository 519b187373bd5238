"""Members from a table file, as German Excel saves it: all of them, or a list of what is wrong."""

from collections.abc import Mapping, Sequence

import msgspec

from sync.clock import Trust
from sync.ledger.members_csv_columns import (
    REQUIRED,
    VALUE_MAX,
    Columns,
    Kind,
    Problem,
    columns_of,
    known_headings,
    problem,
)
from sync.ledger.members_csv_row import Stand, member_of
from sync.ledger.members_csv_text import Broken, Row, decoded, rows, separator_of
from sync.ledger.records import Member
from sync.text import line

BYTES_MAX = 10_000_000
"""Of a file: 500 for each of the most members. Read one more than this and not the whole of a wrong file."""
MEMBERS_MAX = 20_000
"""The largest exchange rings of the country have some thousands; a longer table is another one."""
COLUMNS_MAX = 200
"""Member lists have some dozens; what is wider is no table."""
PREVIEW = 5
"""Rows that show staff whether the columns were understood."""


class Import(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says. Nothing may be imported while there is a problem: then `members` is empty."""

    members: tuple[Member, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()
    """All of them, in the order of the file."""
    columns: Mapping[str, str] = {}
    """The headings that were used, by field: a field that is absent was not told, rather than empty."""
    unknown: tuple[str, ...] = ()
    """Headings that are used for nothing."""
    headings: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    """The first rows below the headings, cleaned, each as long as `headings`."""
    separator: str = ""


def read_csv(raw: bytes, mapping: Mapping[str, str] = {}, *, read_ms: int, trust: Trust) -> Import:
    """Read a file. Never raises: whatever is wrong is told as problems.

    `mapping`: headings of this file by field (`{"number": "Nr"}`). `read_ms` and `trust` are what balances are
    dated with: milliseconds since 1970, and where this time comes from.
    """
    if len(raw) > BYTES_MAX:
        return _whole(Kind.TOO_LARGE)
    text = decoded(raw)
    if text is None:
        return _whole(Kind.NO_TEXT)
    if not text.strip():
        return _whole(Kind.EMPTY)
    separator = separator_of(text, lambda cells: known_headings(cells[:COLUMNS_MAX], mapping))
    table, broken = _table(text, separator)
    if not table:
        return Import(problems=broken)
    refused = _refused(table[0], separator, mapping)
    if refused:
        return Import(problems=(refused,))
    return _read(table, broken, mapping, separator, Stand(read_ms, trust))


def _whole(kind: Kind) -> Import:
    return Import(problems=(problem(0, "", kind),))


def _table(text: str, separator: str) -> tuple[list[Row], tuple[Problem, ...]]:
    """The rows as far as they can be read and are not too many, and why there are no more."""
    table: list[Row] = []
    try:
        for row in rows(text, separator):
            if len(table) > MEMBERS_MAX:
                return table, (problem(row[0], "", Kind.TOO_MANY, str(MEMBERS_MAX)),)
            table.append(row)
    except Broken as broken:
        return table, (problem(broken.line, "", Kind.BROKEN),)
    return table, () if len(table) > 1 else (problem(0, "", Kind.EMPTY),)


def _refused(first: Row, separator: str, mapping: Mapping[str, str]) -> Problem | None:
    """Why the first row holds no headings of a member list."""
    at, cells = first
    if any(cell.strip() for cell in cells[COLUMNS_MAX:]):
        return problem(at, "", Kind.TOO_MANY_COLUMNS, str(COLUMNS_MAX))
    return None if known_headings(cells, mapping) else problem(at, "", Kind.NO_HEADINGS, separator.join(cells))


def _read(
    table: Sequence[Row], broken: tuple[Problem, ...], mapping: Mapping[str, str], separator: str, stand: Stand
) -> Import:
    (at, headings), below = table[0], table[1:]
    columns = columns_of(at, headings[:COLUMNS_MAX], mapping)
    members, wrong = _members(columns, below, stand)
    problems = (*columns.problems, *wrong, *broken)
    return Import(
        members=() if problems else tuple(members),
        problems=problems,
        columns={field: columns.names[place] for field, place in columns.at.items()},
        unknown=columns.unknown,
        headings=columns.names,
        preview=tuple(_shown(columns, cells) for _, cells in below[:PREVIEW]),
        separator=separator,
    )


def _members(columns: Columns, table: Sequence[Row], stand: Stand) -> tuple[list[Member], list[Problem]]:
    """The members of all rows, and what is wrong with them."""
    members: list[Member] = []
    problems: list[Problem] = []
    numbers: set[str] = set()
    if not all(field in columns.at for field in REQUIRED):
        return members, problems
    for at, cells in table:
        member, wrong = member_of(columns, at, cells, stand)
        problems += wrong
        number = member.number.casefold()
        if number and number in numbers:
            problems.append(problem(at, columns.names[columns.at["number"]], Kind.NUMBER_TWICE, member.number))
        numbers.add(number)
        members.append(member)
    return members, problems


def _shown(columns: Columns, cells: Sequence[str]) -> tuple[str, ...]:
    told = [line(cell, VALUE_MAX) or "" for cell in cells[: len(columns.names)]]
    return (*told, *[""] * (len(columns.names) - len(told)))
