"""The ring's members with what they have; everyone, or an error."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pytest

from sync.clock import Trust
from sync.couriers.cyclos_roster import CyclosRoster, shortened
from sync.couriers.cyclos_shapes import decimal, hundredths
from sync.couriers.table import COURIERS, ROSTERS, connect_courier, connect_roster
from sync.errors import AccessRevoked, Reason, SyncError
from sync.ledger.records import Account, Member
from tests.couriers.hours import opened, parcel, ring, visit
from tests.peers import cyclos_bank_faults as faults
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_script import looking
from tests.sync.clocks import FakeClock

READ_MS = int(FakeClock().now().timestamp() * 1000)


@pytest.fixture
def bank() -> Iterator[Bank]:
    with opened() as running:
        with visit(running) as courier:
            courier.send(parcel())
        running.asked.clear()
        running.counts.clear()
        yield running


def members(bank: Bank, token: str | None = None, **settings: Any) -> Sequence[Member]:
    with closing(CyclosRoster(ring(bank.url, **settings), FakeClock(), token or bank.token)) as roster:
        return roster.members()


def failure(bank: Bank, **settings: Any) -> SyncError:
    with pytest.raises(SyncError) as caught:
        members(bank, **settings)
    return caught.value


def account(balance: int, floor: int | None = None, ceiling: int | None = None) -> Account:
    return Account(balance=balance, floor=floor, ceiling=ceiling, read_ms=READ_MS, trust=Trust.NTP)


def test_members_come_with_number_names_contact_balance_and_limits(bank: Bank) -> None:
    karl, erika = members(bank)
    assert erika == Member(
        number="1042",
        name="Erika Musterfrau",
        short="Erika M.",
        phone="+49 221 123456",
        source="tauschring",
        remote=next(one.id for one in bank.books.holders.values() if one.login == "1042"),
        account=account(-250, -1000, 5000),
    )
    assert (karl.number, karl.email, karl.account) == ("17", "karl@example.org", account(250, -2000, 5000))
    assert bank.counts["GET */accounts"] == 2


def test_where_the_settings_know_the_limits_all_balances_come_in_one_list(bank: Bank) -> None:
    found = {member.number: member.account for member in members(bank, floor=-1000)}
    assert found == {"17": account(250), "1042": account(-250)}
    assert (bank.counts["GET */accounts"], len(bank.asked)) == (0, 3)


def test_where_that_list_may_not_be_seen_each_account_is_asked_for(bank: Bank) -> None:
    bank.office.overview = False
    assert [member.account for member in members(bank, floor=-1000)] == [
        account(250, -2000, 5000),
        account(-250, -1000, 5000),
    ]


@pytest.mark.parametrize("kind", [None, "501", "other.stunden"])
def test_the_account_is_that_of_the_payment_type_else_the_first(bank: Bank, kind: str | None) -> None:
    known = {member.account is not None for member in members(bank, payment_type=kind)}
    assert known == {kind != "other.stunden"}


def test_a_member_whose_account_may_not_be_seen_has_none(bank: Bank) -> None:
    bank.next(None, faults.status(403), on=looking)
    assert [member.account is None for member in members(bank)] == [True, False]


@pytest.mark.parametrize(
    ("profile", "number", "name"),
    [
        (("name", "accountNumber"), "4711000001", "Erika Musterfrau"),
        ((), "Erika Musterfrau", "Erika Musterfrau"),
        (("username",), "1042", "1042"),
    ],
)
def test_a_ring_that_shows_less_gives_what_it_shows(
    bank: Bank, profile: tuple[str, ...], number: str, name: str
) -> None:
    bank.office.profile = profile
    erika = members(bank)[1]
    assert (erika.number, erika.name, erika.email) == (number, name, None)


def test_all_pages_are_read(bank: Bank) -> None:
    bank.office.page_cap = 2
    for number in range(100, 105):
        bank.join(str(number))
    assert len(members(bank, ceiling=5000)) == 7


@pytest.mark.parametrize(
    ("question", "fault", "reason"),
    [
        (0, faults.nonsense([], 200), Reason.PARTIAL),
        (0, faults.nonsense([{"username": "17"}], 200), Reason.NOT_UNDERSTOOD),
        (0, faults.html(200), Reason.LOGIN_PAGE),
        (0, faults.status(403), Reason.FORBIDDEN),
        (2, faults.nonsense({}, 200), Reason.NOT_UNDERSTOOD),
        (2, faults.nonsense([{"status": {"balance": "viel"}}], 200), Reason.NOT_UNDERSTOOD),
        (2, faults.status(503), Reason.BUSY),
    ],
)
def test_r6_half_an_answer_about_members_or_an_account_is_an_error(
    bank: Bank, question: int, fault: faults.Fault, reason: Reason
) -> None:
    bank.next(*[None] * question, fault, on=looking)
    assert failure(bank, payment_type=None).reason == reason


def test_two_members_with_one_number_are_an_error(bank: Bank) -> None:
    bank.office.profile = ()
    bank.join("1043", "erika musterfrau")
    assert failure(bank).facts["detail"] == "number"


def test_r29_a_refused_key_stops_the_roster(bank: Bank) -> None:
    with pytest.raises(AccessRevoked):
        members(bank, token="no such token")
    assert len(bank.asked) == 1


@pytest.mark.parametrize(
    "name", [("Erika Musterfrau", "Erika M."), ("Karl  van der winter", "Karl W."), ("Ali", "Ali")]
)
def test_r35_on_paper_only_the_last_name_s_initial_stands(name: tuple[str, str]) -> None:
    assert shortened(name[0]) == name[1]


@pytest.mark.parametrize(
    ("amount", "inside"),
    [("2.50", 250), ("-0.25", -25), ("2.5", 250), ("1e2", 10000), ("0.125", 12), ("0.00", 0), ("-0.00", 0)],
)
def test_amounts_are_hundredths_inside(amount: str, inside: int) -> None:
    assert hundredths(amount) == inside


@pytest.mark.parametrize("amount", ["", "2,50", "NaN", "Infinity", "1e999999", "1e-99999", "zwei", "string"])
def test_what_is_no_amount_is_no_number(amount: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(amount)}$"):
        hundredths(amount)


def test_amounts_are_told_with_two_decimals() -> None:
    assert [decimal(amount) for amount in (1, 25, 100, 123456)] == ["0.01", "0.25", "1.00", "1234.56"]


def test_the_table_builds_what_the_settings_name(bank: Bank) -> None:
    courier = connect_courier(ring(bank.url), FakeClock(), bank.token)
    roster = connect_roster(ring(bank.url), FakeClock(), bank.token)
    with closing(courier), closing(roster):
        assert courier.key_lives_s == 0
        assert [member.number for member in roster.members()] == ["17", "1042"]
    assert (set(COURIERS), set(ROSTERS)) == ({"cyclos", "pretix", "mail"}, {"cyclos"})
