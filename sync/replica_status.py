"""What the replica remembers of the pulls themselves: cursors with their questions, and each platform's state."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property

import msgspec

from sync.errors import Reason, SyncError
from sync.records import Kind
from sync.replica_rows import KINDS


class Problem(msgspec.Struct, frozen=True):
    """What went wrong, without words: the name of the error's class, its reason and its facts."""

    error: str
    reason: Reason
    facts: dict[str, str]

    @classmethod
    def of(cls, error: SyncError) -> "Problem":
        return cls(type(error).__name__, error.reason, error.facts)


class PlatformState(msgspec.Struct, frozen=True, kw_only=True):
    """One platform as its last round left it. A platform without a round has no state here."""

    name: str
    state: str
    """ok, partial, failed, held, or never while its first round has not ended."""
    last_good: datetime | None = None
    """End of the last round that read it whole; aware, UTC."""
    last_try: datetime | None = None
    complete: bool = False
    """Whether the replica holds all that the platform offers."""
    counts: dict[Kind, int]
    """Items that `kiosk items` shows, every kind named."""
    missed: int = 0
    """Items that are still shown although the platform no longer names them: the size of a held loss."""
    skipped: int = 0
    problem: Problem | None = None
    moved_to: str | None = None


class Pulled(msgspec.Struct, frozen=True):
    """Where the last good pull of a stream ended. `last_full` is epoch seconds."""

    question: str | None = None
    cursor: str | None = None
    last_full: int | None = None
    skipped: int = 0


class Known(Mapping[str, str | None]):
    """Remote ids of a stream with their revisions, hidden items too; `read` is called when first needed."""

    def __init__(self, read: Callable[[], dict[str, str | None]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> dict[str, str | None]:
        return self._read()

    def __getitem__(self, remote: str) -> str | None:
        return self._rows[remote]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def known(db: sqlite3.Connection, platform: str, stream: str) -> dict[str, str | None]:
    query = "SELECT remote, revision FROM item WHERE platform = ? AND stream = ?"
    return dict(db.execute(query, (platform, stream)).fetchall())


def begin(db: sqlite3.Connection, platform: str, now: int) -> None:
    """A round of the platform starts: nothing has been seen yet."""
    db.execute("DELETE FROM temp.seen")
    db.execute(
        "INSERT INTO platform (name, state, last_try) VALUES (?, 'never', ?)"
        " ON CONFLICT (name) DO UPDATE SET last_try = excluded.last_try",
        (platform, now),
    )


def pulled(db: sqlite3.Connection, platform: str, stream: str) -> Pulled:
    query = "SELECT question, cursor, last_full, skipped FROM stream WHERE platform = ? AND name = ?"
    row = db.execute(query, (platform, stream)).fetchone()
    return Pulled(*row) if row else Pulled()


def doubtful(db: sqlite3.Connection, platform: str, stream: str) -> bool:
    """Whether losses of the stream are held or were left unsettled by a broken round."""
    query = "SELECT 1 FROM item WHERE platform = ? AND stream = ? AND missed_at IS NOT NULL AND hidden = 0 LIMIT 1"
    return db.execute(query, (platform, stream)).fetchone() is not None


def shown(db: sqlite3.Connection, platform: str, stream: str) -> int:
    """Items of a stream that visitors can see."""
    query = "SELECT count(*) FROM item WHERE platform = ? AND stream = ? AND hidden = 0"
    return int(db.execute(query, (platform, stream)).fetchone()[0])


def keep(db: sqlite3.Connection, platform: str, stream: str, pulled: Pulled) -> None:
    """Store where a good pull ended."""
    row = (platform, stream, pulled.question, pulled.cursor, pulled.last_full, pulled.skipped)
    columns = "platform, name, question, cursor, last_full, skipped"
    db.execute(f"INSERT OR REPLACE INTO stream ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)


def streams(db: sqlite3.Connection, platform: str) -> set[str]:
    """Names of all streams of which something lies in the replica."""
    query = "SELECT name FROM stream WHERE platform = ? UNION SELECT DISTINCT stream FROM item WHERE platform = ?"
    return {name for (name,) in db.execute(query, (platform, platform))}


def conclude(
    db: sqlite3.Connection, platform: str, outcome: tuple[str, int | None, bool, Problem | None, str | None]
) -> None:
    """Store how a round ended: state, time when everything was read (None: the older one stays), completeness,
    problem, and where the platform says that it has moved for good."""
    state, good, complete, problem, moved_to = outcome
    written = msgspec.json.encode(problem).decode() if problem else None
    db.execute(
        "INSERT INTO platform (name, state, last_good, complete, problem, moved_to) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET state = excluded.state, last_good = coalesce(excluded.last_good, last_good),"
        " complete = excluded.complete, problem = excluded.problem, moved_to = excluded.moved_to",
        (platform, state, good, complete, written, moved_to),
    )


def platforms(db: sqlite3.Connection, since: int) -> list[PlatformState]:
    """Every platform that was ever asked, by name; counts leave out what was over at `since`."""
    counted = _counts(db, since)
    skipped = dict(db.execute("SELECT platform, sum(skipped) FROM stream GROUP BY platform").fetchall())
    doubted = "SELECT platform, count(*) FROM item WHERE missed_at IS NOT NULL AND hidden = 0 GROUP BY platform"
    missed = dict(db.execute(doubted).fetchall())
    rows = db.execute(
        "SELECT name, state, last_good, last_try, complete, problem, moved_to FROM platform ORDER BY name",
    ).fetchall()
    return [
        PlatformState(
            name=name,
            state=state,
            last_good=_time(last_good),
            last_try=_time(last_try),
            complete=bool(complete),
            counts=counted.get(name, dict.fromkeys(KINDS, 0)),
            missed=missed.get(name, 0),
            skipped=skipped.get(name, 0),
            problem=msgspec.json.decode(problem, type=Problem) if problem else None,
            moved_to=moved_to,
        )
        for name, state, last_good, last_try, complete, problem, moved_to in rows
    ]


def last_good(db: sqlite3.Connection) -> dict[str, datetime]:
    """When each platform was last read whole, if ever. Asked for every page, so nothing is counted."""
    rows = db.execute("SELECT name, last_good FROM platform WHERE last_good IS NOT NULL").fetchall()
    return {name: datetime.fromtimestamp(at, UTC) for name, at in rows}


def standings(db: sqlite3.Connection) -> dict[str, tuple[str, datetime | None]]:
    """State and last good pull of each platform that was ever asked; nothing is counted."""
    rows = db.execute("SELECT name, state, last_good FROM platform").fetchall()
    return {name: (state, _time(last_good)) for name, state, last_good in rows}


def _counts(db: sqlite3.Connection, since: int) -> dict[str, dict[Kind, int]]:
    query = "SELECT platform, kind, count(*) FROM item WHERE hidden = 0 AND until > ? GROUP BY platform, kind"
    counted: dict[str, dict[Kind, int]] = {}
    for platform, kind, number in db.execute(query, (since,)):
        counted.setdefault(platform, dict.fromkeys(KINDS, 0))[KINDS[kind]] = number
    return counted


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
