"""A desk with somebody signed in, cheap PINs, and members whose names must never be seen by strangers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.settings import Settings
from sync.clock import BootClock
from sync.ledger.records import Account, Member
from sync.ledger.sealing import Cost
from sync.replica import Replica
from tests.kiosk.pages import house_of
from tests.sync.clocks import TUESDAY, FakeClock

CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
STAFF, PIN = "Frau Kanarienvogel", "736251"
CANARIES = ("Kanarienvogel", "Zeisig", "Stieglitz")
"""Parts of the names of staff and members: no page for strangers may show one."""


def members(clock: BootClock) -> list[Member]:
    """Some that are easy to show and some that are not."""
    account = Account(
        balance=125, floor=-1000, ceiling=5000, read_ms=int(clock.now().timestamp() * 1000), trust=clock.trust
    )
    erika = Member(number="1042", name="Erika Zeisig", short="Erika Z.", phone="0221 111", account=account)
    kemal = Member(number="17", name="Kemal Stieglitz", short="Kemal S.", print=True, offline=True)
    long = "Anna-Katharina Freifrau von und zu Kanarienvogel-Stieglitz-Zeisig"
    crowd = [Member(number=f"{200 + at}", name=f"Stieglitz Nummer {at}", short=f"S. {at}") for at in range(20)]
    return [erika, kemal, Member(number="99999", name=long, short="Anna-Katharina F."), *crowd]


def new_desk(folder: Path, replica: Replica, clock: BootClock, settings: Settings | None = None) -> Desk:
    """A desk at which nobody works yet."""
    folder.mkdir(parents=True, exist_ok=True)
    return Desk(folder, settings or Settings(), clock, lambda: replica, CHEAP)


def staffed(folder: Path, replica: Replica, clock: BootClock, settings: Settings | None = None) -> Desk:
    """A desk with somebody signed in, and members."""
    desk = new_desk(folder, replica, clock, settings)
    desk.enrol_first(STAFF, PIN)
    desk.ledger.people.store(members(clock))
    return desk


@contextmanager
def office(
    folder: Path, replica: Replica, language: str = "de", *, new: bool = False, settings: Settings | None = None
) -> Iterator[tuple[House, Desk]]:
    """A house whose desk is locked: members are there, and `STAFF` with `PIN`; or, when `new`, nobody yet."""
    clock = FakeClock(TUESDAY)
    house = house_of(replica, clock, language)
    desk = house.desk = (new_desk if new else staffed)(folder, replica, clock, settings)
    desk.lock()
    try:
        yield house, desk
    finally:
        desk.close()
