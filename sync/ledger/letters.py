"""What residents left, taken in: open until staff have done it; then only that it was there stays."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from sync.ledger.ledger import Ledger
from sync.ledger.records import Stamp
from sync.ledger.rows import stamp_of
from sync.letters.letter import Face, Feedback, Interest, Letter

_STAMP = "l.boot, l.monotonic_ns, l.wall_ms, l.trust"
_END = "l.terminal, l.seq, l.state, j.staff FROM {table} l LEFT JOIN journal j ON j.seq = l.closed"
_INTEREST = f"SELECT l.id, l.item, l.kind, l.title, l.name, l.member, {_STAMP}, {_END.format(table='interest')}"
_FEEDBACK = f"SELECT l.id, l.number, l.face, l.words, {_STAMP}, {_END.format(table='feedback')}"
SEEN = "letters seen"
"""Under which name the ledger keeps the journal's last row before the letters that staff were not told of yet."""
_OLDEST = "ORDER BY l.seq, l.id LIMIT ? OFFSET ?"


class Fate(StrEnum):
    """What became of it; the value stands in JSON."""

    OPEN = "open"
    DONE = "done"
    DELETED = "deleted"


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """An interest in an item; when it is closed both `name` and `member` are gone."""

    id: str
    item: str
    kind: str
    title: str
    name: str | None
    member: str | None
    stamp: Stamp
    terminal: str
    seq: int
    """The journal's row of its taking in: later ones are newer."""
    fate: Fate
    staff: str | None
    """Who closed it."""


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """A feedback; when it is deleted `words` is gone."""

    id: str
    number: str
    face: Face
    words: str | None
    stamp: Stamp
    terminal: str
    seq: int
    fate: Fate
    staff: str | None


