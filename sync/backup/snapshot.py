"""The ledger as it is at one moment, in a file of its own, and the proof that a copy of it is whole."""

from contextlib import closing
from pathlib import Path

from sync.backup.content_hash import ledger_hash
from sync.backup.errors import NotGood, Why
from sync.clock import BootClock
from sync.errors import Unstorable
from sync.ledger.file import Damaged, connect, translated
from sync.ledger.ledger import Ledger


def snapshot(path: Path, data_key: bytes, to: Path) -> str:
    """Copy an open ledger through SQLite's backup API, under the same key; its hash. Bookings go on meanwhile.

    Not synced: it is deleted within the minute, and so seldom reaches the card at all. Raises `NotGood`.
    """
    try:
        with translated(), closing(connect(path, data_key)) as db, closing(connect(to, data_key)) as copy:
            copy.execute("PRAGMA journal_mode = MEMORY")  # else every page would be written twice
            copy.execute("PRAGMA synchronous = OFF")
            db.backup(copy)
            return ledger_hash(copy)
    except Damaged as error:
        raise NotGood(Why.LEDGER_DAMAGED) from error
    except Unstorable as error:
        raise NotGood(Why.DISK) from error


def proved(path: Path, data_key: bytes, clock: BootClock) -> str:
    """Look through a copy, every row and every sum (R13, R33); its ledger hash. Raises `Damaged`, `Unstorable`."""
    with Ledger(path, data_key, clock, "") as ledger, translated():
        ledger.prove()
        return ledger_hash(ledger.db)
