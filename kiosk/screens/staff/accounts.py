"""Balances as staff read them: never without their age, and with what is booked here and not in them yet."""

from datetime import UTC, datetime

from kiosk.amounts import balance_words
from kiosk.dates import age_words, day_words
from kiosk.house import House
from kiosk.screens.staff.entry import desk_of
from sync.clock import Trust
from sync.ledger.records import Account, Payment
from sync.ledger.rules import Foresight, foresee


def read_words(house: House, account: Account) -> str:
    """How old a balance is; the day alone where a clock was not to be trusted."""
    read = datetime.fromtimestamp(account.read_ms / 1000, UTC)
    if house.clock.trusted and account.trust is not Trust.UNTRUSTED:
        return age_words(house.words, house.now() - read)
    day = day_words(house.words, read.astimezone(house.zone).date(), house.today)
    return house.words.say("about {when}").format(when=day)


def change_words(house: House, seen: Foresight | None, account: Account | None, unit: str) -> str:
    """A balance before and after, with its age."""
    _ = house.words.say
    if seen is None or account is None:
        return _("not known")
    before, after = (balance_words(house.words, amount, unit) for amount in (seen.before, seen.after))
    return _("before {before}, then {after} (as of: {when})").format(
        before=before, after=after, when=read_words(house, account)
    )


def accounts_after(house: House, what: Payment, sign: int) -> list[tuple[str, str]]:
    """Both accounts before and after; `sign` -1 takes the payment back."""
    ledger, told = desk_of(house).ledger, []
    for number, change in ((what.payer, -what.amount * sign), (what.payee, what.amount * sign)):
        member, seen = ledger.people.get(number), None
        account = member.account if member else None
        if account:
            seen = foresee(number, account, ledger.open_sum(number, what.unit, account.read_ms), change, None)
        label = house.words.say("Account {number}").format(number=number)
        told.append((label, change_words(house, seen, account, what.unit)))
    return told
