"""A ring of two members, and someone who asks it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_client import Client


@pytest.fixture
def ring(bank: Bank) -> Bank:
    bank.clock = lambda: datetime(2026, 11, 24, 9, tzinfo=UTC)
    bank.join("17", "Karl Winter", ceiling=1000)
    bank.join("1042", "Erika Musterfrau", balance=100, floor=-500, email="erika@example.org", phone="0221 1234")
    return bank


@pytest.fixture
def client(ring: Bank) -> Iterator[Client]:
    client = Client(ring, ring.token)
    yield client
    client.close()
