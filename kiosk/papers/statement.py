"""Account statements for those who get paper: a sheet for each member, with the list of members as an insert."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kiosk.booking import unit_of
from kiosk.dates import month
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.consent import Consents
from kiosk.papers.made import Made, NotMade, Paper, Wishes
from kiosk.papers.member_list import MemberList, member_list
from kiosk.papers.statement_account import AccountWords, account_words, figures
from kiosk.papers.statement_periods import Period, lasts_of, period, told_now
from printing.typeset import pdf_and_places
from sync.ledger.moves import Move, last_entry, moves
from sync.ledger.records import Member

LIST_EACH_MAX = 56
"""Names on a list that goes behind every statement: two sides. A longer one would be most of the paper."""


class Sheet(msgspec.Struct, frozen=True):
    """One member's statement."""

    member: str
    """`Mitglied 1042`: what the pigeon-hole is found by."""
    name: str
    period: str
    accounts: tuple[AccountWords, ...]
    nothing: str
    """The sentence in place of rows, where nothing was booked; else empty."""


class Statements(msgspec.Struct, frozen=True):
    """All that the template prints."""

    title: str
    heading: str
    lang: str
    date: date
    centre: str
    contact: str
    headings: tuple[str, str, str, str]
    page: str
    question: str
    sheets: tuple[Sheet, ...]
    members: MemberList | None
    each: bool
    """The list behind every statement; else once behind all of them, to be copied."""


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """Statements of the members wished for, or of all who get paper. Raises `NotMade`."""
    every = {member.number: member for member in desk.ledger.people.all()}
    wanted = _wanted(house, every, wishes)
    lasts = lasts_of(desk.ledger.kept)
    periods = [(member, period(lasts, member.number, house.today, wishes.since)) for member in wanted]
    moved, consents = moves(desk.ledger, [member.number for member in wanted]), Consents(house.words, every.values())
    sheets = tuple(
        _sheet(house, desk, consents, every, member, covered, moved.get(member.number, []))
        for member, covered in periods
    )
    file = house.words.say("account-statements")
    data = _statements(house, sheets, member_list(house, every.values()))
    told = ((member.number, covered) for member, covered in periods)
    made, places = pdf_and_places("statement", data)
    return Made(
        paper=Paper.STATEMENT,
        name=f"{file}-{house.today}.pdf",
        title=data.title,
        pdf=made,
        sheets=places[-1]["sheets"],
        rows=tuple(f"{sheet.member} · {sheet.accounts[0].closing[-1][1]}" for sheet in sheets),
        issue=told_now(desk.ledger.kept, told, moved, house.today, last_entry(desk.ledger)),
    )


def _wanted(house: House, every: dict[str, Member], wishes: Wishes) -> list[Member]:
    _ = house.words.say
    for number in wishes.members:
        if number not in every:
            raise NotMade(_("There is no member {number}.").format(number=number))
    found = [every[number] for number in dict.fromkeys(wishes.members)] or [
        one for one in every.values() if one.offline
    ]
    if not found:
        raise NotMade(_("No member is listed as being without internet, so nobody gets a statement on paper."))
    return found


def _sheet(
    house: House,
    desk: Desk,
    consents: Consents,
    people: dict[str, Member],
    member: Member,
    covered: Period,
    moved: Sequence[Move],
) -> Sheet:
    _, own, accounts = house.words.say, unit_of(desk), []
    for unit in dict.fromkeys((own, *(move.unit for move in moved))):
        account = member.account if unit == own else None
        under_way = desk.ledger.open_sum(member.number, unit, account.read_ms) if account else 0
        of_unit = [move for move in moved if move.unit == unit]
        told = figures(of_unit, covered, house.zone, account.balance if account else None, under_way)
        accounts.append(account_words(house, consents, people, told, unit, account))
    return Sheet(
        member=_("Member {number}").format(number=member.number),
        name=member.name,
        period=_period_words(house, covered),
        accounts=tuple(accounts),
        nothing="" if any(one.rows for one in accounts) else _("Nothing was booked for you here in this time."),
    )


def _period_words(house: House, covered: Period) -> str:
    words, last = house.words, _day(house, house.today)
    if covered.first is None:
        return words.say("until {day}").format(day=last)
    return words.say("{day} to {last}").format(day=_day(house, covered.first), last=last)


def _day(house: House, day: date) -> str:
    parts = {"month": month(house.words, day), "day": day.day, "year": day.year}
    return house.words.say("{month} {day}, {year}").format(**parts)


def _statements(house: House, sheets: tuple[Sheet, ...], members: MemberList | None) -> Statements:
    _ = house.words.say
    questions = _("Is something not right? Please tell us in the office.")
    printed_on = _("Printed on {day}.").format(day=whole_day(house.words, house.today))
    return Statements(
        title=_("Account statements"),
        heading=_("Account statement"),
        lang=house.words.language,
        date=house.today,
        centre=house.centre,
        contact=" · ".join(filter(None, (house.visit.address, house.visit.phone))),
        headings=(_("Day"), _("Receipt"), _("What for"), _("Amount")),
        page=_("Page {page}"),
        question=f"{questions} {printed_on}",
        sheets=sheets,
        members=members,
        each=members is not None and len(members.members) <= LIST_EACH_MAX,
    )
