"""Items that a platform no longer has: marked, hidden, deleted; `plan.py` decides, the caller holds the transaction."""

import sqlite3
from collections.abc import Collection, Sequence
from json import dumps

import msgspec

from sync import plan
from sync.replica_index import delist, records
from sync.replica_status import Pulled, keep


class Moment(msgspec.Struct, frozen=True):
    """When a pull ended, epoch seconds; `window` is yesterday's beginning."""

    now: int
    window: int
    trusted: bool


def end_stream(db: sqlite3.Connection, platform: str, stream: str, pulled: Pulled, complete: Moment | None) -> None:
    """Store where a good pull ended; after a complete one note what it missed."""
    keep(db, platform, stream, pulled)
    if complete:
        _mark(db, platform, [stream], complete)


def retire(db: sqlite3.Connection, platform: str, streams: Collection[str], moment: Moment) -> None:
    """Note all items of streams that the platform no longer offers as missed, and forget where they ended."""
    _mark(db, platform, streams, moment)
    for stream in streams:
        db.execute("DELETE FROM stream WHERE platform = ? AND name = ?", (platform, stream))


def _mark(db: sqlite3.Connection, platform: str, streams: Collection[str], moment: Moment) -> None:
    """Mark what was missed; what an earlier complete pull had hidden is deleted for good."""
    unseen = db.execute(
        "SELECT number, hidden, missed_at FROM item WHERE platform = ? AND stream IN (SELECT value FROM json_each(?))"
        " AND number NOT IN (SELECT number FROM temp.seen)",
        (platform, dumps(list(streams))),
    ).fetchall()
    first = {number: plan.missed_at(at, moment.now, moment.trusted) for number, hidden, at in unseen if not hidden}
    marks = [(first[number], number) for number, hidden, at in unseen if not hidden and first[number] != at]
    db.executemany("UPDATE item SET missed_at = ? WHERE number = ?", marks)
    remove(db, [number for number, hidden, _ in unseen if hidden])


def settle(
    db: sqlite3.Connection, platform: str, streams: Collection[str], agreed: Collection[str], moment: Moment
) -> tuple[int, bool]:
    """Hide or hold what complete pulls of `streams` missed; losses of `agreed` streams are believed at once.

    Answers how many items were hidden and whether a loss is held.
    """
    losses = [
        plan.Loss(number, missed_at, moment.trusted and until <= moment.window, stream in agreed)
        for number, missed_at, until, stream in _missed(db, platform, streams)
    ]
    if not losses:
        return 0, False
    verdict = plan.vanish(losses, _shown(db, platform, moment), moment.now, moment.trusted)
    hide(db, verdict.hide)
    remove(db, verdict.drop)
    return len(verdict.hide), verdict.held


def _missed(db: sqlite3.Connection, platform: str, streams: Collection[str]) -> list[tuple[int, int, int, str]]:
    return db.execute(
        "SELECT number, missed_at, until, stream FROM item WHERE platform = ? AND missed_at IS NOT NULL"
        " AND hidden = 0 AND stream IN (SELECT value FROM json_each(?))",
        (platform, dumps(list(streams))),
    ).fetchall()


def _shown(db: sqlite3.Connection, platform: str, moment: Moment) -> int:
    since = moment.window if moment.trusted else 0
    query = "SELECT count(*) FROM item WHERE platform = ? AND hidden = 0 AND until > ?"
    return int(db.execute(query, (platform, since)).fetchone()[0])


def hide(db: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Take items from the lists and the search; the rows stay for the day they come back."""
    delist(db, records(db, numbers))
    db.executemany("UPDATE item SET hidden = 1 WHERE number = ?", [(number,) for number in numbers])


def remove(db: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Delete items for good, hidden ones or not."""
    if not numbers:
        return
    asked = dumps(list(numbers))
    listed = "SELECT number FROM item WHERE hidden = 0 AND number IN (SELECT value FROM json_each(?))"
    delist(db, records(db, [row[0] for row in db.execute(listed, (asked,))]))
    db.execute("DELETE FROM record WHERE number IN (SELECT value FROM json_each(?))", (asked,))
    db.execute("DELETE FROM item WHERE number IN (SELECT value FROM json_each(?))", (asked,))


def keep_only(db: sqlite3.Connection, platforms: Collection[str]) -> bool:
    """Delete all content and status of platforms that the settings no longer name; answers whether there was any."""
    ghosts = {name for (name,) in db.execute("SELECT name FROM platform")} - set(platforms)
    if not ghosts:
        return False
    for name in ghosts:
        remove(db, [row[0] for row in db.execute("SELECT number FROM item WHERE platform = ?", (name,))])
        db.execute("DELETE FROM stream WHERE platform = ?", (name,))
        db.execute("DELETE FROM platform WHERE name = ?", (name,))
    return True
