"""A ring of two members at a Cyclos stand-in, and a courier that books in it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

import msgspec

from sync.couriers.base import Parcel
from sync.couriers.cyclos import CyclosCourier
from sync.ledger.records import Payment, Reversal, What
from sync.records import Source
from tests.connectors.openapi import DOCUMENT, document
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_law import Law
from tests.sync.clocks import FakeClock

REFERENCE = "QK1-7F3K9Q"
GARDEN = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Garten")


@cache
def law() -> Law | None:
    """The vendor's document, read once; None where it does not lie beside the checkout."""
    return Law(document()) if DOCUMENT.exists() else None


@contextmanager
def opened() -> Iterator[Bank]:
    """The ring; at the end every request and answer must have fitted the document, and no hour may be lost."""
    clock = FakeClock()
    with Bank(now=clock.now, judge=law()) as bank:
        bank.join("17", "Karl Winter", floor=-2000, ceiling=5000, email="karl@example.org")
        bank.join("1042", "Erika Musterfrau", floor=-1000, ceiling=5000, phone="+49 221 123456")
        yield bank
        assert (bank.misfits, bank.total()) == ([], 0)


def ring(url: str, **settings: Any) -> Source:
    """The ring's settings."""
    source = Source(name="tauschring", kind="cyclos", url=url, payment_type="member.stunden", timeout_s=5.0)
    return msgspec.structs.replace(source, **settings)


@contextmanager
def visit(bank: Bank, token: str | None = None, **settings: Any) -> Iterator[CyclosCourier]:
    """One courier's life."""
    courier = CyclosCourier(ring(bank.url, **settings), FakeClock(), token or bank.token)
    with closing(courier):
        yield courier


def parcel(what: What = GARDEN, reference: str = REFERENCE) -> Parcel:
    """A booking on its way."""
    return Parcel(reference=reference, key="0" * 32, what=what)


def garden(**changes: Any) -> Payment:
    """The usual payment, changed."""
    return msgspec.structs.replace(GARDEN, **changes)


def back(remote_id: str) -> Parcel:
    """Takes the usual payment back."""
    return parcel(Reversal(reverses=REFERENCE, remote_id=remote_id, what=GARDEN), "QK1-BBBBBB")
