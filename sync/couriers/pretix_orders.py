"""What pretix answers to an order: the order, a refusal, or nothing that can be trusted."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

import msgspec

from sync.connectors.http import Answer
from sync.couriers.base import Confirmed, Refused, Uncertain, Verdict, Why
from sync.errors import AccessRevoked, Reason, SyncError, Unreachable
from sync.text import line

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ379"
"""What pretix makes its own order codes of."""
_LENGTH = 10
"""Letters of our codes, twice as many as pretix' own: 47 bits."""
_CANCELED = "c"
_NEEDS_PAYMENT = ("n", "e")
"""Pending and expired."""
_MESSAGE_MAX = 200
_ERROR: type[object] = dict[str, object] | list[object]  # type: ignore[assignment] # mypy knows unions only as types


class Order(msgspec.Struct, frozen=True):
    """One order, cancelled positions left out."""

    code: str
    status: str
    total: str = "0.00"
    require_approval: bool = False
    comment: str | None = None
    positions: Sequence[msgspec.Raw] = ()

    @property
    def is_canceled(self) -> bool:
        return self.status == _CANCELED

    def bears(self, reference: str) -> bool:
        """Whether this is the order with our reference."""
        return re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", self.comment or "") is not None

    def confirmed(self) -> Confirmed:
        """The order as a verdict, with what staff must know of it."""
        if self.is_canceled:
            return Confirmed(self.code, Why.CHANGED)
        if self.require_approval:
            return Confirmed(self.code, Why.PENDING)
        if self.status in _NEEDS_PAYMENT:
            return Confirmed(self.code, Why.UNPAID, line(self.total, _MESSAGE_MAX))
        return Confirmed(self.code)


def code_of(key: str) -> str:
    """The order code for a booking. pretix gives a code once, so even a forgotten key cannot make a second order."""
    number = int.from_bytes(sha256(key.encode()).digest(), "big")
    letters = []
    for _ in range(_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(letters)


def verdict_of(answer: Answer) -> Verdict:
    """The verdict of a booking request; a 400 is INVALID until someone looks closer.

    Raises `AccessRevoked` (401) and `Unreachable` (429): nothing was booked.
    """
    if answer.status == 401:
        raise AccessRevoked(Reason.KEY_REFUSED, host=answer.host, status=answer.status)
    if answer.status == 429:
        raise Unreachable(Reason.BUSY, host=answer.host, status=answer.status)
    try:
        if answer.status in (200, 201):
            return answer.json(Order).confirmed()
        words = message(answer)
    except SyncError:
        return Uncertain(str(answer.status))
    return _refusal(answer, words)


def message(answer: Answer) -> str | None:
    """All that pretix says in an error, in one line; raises `SyncError` when the body is not the interface's JSON."""
    return line(" ".join(_words(answer.json(_ERROR))), _MESSAGE_MAX)


def is_about(answer: Answer, field: str) -> bool:
    """Whether an error names this field of the order; raises `SyncError` as `message` does."""
    error = answer.json(_ERROR)
    return isinstance(error, dict) and field in error


def _refusal(answer: Answer, words: str | None) -> Verdict:
    why = {400: Why.INVALID, 403: Why.FORBIDDEN, 404: Why.UNKNOWN}.get(answer.status, Why.OTHER)
    if 400 <= answer.status < 500 and answer.status not in (408, 409):
        return Refused(why, words)
    return Uncertain(str(answer.status))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)
