"""What an answer of Cyclos to a booking means; every status has its verdict (platforms reference, A.7)."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from sync.connectors.answer import Answer
from sync.couriers.base import Confirmed, Refused, Uncertain, Verdict, Why
from sync.couriers.cyclos_shapes import Transaction
from sync.errors import AccessRevoked, Reason, Unreachable
from sync.text import line

DETAIL_MAX = 200
"""Letters of the platform's own words."""
OVER = ("denied", "canceled", "expired")
"""Authorisation states of a payment that will never move anything."""

_PAYMENT_ERRORS = {
    "insufficientBalance": Why.BALANCE,
    "destinationUpperLimitReached": Why.CEILING,
    "paymentAmountExceeded": Why.AMOUNT,
    "dailyAmountExceeded": Why.AMOUNT,
    "weeklyAmountExceeded": Why.AMOUNT,
    "monthlyAmountExceeded": Why.AMOUNT,
    "yearlyAmountExceeded": Why.AMOUNT,
    "dailyPaymentsExceeded": Why.TOO_MANY,
    "weeklyPaymentsExceeded": Why.TOO_MANY,
    "monthlyPaymentsExceeded": Why.TOO_MANY,
    "timeBetweenPaymentsNotMet": Why.TOO_SOON,
}
"""Codes of `PaymentError`; `pos`, `unexpected` and any later one are `OTHER`."""
_KEY = re.compile(r"(?=\D*\d)[\w-]{1,64}", re.ASCII)
_REFUSALS = {403: Why.FORBIDDEN, 404: Why.UNKNOWN, 409: Why.INVALID, 422: Why.INVALID}


def payment_verdict(answer: Answer) -> Verdict:
    """Of `POST /{payer}/payments`; raises `AccessRevoked` for 401 and BUSY for 429."""
    refused = _refusal(answer)
    if refused:
        return refused
    if answer.status == 201:
        try:
            made = answer.json(Transaction)
        except Unreachable as error:
            return Uncertain(detail=str(error.reason))
        return payment_state(made.key, made.authorization_status) if made.key else Uncertain(detail="201")
    return Uncertain(detail=str(answer.status))


def chargeback_verdict(answer: Answer) -> Verdict:
    """Of `POST /transfers/{key}/chargeback`, which answers with a bare id; raises as `payment_verdict` does."""
    refused = _refusal(answer)
    if refused:
        why = Why.UNKNOWN if refused.why is Why.UNKNOWN else Why.NO_RETURN
        return Refused(why, refused.detail or str(refused.why))
    key = answer.text().strip().strip('"')
    if answer.status == 201 and _KEY.fullmatch(key):
        return Confirmed(key)
    return Uncertain(detail=str(answer.status))


def payment_state(key: str, authorization: str | None) -> Confirmed | Refused:
    """What a payment that stands on the platform is worth."""
    if authorization in OVER:
        return Refused(Why.CHANGED, authorization)
    return Confirmed(key, Why.PENDING) if authorization == "pending" else Confirmed(key)


def _refusal(answer: Answer) -> Refused | None:
    """The platform's no, if it is one. A web page is none of its words, whatever the status says."""
    if answer.status == 401:
        raise AccessRevoked(Reason.KEY_REFUSED, host=answer.host, status=401)
    if answer.status == 429:
        raise Unreachable(Reason.BUSY, host=answer.host, status=429)
    if answer.is_page:
        return None
    facts = _facts(answer)
    if answer.status == 500 and facts.get("kind") == "payment":
        return Refused(_PAYMENT_ERRORS.get(str(facts.get("code")), Why.OTHER), _words(facts))
    why = _REFUSALS.get(answer.status)
    return Refused(why, _words(facts)) if why else None


def _facts(answer: Answer) -> Mapping[str, object]:
    """The error as it came; empty for what is no JSON object."""
    try:
        return msgspec.json.decode(answer.text(), type=dict[str, object])
    except (msgspec.DecodeError, RecursionError):
        return {}


def _words(facts: Mapping[str, object]) -> str | None:
    """Code, what was not found, limits, and the sentences about single fields, cleaned."""
    return line(", ".join(_pieces(facts)), DETAIL_MAX)


def _pieces(facts: Mapping[str, object]) -> Iterator[str]:
    for name in ("code", "entityType", "key", "maxAmount", "maxPayments"):
        if isinstance(value := facts.get(name), str | int):
            yield str(value)
    for name in ("generalErrors", "propertyErrors", "customFieldErrors"):
        value = facts.get(name)
        groups = value.values() if isinstance(value, dict) else [value]
        yield from (str(word) for group in groups if isinstance(group, list) for word in group)
