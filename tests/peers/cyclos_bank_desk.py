"""The operations of the Cyclos stand-in and the paths that lead to them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from tests.peers import cyclos_bank_search as search
from tests.peers import cyclos_bank_views as views
from tests.peers.cyclos_bank_office import Office
from tests.peers.cyclos_bank_talk import Asked, Json, Question, Said, Wrong, json_said, missing

_USERS = {"ignoreProfileFieldsInList", "statuses"}


def auth(office: Office, question: Question) -> Said:
    """Who asks; a guest gets an answer too."""
    if not question.client:
        return _chosen(question, {"permissions": {}})
    who = {"user": views.user(office.clerk), "role": "broker", "accessClient": views.client(question.client)}
    return _chosen(question, who | {"pendingAgreements": False})


def data_for_perform(office: Office, question: Question, owner: str) -> Said:
    """The form of a payment."""
    payer = office.holder(owner)
    kind = views.PAYMENT_TYPE | {"currency": views.CURRENCY, "descriptionAvailability": "optional"}
    kind |= {"customFields": [views.field(office.field)]} if office.field else {}
    data: Json = {"fromKind": "user", "fromUser": views.user(payer), "paymentTypeData": kind}
    if question.first("to"):
        data |= {"toKind": "user", "toUser": views.user(office.holder(question.first("to")))}
    if not question.first("type"):
        types = [views.PAYMENT_TYPE | {"currency": views.CURRENCY}]
        data |= {"accounts": [views.account_status(payer)], "paymentTypes": types}
    return _chosen(question, data)


def preview(office: Office, question: Question, owner: str) -> Said:
    """Names and fees; like the platform it looks at no balance."""
    order, limit = office.order(owner, question), office.books.rules.release_above
    ends = {"fromAccount": views.account(order.payer), "toAccount": views.account(order.payee)}
    amounts: Json = {"totalAmount": views.money(order.amount), "mainAmount": views.money(order.amount), "fees": []}
    what = {"paymentType": views.PAYMENT_TYPE, "currency": views.CURRENCY}
    return _chosen(
        question, {"pendingAuthorization": limit is not None and order.amount > limit} | ends | amounts | what
    )


def pay(office: Office, question: Question, owner: str) -> Said:
    """Book."""
    payment = office.books.pay(office.order(owner, question), question.client)
    said = _chosen(question, views.transaction(payment))
    return Said(201, said.body, {**said.headers, "Location": f"/api/transactions/{payment.id}"})


def charge_back(office: Office, question: Question, key: str) -> Said:
    """Move a transfer back."""
    if not office.books.rules.chargebacks:
        raise Wrong(403, {"code": "permissionDenied"})
    back = office.books.charge_back(office.transfer(key), question.client)
    headers = {"Content-Type": "text/plain;charset=UTF-8", "Location": f"/api/transfers/{back.id}"}
    return Said(201, back.id.encode(), headers)


def transactions(office: Office, question: Question) -> Said:
    """Payments of everyone, also those that wait to be released."""
    rows, partial = office.rows(office.books.payments, question, search.TRANSACTIONS)
    return office.page([views.transaction_result(row) for row in rows], question, partial)


def owner_transactions(office: Office, question: Question, owner: str) -> Said:
    """Payments of one member."""
    holder = office.holder(owner)
    mine = [one for one in office.books.payments if holder in (one.payer, one.payee)]
    rows, partial = office.rows(mine, question, search.TRANSACTIONS)
    return office.page([views.owner_result(row, holder) for row in rows], question, partial)


def transaction(office: Office, question: Question, key: str) -> Said:
    """One payment."""
    return _chosen(question, views.transaction_view(office.payment(key), office.clerk))


def transfers(office: Office, question: Question) -> Said:
    """What moved."""
    rows, partial = office.rows(office.books.transfers, question, search.TRANSFERS)
    return office.page([views.transfer_result(row) for row in rows], question, partial)


def transfer(office: Office, question: Question, key: str) -> Said:
    """One movement."""
    return _chosen(question, views.transfer_view(office.transfer(key)))


def accounts(office: Office, question: Question, owner: str) -> Said:
    """A member's accounts with balance and limits."""
    return _chosen(question, [views.account_status(office.holder(owner))])


def history(office: Office, question: Question, owner: str, kind: str) -> Said:
    """What moved on one account."""
    holder = office.holder(owner)
    _known_account_type(kind)
    inward = {"credit": [True], "debit": [False]}.get(question.first("direction"), [True, False])
    mine = [one for one in office.books.transfers if holder in (one.source, one.target)]
    rows, partial = office.rows([one for one in mine if (one.target is holder) in inward], question, search.HISTORY)
    return office.page([views.history_result(row, holder) for row in rows], question, partial)


def users(office: Office, question: Question) -> Said:
    """Everyone."""
    office.heard(question, _USERS)
    lines = [{name: part for name, part in one.items() if name != "balance"} for one in office.members(question)]
    return office.page(lines, question)


def user(office: Office, question: Question, principal: str) -> Said:
    """One member."""
    return _chosen(question, views.user_view(office.holder(principal)))


def balances(office: Office, question: Question, kind: str) -> Said:
    """Everyone's balance, where that is allowed."""
    _known_account_type(kind)
    if not office.overview:
        raise Wrong(403, {"code": "permissionDenied"})
    office.heard(question, _USERS)
    return office.page(office.members(question), question)


ROUTES: dict[tuple[str, str], Callable[..., Said]] = {
    ("GET", "auth"): auth,
    ("GET", "*/payments/data-for-perform"): data_for_perform,
    ("POST", "*/payments/preview"): preview,
    ("POST", "*/payments"): pay,
    ("POST", "transfers/*/chargeback"): charge_back,
    ("GET", "transactions"): transactions,
    ("GET", "*/transactions"): owner_transactions,
    ("GET", "transactions/*"): transaction,
    ("GET", "transfers"): transfers,
    ("GET", "transfers/*"): transfer,
    ("GET", "*/accounts"): accounts,
    ("GET", "*/accounts/*/history"): history,
    ("GET", "users"): users,
    ("GET", "users/*"): user,
    ("GET", "accounts/*/user-balances"): balances,
}


def routed(asked: Asked) -> tuple[str, Callable[..., Said] | None, list[str]]:
    """The pattern that a request fits (`POST */payments`), its operation and the unquoted variable parts."""
    parts = asked.path.strip("/").split("/")
    for (method, pattern), operation in ROUTES.items():
        wanted = pattern.split("/")
        fits = len(wanted) == len(parts) and all(one in ("*", part) for one, part in zip(wanted, parts, strict=True))
        if fits and method == asked.method:
            variable = [unquote(part) for one, part in zip(wanted, parts, strict=True) if one == "*"]
            return f"{method} {pattern}", operation, variable
    return f"{asked.method} ?", None, []


def serve(office: Office, asked: Asked) -> Said:
    """The true answer to a request."""
    _, operation, parts = routed(asked)
    if operation is None:
        return json_said({"entityType": "Path", "key": asked.path}, 404)
    run: Any = operation
    return office.answer(asked, lambda question: run(office, question, *parts), guests=operation is auth)


def _known_account_type(kind: str) -> None:
    if kind not in (views.ACCOUNT_TYPE["id"], views.ACCOUNT_TYPE["internalName"]):
        raise missing("AccountType", kind)


def _chosen(question: Question, value: object) -> Said:
    return json_said(search.selected(value, question.first("fields")))
