"""What courier and roster really ask of Cyclos, held against the vendor's document by the stand-in and by Prism."""

from collections.abc import Iterator

import httpx
import pytest

from sync.couriers.base import Confirmed, Parcel, Refused
from sync.couriers.cyclos import CyclosCourier
from sync.couriers.cyclos_roster import CyclosRoster
from sync.ledger.records import Payment, Reversal
from sync.records import Source
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_talk import Asked
from tests.peers.peers import Peer
from tests.sync.clocks import FakeClock

PAYMENT = Payment(payer="1042", payee="17", amount=250, unit="Stunden", text="Rasen mähen")
NOWHERE = Payment(payer="1042", payee="99", amount=250, unit="Stunden", text="Niemand")


def parcel(reference: str, what: Payment | Reversal) -> Parcel:
    return Parcel(reference=reference, key="", what=what)


def source(bank: Bank, field: str | None, floor: int | None) -> Source:
    return Source(
        name="ring", kind="cyclos", url=bank.url, payment_type="member.stunden", reference_field=field, floor=floor
    )


def round_of(bank: Bank, source: Source) -> None:
    """Every kind of request: a booking, a refusal, look-ups that find and that do not, a reversal, members."""
    courier, mark = CyclosCourier(source, FakeClock(), bank.token), f"QK1-{len(bank.payments):06d}"
    try:
        courier.greet()
        booked = courier.send(parcel(mark, PAYMENT))
        assert isinstance(booked, Confirmed)
        assert courier.look_up(parcel(mark, PAYMENT)) == booked
        assert courier.look_up(parcel("QK1-NEVER1", PAYMENT)) is None
        assert isinstance(courier.send(parcel("QK1-NEVER2", NOWHERE)), Refused)
        back = parcel("QK1-BACK11", Reversal(reverses=mark, remote_id=booked.remote_id, what=PAYMENT))
        assert isinstance(courier.send(back), Confirmed)
        assert courier.look_up(back)
    finally:
        courier.close()
    roster = CyclosRoster(source, FakeClock(), bank.token)
    try:
        assert [one.number for one in roster.members()] == ["17", "1042"]
    finally:
        roster.close()


def everything_asked(bank: Bank) -> list[Asked]:
    """What they ask in rings of every kind, and on pages after the first."""
    for field, floor, muted in (("kioskRef", None, False), (None, -2000, False), ("kioskRef", -2000, True)):
        bank.office.field, bank.office.mute, bank.office.page_cap = field, muted, 1
        round_of(bank, source(bank, field, floor))
    return bank.asked


def test_the_stand_in_finds_nothing_in_it_that_the_document_does_not_allow(ring: Bank) -> None:
    """The fixture holds every request and answer against the document when it ends."""
    asked = everything_asked(ring)
    assert {"POST */payments", "POST transfers/*/chargeback", "GET users", "GET auth"} < set(ring.counts)
    assert len(asked) == ring.counts.total()
    assert ring.total() == 0


@pytest.fixture
def replay(prism: Peer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=prism.url, trust_env=False, timeout=30) as client:
        yield client


def test_prism_finds_nothing_in_it_that_the_document_does_not_allow(ring: Bank, replay: httpx.Client) -> None:
    found = [problem for asked in distinct(everything_asked(ring)) for problem in problems(replay, asked)]
    assert found == []


def test_prism_would_find_it(ring: Bank, replay: httpx.Client) -> None:
    """An amount that is a number, a time without zone: the check is one that can fail."""
    pay = b'{"subject": "17", "amount": 2.5}'
    headers = {"content-type": "application/json", "access-client-token": "x"}
    wrong = [
        Asked("POST", "self/payments", {}, headers, pay, "/ring/api/self/payments"),
        Asked("GET", "transactions", {}, headers, b"", "/ring/api/transactions?datePeriod=2026-11-20T00:00:00"),
    ]
    assert [bool(problems(replay, one)) for one in wrong] == [True, True]


def distinct(asked: list[Asked]) -> list[Asked]:
    """One of each request."""
    return list({(one.method, one.target, one.body): one for one in asked}.values())


def problems(prism: httpx.Client, asked: Asked) -> list[str]:
    """What Prism has to say against a request. That its own made-up answers do not fit, or that it cannot make one up
    (500), is not the request's fault: it looks at the request first."""
    headers = {name: value for name, value in asked.headers.items() if name not in ("host", "content-length")}
    _, _, target = asked.target.partition("/api")
    said = prism.request(asked.method, target, headers=headers, content=asked.body)
    blamed = '"request"' in said.headers.get("sl-violations", "") or 400 <= said.status_code < 500
    return [f"{asked.method} {target}: {said.status_code} {said.text[:500]}"] if blamed else []
