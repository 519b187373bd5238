"""Members: as the ring or a file told, found by number, name or first letters."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from sync.clock import Trust
from sync.ledger.file import transaction
from sync.ledger.records import Account, Member
from sync.search import spellings, split

_PLAIN = ("number", "name", "short", "email", "phone", "joined", "print", "public", "offline", "source", "remote")
_ACCOUNT = ("balance", "floor", "ceiling", "read_ms", "trust")
_COLUMNS = ", ".join((*_PLAIN, "search", *_ACCOUNT))


class People:
    """The members of the ring."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def get(self, number: str) -> Member | None:
        """The member with this number."""
        found = self._db.execute(f"SELECT {_COLUMNS} FROM member WHERE number = ?", (number,)).fetchone()
        return _member(found) if found else None

    def those(self, numbers: Iterable[str]) -> dict[str, Member]:
        """The members of these numbers, by number; who is not known is left out."""
        found = {number: self.get(number) for number in numbers}
        return {number: member for number, member in found.items() if member}

    def find(self, text: str, at: int = 0, most: int = 100, *, without: str = "") -> list[Member]:
        """Members whose number, or a word of whose name, begins like every word typed; by number first, then name.

        `without` is a number that cannot be meant.
        """
        asked = [f"% {spellings(word)[0]}%" for word in split(text) if spellings(word)]
        where = " AND ".join(["number <> ?", *["search LIKE ?"] * len(asked)])
        order = "ORDER BY number <> ?, search, number LIMIT ? OFFSET ?"
        sql = f"SELECT {_COLUMNS} FROM member WHERE {where} {order}"
        return [_member(values) for values in self._db.execute(sql, (without, *asked, text.strip(), most, at))]

    def all(self) -> list[Member]:
        """Every member, by name."""
        return self.find("", most=self.count())

    def count(self) -> int:
        """How many there are."""
        return int(self._db.execute("SELECT count(*) FROM member").fetchone()[0])

    def store(self, members: Iterable[Member], told: Collection[str] | None = None) -> None:
        """Add them or put them in place of those of the same number, all or nothing.

        `told` are the fields that their source knows; what it does not tell of a known member stays. A platform
        (None) knows no consents and no "no internet", and never takes a contact away.
        """
        marks = ", ".join("?" * (len(_PLAIN) + 1 + len(_ACCOUNT)))
        sql = f"INSERT OR REPLACE INTO member ({_COLUMNS}) VALUES ({marks})"
        with transaction(self._db):
            for member in members:
                self._db.execute(sql, _values(_merged(self.get(member.number), member, told)))

    def of(self, source: str) -> set[str]:
        """The numbers of the members that a source told last."""
        return {number for (number,) in self._db.execute("SELECT number FROM member WHERE source = ?", (source,))}

    def keep_only(self, source: str, numbers: Sequence[str]) -> None:
        """Forget members of a source that no longer has them."""
        with transaction(self._db):
            for number in self.of(source).difference(numbers):
                self._db.execute("DELETE FROM member WHERE number = ?", (number,))


def _merged(before: Member | None, member: Member, told: Collection[str] | None) -> Member:
    """What is known of a member now."""
    if before is None:
        return member
    untold = {
        field: getattr(before, field)
        for field in ("email", "phone", "joined", "print", "public", "offline")
        if (field not in told if told is not None else not getattr(member, field))
    }
    account = member.account or before.account
    return msgspec.structs.replace(member, remote=member.remote or before.remote, account=account, **untold)


def _searched(*texts: str) -> str:
    """Every word in every spelling, a blank before each; no word holds a sign that LIKE takes for another.

    The name comes first: so this is also what to sort by, with umlauts beside their vowels.
    """
    return "".join(f" {spelling}" for word in split(" ".join(texts)) for spelling in spellings(word))


def _values(member: Member) -> tuple[Any, ...]:
    plain = [getattr(member, name) for name in _PLAIN]
    account = member.account
    money: list[Any] = [None] * len(_ACCOUNT)
    if account:
        money = [account.balance, account.floor, account.ceiling, account.read_ms, account.trust.value]
    return (*plain, _searched(member.name, member.short, member.number), *money)


def _member(values: Sequence[Any]) -> Member:
    plain = dict(zip(_PLAIN, values, strict=False))
    for flag in ("print", "public", "offline"):
        plain[flag] = bool(plain[flag])
    balance, floor, ceiling, read_ms, trust = values[len(_PLAIN) + 1 :]
    account = None
    if balance is not None:
        account = Account(balance=balance, floor=floor, ceiling=ceiling, read_ms=read_ms, trust=Trust(trust))
    return Member(**plain, account=account)
