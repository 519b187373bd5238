"""The books of the Cyclos stand-in: members, payments and transfers; money only moves, it is never made."""

import itertools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec


class Refusal(Exception):
    """The platform's rules forbid a payment; `code` is one of `PaymentErrorCode`."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Holder(msgspec.Struct, eq=False, kw_only=True):
    """A user with one account, or the system account; amounts in hundredths."""

    id: str
    login: str
    name: str
    account: str
    """The account's number."""
    email: str | None = None
    phone: str | None = None
    floor: int | None = None
    """How far below zero it may go, as a negative number; None: without end."""
    ceiling: int | None = None
    balance: int = 0
    reserved: int = 0
    """What payments take that wait to be released."""
    status: str = "active"


class Payment(msgspec.Struct, eq=False, kw_only=True):
    """A transaction; without `transfer` nothing has moved."""

    id: str
    number: str
    date: datetime
    amount: int
    payer: Holder
    payee: Holder
    description: str | None
    values: Mapping[str, str]
    client: str
    """The access client that booked it."""
    status: str | None = None
    """`TransactionAuthorizationStatusEnum`; None: nobody had to release it."""
    transfer: "Transfer | None" = None
    hidden: int = 0
    """How many look-ups will not show it yet."""


class Transfer(msgspec.Struct, eq=False, kw_only=True):
    """Money that moved."""

    id: str
    number: str
    date: datetime
    amount: int
    source: Holder
    target: Holder
    kind: str
    """`payment`, `chargeback` or `initialCredit`."""
    payment: Payment | None = None
    back_of: "Transfer | None" = None
    backed_by: "Transfer | None" = None
    client: str = ""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a request asks to book."""

    payer: Holder
    payee: Holder
    amount: int
    description: str | None
    values: Mapping[str, str]


class Rules(msgspec.Struct, kw_only=True):
    """What the payment type allows, in hundredths; a test may change them while the bank runs."""

    most: int | None = None
    """In one payment."""
    daily: int | None = None
    """Of one payer in 24 hours."""
    daily_payments: int | None = None
    pause: timedelta = timedelta(0)
    """Between two payments of one payer."""
    release_above: int | None = None
    """From more than this on, someone has to release it."""
    chargebacks: bool = True


class Books:
    """All state; not safe for two threads, its bank locks. `now` is the server's own clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.rules = Rules()
        self._ids = itertools.count(7762070814178012479)
        self._numbers = itertools.count(1)
        self.system = Holder(id=self.fresh(), login="system", name="System", account="0")
        self.holders: dict[str, Holder] = {}
        self.payments: list[Payment] = []
        self.transfers: list[Transfer] = []

    def fresh(self) -> str:
        """An internal id: 19 digits, more than a float or a signed 64-bit number of JavaScript holds exactly."""
        return str(next(self._ids))

    def join(self, login: str, name: str, balance: int = 0, **more: object) -> Holder:
        """A new member; what they begin with comes from the system account."""
        facts = {"account": f"4711{len(self.holders):06d}"} | more
        holder = Holder(id=self.fresh(), login=login, name=name, **facts)  # type: ignore[arg-type]
        self.holders[holder.id] = holder
        if balance:
            self._move(self.system, holder, balance, "initialCredit")
        return holder

    def find(self, principal: str) -> Holder | None:
        """By internal id when it is all digits; a leading apostrophe says that it is a name or an account number."""
        if principal.isdigit():
            return self.holders.get(principal)
        name = principal.removeprefix("'").casefold()
        found = (one for one in self.holders.values() if name in (one.login.casefold(), one.account, one.email))
        return self.system if principal == "system" else next(found, None)

    def pay(self, order: Order, client: str) -> Payment:
        """Book it, every time anew: the platform knows no repeated request. Raises `Refusal`."""
        waits = self.rules.release_above is not None and order.amount > self.rules.release_above
        self._allow(order)
        order_facts = msgspec.structs.asdict(order)
        payment = Payment(id=self.fresh(), number=self._number(), date=self.now(), client=client, **order_facts)
        self.payments.append(payment)
        if waits:
            payment.status = "pending"
            order.payer.reserved += order.amount
        else:
            self._settle(payment)
        return payment

    def decide(self, payment: Payment, status: str) -> None:
        """Someone at the platform releases a waiting payment, or not: `authorized, canceled, denied, expired`."""
        assert payment.status == "pending", payment.status
        payment.status = status
        payment.payer.reserved -= payment.amount
        if status == "authorized":
            self._settle(payment)

    def charge_back(self, transfer: Transfer, client: str) -> Transfer:
        """Move it back; once only. Raises `Refusal`."""
        if not self.rules.chargebacks or transfer.backed_by or transfer.kind != "payment":
            raise Refusal("unexpected")
        back = self._move(transfer.target, transfer.source, transfer.amount, "chargeback")
        back.back_of, back.client, transfer.backed_by = transfer, client, back
        return back

    def _allow(self, order: Order) -> None:
        rules, payer, payee = self.rules, order.payer, order.payee
        day = [one for one in self.payments if one.payer is payer and self.now() - one.date < timedelta(days=1)]
        if rules.most is not None and order.amount > rules.most:
            raise Refusal("paymentAmountExceeded", maxAmount=rules.most)
        if rules.daily is not None and sum(one.amount for one in day) + order.amount > rules.daily:
            raise Refusal("dailyAmountExceeded", maxAmount=rules.daily)
        if rules.daily_payments is not None and len(day) >= rules.daily_payments:
            raise Refusal("dailyPaymentsExceeded", maxPayments=rules.daily_payments)
        if any(self.now() - one.date < rules.pause for one in day):
            raise Refusal("timeBetweenPaymentsNotMet")
        if payer.floor is not None and payer.balance - payer.reserved - order.amount < payer.floor:
            raise Refusal("insufficientBalance")
        if payee.ceiling is not None and payee.balance + order.amount > payee.ceiling:
            raise Refusal("destinationUpperLimitReached")

    def _settle(self, payment: Payment) -> None:
        moved = self._move(payment.payer, payment.payee, payment.amount, "payment")
        moved.payment, moved.client, payment.transfer = payment, payment.client, moved

    def _move(self, source: Holder, target: Holder, amount: int, kind: str) -> Transfer:
        facts = {"date": self.now(), "amount": amount, "source": source, "target": target, "kind": kind}
        moved = Transfer(id=self.fresh(), number=self._number(), **facts)  # type: ignore[arg-type]
        source.balance -= amount
        target.balance += amount
        self.transfers.append(moved)
        return moved

    def _number(self) -> str:
        return f"QR-{self.now().astimezone(UTC):%y%m}-{next(self._numbers):06d}"
