"""One member's account in words: what was booked here, and what is known of the balance, with nothing made up."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from kiosk.amounts import balance_words
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.consent import Consents
from kiosk.papers.statement_periods import Period
from sync.clock import Trust
from sync.ledger.moves import Move
from sync.ledger.records import OPEN, Account, Member, State


class Row(msgspec.Struct, frozen=True):
    """One entry, as it is printed."""

    day: str
    receipt: str
    about: str
    partner: str
    remark: str
    """What must be known of it; empty for most."""
    amount: str


class AccountWords(msgspec.Struct, frozen=True):
    """The account in one unit, as it is printed."""

    unit: str
    opening: tuple[str, str]
    rows: tuple[Row, ...]
    closing: tuple[tuple[str, str], ...]
    """What is known of the balance, step by step; the last one is the balance itself."""
    kindly: str
    """A sentence for those who took more than they gave; empty for others."""
    proviso: str
    """What these figures do not know."""


class Figures(msgspec.Struct, frozen=True):
    """The sums behind an account, hundredths: opening, plus what counts of the moves, is closing."""

    opening: int
    moves: tuple[Move, ...]
    closing: int
    under_way: int = 0
    """What of the closing is not in the balance that was read."""


def figures(moves: Sequence[Move], period: Period, zone: ZoneInfo, known: int | None, under_way: int) -> Figures:
    """The figures of one unit; `known` is the balance that was read, None: then only what was booked here counts."""
    shown = tuple(move for move in moves if _within(move, period, zone))
    moved = sum(move.amount for move in shown if move.counts)
    here = sum(move.amount for move in moves if move.counts)
    closing = here if known is None else known + under_way
    return Figures(closing - moved, shown, closing, under_way)


def account_words(
    house: House, consents: Consents, people: dict[str, Member], told: Figures, unit: str, account: Account | None
) -> AccountWords:
    """Figures as they are printed; `account` is where the balance was read."""
    _ = house.words.say
    opening = _("Balance before") if account else _("Booked here before")
    return AccountWords(
        unit=unit,
        opening=(opening, balance_words(house.words, told.opening, unit)),
        rows=tuple(_row(house, consents, people, move) for move in told.moves),
        closing=_closing(house, told, unit, account),
        kindly=_("You have received more than you gave. That is fine: give it back when it suits you.")
        if told.closing < 0
        else "",
        proviso=_("Balances hold bookings made elsewhere too; they are not listed here.")
        if account
        else _("The terminal does not know the whole balance, only what was booked here."),
    )


def _within(move: Move, period: Period, zone: ZoneInfo) -> bool:
    if period.behind:
        return move.number > period.behind or period.tells_again(move)
    return period.first is None or move.when.astimezone(zone).date() >= period.first


def _closing(house: House, told: Figures, unit: str, account: Account | None) -> tuple[tuple[str, str], ...]:
    _, words = house.words.say, house.words
    total = balance_words(words, told.closing, unit)
    if account is None:
        return ((_("Booked here until today"), total),)
    read = whole_day(words, datetime.fromtimestamp(account.read_ms / 1000, UTC).astimezone(house.zone).date())
    when = _("about {when}").format(when=read) if account.trust is Trust.UNTRUSTED else read
    known = (_("Balance as read on {day}").format(day=when), balance_words(words, account.balance, unit))
    if not told.under_way:
        return (known,)
    return (
        known,
        (_("Booked here and not in it yet"), balance_words(words, told.under_way, unit)),
        (_("Together"), total),
    )


def _row(house: House, consents: Consents, people: dict[str, Member], move: Move) -> Row:
    words = house.words
    day = f"{move.when.astimezone(house.zone):%d.%m.%Y}"
    partner = people.get(move.partner)
    named = f"{move.partner} · {partner.short}" if partner and partner.print else move.partner
    return Row(
        day=words.say("about {when}").format(when=day) if move.trust is Trust.UNTRUSTED else day,
        receipt=str(move.receipt),
        about=consents.clean(move.payment.text),
        partner=words.say("with {member}").format(member=named),
        remark=_remark(house, move),
        amount=balance_words(words, move.amount, "").strip(),
    )


def _remark(house: House, move: Move) -> str:
    """What became of it, where that is not simply done."""
    _ = house.words.say
    under_way = _("on its way") if move.state in OPEN else ""
    if move.failed:
        refused = move.state is State.REFUSED
        return _("Does not count: it is being settled.") if refused else _("Does not count: it was taken back.")
    if move.back:
        return _("Taken back: receipt {receipt}").format(receipt=move.receipt)
    if move.reverses is not None:
        told = _("Storno of receipt {receipt}").format(receipt=move.reverses)
        return " · ".join(filter(None, (told, under_way)))
    return _("Was taken back later.") if move.state is State.CANCELLED else under_way
