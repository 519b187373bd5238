"""A terminal for tests: staff, bookings, letters and an envelope, with what a backup needs to know of them."""

from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sync.backup.backup import Backup
from sync.backup.belongings import Belongings
from sync.backup.content_hash import ledger_hash
from sync.backup.log import Copy
from sync.backup.recovery import Recovery
from sync.backup.restore import Restored, restore
from sync.ledger.keyring import KeyRing
from sync.ledger.ledger import Ledger
from sync.ledger.records import Member, Payment
from sync.ledger.sealing import Cost
from tests.sync.clocks import BERLIN, FakeClock

CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
PIN = "271828"
SETTINGS = '[centre]\nname = "Quartierstreff"\n'


class Terminal:
    """One card; everything lies in `folder`."""

    def __init__(self, folder: Path, clock: FakeClock | None = None) -> None:
        self.folder, self.clock = folder, clock or FakeClock()
        self.settings = folder / "kiosk.toml"
        folder.mkdir(parents=True, exist_ok=True)
        self.ring = KeyRing(folder, CHEAP)

    def furnish(self, bookings: int = 3) -> None:
        """Staff, an envelope, members and bookings."""
        self.data_key = self.ring.enrol_first("Anna", PIN).data_key
        self.words = " ".join(Recovery(self.folder).make(self.data_key))
        self.settings.write_text(SETTINGS)
        (self.folder / "secrets").mkdir()
        (self.folder / "secrets" / "ring").write_text("lesen")
        with self.opened() as ledger:
            ledger.people.store([Member(number="1042", name="Wilhelmine Kanarienvogel", short="Wilhelmine K.")])
            for number in range(bookings):
                self.book(ledger, amount=100 + number)

    def book(self, ledger: Ledger, amount: int = 200) -> int:
        what = Payment(payer="1042", payee="17", amount=amount, unit="Stunden", text="Zitronenbaum beschneiden")
        return ledger.book(what, staff="Anna", platform="ring").receipt

    def opened(self) -> Ledger:
        return Ledger.open(self.folder / "members.db", self.data_key, self.clock)

    def hash(self) -> str:
        with self.opened() as ledger:
            return ledger_hash(ledger.db)

    @property
    def belongings(self) -> Belongings:
        return Belongings(
            folder=self.folder,
            data=self.folder,
            settings=self.settings,
            terminal="QK1",
            program="1.0",
            zone=ZoneInfo(BERLIN),
        )

    def backup(self, **changes: object) -> Backup:
        return Backup(msgspec.structs.replace(self.belongings, **changes), self.clock)

    def back_up(self, stick: Path) -> Copy:
        """A backup with the ledger's key known."""
        stick.mkdir(exist_ok=True)
        return self.backup().to(stick, self.data_key)

    def restore(self, backup: Path, words: str) -> Restored:
        """To this card; whoever restored it knows the key from then on."""
        restored = restore(backup, words, self.folder, self.settings, self.clock)
        found = self.ring.open_with(PIN)
        assert found
        self.data_key = found.data_key
        return restored


def everything(folder: Path) -> dict[str, bytes]:
    """Each file below a folder and what stands in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
