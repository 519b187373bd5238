"""Cyclos 4.16 takes payments and gives them back; it knows no repeated request, so all is found by our reference."""

from collections.abc import Sequence

from sync.clock import Clock
from sync.couriers.base import Confirmed, Parcel, Refused, Uncertain, Verdict, Why
from sync.couriers.cyclos_api import CyclosApi, principal, step
from sync.couriers.cyclos_search import Search, described
from sync.couriers.cyclos_shapes import Transaction, TransactionView, decimal
from sync.couriers.cyclos_verdicts import OVER, chargeback_verdict, payment_state, payment_verdict
from sync.errors import Unanswered
from sync.ledger.records import SEEN, Payment, Reversal
from sync.records import Source
from sync.text import shorten

TEXT_MAX = 200
"""Letters of a payment's text: the document names no limit, and with our mark it stays below the usual 255."""

_VIEW = [("fields", "id,authorizationStatus,transfer.id,transfer.chargedBackBy.id")]


class CyclosCourier:
    """Books as the owner of an access client; `secret` is its token."""

    key_lives_s = 0.0

    def __init__(self, source: Source, clock: Clock, secret: str | None) -> None:
        self._source = source
        self._api = CyclosApi(source, clock, secret)

    def greet(self) -> None:
        self._api.greet()

    def send(self, parcel: Parcel) -> Verdict:
        """One `POST`; what the platform does not take at all is refused unasked."""
        match parcel.what:
            case Payment() as payment:
                return self._pay(payment, parcel.reference)
            case Reversal(what=Payment()) as reversal:
                return self._take_back(reversal)
        return Refused(Why.INVALID)

    def look_up(self, parcel: Parcel) -> Confirmed | Refused | None:
        """Every question must be answered whole, by a platform that knows us."""
        self._api.ensure_known()
        match parcel.what:
            case Payment() as payment:
                return _found(Search(self._api, self._source, parcel.reference, payment).find())
            case Reversal(what=Payment()) as reversal:
                known = self._known_as(reversal)
                return _taken_back(self._view(known)) if known else None
        return None

    def close(self) -> None:
        self._api.close()

    def _pay(self, payment: Payment, reference: str) -> Verdict:
        payer, payee = principal(payment.payer), principal(payment.payee)
        if payer is None or payee is None:
            return Refused(Why.UNKNOWN, payment.payer if payer is None else payment.payee)
        body: dict[str, object] = {
            "subject": payee,
            "amount": decimal(payment.amount),
            "description": described(shorten(payment.text, TEXT_MAX), reference),
        }
        if self._source.payment_type:
            body["type"] = self._source.payment_type
        if self._source.reference_field:
            body["customValues"] = {self._source.reference_field: reference}
        try:
            return payment_verdict(self._api.post(f"{step(payer)}/payments", body))
        except Unanswered as lost:
            return Uncertain(detail=str(lost.reason))

    def _take_back(self, reversal: Reversal) -> Verdict:
        """Charge back the payment's transfer, unless that has happened, or nothing has moved."""
        known = self._known_as(reversal)
        if known is None:
            return Refused(Why.UNKNOWN)
        answer = self._api.get(f"transactions/{step(known)}", _VIEW, statuses=(200, 403, 404))
        if answer.status != 200 and not answer.is_page:
            return chargeback_verdict(answer)
        view = answer.json(TransactionView)
        done = _taken_back(view)
        if done:
            return done
        if view.transfer is None:
            return Refused(Why.NO_RETURN, view.authorization_status)
        path = f"transfers/{step(view.transfer.key)}/chargeback"
        try:
            return chargeback_verdict(self._api.post(path, None, accept="text/plain, application/json"))
        except Unanswered as lost:
            return Uncertain(detail=str(lost.reason))

    def _view(self, key: str) -> TransactionView:
        return self._api.get(f"transactions/{step(key)}", _VIEW).json(TransactionView)

    def _known_as(self, reversal: Reversal) -> str | None:
        """What the platform calls the payment; staff who saw it there did not write that down."""
        if reversal.remote_id != SEEN or not isinstance(reversal.what, Payment):
            return reversal.remote_id
        found = _found(Search(self._api, self._source, reversal.reverses, reversal.what).find())
        return found.remote_id if isinstance(found, Confirmed) else None


def _found(payments: Sequence[Transaction]) -> Confirmed | Refused | None:
    """What the payments that bear one reference are worth: the oldest that stands; there should be one only."""
    ordered = sorted(payments, key=lambda one: (one.date or "", len(one.key), one.key))
    states = [payment_state(one.key, one.authorization_status) for one in ordered]
    standing = [state for state in states if isinstance(state, Confirmed)]
    if len(standing) > 1:
        return Confirmed(standing[0].remote_id, standing[0].note, ", ".join(one.remote_id for one in standing))
    return next(iter(standing or states), None)


def _taken_back(view: TransactionView) -> Confirmed | None:
    """How the payment came back: by a transfer, or because nobody released it and so nothing moved."""
    if view.transfer and view.transfer.charged_back_by:
        return Confirmed(view.transfer.charged_back_by.key)
    if view.authorization_status in OVER:
        return Confirmed(view.key, Why.CHANGED, view.authorization_status)
    return None