class Letters:
    """Reads and closes them; each step is one synced transaction, or part of its caller's."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._db = ledger, ledger.db

    def put(self, letter: Letter) -> bool:
        """Take a letter in; False: the ledger has it already. Raises `Unstorable`."""
        match letter.what:
            case Interest(item=item, kind=kind, title=title, name=name, member=member):
                row = {"item": item, "kind": kind, "title": title, "name": name, "member": member}
                return self._put("interest", letter, row)
            case Feedback(number=number, face=face, words=words):
                return self._put("feedback", letter, {"number": number, "face": face.value, "words": words or None})

    def wishes(self, at: int = 0, most: int = 1000) -> list[Wish]:
        """The open ones, oldest first."""
        found = self._db.execute(f"{_INTEREST} WHERE l.state = 'open' {_OLDEST}", (most, at))
        return [_wish(values) for values in found]

    def wish(self, id: str) -> Wish | None:
        """One, open or closed."""
        found = self._db.execute(f"{_INTEREST} WHERE l.id = ?", (id,)).fetchone()
        return _wish(found) if found else None

    def opinions(self, at: int = 0, most: int = 1000) -> list[Opinion]:
        """Those that were not deleted, newest first."""
        order = "ORDER BY l.seq DESC, l.id LIMIT ? OFFSET ?"
        found = self._db.execute(f"{_FEEDBACK} WHERE l.state = 'open' {order}", (most, at))
        return [_opinion(values) for values in found]

    def opinion(self, id: str) -> Opinion | None:
        """One, also a deleted one."""
        found = self._db.execute(f"{_FEEDBACK} WHERE l.id = ?", (id,)).fetchone()
        return _opinion(found) if found else None

    def numbered(self, number: str) -> list[Opinion]:
        """The feedback with this number, deleted or not; more than one where the lot drew it twice."""
        return [_opinion(values) for values in self._db.execute(f"{_FEEDBACK} WHERE l.number = ?", (number,))]

    def faces(self) -> dict[Face, int]:
        """How often each smiley was chosen, without what was deleted."""
        sql = "SELECT face, count(*) FROM feedback WHERE state = 'open' GROUP BY face"
        return dict.fromkeys(Face, 0) | {Face(face): count for face, count in self._db.execute(sql)}

    def counts(self, since: int = -1) -> tuple[int, int]:
        """Open interests and feedback taken in after this row of the journal."""
        sql = "SELECT count(*) FROM {table} WHERE state = 'open' AND seq > ?"
        tables = ("interest", "feedback")
        interests, feedback = (self._db.execute(sql.format(table=table), (since,)).fetchone()[0] for table in tables)
        return interests, feedback

    def news(self) -> tuple[int, int]:
        """Open interests and feedback that staff were not told of yet."""
        return self.counts(int(self._ledger.kept.get(SEEN) or -1))

    def see(self) -> None:
        """Staff were told of everything so far. Raises `Unstorable`."""
        newest = self._db.execute("SELECT max(seq) FROM journal").fetchone()[0]
        self._ledger.kept.put(SEEN, str(newest).encode())

    def close(self, wish: Wish, fate: Fate, staff: str | None) -> None:
        """It is done, or staff delete it: the person's words are erased. Raises `Unstorable`."""
        self._close("interest", wish.id, fate, staff, ("name", "member"))

    def reopen(self, wish: Wish, staff: str) -> None:
        """Staff take closing back, with the words as they were. Raises `Unstorable`."""
        self._reopen("interest", wish.id, staff, {"name": wish.name, "member": wish.member})

    def delete(self, opinion: Opinion, staff: str) -> None:
        """It no longer counts, and its words are erased. Raises `Unstorable`."""
        self._close("feedback", opinion.id, Fate.DELETED, staff, ("words",))

    def restore(self, opinion: Opinion, staff: str) -> None:
        """Staff take deleting back. Raises `Unstorable`."""
        self._reopen("feedback", opinion.id, staff, {"words": opinion.words})

    def _put(self, table: str, letter: Letter, row: dict[str, str | None]) -> bool:
        stamp = letter.stamp
        with self._ledger.change():
            if self._db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (letter.id,)).fetchone():
                return False
            seq = self._ledger.journal.note(f"{table} taken", facts=letter.id).seq
            when = (stamp.boot, stamp.monotonic_ns, stamp.wall_ms, stamp.trust.value)
            values = (letter.id, *row.values(), letter.terminal, *when, seq, Fate.OPEN.value, None)
            self._db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        return True

    def _close(self, table: str, id: str, fate: Fate, staff: str | None, words: Iterable[str]) -> None:
        """Closed once: whoever closes it a second time changes nothing."""
        with self._ledger.change():
            if self._state(table, id) is Fate.OPEN:
                seq = self._ledger.journal.note(f"{table} {fate}", staff=staff, facts=id).seq
                erased = ", ".join(f"{column} = NULL" for column in words)
                sql = f"UPDATE {table} SET state = ?, closed = ?, {erased} WHERE id = ?"
                self._db.execute(sql, (fate.value, seq, id))

    def _reopen(self, table: str, id: str, staff: str, words: dict[str, str | None]) -> None:
        with self._ledger.change():
            if self._state(table, id) in (Fate.DONE, Fate.DELETED):
                self._ledger.journal.note(f"{table} reopened", staff=staff, facts=id)
                again = ", ".join(f"{column} = ?" for column in words)
                sql = f"UPDATE {table} SET state = 'open', closed = NULL, {again} WHERE id = ?"
                self._db.execute(sql, (*words.values(), id))

    def _state(self, table: str, id: str) -> Fate | None:
        found = self._db.execute(f"SELECT state FROM {table} WHERE id = ?", (id,)).fetchone()
        return Fate(found[0]) if found else None


def _wish(values: Sequence[Any]) -> Wish:
    id, item, kind, title, name, member, *rest = values
    return Wish(id=id, item=item, kind=kind, title=title, name=name, member=member, **_taken(rest))


def _opinion(values: Sequence[Any]) -> Opinion:
    id, number, face, words, *rest = values
    return Opinion(id=id, number=number, face=Face(face), words=words, **_taken(rest))


def _taken(values: Sequence[Any]) -> dict[str, Any]:
    """When and where it was left, and what became of it."""
    terminal, seq, state, staff = values[4:]
    return {"stamp": stamp_of(values[:4]), "terminal": terminal, "seq": seq, "fate": Fate(state), "staff": staff}
