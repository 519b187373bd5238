"""What the vendor's document says of requests and answers: a misfit of each kind is found."""

import json

import pytest

from tests.peers.cyclos_bank_talk import Asked, Judge, Said

PAY = {"subject": "'17", "amount": "2.50", "customValues": {"kioskRef": "QK1-7F3K9Q"}}
JSON = {"content-type": "application/json"}
"""Headers of a booking."""


@pytest.fixture
def law(cyclos_law: Judge | None) -> Judge:
    if cyclos_law is None:
        pytest.skip("the Cyclos OpenAPI document lies beside the checkout only")
    return cyclos_law


def asked(
    path: str, query: dict[str, list[str]] | None = None, body: object = None, headers: dict[str, str] | None = None
) -> Asked:
    content = b"" if body is None else json.dumps(body).encode()
    return Asked("GET" if body is None else "POST", path, query or {}, headers or {}, content, path)


@pytest.mark.parametrize(
    ("request_", "misfit"),
    [
        (asked("transactions", {"datePeriod": ["2026-11-20T00:00:00Z"], "fields": ["id,type.id"]}), None),
        (asked("%271042/accounts/member/history", {"description": ["QK1"]}), None),
        (asked("transactions", {"description": ["QK1"]}), "unknown parameter description"),
        (asked("transactions", {"datePeriod": ["2026-11-20T00:00:00"]}), "datePeriod: '2026-11-20T00:00:00'"),
        (asked("transactions", {"datePeriod": ["2026-11-20T00:00:00Z", ""]}), "datePeriod: ''"),
        (asked("transactions", {"orderBy": ["newest"]}), "orderBy: 'newest'"),
        (asked("transactions", {"page": ["1", "2"]}), "page is repeated"),
        (asked("transactions", {"fields": ["id", "date"]}), "fields is repeated"),
        (asked("transactions", {"skipTotalCount": ["1"]}), "skipTotalCount: '1'"),
        (asked("payments/all"), "unknown operation"),
        (asked("%271042/payments", body=PAY, headers=JSON), None),
        (asked("%271042/payments", body=PAY | {"amount": 2.5}, headers=JSON), "body.amount: 2.5"),
        (asked("%271042/payments", body=PAY | {"reference": "x"}, headers=JSON), "body.reference: unknown"),
        (asked("%271042/payments", body=PAY | {"customValues": {"a": 1}}, headers=JSON), "body.customValues.a: 1"),
        (asked("%271042/payments", body=PAY), "the body is no JSON"),
        (
            asked("%271042/payments", body=PAY, headers=JSON | {"idempotency-key": "x"}),
            "unknown header idempotency-key",
        ),
        (asked("transfers/17/chargeback", body={}), "a body where none is known"),
    ],
)
def test_a_request_that_the_document_does_not_allow_is_found(law: Judge, request_: Asked, misfit: str | None) -> None:
    found = law.request(request_)
    assert [one.endswith(misfit or "") for one in found] == [True] * (misfit is not None)


@pytest.mark.parametrize(
    ("status", "value", "misfit"),
    [
        (200, [{"id": "1", "amount": "2.50"}], None),
        (200, [{"id": 1}], "[0].id: 1"),
        (200, [{"status": "active"}], "[0].status: unknown"),
        (200, {}, ": {}"),
        (401, {"code": "invalidAccessClient"}, None),
        (401, {"code": "gone"}, ".code: 'gone'"),
        (500, {"kind": "general"}, ".exceptionType: missing"),
        (302, {}, "no such answer"),
    ],
)
def test_an_answer_that_the_document_does_not_promise_is_found(
    law: Judge, status: int, value: object, misfit: str | None
) -> None:
    said = Said(status, json.dumps(value).encode(), {"Content-Type": "application/json;charset=UTF-8"})
    found = law.answer(asked("transactions"), said)
    assert [one.endswith(misfit or "") for one in found] == [True] * (misfit is not None)
