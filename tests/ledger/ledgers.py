"""A community centre for tests: a ledger on the disk, platforms in memory, and a clock that the test moves."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import msgspec

from sync.couriers.base import Courier, Parcel
from sync.deliver import Deliverer
from sync.deliver_events import DeliveryEvent
from sync.ledger.file import connect
from sync.ledger.ledger import Ledger
from sync.ledger.records import Job, Payment, Seat, State
from sync.records import Source
from tests.couriers.paper_trail import Platform
from tests.sync.clocks import FakeClock

KEY = bytes(range(32))
RING = Source(name="ring", kind="cyclos", url="http://127.0.0.1/ring", books=("payment",))
HOUSE = Source(name="haus", kind="pretix", url="http://127.0.0.1/haus", books=("seat",))
MAIL = Source(name="post", kind="mail", url="smtp://127.0.0.1", books=("job",))
DAY_S = 24 * 3600.0


def payment(payer: str = "1042", payee: str = "17", amount: int = 200, text: str = "Garten") -> Payment:
    return Payment(payer=payer, payee=payee, amount=amount, unit="Stunden", text=text)


def seat(member: str | None = "1042", guest: str | None = None) -> Seat:
    return Seat(
        item="abcd",
        source="haus",
        title="Nachbarschaftscafé",
        starts=None,
        url=None,
        contact=None,
        seats=2,
        member=member,
        guest=guest,
        name="Erika Mustermann",
    )


def job(member: str = "17") -> Job:
    return Job(item="efgh", source="portal", title="Regal", url=None, contact=None, member=member, name="Kemal Öztürk")


class Centre:
    """One terminal and its platforms: a ring that knows no keys, a box office that keeps them a day, a mailbox."""

    def __init__(self, folder: Path, clock: FakeClock | None = None) -> None:
        self.folder, self.path = folder, folder / "members.db"
        self.clock = clock or FakeClock()
        self.ring, self.house = Platform(self.clock), Platform(self.clock, key_lives_s=DAY_S)
        self.post = Platform(self.clock, key_lives_s=float("inf"))
        self.sources = [RING, HOUSE, MAIL]
        self.start()

    def start(self) -> None:
        """Open the ledger, as after power-up."""
        self.ledger = Ledger.open(self.path, KEY, self.clock)
        self.deliverer = self.another(self.ledger)

    def another(self, ledger: Ledger) -> Deliverer:
        """What delivers for a connection."""
        return Deliverer(ledger, self.sources, self._connect, lock=self.folder / "deliver.lock", jitter=lambda: 1.0)

    def again(self) -> None:
        """The program ends and begins anew."""
        self.ledger.close()
        self.start()

    def set(self, **settings: object) -> None:
        """Other settings of the ring, in force at once."""
        self.sources = [msgspec.structs.replace(RING, **settings), HOUSE, MAIL]
        self.deliverer = self.another(self.ledger)

    def pay(self, payer: str = "1042", payee: str = "17", amount: int = 200) -> int:
        """Book a payment; returns its receipt."""
        return self.ledger.book(payment(payer, payee, amount), staff="Anna", platform="ring").receipt

    def deliver(self, *, worker: bool = False) -> list[DeliveryEvent]:
        """One round."""
        return list(self.deliverer.run(respect_hold_off=worker))

    def deliver_all(self, rounds: int = 20) -> None:
        """As many rounds as it takes, two minutes apart."""
        for _ in range(rounds):
            self.deliver()
            self.clock.later(minutes=2)

    def parcel(self, receipt: int) -> Parcel:
        """What a courier gets of a booking."""
        booking = self.ledger.by_receipt(receipt).booking
        return Parcel(reference=booking.reference, key=booking.key, what=booking.what)

    def state(self, receipt: int) -> State:
        return self.ledger.outbox.sending(receipt).state

    def states(self) -> list[State]:
        """Of every booking, in the order of entry."""
        return [one.sending.state for one in self.ledger.all()]

    def copied(self, name: str = "backup.db") -> Path:
        """A backup of the closed file."""
        self.ledger.close()
        return Path(shutil.copyfile(self.path, self.folder / name))

    def raw(self) -> sqlite3.Connection:
        """The file with its key, and no program between; for the test to close."""
        return connect(self.path, KEY)

    def _connect(self, source: Source) -> Courier:
        return {"ring": self.ring, "haus": self.house, "post": self.post}[source.name].connect(source)


def changed(path: Path, change: Callable[[sqlite3.Connection], object]) -> None:
    """Let somebody who has the key change the file behind the program's back, without its triggers."""
    db = connect(path, KEY)
    try:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA foreign_keys = OFF")
        change(db)
    finally:
        db.close()
