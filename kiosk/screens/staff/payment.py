"""A payment from member to member: who pays, who gets, and what it does to their accounts."""

from collections.abc import Sequence
from functools import partial

from kiosk.amounts import amount_words, balance_words
from kiosk.booking import Proposal
from kiosk.facts import Fact
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.accounts import read_words
from kiosk.screens.staff.drafts import backward, first_page, onward
from kiosk.screens.staff.entry import Entry
from kiosk.screens.staff.pick_member import PickMember, named
from kiosk.screens.steps import Step
from sync.ledger.records import Member, Payment
from sync.ledger.rules import Foresight, Limit


def payment_page(house: House) -> Page:
    """The first page of a new payment."""
    return first_page(house, "payment")


def member_page(house: House, entry: Entry, step: str, problem: str = "") -> Page:
    """Ask for a member: `step` is `payer`, `payee` or `name`."""
    _ = house.words.say
    titles = {"payer": _("Who pays?"), "payee": _("Who gets?"), "name": _("Who?")}
    leave = partial(backward, house, entry, step)
    without = (entry.payer or "") if step == "payee" else ""
    picked = partial(_picked, house, entry, step)
    page = PickMember(titles[step], picked, name=step, leave=leave, problem=problem, without=without)
    page.text = getattr(entry, step) or ""
    return page


def _picked(house: House, entry: Entry, step: str, member: Member) -> Step:
    setattr(entry, step, member.number)
    return onward(house, entry, step)


def payment_facts(house: House, proposal: Proposal, what: Payment) -> list[Fact]:
    """Who, whom, how much, for what, and both accounts before and after, with the age of what is known."""
    _ = house.words.say
    payer, payee = (proposal.members[number] for number in what.members)
    amount = amount_words(house.words, what.amount, what.unit)
    told = [(_("From (pays)"), named(payer)), (_("To (gets)"), named(payee)), (_("Amount"), amount)]
    told.extend([(_("What for"), what.text)] if what.text else [])
    return [*told, *_accounts(house, proposal, (payer, payee))]


def _accounts(house: House, proposal: Proposal, members: Sequence[Member]) -> list[Fact]:
    """The age stands once where it is the same for both."""
    _, seen = house.words.say, {one.member: one for one in proposal.foresight}
    ages = {one.number: read_words(house, one.account) for one in members if one.account}
    same = len(set(ages.values())) == 1
    told = []
    for member in members:
        balance = _balance(house, seen.get(member.number))
        age = "" if same or member.number not in ages else f" ({ages[member.number]})"
        told.append((_("Account {number}").format(number=member.number), f"{balance}{age}"))
    return [*told, *([(_("As of"), min(ages.values()))] if same else [])]


def warnings(house: House, proposal: Proposal) -> list[str]:
    """Which limits of the ring the payment passes, as far as known here."""
    if not isinstance(proposal.what, Payment):
        return []
    unit = proposal.what.unit
    return [_beyond(house, one, unit) for one in proposal.foresight if one.beyond]


def _beyond(house: House, seen: Foresight, unit: str) -> str:
    _ = house.words.say
    below = _("Careful: account {number} falls below the limit of {bound}.")
    above = _("Careful: account {number} rises above the limit of {bound}.")
    bound = balance_words(house.words, seen.bound or 0, unit)
    return (below if seen.beyond is Limit.FLOOR else above).format(number=seen.member, bound=bound)


def _balance(house: House, seen: Foresight | None) -> str:
    _ = house.words.say
    if seen is None:
        return _("not known")
    before, after = (balance_words(house.words, amount, "").strip() for amount in (seen.before, seen.after))
    return _("before {before}, then {after}").format(before=before, after=after)
