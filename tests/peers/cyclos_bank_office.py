"""The Cyclos stand-in's doorman: who asks, whom they mean, and the errors that the platform answers with."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from tests.peers import cyclos_bank_search as search
from tests.peers import cyclos_bank_views as views
from tests.peers.cyclos_bank_books import Books, Holder, Order, Payment, Refusal, Transfer
from tests.peers.cyclos_bank_talk import Asked, Json, Question, Said, Wrong, json_said, missing, unfit

_AMOUNT = re.compile(r"\d+(\.\d{1,2})?")
_REFUSED = {"exceptionType": "org.cyclos.impl.banking.PaymentException", "kind": "payment"}


class Office:
    """Settings and look-ups that all operations share; the settings may be changed while it runs."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.clerk = Holder(id=books.fresh(), login="kiosk", name="Kiosk im Bürgerhaus", account="4712000001")
        self.clients: dict[str, str] = {}
        """Token → id of the access client."""
        self.blocked: set[str] = set()
        self.field: str | None = "kioskRef"
        self.page_cap = 100
        self.totals = True
        self.overview = True
        """Whether the kiosk's user may see everyone's balance in one list."""
        self.profile: tuple[str, ...] = ("name", "username", "email", "phone", "accountNumber")
        """What a list of users shows; empty: their display name only."""
        self.mute = False
        """Lists show no custom fields; only the single payment does."""
        self.unheard: list[str] = []
        """Filters that were asked for and that the stand-in does not know."""

    def answer(self, asked: Asked, operation: Callable[[Question], Said], guests: bool) -> Said:
        """What the platform says to a request; never raises. `guests`: also without a key."""
        try:
            client = "" if guests and not _credentials(asked) else self._client(asked)
            return operation(Question(asked.query, asked.body, client, self.field))
        except Wrong as wrong:
            return json_said(wrong.error, wrong.status)
        except Refusal as refused:
            facts = {name: views.money(n) if name == "maxAmount" else n for name, n in refused.facts.items()}
            return json_said(_REFUSED | {"code": refused.code} | facts, 500)

    def holder(self, principal: str) -> Holder:
        """Whom a path or a subject means; raises 404."""
        found = self.clerk if principal == "self" else self.books.find(principal)
        if found is None:
            raise missing("User", principal)
        return found

    def payment(self, key: str) -> Payment:
        """By id or number; raises 404."""
        for one in self.books.payments:
            if key in (one.id, one.number):
                return one
        raise missing("Transaction", key)

    def transfer(self, key: str) -> Transfer:
        """By id or number; raises 404."""
        for one in self.books.transfers:
            if key in (one.id, one.number):
                return one
        raise missing("Transfer", key)

    def members(self, question: Question) -> list[Json]:
        """The users of a list, as far as they may be seen, each with its balance as `balance`."""
        wanted = question.several("statuses") or ["active", "blocked"]
        fields = () if question.true("ignoreProfileFieldsInList") else self.profile
        found = [one for one in self.books.holders.values() if one.status in wanted]
        return [views.user_result(one, fields) | {"balance": views.money(one.balance)} for one in found]

    def order(self, owner: str, question: Question) -> Order:
        """What a booking request asks for; raises 404 and 422."""
        payer, body = self.holder(owner), _object(question.body)
        amount = body.get("amount")
        if not isinstance(amount, str) or not _AMOUNT.fullmatch(amount):
            raise unfit("amount", amount)
        payee = self.holder(str(body.get("subject", "")))
        if body.get("type", views.TYPE_NAMES[1]) not in views.TYPE_NAMES:
            raise missing("PaymentTransferType", str(body["type"]))
        values = body.get("customValues", {})
        order = Order(
            payer=payer,
            payee=payee,
            amount=int(Decimal(amount) * 100),
            description=body.get("description"),
            values={(self.field or name) if name == "901" else name: value for name, value in values.items()},
        )
        bad = {"amount": order.amount == 0, "subject": payer is payee}
        bad |= {name: name != self.field for name in order.values}
        if any(bad.values()):
            raise Wrong(422, _validation([name for name, wrong in bad.items() if wrong]))
        return order

    def rows(self, rows: Sequence[search.Row], question: Question, known: set[str]) -> tuple[list[search.Row], bool]:
        """The rows that a search finds, and whether some are held back."""
        self.heard(question, known)
        found = search.matching(rows, question, lambda who: self.holder(who).id)
        return search.shown(found, question)

    def heard(self, question: Question, known: set[str]) -> None:
        """Note filters that would do nothing here."""
        self.unheard += [name for name in question.query if name not in known | search.PAGING]

    def page(self, lines: Sequence[Json], question: Question, partial: bool = False) -> Said:
        """A page of a list."""
        if self.mute:
            lines = [{name: part for name, part in one.items() if name != "customValues"} for one in lines]
        rows, headers = search.page(lines, question, self.page_cap, self.totals)
        headers |= {"X-Partial-Data": "true"} if partial else {}
        return json_said(search.selected(rows, question.first("fields")), headers=headers)

    def _client(self, asked: Asked) -> str:
        token = asked.headers.get("access-client-token")
        if not token:
            raise Wrong(401, {"code": "login" if "authorization" in asked.headers else "missingAuthorization"})
        if token in self.blocked:
            raise Wrong(401, {"code": "blockedAccessClient"})
        if token not in self.clients:
            raise Wrong(401, {"code": "invalidAccessClient"})
        return self.clients[token]


def _credentials(asked: Asked) -> bool:
    return bool({"access-client-token", "authorization"} & set(asked.headers))


def _object(body: bytes) -> Json:
    try:
        return msgspec.json.decode(body, type=dict)
    except msgspec.MsgspecError as error:
        raise unfit("body", body[:100]) from error


def _validation(names: list[str]) -> Json:
    return {"code": "validation", "properties": names, "propertyErrors": {name: ["ist ungültig"] for name in names}}
