"""`members.db`, opened: booking, taking back, and reading what was booked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import msgspec

from sync.clock import BootClock
from sync.errors import Reason, Unstorable
from sync.ledger import opening
from sync.ledger.audit import entries
from sync.ledger.books import Books
from sync.ledger.erasures import Erasures
from sync.ledger.file import Damaged, connect, transaction, translated
from sync.ledger.journal import Journal
from sync.ledger.kept import Kept
from sync.ledger.origin import Origin, lost
from sync.ledger.outbox import Outbox
from sync.ledger.people import People
from sync.ledger.printouts import Printouts
from sync.ledger.records import PAPER, Booking, Job, Payment, Reversal, Seat, State, What
from sync.ledger.reference import Draft as Draft
from sync.ledger.reference import new_key, new_reference
from sync.ledger.rows import booking_of
from sync.ledger.seals import booked_facts
from sync.ledger.vouchers import Vouchers


class Ledger(Books):
    """One connection, for the thread that opened it; `sibling` opens another one for another thread."""

    def __init__(self, path: Path, data_key: bytes, clock: BootClock, terminal: str) -> None:
        self._path, self._data_key, self.clock, self.terminal = path, data_key, clock, terminal
        super().__init__(connect(path, data_key))
        self.journal = Journal(self.db, clock)
        self.outbox = Outbox(self.db, self.journal, clock)
        self.people = People(self.db)
        self.kept = Kept(self.db)
        self.printouts = Printouts(self.db, self.journal, self.kept, path.with_name("print.lock"))
        self.vouchers = Vouchers(self.db, self.journal, terminal)
        self.origin = Origin(path, self.kept)
        self.erasures = Erasures(path.parent, data_key, self.kept, self.journal)

    @classmethod
    def open(cls, path: Path, data_key: bytes, clock: BootClock, terminal: str = "QK1") -> "Ledger":
        """Open it, or make it where there is none. Raises `Damaged`, `Unstorable`."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unstorable(Reason.DISK) from error
        if lost(path):
            raise Damaged(Reason.LEDGER_DAMAGED, found="nothing")
        ledger = cls(path, data_key, clock, terminal)
        try:
            with translated():
                opening.prepare(ledger)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def sibling(self) -> "Ledger":
        """Another connection to the same file, for the calling thread."""
        return Ledger(self._path, self._data_key, self.clock, self.terminal)

    def close(self) -> None:
        """Give the file back; its journal is folded into it."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def draft(self) -> Draft:
        """The identity of a booking that staff begin to enter."""
        return Draft(reference=self._free_reference(), key=new_key())

    @contextmanager
    def change(self) -> Iterator[None]:
        """One fully synced transaction. Raises `Unstorable`: then nothing of it was written."""
        with transaction(self.db):
            yield

    def book(
        self,
        what: Payment | Seat | Job,
        *,
        staff: str,
        platform: str,
        paper: str | None = None,
        draft: Draft | None = None,
        replaces: int | None = None,
    ) -> Booking:
        """Write booking, receipt and outbox row in one synced transaction (R1); only then it is "gebucht".

        The same draft, or the same content on the same signed slip, is booked once: the booking that is
        there is returned. `replaces` names the receipt that this one corrects: it may use its slip again.
        Raises `NotBooked`, `Unstorable`.
        """
        with self.change():
            paper = self.vouchers.admit(paper)
            there = (draft and self.drafted(draft)) or self.on_slip(what, paper, replaces)
            return there or self._write(what, staff, platform, paper, draft, replaces=replaces)

    def _write(
        self,
        what: What,
        staff: str,
        platform: str,
        paper: str | None,
        draft: Draft | None,
        *,
        replaces: int | None = None,
        reverses: int | None = None,
    ) -> Booking:
        receipt = self.db.execute("SELECT coalesce(max(receipt), 0) + 1 FROM booking").fetchone()[0]
        reference, key = self._free_reference(draft.reference if draft else None), draft.key if draft else new_key()
        values = (reference, msgspec.json.encode(what), platform, paper, replaces, reverses)
        row = self.journal.note("booked", about=receipt, staff=staff, facts=booked_facts(key, values, what))
        self.db.execute(
            "INSERT INTO booking (receipt, seq, key, reference, content, platform, paper, replaces, reverses)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (receipt, row.seq, key, *values),
        )
        self.outbox.put(receipt)
        self._enter(receipt, what, 1)
        when = (row.boot, row.monotonic_ns, row.wall_ms, row.trust)
        return booking_of((row.seq, reference, receipt, key, values[1], platform, paper, staff, *when))

    def _free_reference(self, wanted: str | None = None) -> str:
        """The wanted one, or a new one, that no booking has."""
        reference = wanted or new_reference(self.terminal)
        while self.db.execute("SELECT 1 FROM booking WHERE reference = ?", (reference,)).fetchone():
            reference = new_reference(self.terminal)
        return reference

    def _enter(self, receipt: int, what: What, sign: int) -> None:
        rows = [(receipt, *entry) for entry in entries(what, sign)]
        self.db.executemany("INSERT INTO entry (receipt, member, unit, amount) VALUES (?,?,?,?)", rows)

    def cancel(self, receipt: int, staff: str) -> Booking:
        """Take back what no platform has: not sent yet, or refused. Raises `NotBooked`."""
        with self.change():
            booking = self.by_receipt(receipt).booking
            self.outbox.cancel(receipt, staff)
            self._enter(receipt, booking.what, -1)
            return booking

    def storno(self, receipt: int, staff: str, draft: Draft | None = None) -> Booking | None:
        """Take a booking back: what was not sent is cancelled (None), what is confirmed gets a reversing booking.

        Raises `NotBooked`: no such receipt, or its `obstacle`.
        """
        with self.change():
            found = self.by_receipt(receipt)
            booking, sending = found.booking, found.sending
            if refusal := self.obstacle(found):
                raise refusal
            assert not isinstance(booking.what, Reversal)
            if sending.state is not State.CONFIRMED:
                self.cancel(receipt, staff)
                return None
            what = Reversal(reverses=booking.reference, remote_id=sending.remote_id or "", what=booking.what)
            platform = PAPER if sending.remote_id == PAPER else booking.platform
            return self._write(what, staff, platform, None, draft, reverses=receipt)

    def prove(self) -> None:
        """Look through everything: the file, each row, and the journal's chain (R13, R33). Raises `Damaged`."""
        self.check()
        self.journal.check()

    def mark(self) -> None:
        """From now on a copy made before is known as one. Raises `Unstorable`."""
        with self.change():
            self.origin.renew()

    def fold(self) -> bool:
        """Fold the file's journal into it and empty it, so that no old page stays.

        False: not now, for a transaction is going on, another one is reading, or the disk refuses.
        """
        try:
            return not self.db.in_transaction and not self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except Unstorable:
            return False
