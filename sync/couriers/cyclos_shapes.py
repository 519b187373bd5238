"""Shapes of Cyclos 4.16 answers about payments and members: only what is read here enters the program (R30)."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

import msgspec

Id = str | int
"""Ids are strings of digits that may exceed 2^53; a server that sends numbers is understood too."""
DIGITS_MAX = 12
"""Digits before and after the point; no ring counts in more, and `1e999999` is a number too."""


class Identified(msgspec.Struct, frozen=True, kw_only=True):
    """Anything with an internal id."""

    id: Id

    @property
    def key(self) -> str:
        """The id as we keep it."""
        return str(self.id)


class Transaction(Identified, frozen=True, kw_only=True, rename="camel"):
    """`Transaction` and `TransactionOverviewResult`. `authorization_status` None: nobody had to release it."""

    date: str | None = None
    description: str | None = None
    authorization_status: str | None = None
    custom_values: Mapping[str, object] = {}


class Movement(Identified, frozen=True, kw_only=True, rename="camel"):
    """`AccountHistoryResult`: a transfer as its account sees it; one that comes from no payment has no transaction."""

    description: str | None = None
    custom_values: Mapping[str, object] = {}
    transaction: Transaction | None = None


class Field(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Which custom field."""

    id: Id | None = None
    internal_name: str | None = None


class FieldValue(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`CustomFieldValue` of a text field."""

    field: Field = Field()
    string_value: str | None = None


class Transfer(Identified, frozen=True, kw_only=True, rename="camel"):
    """`TransferView`: what moved, and what took it back."""

    charged_back_by: Identified | None = None


class TransactionView(Identified, frozen=True, kw_only=True, rename="camel"):
    """One payment whole; without `transfer` nothing has moved."""

    description: str | None = None
    authorization_status: str | None = None
    custom_values: list[FieldValue] = []
    transfer: Transfer | None = None


class UserRow(Identified, frozen=True, kw_only=True, rename="camel"):
    """`UserResult` and `UserWithBalanceResult`: the profile fields that may be seen, or only `display`."""

    display: str | None = None
    name: str | None = None
    username: str | None = None
    email: str | None = None
    phone: str | None = None
    account_number: str | None = None
    balance: str | None = None


class AccountType(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What an account is for."""

    id: Id | None = None
    internal_name: str | None = None

    @property
    def key(self) -> str:
        """What addresses call it."""
        return self.internal_name or str(self.id or "")


class Status(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`AccountStatus`; `credit_limit` is the amount that an account may be below zero."""

    balance: str | None = None
    credit_limit: str | None = None
    upper_credit_limit: str | None = None


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """`AccountWithStatus`; without permission there is no `status`."""

    type: AccountType = AccountType()
    status: Status | None = None


def hundredths(amount: str) -> int:
    """`"2.50"` → 250; raises ValueError. Further decimals are rounded, half to even: what we read is only shown."""
    try:
        number = Decimal(amount)
    except InvalidOperation as error:
        raise ValueError(amount) from error
    if not number.is_finite() or abs(number.adjusted()) > DIGITS_MAX:
        raise ValueError(amount)
    return int((number * 100).to_integral_value(ROUND_HALF_EVEN))


def decimal(amount: int) -> str:
    """250 → `"2.50"`, as the API writes amounts; never negative."""
    return f"{amount // 100}.{amount % 100:02d}"
