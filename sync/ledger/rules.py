"""What the centre itself refuses to book, and what the ring will probably refuse: pure decisions."""

from enum import StrEnum

import msgspec

from sync.ledger.records import Account, Payment
from sync.records import Source

AMOUNT_MAX = 9_999_999
"""Hundredths; 99,999.99 hours are eleven years, so a larger amount is a slip of the finger."""
SEATS_MAX = 50
"""Seats of one booking: a coach; more is a group, which the organiser wants to talk to."""
TEXT_MAX = 200
"""Letters of what a payment is for: three lines on paper."""


class Rule(StrEnum):
    """Why something is refused and nothing was booked; each has its sentence in the kiosk."""

    AMOUNT = "amount"
    SMALLEST = "smallest"
    SAME_MEMBER = "same_member"
    UNKNOWN_MEMBER = "unknown_member"
    UNKNOWN_ITEM = "unknown_item"
    SEATS = "seats"
    TEXT = "text"
    PAPER_TAKEN = "paper_taken"
    """The signed slip was booked before, for something else or taken back since."""
    VOUCHER_CHECK = "voucher_check"
    """The number of a voucher was mistyped: its check digit is another one."""
    VOUCHER_FOREIGN = "voucher_foreign"
    """It was printed by another terminal."""
    VOUCHER_UNKNOWN = "voucher_unknown"
    """It was never reserved here."""
    VOUCHER_VOID = "voucher_void"
    """Staff declared it void."""
    VOUCHER_COUNT = "voucher_count"
    """None, or too many in one run."""
    UNKNOWN_RECEIPT = "unknown_receipt"
    CANCELLED = "cancelled"
    """Was taken back before."""
    RETURNING = "returning"
    """A Storno of it is on its way, or was refused."""
    REVERSAL = "reversal"
    """Is itself a Storno."""
    UNCERTAIN = "uncertain"
    """Nobody knows yet whether the platform has it: only when that is known it can be taken back."""
    UNCLEAR = "unclear"
    """The terminal gave up asking: somebody has to look on the platform first."""
    STILL_OPEN = "still_open"
    """Bookings of a member who is to be erased are on their way, or have to be settled first."""
    ERASED = "erased"
    """Its people were erased: no platform can be told any more whom to give back what."""
    CLOSED = "closed"
    """This can no longer be done in the state in which the booking is."""


class NotBooked(Exception):
    """Refused by a rule of the centre; nothing was written. `facts` fill the sentence."""

    def __init__(self, rule: Rule, **facts: object) -> None:
        self.rule = rule
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(f"{rule}: {self.facts}")


class Limit(StrEnum):
    """Which limit of the ring a payment would pass, as far as known here."""

    FLOOR = "floor"
    CEILING = "ceiling"


class Foresight(msgspec.Struct, frozen=True):
    """A balance before and after, from what the platform last said and what is still on its way; hundredths."""

    member: str
    before: int
    after: int
    read_ms: int
    beyond: Limit | None = None
    bound: int | None = None
    """The limit itself."""


def check_payment(payment: Payment, source: Source | None) -> None:
    """Raises `NotBooked` for amounts and members that cannot be meant."""
    if not 0 < payment.amount <= AMOUNT_MAX:
        raise NotBooked(Rule.AMOUNT, amount=payment.amount)
    smallest = (source.smallest if source else None) or 1
    if payment.amount % smallest:
        raise NotBooked(Rule.SMALLEST, amount=payment.amount, smallest=smallest)
    if payment.payer == payment.payee:
        raise NotBooked(Rule.SAME_MEMBER, number=payment.payer)
    if len(payment.text) > TEXT_MAX:
        raise NotBooked(Rule.TEXT, limit=TEXT_MAX)


def foresee(member: str, account: Account, open_sum: int, change: int, source: Source | None) -> Foresight:
    """What a change of `change` hundredths would do; `open_sum` is what is booked here and not yet in `account`."""
    before = account.balance + open_sum
    after = before + change
    floor = account.floor if account.floor is not None else source.floor if source else None
    ceiling = account.ceiling if account.ceiling is not None else source.ceiling if source else None
    if change < 0 and floor is not None and after < floor:
        return Foresight(member, before, after, account.read_ms, Limit.FLOOR, floor)
    if change > 0 and ceiling is not None and after > ceiling:
        return Foresight(member, before, after, account.read_ms, Limit.CEILING, ceiling)
    return Foresight(member, before, after, account.read_ms)
