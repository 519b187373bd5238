"""The commands as staff call them: a data folder with a PIN, two members and something to book for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from sync.clock import SystemClock, Trust
from sync.connectors.base import Batch
from sync.ledger.keyring import KeyRing
from sync.ledger.ledger import Ledger
from sync.ledger.records import Account, Member, Payment
from sync.ledger.sealing import Cost
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.command import Kiosk
from tests.sync.clocks import BERLIN

PIN = "271828"
STAFF = "Frau Büro"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
RING = (
    '[[platform]]\nname = "tauschring"\nkind = "cyclos"\nurl = "http://127.0.0.1:9/ring"\nbooks = ["payment"]\n'
    "smallest = 0.25\nfloor = -10\nceiling = 50\n"
)
"""An exchange ring that nobody can reach."""


class Office(Kiosk):
    """One staff member is signed in by a PIN file that the environment names."""

    def __init__(self, folder: Path, settings: str = RING) -> None:
        super().__init__(folder, settings)
        self.pin_file = pin_file(folder / "pin")
        self.data.mkdir(exist_ok=True)
        ring = KeyRing(self.data, CHEAP)
        if ring.empty:
            ring.enrol_first(STAFF, PIN)
            with self.ledger() as ledger:
                ledger.people.store(members(), told=())

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "KIOSK_PIN_FILE": str(self.pin_file)}

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger behind the commands' back."""
        opened = KeyRing.open(self.data).open_with(PIN)
        assert opened
        with Ledger.open(self.data / "members.db", opened.data_key, SystemClock()) as ledger:
            yield ledger

    def pay(self, amount: int, payer: str = "17", payee: str = "1042") -> None:
        """A payment of so many hundredths, entered without a process."""
        what = Payment(payer=payer, payee=payee, amount=amount, unit="Stunden", text="Garten")
        with self.ledger() as ledger:
            ledger.book(what, staff=STAFF, platform="tauschring")

    def states(self) -> list[str]:
        """How far each booking got, in the order of entry."""
        with self.ledger() as ledger:
            return [str(one.sending.state) for one in ledger.all()]

    def publish(self) -> dict[str, str]:
        """Fill the replica; returns the ids of an event and of a job, by kind."""
        now = SystemClock().now()
        with Replica.open(self.data / "public.db", BERLIN) as replica:
            replica.begin("portal", now)
            replica.store("portal", "all", Batch(items=items(now)), now)
            replica.conclude("portal", "ok", now, True, None, None)
            return {item.kind.value: item.id for item in replica.items(None, None, now)}


def pin_file(path: Path, pin: str = PIN, mode: int = 0o600) -> Path:
    """A file whose first line is the PIN."""
    path.write_text(f"{pin}\n")
    path.chmod(mode)
    return path


def members() -> list[Member]:
    """Erika has no internet and nearly no hours left; of Kemal no balance is known."""
    account = Account(balance=-900, read_ms=int(SystemClock().now().timestamp() * 1000), trust=Trust.NTP)
    return [
        Member(
            number="1042", name="Erika Mustermann", short="Erika M.", phone="0221 111", offline=True, account=account
        ),
        Member(number="17", name="Kemal Öztürk", short="Kemal Ö.", email="kemal@example.org", public=True),
    ]


def items(now: datetime) -> list[Item]:
    """An event of tomorrow and a job."""
    starts = (now + timedelta(days=1)).isoformat(timespec="seconds")
    return [
        Item(remote="post:1", kind=Kind.EVENT, title="Nachbarschaftscafé", starts=starts, contact="Frau Yılmaz"),
        Item(remote="post:2", kind=Kind.JOB, title="Hausmeister", contact="Herr Schmitz"),
    ]
