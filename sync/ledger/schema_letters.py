"""The tables of what residents leave in the letter box: interests in items, and feedback."""

from typing import TYPE_CHECKING

from sync.ledger.schema_forbid import forbid

if TYPE_CHECKING:
    import sqlite_utils

_STAMP = "boot TEXT NOT NULL, monotonic_ns INTEGER NOT NULL, wall_ms INTEGER NOT NULL, trust TEXT NOT NULL"
_TAKEN = f"terminal TEXT NOT NULL, {_STAMP}, seq INTEGER NOT NULL REFERENCES journal (seq)"
"""Where and when it was left, and the journal's row of its taking in."""
_END = "state TEXT NOT NULL, closed INTEGER REFERENCES journal (seq)"
_OWN_COLUMNS = ("id", "terminal", "boot", "monotonic_ns", "wall_ms", "trust", "seq")


def interests(db: "sqlite_utils.Database") -> None:
    """One row a letter; `closed` is the journal's row of its end, and then the person's words are gone."""
    db.execute(
        "CREATE TABLE interest (id TEXT PRIMARY KEY, item TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,"
        f" name TEXT, member TEXT, {_TAKEN}, {_END})"
    )
    _guard(db, "interest", same=("item", "kind", "title"), words=("name", "member"))


def feedback(db: "sqlite_utils.Database") -> None:
    """The same for smileys. `number` is drawn by lot and may come twice."""
    db.execute(
        "CREATE TABLE feedback (id TEXT PRIMARY KEY, number TEXT NOT NULL, face TEXT NOT NULL, words TEXT,"
        f" {_TAKEN}, {_END})"
    )
    db.execute("CREATE INDEX feedback_number ON feedback (number)")
    _guard(db, "feedback", same=("number", "face"), words=("words",))


def _guard(db: "sqlite_utils.Database", table: str, same: tuple[str, ...], words: tuple[str, ...]) -> None:
    """No row is dropped, none becomes another letter, and what is closed holds no words of a person."""
    db.execute(f"CREATE INDEX {table}_open ON {table} (seq) WHERE state = 'open'")
    forbid(db, f"{table}_delete", f"BEFORE DELETE ON {table}", "nothing is dropped")
    forbid(db, f"{table}_begin", f"BEFORE INSERT ON {table} WHEN NEW.state <> 'open'", "a letter begins open")
    other = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in (*_OWN_COLUMNS, *same))
    forbid(db, f"{table}_same", f"BEFORE UPDATE ON {table} WHEN {other}", "another letter")
    left = " OR ".join(f"NEW.{column} IS NOT NULL" for column in words)
    told = f"(NEW.state <> 'open' AND ({left} OR NEW.closed IS NULL)) OR (NEW.state = 'open' AND NEW.closed NOT NULL)"
    forbid(db, f"{table}_words", f"BEFORE UPDATE ON {table} WHEN {told}", "words are erased with it")
