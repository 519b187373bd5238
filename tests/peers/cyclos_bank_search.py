"""The lists of the Cyclos stand-in: filters that work, pages that are capped, and rows that are held back."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from tests.peers.cyclos_bank_books import Payment, Transfer
from tests.peers.cyclos_bank_talk import Json, Question, unfit

Row = TypeVar("Row", Payment, Transfer)

PAGING = {"page", "pageSize", "skipTotalCount", "fields"}
TRANSACTIONS = {
    *("datePeriod", "customFields", "fromCurrentAccessClient", "transactionNumber", "user", "authorizationStatuses"),
    *("kinds", "orderBy", "excludedIds"),
}
TRANSFERS = {
    *("datePeriod", "customFields", "fromCurrentAccessClient", "transactionNumber", "user", "chargedBack"),
    *("kinds", "orderBy", "excludedIds"),
}
HISTORY = TRANSFERS | {"description", "direction"}


def matching(rows: Sequence[Row], asked: Question, users: Callable[[str], str]) -> list[Row]:
    """The rows that pass every filter that is set, newest first unless asked otherwise.

    `users` turns a principal into an internal id.
    """
    low, high = _period(asked)
    someone = users(asked.first("user")) if asked.first("user") else None
    found = [
        row
        for row in rows
        if (low is None or row.date >= low)
        and (high is None or row.date <= high)
        and (someone is None or someone in _people(row))
        and _kind_matches(row, asked)
        and _fields_match(row, asked)
        and _state_matches(row, asked)
    ]
    order = asked.first("orderBy") or "dateDesc"
    found.sort(key=lambda row: (row.amount if "amount" in order else row.date, row.id), reverse=order.endswith("Desc"))
    return found


def payment_of(row: Payment | Transfer) -> Payment | None:
    """The payment behind a row."""
    return row if isinstance(row, Payment) else row.payment


def shown(rows: Sequence[Row], asked: Question) -> tuple[list[Row], bool]:
    """The rows that are not held back, and whether any was; a look at the first page brings a held-back one nearer."""
    seen, partial = [], False
    for row in rows:
        payment = payment_of(row)
        if payment and payment.hidden:
            payment.hidden -= asked.number("page", 0) == 0
            partial = True
        else:
            seen.append(row)
    return seen, partial


def page(rows: Sequence[Json], asked: Question, cap: int, totals: bool) -> tuple[list[Json], dict[str, str]]:
    """One page and its headers; a larger size than `cap` is made smaller without a word."""
    size, at = min(asked.number("pageSize", 40), cap), asked.number("page", 0)
    last = (at + 1) * size >= len(rows)
    headers = {"X-Page-Size": str(size), "X-Current-Page": str(at), "X-Has-Next-Page": str(not last).lower()}
    if totals and not asked.true("skipTotalCount"):
        headers["X-Total-Count"] = str(len(rows))
    return list(rows[at * size : (at + 1) * size]), headers


def selected(value: object, fields: str) -> object:
    """What `fields=a,b.c` or `fields=-d` leaves of an answer."""
    paths = [path for path in fields.split(",") if path]
    if not paths:
        return value
    if isinstance(value, list):
        return [selected(one, fields) for one in value]
    if not isinstance(value, dict):
        return value
    without = {path[1:] for path in paths if path.startswith("-")}
    wanted: dict[str, list[str]] = {}
    for path in paths:
        if not path.startswith("-"):
            name, _, inner = path.partition(".")
            wanted.setdefault(name, []).append(inner)
    chosen = {name: part for name, part in value.items() if name not in without and (not wanted or name in wanted)}
    return {name: selected(part, ",".join(wanted.get(name, []))) for name, part in chosen.items()}


def _period(asked: Question) -> tuple[datetime | None, datetime | None]:
    """Both ends of `datePeriod`; an empty one is open."""
    parts = [part for value in asked.query.get("datePeriod", []) for part in value.split(",")]
    ends = [_moment(part) if part else None for part in parts[:2]]
    low, high = [*ends, None, None][:2]
    return low, high


def _moment(text: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise unfit("datePeriod", text) from error
    if when.tzinfo is None:
        raise unfit("datePeriod", text)
    return when.astimezone(UTC)


def _people(row: Payment | Transfer) -> tuple[str, str]:
    if isinstance(row, Payment):
        return row.payer.id, row.payee.id
    return row.source.id, row.target.id


def _kind_matches(row: Payment | Transfer, asked: Question) -> bool:
    numbers, kinds = asked.several("transactionNumber"), asked.several("kinds")
    return (
        (not asked.true("fromCurrentAccessClient") or row.client == asked.client)
        and (not numbers or row.number in numbers)
        and (not kinds or (row.kind if isinstance(row, Transfer) else "payment") in kinds)
        and row.id not in asked.several("excludedIds")
    )


def _fields_match(row: Payment | Transfer, asked: Question) -> bool:
    """Text custom fields and descriptions match anywhere in the text; an unknown field filters nothing."""
    payment = payment_of(row)
    description = asked.first("description").casefold()
    if description and description not in ((payment.description if payment else "") or "").casefold():
        return False
    for part in asked.several("customFields"):
        name, _, wanted = part.partition(":")
        value = payment.values.get(name, "") if payment else ""
        if name == asked.field and not any(one.casefold() in value.casefold() for one in wanted.split("|")):
            return False
    return True


def _state_matches(row: Payment | Transfer, asked: Question) -> bool:
    if isinstance(row, Payment):
        wanted = asked.several("authorizationStatuses")
        return not wanted or row.status in wanted
    backed = asked.first("chargedBack")
    return not backed or (row.backed_by is not None) == (backed == "true")
