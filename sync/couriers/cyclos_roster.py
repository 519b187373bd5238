"""Who is in the exchange ring and what they have, as far as the access client may see it."""

from collections.abc import Iterator, Mapping, Sequence

from sync.clock import BootClock
from sync.couriers.cyclos_api import CyclosApi, step
from sync.couriers.cyclos_shapes import AccountRow, UserRow, hundredths
from sync.errors import Reason, Unreachable
from sync.ledger.records import Account, Member
from sync.records import Source
from sync.text import line

NUMBER_MAX = 100
"""Letters of a member's number, name and contact; longer ones are mistakes."""

_HIDDEN = (403, 404)
"""This may not be seen, or is not there."""
_USER = ("fields", "id,display,name,username,email,phone,accountNumber")
_BALANCE = ("fields", "id,balance")
_ACCOUNT = ("fields", "type.id,type.internalName,status.balance,status.creditLimit,status.upperCreditLimit")


class CyclosRoster:
    """Members of one network; `secret` is the access client's token."""

    def __init__(self, source: Source, clock: BootClock, secret: str | None) -> None:
        self._source = source
        self._clock = clock
        self._api = CyclosApi(source, clock, secret)
        self._type = (source.payment_type or "").rpartition(".")[0]

    def members(self) -> Sequence[Member]:
        """All active and blocked ones. Raises `SyncError` when one is missing, cannot be read, or shares a number."""
        self._api.ensure_known()
        users = self._api.rows("users", [_USER], list[UserRow]) or []
        accounts = self._accounts(users)
        members = [self._member(user, accounts.get(user.key)) for user in users]
        if len({member.number.casefold() for member in members}) < len(members):
            raise Unreachable(Reason.NOT_UNDERSTOOD, host=self._api.host, detail="number")
        return members

    def close(self) -> None:
        """Give back the connections."""
        self._api.close()

    def _accounts(self, users: Sequence[UserRow]) -> Mapping[str, Account]:
        """Id → account. In one list where the settings know the ring's limits, else with each member's own limits."""
        known = self._source.floor is not None or self._source.ceiling is not None
        return (self._balances() if known and self._type else None) or dict(self._each(users))

    def _balances(self) -> Mapping[str, Account] | None:
        """Everyone's balance, without limits; None where that list may not be seen."""
        path = f"accounts/{step(self._type)}/user-balances"
        rows = self._api.rows(path, [_BALANCE], list[UserRow], refusals=_HIDDEN)
        return None if rows is None else {row.key: self._account(row.balance) for row in rows if row.balance}

    def _each(self, users: Sequence[UserRow]) -> Iterator[tuple[str, Account]]:
        """One request a member; those whose accounts may not be seen are left out."""
        for user in users:
            answer = self._api.get(f"{step(user.key)}/accounts", [_ACCOUNT], statuses=(200, *_HIDDEN))
            held = answer.json(list[AccountRow]) if answer.status == 200 else []
            ours = [one for one in held if self._type in ("", one.type.internal_name, str(one.type.id))]
            status = ours[0].status if ours else None
            if status and status.balance:
                yield user.key, self._account(status.balance, status.credit_limit, status.upper_credit_limit)

    def _account(self, balance: str, credit: str | None = None, upper: str | None = None) -> Account:
        return Account(
            balance=self._hundredths(balance),
            floor=-abs(self._hundredths(credit)) if credit else None,
            ceiling=self._hundredths(upper) if upper else None,
            read_ms=int(self._clock.now().timestamp() * 1000),
            trust=self._clock.trust,
        )

    def _hundredths(self, amount: str) -> int:
        try:
            return hundredths(amount)
        except ValueError as error:
            raise Unreachable(Reason.NOT_UNDERSTOOD, host=self._api.host, detail="amount") from error

    def _member(self, user: UserRow, account: Account | None) -> Member:
        number = line(user.username) or line(user.account_number) or line(user.display)
        if not number or len(number) > NUMBER_MAX:
            raise Unreachable(Reason.NOT_UNDERSTOOD, host=self._api.host, detail="number")
        name = line(user.name, NUMBER_MAX) or line(user.display, NUMBER_MAX) or number
        return Member(
            number=number,
            name=name,
            short=shortened(name),
            email=line(user.email, NUMBER_MAX),
            phone=line(user.phone, NUMBER_MAX),
            source=self._source.name,
            remote=user.key,
            account=account,
        )


def shortened(name: str) -> str:
    """`Erika Musterfrau` → `Erika M.`, what may stand on paper; a single word stays."""
    first, *others = name.split()
    return f"{first} {others[-1][0].upper()}." if others else first
