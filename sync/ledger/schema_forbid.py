"""What the ledger's triggers refuse: the words of every one of them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils


def forbid(db: "sqlite_utils.Database", name: str, when: str, why: str) -> None:
    """`when` is all between the trigger's name and its body; `why` comes back as an IntegrityError."""
    db.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{why}'); END")


def append_only(db: "sqlite_utils.Database", table: str) -> None:
    """Rows of this table are neither changed nor taken away."""
    for verb in ("UPDATE", "DELETE"):
        forbid(db, f"{table}_{verb.lower()}", f"BEFORE {verb} ON {table}", f"{table} is append-only")
