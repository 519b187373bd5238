"""A payment goes to Cyclos once, as the document wants it, and every answer has its verdict."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sync.couriers.base import Confirmed, Refused, Uncertain, Why
from sync.errors import AccessRevoked, Reason, Unanswered, Unreachable
from sync.ledger.records import Payment, Reversal, Seat
from tests.couriers.hours import GARDEN, REFERENCE, garden, opened, parcel, visit
from tests.peers import cyclos_bank_faults as faults
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_faults import Fault
from tests.peers.cyclos_bank_script import greeting


@pytest.fixture
def bank() -> Iterator[Bank]:
    with opened() as running:
        yield running


def sent(bank: Bank, payment: Payment = GARDEN, **settings: Any) -> object:
    """The verdict on one payment."""
    with visit(bank, **settings) as courier:
        return courier.send(parcel(payment))


def body(bank: Bank) -> object:
    return json.loads(bank.asked[-1].body)


def test_a_payment_is_told_as_the_document_wants_it(bank: Bank) -> None:
    verdict = sent(bank, reference_field="kioskRef")
    (booked,) = bank.payments
    assert verdict == Confirmed(booked.id)
    assert body(bank) == {
        "subject": "'17",
        "amount": "2.50",
        "type": "member.stunden",
        "description": "Garten [QK1-7F3K9Q]",
        "customValues": {"kioskRef": "QK1-7F3K9Q"},
    }
    assert [asked.target for asked in bank.asked] == ["/ring/api/%271042/payments"]


def test_without_field_and_type_neither_is_told(bank: Bank) -> None:
    sent(bank, garden(amount=5, text=""), payment_type=None)
    assert body(bank) == {"subject": "'17", "amount": "0.05", "description": "[QK1-7F3K9Q]"}


def test_r3_the_reference_survives_the_longest_text(bank: Bank) -> None:
    sent(bank, garden(text="Gartenarbeit " * 100))
    (booked,) = bank.payments
    description = booked.description or ""
    assert description.endswith(f"… [{REFERENCE}]")
    assert len(description) < 255


def test_names_are_told_as_they_are(bank: Bank) -> None:
    bank.join("jörg/ä", "Jörg")
    assert isinstance(sent(bank, garden(payer="jörg/ä")), Confirmed)


@pytest.mark.parametrize("number", ["self", "System", "", " ", ".", ".."])
@pytest.mark.parametrize("side", ["payer", "payee"])
def test_a_number_that_means_somebody_else_is_never_told(bank: Bank, number: str, side: str) -> None:
    assert sent(bank, garden(**{side: number})) == Refused(Why.UNKNOWN, number)
    assert bank.asked == []


def test_r4_a_payment_that_waits_to_be_released_is_confirmed_with_a_note(bank: Bank) -> None:
    bank.books.rules.release_above = 100
    verdict = sent(bank)
    assert verdict == Confirmed(bank.payments[0].id, Why.PENDING)


def test_r4_a_member_that_the_ring_does_not_know_is_refused(bank: Bank) -> None:
    assert sent(bank, garden(payee="99")) == Refused(Why.UNKNOWN, "User, '99")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("insufficientBalance", Why.BALANCE),
        ("destinationUpperLimitReached", Why.CEILING),
        ("paymentAmountExceeded", Why.AMOUNT),
        ("dailyAmountExceeded", Why.AMOUNT),
        ("yearlyAmountExceeded", Why.AMOUNT),
        ("weeklyPaymentsExceeded", Why.TOO_MANY),
        ("timeBetweenPaymentsNotMet", Why.TOO_SOON),
        ("pos", Why.OTHER),
        ("unexpected", Why.OTHER),
        ("newInCyclos5", Why.OTHER),
    ],
)
def test_r4_a_payment_error_with_status_500_is_a_refusal_with_its_reason(bank: Bank, code: str, why: Why) -> None:
    bank.next(faults.refusal(code, maxAmount="1.00"))
    assert sent(bank) == Refused(why, f"{code}, 1.00")


def test_r4_the_ring_s_own_refusal_is_understood(bank: Bank) -> None:
    assert sent(bank, garden(amount=1001)) == Refused(Why.BALANCE, "insufficientBalance")
    assert bank.payments == []


def test_r4_kind_payment_decides_with_status_500_only(bank: Bank) -> None:
    error = {"kind": "payment", "code": "insufficientBalance"}
    for code in (200, 201, 400, 501, 503):
        bank.next(faults.status(code, error))
        assert isinstance(sent(bank), Uncertain), code


FIXED = {
    403: Refused(Why.FORBIDDEN),
    404: Refused(Why.UNKNOWN),
    409: Refused(Why.INVALID),
    422: Refused(Why.INVALID),
}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'"x"'])
def test_r4_every_status_from_200_to_599_has_its_verdict(bank: Bank, content: bytes) -> None:
    with visit(bank) as courier:
        for status in range(200, 600):
            bank.next(faults.status(status, content))
            if status in (401, 429):
                with pytest.raises(AccessRevoked if status == 401 else Unreachable) as caught:
                    courier.send(parcel())
                assert not isinstance(caught.value, Unanswered)
            else:
                verdict = courier.send(parcel())
                assert verdict == FIXED.get(status, verdict), status
                assert isinstance(verdict, Refused if status in FIXED else Uncertain), status
    assert (len(bank.asked), bank.payments) == (400, [])


def test_r4_what_the_platform_says_to_a_refusal_is_kept_clean_and_short(bank: Bank) -> None:
    sentence = "Der Betrag\x1b[2J ist " + "zu " * 200 + "hoch"
    bank.next(faults.status(422, {"code": "validation", "propertyErrors": {"amount": [sentence]}, "maxItems": 3}))
    verdict = sent(bank)
    assert isinstance(verdict, Refused)
    assert verdict.detail is not None
    assert verdict.detail.startswith("validation, Der Betrag[2J ist zu zu")
    assert len(verdict.detail) <= 200


@pytest.mark.parametrize("status", [200, 201, 302, 403, 404, 409, 422, 500, 503, 511])
def test_r4_a_web_page_is_none_of_cyclos_words_whatever_its_status(bank: Bank, status: int) -> None:
    bank.next(faults.html(status))
    assert isinstance(sent(bank), Uncertain)


AFTER = [
    *(faults.status(code, b"", applied=True) for code in (200, 500, 502, 504)),
    *(faults.html(200, applied=True), faults.redirect(applied=True), faults.redirect(code=307, applied=True)),
    *(faults.cut(), faults.reset(applied=True), faults.lost(), faults.wrong_type()),
    *(faults.nonsense({"ok": True}), faults.nonsense([]), faults.nonsense({"id": None}), faults.nonsense({"id": ""})),
]


@pytest.mark.parametrize("fault", AFTER, ids=lambda fault: fault.name)
def test_r3_an_answer_that_got_lost_or_broke_after_booking_is_uncertain_and_found_again(
    bank: Bank, fault: Fault
) -> None:
    bank.next(fault)
    with visit(bank) as courier:
        verdict = courier.send(parcel())
        assert isinstance(verdict, Uncertain)
        assert courier.look_up(parcel()) == Confirmed(bank.payments[0].id)
    assert (len(bank.payments), bank.counts["POST */payments"]) == (1, 1)


def test_r3_silence_after_the_request_is_uncertain(bank: Bank) -> None:
    bank.next(faults.silence(applied=False))
    assert sent(bank, timeout_s=0.05) == Uncertain(detail=Reason.SILENT)


def test_r8_a_ring_that_is_not_there_got_nothing(bank: Bank) -> None:
    bank.stop()
    with visit(bank) as courier, pytest.raises(Unreachable) as caught:
        courier.send(parcel())
    assert type(caught.value) is Unreachable


def test_r29_a_blocked_key_stops_the_courier(bank: Bank) -> None:
    bank.revoke(bank.token)
    with visit(bank) as courier:
        for step in (courier.greet, lambda: courier.send(parcel()), lambda: courier.look_up(parcel())):
            with pytest.raises(AccessRevoked) as caught:
                step()
            assert bank.token not in str(caught.value)
    assert len(bank.asked) == 3


def test_a_greeting_is_one_request_and_a_guest_is_nobody(bank: Bank) -> None:
    with visit(bank) as courier:
        courier.greet()
    assert [asked.path for asked in bank.asked] == ["auth"]
    bank.next(faults.status(200, {}), on=greeting)
    with visit(bank) as courier, pytest.raises(AccessRevoked):
        courier.greet()


@pytest.mark.parametrize("body", [{"ok": True}, [], None, {"user": 7, "ok": True}])
def test_a_greeting_that_is_none_of_cyclos_words_revokes_nothing(bank: Bank, body: object) -> None:
    bank.next(faults.nonsense(body, 200), on=greeting)
    with visit(bank) as courier, pytest.raises(Unreachable) as caught:
        courier.greet()
    assert caught.value.reason == Reason.NOT_UNDERSTOOD


def test_what_cyclos_does_not_take_is_refused_unasked(bank: Bank) -> None:
    facts = {"item": "e1", "source": "haus", "title": "Kurs", "starts": None, "url": None, "contact": None}
    seat = Seat(**facts, seats=1, member="17", guest=None, name="Karl Winter")  # type: ignore[arg-type]
    with visit(bank) as courier:
        for what in (seat, Reversal(reverses=REFERENCE, remote_id="1", what=seat)):
            assert courier.send(parcel(what)) == Refused(Why.INVALID)
    assert bank.asked == []
