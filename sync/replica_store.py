"""Batches become rows: what is new, changed, seen again or gone, one transaction each."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from json import dumps
from zoneinfo import ZoneInfo

import msgspec

from sync.connectors.base import Batch
from sync.records import Item
from sync.replica_index import Numbered, enlist, label, records, swap, unlabel
from sync.replica_rows import ID_MIN, KINDS, content, fingerprint, longest_id, order
from sync.replica_vanish import remove


class Stored(msgspec.Struct, frozen=True):
    """What a batch did to the replica. An item that comes back after it was hidden counts as new."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


class Stamp(msgspec.Struct, frozen=True):
    """What every row of one batch has in common."""

    platform: str
    stream: str
    now: datetime
    zone: ZoneInfo

    @property
    def pulled(self) -> str:
        return self.now.astimezone(self.zone).isoformat(timespec="seconds")


class _Row(msgspec.Struct, frozen=True):
    number: int
    id: str
    hash: int
    revision: str | None
    hidden: bool
    missed: bool


def store(db: sqlite3.Connection, stamp: Stamp, batch: Batch) -> Stored:
    """Apply one page of a pull, inside the caller's transaction. Nothing is written for items that are as before."""
    items = {item.remote: item for item in batch.items}
    rows = _rows(db, stamp, {*items, *batch.seen})
    _note_seen(db, rows.values())
    hashes = {remote: fingerprint(item, stamp.zone) for remote, item in items.items()}
    changed = [remote for remote, row in rows.items() if row.hash != hashes.get(remote, row.hash)]
    _insert(db, stamp, [(item, hashes[remote]) for remote, item in items.items() if remote not in rows])
    _replace(db, stamp, [(rows[remote], items[remote], hashes[remote]) for remote in changed])
    _move_revisions(db, [(row, items[remote]) for remote, row in rows.items() if remote in items])
    gone = _drop(db, _rows(db, stamp, batch.gone).values())
    back = sum(row.hidden for row in rows.values())
    altered = sum(not rows[remote].hidden for remote in changed)
    return Stored(len(items.keys() - rows.keys()) + back, altered, len(rows) - back - altered, gone)


def _rows(db: sqlite3.Connection, stamp: Stamp, remotes: Collection[str]) -> dict[str, _Row]:
    found = db.execute(
        "SELECT remote, number, item.id, hash, revision, hidden, missed_at IS NOT NULL FROM json_each(?)"
        " CROSS JOIN item ON platform = ? AND stream = ? AND remote = value",
        (dumps(list(remotes)), stamp.platform, stamp.stream),
    )
    return {row[0]: _Row(*row[1:]) for row in found}


def _note_seen(db: sqlite3.Connection, rows: Collection[_Row]) -> None:
    """Remember for the end of the round what the platform still has; show again what was missed before."""
    db.executemany("INSERT OR IGNORE INTO temp.seen (number) VALUES (?)", [(row.number,) for row in rows])
    missed = [(row.number,) for row in rows if row.missed or row.hidden]
    db.executemany("UPDATE item SET hidden = 0, missed_at = NULL WHERE number = ?", missed)
    enlist(db, records(db, [row.number for row in rows if row.hidden]))


def _insert(db: sqlite3.Connection, stamp: Stamp, items: Sequence[tuple[Item, int]]) -> None:
    if not items:
        return
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM item").fetchone()
    rows = list(enumerate(items, last + 1))
    names = _names(db, stamp, [item.remote for item, _ in items])
    place = (stamp.platform, stamp.stream)
    db.executemany(
        "INSERT INTO item (number, id, platform, stream, remote, kind, rank, until, first_day, last_day, hash,"
        " revision, image, hidden) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        [
            (number, names[item.remote], *place, item.remote, *_place(stamp, item), hash_, item.revision, item.image)
            for number, (item, hash_) in rows
        ],
    )
    contents = [(number, content(item, names[item.remote], stamp.platform, stamp.pulled)) for number, (item, _) in rows]
    db.executemany("INSERT INTO record (number, content) VALUES (?, ?)", contents)
    db.executemany("INSERT OR IGNORE INTO temp.seen (number) VALUES (?)", [(number,) for number, _ in rows])
    enlist(db, [(number, item) for number, (item, _) in rows])


def _names(db: sqlite3.Connection, stamp: Stamp, remotes: Sequence[str]) -> dict[str, str]:
    """An id for each remote identity, different from every other in the replica and in the batch."""
    whole = {remote: longest_id(stamp.platform, stamp.stream, remote) for remote in remotes}
    short = [name[:ID_MIN] for name in whole.values()]
    query = "SELECT item.id FROM json_each(?) CROSS JOIN item ON item.id = value"
    taken = {id_ for (id_,) in db.execute(query, (dumps(short),))}
    names: dict[str, str] = {}
    for remote, name in whole.items():
        size = ID_MIN
        while name[:size] in taken or (size > ID_MIN and _has_id(db, name[:size])):
            size += 1
        names[remote] = name[:size]
        taken.add(name[:size])
    return names


def _has_id(db: sqlite3.Connection, id_: str) -> bool:
    return db.execute("SELECT 1 FROM item WHERE id = ?", (id_,)).fetchone() is not None


def _place(stamp: Stamp, item: Item) -> tuple[object, ...]:
    place = order(item, int(stamp.now.timestamp()), stamp.zone)
    return (KINDS.index(item.kind), *msgspec.structs.astuple(place))


def _replace(db: sqlite3.Connection, stamp: Stamp, changed: Sequence[tuple[_Row, Item, int]]) -> None:
    """Write new versions; the id and the row stay, `pulled` is now."""
    if not changed:
        return
    old = records(db, [row.number for row, _, _ in changed])
    new: list[Numbered] = [(row.number, item) for row, item, _ in changed]
    unlabel(db, old)
    db.executemany(
        "UPDATE item SET kind = ?, rank = ?, until = ?, first_day = ?, last_day = ?, hash = ?, image = ?"
        " WHERE number = ?",
        [(*_place(stamp, item), hash_, item.image, row.number) for row, item, hash_ in changed],
    )
    db.executemany(
        "UPDATE record SET content = ? WHERE number = ?",
        [(content(item, row.id, stamp.platform, stamp.pulled), row.number) for row, item, _ in changed],
    )
    label(db, new)
    swap(db, old, new)


def _move_revisions(db: sqlite3.Connection, rows: Sequence[tuple[_Row, Item]]) -> None:
    """Keep the platform's own mark of a version; a mark alone is no change."""
    moved = [(item.revision, row.number) for row, item in rows if item.revision != row.revision]
    db.executemany("UPDATE item SET revision = ? WHERE number = ?", moved)


def _drop(db: sqlite3.Connection, rows: Collection[_Row]) -> int:
    """Delete what the platform itself calls gone; answers how many of them were shown."""
    remove(db, [row.number for row in rows])
    return sum(not row.hidden for row in rows)
