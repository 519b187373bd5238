"""How the Cyclos stand-in shows its books: the shapes of the vendor's document."""

from datetime import datetime
from decimal import Decimal

from tests.peers.cyclos_bank_books import Holder, Payment, Transfer
from tests.peers.cyclos_bank_talk import Json

CURRENCY: Json = {"id": "301", "name": "Stunden", "internalName": "stunden", "suffix": " Std.", "decimalDigits": 2}
ACCOUNT_TYPE: Json = {"id": "401", "name": "Stundenkonto", "internalName": "member"}
PAYMENT_TYPE: Json = {"id": "501", "name": "Stunden", "internalName": "member.stunden"}
TYPE_NAMES = (PAYMENT_TYPE["id"], PAYMENT_TYPE["internalName"])
CHANNEL: Json = {"id": "601", "name": "Web services", "internalName": "webServices"}


def money(hundredths: int) -> str:
    """An amount as the API writes it: a string."""
    return f"{Decimal(hundredths) / 100:.2f}"


def moment(when: datetime) -> str:
    """RFC 3339 with zone and milliseconds."""
    return when.isoformat(timespec="milliseconds")


def known(**facts: object) -> Json:
    """Only what is there: the API leaves empty properties out."""
    return {name: value for name, value in facts.items() if value is not None}


def client(name: str) -> Json:
    """An access client."""
    return {"id": name, "name": f"Terminal {name}"}


def field(name: str) -> Json:
    """The payment custom field."""
    return {"id": "901", "internalName": name, "name": "Beleg", "type": "string"}


def user(holder: Holder) -> Json:
    """A `User`."""
    return {"id": holder.id, "display": holder.name}


def user_result(holder: Holder, fields: tuple[str, ...]) -> Json:
    """A `UserResult`: the profile fields that may be seen, or only what the user is called."""
    profile = {
        "name": holder.name,
        "username": holder.login,
        "email": holder.email,
        "phone": holder.phone,
        "accountNumber": holder.account,
    }
    shown = known(**{name: profile[name] for name in fields})
    return {"id": holder.id} | (shown or {"display": holder.name})


def user_view(holder: Holder) -> Json:
    """A `UserView`."""
    phones = [{"id": f"9{holder.id}", "number": holder.phone, "type": "mobile"}] if holder.phone else []
    facts = known(name=holder.name, username=holder.login, email=holder.email, status=holder.status)
    return user(holder) | facts | {"phones": phones, "role": "member"}


def account(holder: Holder) -> Json:
    """An `AccountWithOwner`."""
    owner: Json = {"kind": "system"} if holder.login == "system" else {"kind": "user", "user": user(holder)}
    return {"id": f"8{holder.id}", "number": holder.account, "type": ACCOUNT_TYPE} | owner


def account_status(holder: Holder) -> Json:
    """An `AccountWithStatus`; the credit limit is a positive amount, as the platform writes it."""
    spare = None if holder.floor is None else money(holder.balance - holder.reserved - holder.floor)
    status = known(
        balance=money(holder.balance),
        creditLimit=None if holder.floor is None else money(-holder.floor),
        upperCreditLimit=None if holder.ceiling is None else money(holder.ceiling),
        reservedAmount=money(holder.reserved),
        availableBalance=spare,
    )
    kept = {name: account(holder)[name] for name in ("id", "number", "type")}
    return kept | {"currency": CURRENCY, "status": status}


def payment_ends(payment: Payment) -> Json:
    """From and to."""
    return {"from": account(payment.payer), "to": account(payment.payee)}


def transaction(payment: Payment) -> Json:
    """A `Transaction`: what a booking answers."""
    return _transaction_facts(payment) | payment_ends(payment) | {"currency": CURRENCY, "display": payment.number}


def transaction_result(payment: Payment) -> Json:
    """A `TransactionOverviewResult`: a line of a list over all accounts."""
    facts = _transaction_facts(payment) | {"currency": "stunden", "customValues": dict(payment.values)}
    return facts | payment_ends(payment)


def owner_result(payment: Payment, holder: Holder) -> Json:
    """A `TransactionResult`: a line of one owner's list, its amount as that owner sees it."""
    paid = payment.payer is holder
    line = transaction_result(payment) | {"amount": money(-payment.amount if paid else payment.amount)}
    related = line["to"] if paid else line["from"]
    return {name: value for name, value in line.items() if name not in ("from", "to")} | {"related": related}


def transaction_view(payment: Payment, clerk: Holder) -> Json:
    """A `TransactionView`."""
    values = [{"field": field(name), "stringValue": value} for name, value in payment.values.items()]
    view = transaction(payment) | {"by": user(clerk), "channel": CHANNEL, "customValues": values}
    view["accessClient"] = client(payment.client)
    if payment.transfer:
        view["transfer"] = transfer_view(payment.transfer, inside=True)
    return view


def transfer(moved: Transfer) -> Json:
    """A `Transfer`."""
    return {
        "id": moved.id,
        "display": moved.number,
        "transactionNumber": moved.number,
        "date": moment(moved.date),
        "amount": money(moved.amount),
        "from": account(moved.source),
        "to": account(moved.target),
        "type": PAYMENT_TYPE,
        "currency": CURRENCY,
        "kind": moved.kind,
    }


def transfer_result(moved: Transfer) -> Json:
    """A `TransferResult`: a line of a list of transfers."""
    return transfer(moved) | {"customValues": dict(moved.payment.values) if moved.payment else {}}


def transfer_view(moved: Transfer, inside: bool = False) -> Json:
    """A `TransferView`; `inside` that of a transaction it does not hold the transaction again."""
    free = moved.kind == "payment" and moved.backed_by is None
    view = transfer(moved) | {"canChargeback": free}
    view |= {"chargedBackBy": transfer(moved.backed_by)} if moved.backed_by else {}
    view |= {"chargebackOf": transfer(moved.back_of)} if moved.back_of else {}
    return view if inside or not moved.payment else view | {"transaction": transaction(moved.payment)}


def history_result(moved: Transfer, holder: Holder) -> Json:
    """An `AccountHistoryResult`: a line of an account, its amount as the owner sees it."""
    paid = moved.source is holder
    payment = moved.payment
    return known(
        id=moved.id,
        transactionNumber=moved.number,
        date=moment(moved.date),
        amount=money(-moved.amount if paid else moved.amount),
        type=PAYMENT_TYPE,
        description=payment.description if payment else None,
        customValues=dict(payment.values) if payment else {},
        relatedAccount=account(moved.target if paid else moved.source),
        transaction=transaction(payment) if payment else None,
    )


def _transaction_facts(payment: Payment) -> Json:
    return known(
        id=payment.id,
        transactionNumber=payment.number,
        date=moment(payment.date),
        amount=money(payment.amount),
        type=PAYMENT_TYPE,
        description=payment.description,
        kind="payment",
        creationType="direct",
        authorizationStatus=payment.status,
    )
