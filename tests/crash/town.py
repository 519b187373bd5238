"""A terminal in a folder of its own: staff, members, public pages, a printer that is a file, and one ring."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kiosk.place import Place
from kiosk.posting import secret_name
from kiosk.session import Session
from sync.clock import SystemClock
from sync.connectors.base import Batch
from sync.ledger.keyring import KeyRing
from sync.ledger.ledger import Ledger
from sync.ledger.records import Member
from sync.ledger.sealing import Cost
from sync.records import Item, Kind
from sync.replica import Replica
from tests.peers.cyclos_bank import Bank

PIN, STAFF, RING, PORTAL = "271828", "Frau Büro", "tauschring", "portal"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
"""A PIN check is no part of what is tried here: the ring of keys is made as cheap as it may be."""
BIRDS = (
    *("Zilpzalp", "Rotkehl", "Grünspecht", "Zaunkönig", "Wendehals", "Trauerfink"),
    *("Pirolina", "Kleiberta", "Stieglitzki", "Girlitzer", "Gimpelmann", "Wiedehopp"),
)
MEMBERS = {str(1001 + number): f"Erika {bird}" for number, bird in enumerate(BIRDS)}
"""Number → name. The names are canaries: they stand in no file but the encrypted one."""
POOR = ("1003", "1007")
"""Members at whose limit the ring refuses."""
DEED = "Nistkasten"
"""A word of every payment's text; a canary too."""
CANARIES = (*BIRDS, DEED, "vogel.example", "0221 4711")
EVENT, JOB = "Vogelkunde im Park", "Futterstellen füllen"

SETTINGS = """
[centre]
name = "Quartierstreff Riehl"

[printer]
device = "file://{paper}"

[[platform]]
name = "portal"
kind = "wordpress"
url = "http://127.0.0.1:9/"

[[platform]]
name = "tauschring"
kind = "cyclos"
url = "{url}"
books = ["payment"]
payment_type = "member.stunden"
reference_field = "kioskRef"
smallest = 0.25
timeout_s = {timeout_s}
look_again_s = 0.1
hold_off_s = 0.1
"""


class Town(msgspec.Struct, frozen=True):
    """Where it lies."""

    folder: Path

    @property
    def data(self) -> Path:
        """What the terminal writes."""
        return self.folder / "data"

    @property
    def paper(self) -> Path:
        """What the printer printed."""
        return self.folder / "paper"

    @property
    def pin_file(self) -> Path:
        return self.folder / "pin"

    @property
    def settings(self) -> Path:
        return self.folder / "kiosk.toml"

    def session(self) -> Session:
        """What a command begins with."""
        session = Session(Place(self.settings, self.data, settings_named=True))
        session.pin_file = self.pin_file
        return session

    def ledger(self) -> Ledger:
        """As it lies there: unlike a start of the program this changes nothing."""
        opened = KeyRing(self.data).open_with(PIN)
        assert opened, "the PIN opens nothing any more"
        return Ledger(self.data / "members.db", opened.data_key, SystemClock(), "QK1")

    def replica(self) -> Replica:
        """The public pages."""
        return Replica.open(self.data / "public.db", "Europe/Berlin")

    def printed(self) -> bytes:
        """All bytes that reached the paper."""
        return self.paper.read_bytes() if self.paper.exists() else b""

    def copy(self, folder: Path) -> "Town":
        """The same as it lies there now, elsewhere: looking at a copy leaves the journals as a crash left them."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        town = Town(folder)
        town.settings.write_text(self.settings.read_text("utf-8").replace(str(self.paper), str(town.paper)), "utf-8")
        return town


def build(folder: Path, bank: Bank, timeout_s: float = 5.0) -> Town:
    """Make it; the bank gets the same members."""
    town = Town(folder)
    town.data.mkdir(parents=True)
    town.settings.write_text(SETTINGS.format(paper=town.paper, url=bank.url, timeout_s=timeout_s), "utf-8")
    town.pin_file.write_text(PIN)
    town.pin_file.chmod(0o600)
    opened = KeyRing(town.data, CHEAP).enrol_first(STAFF, PIN)
    with Ledger.open(town.data / "members.db", opened.data_key, SystemClock()) as ledger:
        ledger.people.store(_member(number, name) for number, name in MEMBERS.items())
        ledger.kept.put(secret_name(RING), bank.token.encode())
    for number in MEMBERS:
        bank.join(number, floor=-100 if number in POOR else None)
    _publish(town)
    return town


def _member(number: str, name: str) -> Member:
    short = f"{name.split()[0]} {name.split()[1][0]}."
    return Member(number=number, name=name, short=short, email=f"{number}@vogel.example", phone=f"0221 4711 {number}")


def _publish(town: Town) -> None:
    now = datetime.now(UTC)
    items = [
        Item(remote="post:1", kind=Kind.EVENT, title=EVENT, starts="2099-05-01T10:00:00+02:00", contact="Frau Amsel"),
        Item(remote="post:2", kind=Kind.JOB, title=JOB, contact="Herr Star"),
    ]
    with town.replica() as replica:
        replica.begin(PORTAL, now)
        replica.store(PORTAL, "all", Batch(items=items), now)
        replica.conclude(PORTAL, "ok", now, True, None, None)


def item_ids(town: Town) -> dict[Kind, str]:
    """The ids of event and job."""
    with town.replica() as replica:
        return {item.kind: item.id for item in replica.items(None, None, datetime.now(UTC))}
