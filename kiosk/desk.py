"""Staff's way to the ledger, the same for screen and commands: who is signed in, and what is open since."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path

from kiosk.settings import Settings
from sync.backup.belongings import Belongings
from sync.clock import BootClock, Trust
from sync.errors import SyncError
from sync.ledger.keyring import KeyRing, Opened
from sync.ledger.ledger import Ledger
from sync.ledger.lockout import Lockout, sign_in
from sync.ledger.sealing import COST, Cost
from sync.ledger.vouched import asked, vouch
from sync.records import Source
from sync.replica import Replica

PROVED_ALWAYS = 2000
"""Bookings up to which every command looks through the ledger first: 40 ms on a server, ten times that on a Pi."""

log = logging.getLogger("kiosk.desk")


class Desk:
    """Opens at the first sign-in after power-up; `lock` then only covers it: the ledger stays open for the outbox."""

    def __init__(
        self, folder: Path, settings: Settings, clock: BootClock, replica: Callable[[], Replica], cost: Cost = COST
    ) -> None:
        self.settings, self.clock = settings, clock
        self.folder = folder
        """Where ledger, key ring and device secret lie."""
        self._replica = replica
        self._ring = KeyRing(folder, cost)
        self._lockout = Lockout(folder, clock)
        self.damaged = False
        """Whether the ledger was found to be broken: then nothing may be booked."""
        self._opened: Opened | None = None
        self._ledger: Ledger | None = None
        self.data_key: bytes | None = None
        """The ledger's, as long as it is open: for backups."""
        self.belongings: Belongings | None = None
        """What a backup takes along; None where there is nobody to make any."""

    @property
    def replica(self) -> Replica:
        """What residents browse: offers, events and jobs to book for."""
        return self._replica()

    @property
    def new(self) -> bool:
        """Whether there is no staff member yet; raises `RingUnusable`."""
        return self._ring.empty

    @property
    def names(self) -> tuple[str, ...]:
        """The staff."""
        return self._ring.names()

    @property
    def wait_s(self) -> float:
        """Seconds until a PIN may be tried again."""
        return self._lockout.wait_s()

    @property
    def staff(self) -> str | None:
        """Who is signed in; None while it is locked."""
        return self._opened.staff if self._opened else None

    @property
    def open(self) -> bool:
        """Whether the ledger is open, signed in or not."""
        return self._ledger is not None

    @property
    def ledger(self) -> Ledger:
        """The ledger of the signed-in staff; only after `sign_in` or `enrol_first`."""
        assert self._ledger is not None, "nobody has signed in since power-up"
        return self._ledger

    @property
    def me(self) -> str:
        """The name of whoever is signed in."""
        assert self._opened is not None, "nobody is signed in"
        return self._opened.staff

    def enrol_first(self, name: str, pin: str) -> None:
        """The first staff member needs nobody's PIN. Raises `KeyRingError`, `SyncError`."""
        self.let_in(self.enrol(name, pin))

    def sign_in(self, pin: str, name: str | None = None) -> None:
        """Raises `WrongPin`, `LockedOut`, `RingUnusable`, `SyncError` (then nobody is signed in)."""
        self.let_in(self.check(pin, name))

    def enrol(self, name: str, pin: str) -> Opened:
        """Only the slow part of `enrol_first`, for any thread."""
        return self._ring.enrol_first(name, pin)

    def check(self, pin: str, name: str | None = None) -> Opened:
        """Only the slow part of `sign_in`, for any thread."""
        return sign_in(self._ring, self._lockout, pin, name)

    def let_in(self, opened: Opened) -> None:
        """Whoever knew a PIN is signed in; the ledger belongs to the calling thread. Raises `SyncError`."""
        if self._ledger is None:
            path = self.folder / "members.db"
            self._ledger = Ledger.open(path, opened.data_key, self.clock, self.settings.terminal)
        with self._ledger.change():
            self._ledger.journal.note("signed in", staff=opened.staff)
        self._opened, self.data_key = opened, opened.data_key

    def prove(self, *, always: bool = False) -> None:
        """Look through the whole ledger (R13): each time while that is quick, else once in a run of the machine.

        Raises `Damaged`: then nothing may be booked.
        """
        boot, many = self.clock.boot.encode(), sum(self.ledger.outbox.counts().values()) > PROVED_ALWAYS
        if many and not always and self.ledger.kept.get("proved") == boot:
            return
        self.ledger.prove()
        if many:
            self.ledger.kept.put("proved", boot)

    def lock(self) -> None:
        """Nobody is signed in any more, also when that cannot be noted; bookings go on being delivered."""
        opened, self._opened = self._opened, None
        if opened and self._ledger:
            try:
                with self._ledger.change():
                    self._ledger.journal.note("signed out", staff=opened.staff)
            except SyncError as error:
                log.error("signing out could not be noted: %s", error.reason)

    @property
    def doubts_clock(self) -> bool:
        """Whether nobody can say yet that the date is right, and staff were not asked since the machine started."""
        return self.clock.trust is Trust.UNTRUSTED and not asked(self.ledger.kept, self.clock.boot)

    def vouch(self, offset_ms: int | None) -> None:
        """Staff say that the date is right, by how much it is wrong, or (None) that they do not know it."""
        with self.ledger.change():
            self.ledger.journal.note("date vouched" if offset_ms is not None else "date doubted", staff=self.me)
            vouch(self.ledger.kept, self.clock.boot, offset_ms)

    @contextmanager
    def beside(self, replica: Replica) -> Iterator["Desk"]:
        """The desk as it is now, for the calling thread: with that thread's replica and a ledger of its own."""
        other = copy(self)
        other._replica = lambda: replica
        if self._ledger is None:  # before anybody works here: a restore
            yield other
            return
        with self._ledger.sibling() as other._ledger:
            yield other

    def close(self) -> None:
        """Give everything back."""
        self._opened = self.data_key = None
        if self._ledger:
            self._ledger.close()
            self._ledger = None

    def add_staff(self, name: str, pin: str) -> None:
        """Another staff member. Raises `KeyRingError`, `Unstorable`."""
        assert self._opened is not None
        self._ring.add(self._opened, name, pin)
        self._note("staff added")

    def remove_staff(self, name: str) -> None:
        """Someone leaves. Raises `KeyRingError`, `Unstorable`."""
        assert self._opened is not None
        self._ring.remove(self._opened, name)
        self._note("staff removed")

    def change_pin(self, pin: str, name: str) -> None:
        """Another PIN for somebody of the staff, oneself or who forgot theirs. Raises `KeyRingError`, `Unstorable`."""
        assert self._opened is not None
        self._ring.change_pin(self._opened, pin, name)
        self._note("PIN changed", facts=name)

    def _note(self, event: str, facts: str | None = None) -> None:
        with self.ledger.change():
            self.ledger.journal.note(event, staff=self.me, facts=facts)

    def source(self, platform: str) -> Source | None:
        """The settings of a platform."""
        return next((source for source in self.settings.platforms if source.name == platform), None)
