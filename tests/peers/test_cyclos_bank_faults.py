"""Faults of the Cyclos stand-in: each takes effect before or after the booking as it says, and once."""

from random import Random
from threading import Thread

import httpx
import pytest

from tests.peers import cyclos_bank_faults as faults
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_client import Client
from tests.peers.cyclos_bank_script import looking


def test_only_a_living_key_is_let_in(ring: Bank, client: Client) -> None:
    assert client.get("auth").json()["accessClient"]["id"] == "C1"
    ring.next(faults.revoked())
    assert [client.pay().json()["code"] for _ in range(2)] == ["blockedAccessClient"] * 2
    stranger = Client(ring, "guessed")
    assert [stranger.get(path).status_code for path in ("auth", "transactions")] == [401, 401]
    stranger.close()
    assert ring.payments == []


@pytest.mark.parametrize(
    "fault",
    [one for one in faults.writing_faults() if one.how not in (faults.How.SILENT, faults.How.DRIP)],
    ids=lambda one: f"{one.name}, applied {one.applied}",
)
def test_a_fault_takes_effect_before_or_after_the_booking_and_once(
    ring: Bank, client: Client, fault: faults.Fault
) -> None:
    ring.next(fault)
    try:
        assert client.pay().status_code == (fault.status or 201)
    except httpx.TransportError:
        assert fault.how in (faults.How.CUT, faults.How.RESET)
    assert len(ring.payments) == fault.applied
    assert client.pay().status_code == 201
    assert (ring.met, ring.total()) == ({fault.name: 1}, 0)


def test_every_status_can_be_answered(ring: Bank, client: Client) -> None:
    statuses = list(range(200, 600))
    ring.next(*(faults.status(status, b"{}") for status in statuses), on=looking)
    assert [client.get("transactions").status_code for _ in statuses] == statuses


@pytest.mark.parametrize(("fault", "effect"), [(faults.silence(False), 0), (faults.silence(True), 1)])
def test_silence_ends_when_the_bank_lets_go(ring: Bank, client: Client, fault: faults.Fault, effect: int) -> None:
    ring.next(fault)
    ended: list[str] = []

    def ask() -> None:
        try:
            ended.append(str(client.pay().status_code))
        except httpx.RemoteProtocolError:
            ended.append("no answer")

    asking = Thread(target=ask)
    asking.start()
    while asking.is_alive():
        ring.release()
        asking.join(0.01)
    assert (ended, len(ring.payments)) == (["no answer"], effect)


def test_what_lay_in_a_queue_is_carried_out_later(ring: Bank, client: Client) -> None:
    ring.next(faults.late())
    asking = Thread(target=client.pay)
    asking.start()
    while not ring.met:
        asking.join(0.01)
    assert ring.payments == []
    while asking.is_alive():
        ring.release()
        asking.join(0.01)
    assert len(ring.payments) == 1


def test_a_hidden_payment_shows_itself_after_some_looks_and_the_lists_say_so(ring: Bank, client: Client) -> None:
    ring.next(faults.hidden(2))
    client.pay()
    looks = [client.get("transactions", fromCurrentAccessClient="true") for _ in range(3)]
    assert [(len(one.json()), one.headers.get("x-partial-data")) for one in looks] == [
        (0, "true"),
        (0, "true"),
        (1, None),
    ]


def test_many_at_once_book_each_once_and_the_same_dice_fall_alike(ring: Bank) -> None:
    first, second = (faults.Chaos(Random(7)) for _ in range(2))
    assert [first("POST") for _ in range(50)] == [second("POST") for _ in range(50)]
    nine = ring.join("9", balance=100_000)
    clients = [Client(ring, ring.token) for _ in range(4)]
    threads = [Thread(target=lambda c=one: [c.pay("'9", amount="0.01") for _ in range(20)]) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in clients:
        one.close()
    assert len({one.id for one in ring.payments}) == 80
    assert (nine.balance, ring.total()) == (100_000 - 80, 0)
