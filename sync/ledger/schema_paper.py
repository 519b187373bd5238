"""The tables of what is on paper: which receipts came out of the printer, and which vouchers lie about."""

from typing import TYPE_CHECKING

from sync.ledger.schema_forbid import append_only, forbid

if TYPE_CHECKING:
    import sqlite_utils

BEFORE = "printouts begin after"
"""Name of the last receipt that was perhaps printed while nobody noted it, in `kept`."""
MOVES = {
    "sent": ("printed", "taken", "not_started", "unconfirmed", "came_out", "missing"),
    "taken": ("came_out", "missing"),
    "unconfirmed": ("came_out", "missing"),
}
"""State of a printout → what may follow; a `sent` one that a power cut left so may also be answered by staff."""


def printouts(db: "sqlite_utils.Database") -> None:
    """One row for every time that one slip of a booking was sent to the printer (R20), written before its first byte.

    `side` counts a booking's slips from 1. A booking without a row was never sent, unless it is older than this table:
    those are kept in mind by the last of them. `trouble` is a word of the printer.
    """
    db.execute(
        "CREATE TABLE printout (number INTEGER PRIMARY KEY, receipt INTEGER NOT NULL REFERENCES booking (receipt),"
        " side INTEGER NOT NULL, copy INTEGER NOT NULL, state TEXT NOT NULL, trouble TEXT)"
    )
    db.execute("CREATE INDEX printout_receipt ON printout (receipt)")
    db.execute("CREATE INDEX printout_asked ON printout (state) WHERE state IN ('sent', 'unconfirmed')")
    db.execute(f"INSERT INTO kept SELECT '{BEFORE}', CAST(max(receipt) AS BLOB) FROM booking HAVING count(*)")
    forbid(db, "printout_delete", "BEFORE DELETE ON printout", "nothing is dropped")
    same = "NEW.receipt = OLD.receipt AND NEW.side = OLD.side AND NEW.copy = OLD.copy AND NEW.number = OLD.number"
    begun = "NEW.state <> 'sent' OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM printout)"
    forbid(db, "printout_gap", f"BEFORE INSERT ON printout WHEN {begun}", "a gap in printout")
    left = "receipt = NEW.receipt AND side = NEW.side AND state <> 'not_started'"
    second = f"NEW.copy = 0 AND EXISTS (SELECT 1 FROM printout WHERE {left})"
    forbid(db, "printout_original", f"BEFORE INSERT ON printout WHEN {second}", "a second original")
    moves = " OR ".join(f"(OLD.state = '{old}' AND NEW.state = '{new}')" for old in MOVES for new in MOVES[old])
    forbid(db, "printout_move", f"BEFORE UPDATE ON printout WHEN NOT ({same} AND ({moves}))", "no such move")


def vouchers(db: "sqlite_utils.Database") -> None:
    """Ranges of numbers that were printed on blank vouchers, and the numbers among them that staff declared void.

    Ranges follow each other without a gap; `kind` says on what they stand. Which numbers are used up says
    `booking.paper`.
    """
    row = "seq INTEGER NOT NULL REFERENCES journal (seq)"
    db.execute(f"CREATE TABLE voucher (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, kind TEXT NOT NULL, {row})")
    db.execute(f"CREATE TABLE voucher_void (number INTEGER PRIMARY KEY, {row})")
    for table in ("voucher", "voucher_void"):
        append_only(db, table)
    gap = "NEW.last < NEW.first OR NEW.first <> (SELECT coalesce(max(last), 0) + 1 FROM voucher)"
    forbid(db, "voucher_gap", f"BEFORE INSERT ON voucher WHEN {gap}", "a gap in voucher")
