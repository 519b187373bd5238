"""A confirmed payment is taken back by a chargeback, once, and found again without being sent twice."""

from collections.abc import Iterator

import pytest

from sync.couriers.base import Confirmed, Refused, Uncertain, Why
from sync.errors import AccessRevoked, Reason, Unreachable
from sync.ledger.records import SEEN
from tests.couriers.hours import back, opened, parcel, visit
from tests.peers import cyclos_bank_faults as faults
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_script import looking


@pytest.fixture
def bank() -> Iterator[Bank]:
    with opened() as running:
        with visit(running) as courier:
            courier.send(parcel())
        yield running


def booked(bank: Bank) -> str:
    return bank.payments[0].id


def sent(bank: Bank) -> object:
    with visit(bank) as courier:
        return courier.send(back(booked(bank)))


def balances(bank: Bank) -> list[int]:
    return [one.balance for one in bank.books.holders.values()]


def test_a_payment_is_charged_back_with_one_writing_request(bank: Bank) -> None:
    assert balances(bank) == [250, -250]
    verdict = sent(bank)
    assert verdict == Confirmed(bank.books.transfers[-1].id)
    assert balances(bank) == [0, 0]
    assert bank.counts["POST transfers/*/chargeback"] == 1
    assert bank.asked[-1].body == b""


def test_a_payment_that_staff_found_there_is_charged_back_by_its_reference(bank: Bank) -> None:
    with visit(bank) as courier:
        assert courier.look_up(back(SEEN)) is None
        assert isinstance(courier.send(back(SEEN)), Confirmed)
        assert courier.look_up(back(SEEN)) == Confirmed(bank.books.transfers[-1].id)
    assert balances(bank) == [0, 0]


def test_a_payment_that_staff_only_believed_to_find_is_set_aside() -> None:
    with opened() as empty, visit(empty) as courier:
        assert courier.send(back(SEEN)) == Refused(Why.UNKNOWN)


def test_r3_what_came_back_already_is_confirmed_and_not_sent_again(bank: Bank) -> None:
    assert sent(bank) == sent(bank)
    assert bank.counts["POST transfers/*/chargeback"] == 1


@pytest.mark.parametrize("fault", [faults.lost(), faults.cut(), faults.html(200, applied=True), faults.nonsense(None)])
def test_r3_a_lost_answer_is_uncertain_and_the_chargeback_is_found(bank: Bank, fault: faults.Fault) -> None:
    bank.next(fault)
    with visit(bank) as courier:
        assert isinstance(courier.send(back(booked(bank))), Uncertain)
        assert courier.look_up(back(booked(bank))) == Confirmed(bank.books.transfers[-1].id)
    assert balances(bank) == [0, 0]


def test_r3_a_payment_that_still_stands_has_not_come_back(bank: Bank) -> None:
    with visit(bank) as courier:
        assert courier.look_up(back(booked(bank))) is None
    assert [asked.path for asked in bank.asked[1:]] == ["auth", f"transactions/{booked(bank)}"]


def test_r4_a_ring_that_takes_nothing_back_refuses(bank: Bank) -> None:
    bank.books.rules.chargebacks = False
    assert sent(bank) == Refused(Why.NO_RETURN, "permissionDenied")


@pytest.mark.parametrize("code", ["insufficientBalance", "unexpected"])
def test_r4_a_payment_error_is_a_refusal_to_take_it_back(bank: Bank, code: str) -> None:
    bank.next(faults.refusal(code))
    assert sent(bank) == Refused(Why.NO_RETURN, code)


def test_r4_a_payment_that_the_ring_does_not_know_cannot_be_taken_back(bank: Bank) -> None:
    with visit(bank) as courier:
        assert courier.send(back("4711")) == Refused(Why.UNKNOWN, "Transaction, 4711")
        with pytest.raises(Unreachable) as caught:
            courier.look_up(back("4711"))
    assert caught.value.reason == Reason.NOT_FOUND


REFUSED = {
    403: Refused(Why.NO_RETURN, "forbidden"),
    404: Refused(Why.UNKNOWN, "unknown"),
    409: Refused(Why.NO_RETURN, "invalid"),
    422: Refused(Why.NO_RETURN, "invalid"),
}


def test_r4_every_status_has_its_verdict_on_a_chargeback(bank: Bank) -> None:
    with visit(bank) as courier:
        for status in range(200, 600):
            bank.next(faults.status(status))
            if status in (401, 429):
                with pytest.raises(AccessRevoked if status == 401 else Unreachable):
                    courier.send(back(booked(bank)))
            else:
                assert courier.send(back(booked(bank))) == REFUSED.get(status, Uncertain(str(status)))
    assert bank.counts["POST transfers/*/chargeback"] == 400


def test_r4_a_payment_that_waits_cannot_be_taken_back_and_one_that_was_denied_has_come_back(bank: Bank) -> None:
    bank.books.rules.release_above = 100
    with visit(bank) as courier:
        courier.send(parcel(reference="QK1-CCCCCC"))
        waiting = bank.payments[-1]
        assert courier.send(back(waiting.id)) == Refused(Why.NO_RETURN, "pending")
        bank.decide(waiting, "denied")
        done = Confirmed(waiting.id, Why.CHANGED, "denied")
        assert (courier.send(back(waiting.id)), courier.look_up(back(waiting.id))) == (done, done)
    assert bank.counts["POST transfers/*/chargeback"] == 0


@pytest.mark.parametrize("status", [200, 403, 404, 503])
def test_r4_a_web_page_before_the_chargeback_means_that_nothing_was_sent(bank: Bank, status: int) -> None:
    bank.next(faults.html(status), on=looking)
    with pytest.raises(Unreachable):
        sent(bank)
    assert bank.counts["POST transfers/*/chargeback"] == 0
