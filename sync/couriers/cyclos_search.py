"""How a payment is found again by our reference: several questions, because nothing found must mean nothing there."""

from collections.abc import Iterable, Sequence

import msgspec

from sync.couriers.cyclos_api import CyclosApi, Params, principal, step
from sync.couriers.cyclos_shapes import AccountRow, Movement, Transaction, TransactionView
from sync.errors import Reason, Unreachable
from sync.ledger.records import Payment
from sync.records import Source

VIEWS_MAX = 40
"""Payments that are opened one by one because their list shows no mark; more are no answer to our question."""

_REFUSALS = (403, 404, 422)
"""The platform does not answer this question: not allowed, unknown member or account, unknown field."""
_HALF = (Reason.PARTIAL, Reason.CHANGED_WHILE_READING, Reason.NOT_UNDERSTOOD, Reason.TOO_MANY, Reason.SERVER_ERROR)
"""One list fails, not the platform: the payment may stand in another one, but without it nothing is known."""
_ROW = ("fields", "id,date,description,authorizationStatus,customValues")
_MOVEMENT = (
    "fields",
    "id,description,customValues,transaction.id,transaction.date,transaction.description"
    ",transaction.authorizationStatus",
)
_ASKED = [("authorizationStatuses", one) for one in ("pending", "authorized", "denied", "canceled", "expired")]


class Search:
    """One look-up. No question names a period: server clocks differ, and ours may have been wrong when we sent."""

    def __init__(self, api: CyclosApi, source: Source, reference: str, payment: Payment) -> None:
        self._api = api
        self._field = source.reference_field
        self._type = source.payment_type or ""
        self._reference = reference
        self._payer = principal(payment.payer) or payment.payer

    def find(self) -> list[Transaction]:
        """Every payment that bears the reference; empty only when the platform has none. Raises `SyncError`."""
        half: Unreachable | None = None
        for question in (self._by_field, self._by_client, self._by_member):
            try:
                if found := question():
                    return found
            except Unreachable as error:
                if error.reason not in _HALF:
                    raise
                half = half or error
        if half:
            raise half
        return []

    def _by_field(self) -> list[Transaction]:
        """By the ring's own field for it, the only question that asks for nothing else."""
        if not self._field:
            return []
        rows = self._transactions([("customFields", f"{self._field}:{self._reference}")]) or []
        found = self._marked(rows)
        mute = [row for row in rows if row.description is None and self._field not in row.custom_values]
        if len(mute) > VIEWS_MAX:
            raise Unreachable(Reason.TOO_MANY, host=self._api.host, limit=VIEWS_MAX)
        return found or [row for row in mute if self._bears_inside(row)]

    def _by_client(self) -> list[Transaction]:
        """What this terminal booked, waiting ones included; of all members when the platform does not know this one."""
        own = [("fromCurrentAccessClient", "true")]
        rows = self._transactions([("user", self._payer), *own])
        if rows is None:
            rows = self._api.rows("transactions", [_ROW, *own], list[Transaction], sought=self._bears)
        return self._marked(rows or [])

    def _by_member(self) -> list[Transaction]:
        """What was booked for the payer with any key: ours may have been replaced since."""
        moved = self._history()
        if moved:
            return moved
        waited = self._transactions([("user", self._payer), *([] if moved is None else _ASKED)])
        return self._marked(waited or [])

    def _history(self) -> list[Transaction] | None:
        """From the payer's accounts: what has moved. None where they may not be seen."""
        found: list[Transaction] = []
        kinds = self._account_types()
        for kind in kinds or ():
            path = f"{step(self._payer)}/accounts/{step(kind)}/history"
            asked = [_MOVEMENT, ("description", self._reference)]
            rows = self._api.rows(path, asked, list[Movement], refusals=_REFUSALS, sought=self._moved)
            if rows is None:
                return None
            found += self._marked(filter(None, map(_transaction, rows)))
        return None if kinds is None else found

    def _account_types(self) -> Sequence[str] | None:
        """From which kinds of account it may have been paid; None where they may not be seen."""
        kind, dot, _ = self._type.partition(".")
        if dot:
            return [kind]
        path = f"{step(self._payer)}/accounts"
        answer = self._api.get(path, [("fields", "type.id,type.internalName")], statuses=(200, *_REFUSALS))
        return [one.type.key for one in answer.json(list[AccountRow])] if answer.status == 200 else None

    def _transactions(self, asked: Params) -> list[Transaction] | None:
        rows = [_ROW, *asked]
        return self._api.rows("transactions", rows, list[Transaction], refusals=_REFUSALS, sought=self._bears)

    def _marked(self, rows: Iterable[Transaction]) -> list[Transaction]:
        return [row for row in rows if self._bears(row)]

    def _bears(self, row: Transaction) -> bool:
        value = row.custom_values.get(self._field) if self._field else None
        return value == self._reference or bears(row.description, self._reference)

    def _moved(self, row: Movement) -> bool:
        payment = _transaction(row)
        return payment is not None and self._bears(payment)

    def _bears_inside(self, row: Transaction) -> bool:
        """Whether the whole payment bears the mark that its list does not show."""
        asked = [("fields", "id,description,customValues")]
        view = self._api.get(f"transactions/{step(row.key)}", asked).json(TransactionView)
        named = [one for one in view.custom_values if self._field in (one.field.internal_name, str(one.field.id))]
        return any(one.string_value == self._reference for one in named) or bears(view.description, self._reference)


def described(text: str, reference: str) -> str:
    """What stands in the payment: the text, and our mark last."""
    return f"{text} [{reference}]".strip()


def bears(description: str | None, reference: str) -> bool:
    """Whether a description's last mark is this reference; one that is quoted in the text before it does not count."""
    return (description or "").rpartition("[")[2].partition("]")[:2] == (reference, "]")


def _transaction(row: Movement) -> Transaction | None:
    """The payment behind a movement, with the mark that the movement shows."""
    if row.transaction is None:
        return None
    description = row.description or row.transaction.description
    return msgspec.structs.replace(row.transaction, description=description, custom_values=row.custom_values)
