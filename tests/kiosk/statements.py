"""Statements and lists of a desk whose members are hard to print, and how to read their pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.desk import Desk
from kiosk.house import House
from sync.ledger.records import Account, Booking, Member, Payment
from sync.records import Item
from tests.kiosk.conftest import fill
from tests.kiosk.consenting import MEMBERS
from tests.kiosk.staff_house import PIN, STAFF, office


@contextmanager
def counter(
    folder: Path, items: list[Item] | None = None, members: tuple[Member, ...] = MEMBERS
) -> Iterator[tuple[House, Desk]]:
    """A desk with somebody signed in, these members alone, and a replica of these items."""
    folder.mkdir(parents=True, exist_ok=True)
    with fill(folder / "public.db", items or []) as replica, office(folder / "office", replica) as (house, desk):
        desk.sign_in(PIN)
        house.demo = False
        people = desk.ledger.people
        people.keep_only("csv", [])
        people.store(members, told=())
        yield house, desk


def pay(desk: Desk, payer: str, payee: str, amount: int, text: str = "Garten", unit: str = "Stunden") -> Booking:
    """Booked at the desk; nothing was delivered yet."""
    what = Payment(payer=payer, payee=payee, amount=amount, unit=unit, text=text)
    return desk.ledger.book(what, staff=STAFF, platform="tauschring")


def account(desk: Desk, balance: int) -> Account:
    """A balance that was read now."""
    return Account(balance=balance, read_ms=int(desk.clock.now().timestamp() * 1000), trust=desk.clock.trust)
