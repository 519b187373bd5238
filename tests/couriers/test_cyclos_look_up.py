"""A payment is found again by its reference, and "not there" is said only when nothing else can be true."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from sync.couriers.base import Confirmed, Refused, Why
from sync.errors import AccessRevoked, Reason, SyncError, Unreachable
from tests.couriers.hours import REFERENCE, garden, opened, parcel, visit
from tests.peers import cyclos_bank_faults as faults
from tests.peers.cyclos_bank import Bank
from tests.peers.cyclos_bank_faults import Fault
from tests.peers.cyclos_bank_script import greeting, looking
from tests.peers.cyclos_bank_talk import Asked

OTHER = "QK1-AAAAAA"
FIELD = "kioskRef"


@pytest.fixture
def bank() -> Iterator[Bank]:
    with opened() as running:
        yield running


def book(bank: Bank, reference: str = REFERENCE, **settings: Any) -> str:
    """A payment that stands in the ring, told by the courier; its id."""
    with visit(bank, **settings) as courier:
        courier.send(parcel(reference=reference))
    return bank.payments[-1].id


def found(bank: Bank, token: str | None = None, **settings: Any) -> Confirmed | Refused | None:
    """What a new courier finds."""
    with visit(bank, token, **settings) as courier:
        return courier.look_up(parcel())


def failure(bank: Bank, **settings: Any) -> SyncError:
    with pytest.raises(SyncError) as caught:
        found(bank, **settings)
    return caught.value


def kinds(bank: Bank) -> list[str]:
    """Where was asked, in order."""
    return [asked.path for asked in bank.asked if asked.method == "GET"]


def test_r3_what_this_terminal_booked_is_found_with_one_question_after_the_greeting(bank: Bank) -> None:
    made = book(bank)
    assert found(bank) == Confirmed(made)
    assert kinds(bank) == ["auth", "transactions"]
    assert bank.asked[-1].query["fromCurrentAccessClient"] == ["true"]


def test_r3_where_the_ring_has_a_field_for_it_one_question_names_the_reference(bank: Bank) -> None:
    made = book(bank, reference_field=FIELD)
    assert found(bank, reference_field=FIELD) == Confirmed(made)
    assert bank.asked[-1].query["customFields"] == [f"{FIELD}:{REFERENCE}"]
    assert kinds(bank) == ["auth", "transactions"]


def test_r3_a_field_that_was_set_later_does_not_hide_a_payment_without_it(bank: Bank) -> None:
    made = book(bank)
    assert found(bank, reference_field=FIELD) == Confirmed(made)


def test_r3_a_field_that_the_ring_does_not_know_does_not_stop_the_look_up(bank: Bank) -> None:
    made = book(bank)
    bank.next(faults.status(422, {"code": "validation"}), on=looking)
    assert found(bank, reference_field=FIELD) == Confirmed(made)


@pytest.mark.parametrize("settings", [{}, {"payment_type": None}, {"payment_type": "501"}])
@pytest.mark.parametrize("status", [None, "pending"])
def test_r3_what_was_booked_with_a_key_that_is_replaced_since_is_found(
    bank: Bank, settings: dict[str, Any], status: str | None
) -> None:
    bank.books.rules.release_above = 100 if status else None
    made = book(bank, **settings)
    verdict = found(bank, bank.issue("C2"), **settings)
    assert verdict == Confirmed(made, Why.PENDING if status else None)


@pytest.mark.parametrize("status", ["403", "404"])
def test_r3_without_the_right_to_see_accounts_the_member_s_payments_are_read(bank: Bank, status: str) -> None:
    made = book(bank)
    error = {"code": "permissionDenied"} if status == "403" else {"entityType": "Account", "key": "member"}
    bank.when(_accounts, faults.status(int(status), error))
    assert found(bank, bank.issue("C2")) == Confirmed(made)
    assert found(bank, bank.issue("C3"), payment_type=None) == Confirmed(made)


def test_r3_clocks_that_are_years_apart_hide_nothing(bank: Bank) -> None:
    bank.skew = timedelta(days=-900)
    made = book(bank)
    bank.skew = timedelta(days=900)
    assert found(bank) == Confirmed(made)
    assert not [asked for asked in bank.asked if "datePeriod" in asked.query]


def test_r3_what_the_ring_does_not_have_is_none_after_every_question(bank: Bank) -> None:
    book(bank, OTHER)
    assert found(bank, reference_field=FIELD) is None
    assert kinds(bank) == [
        *("auth", "transactions", "transactions"),
        *("%271042/accounts/member/history", "transactions"),
    ]


def test_r3_a_payment_of_a_member_that_the_ring_does_not_know_is_none(bank: Bank) -> None:
    book(bank, OTHER)
    with visit(bank) as courier:
        assert courier.look_up(parcel(garden(payer="99"))) is None


def test_r3_a_reference_that_is_only_quoted_in_a_text_is_another_payment(bank: Bank) -> None:
    with visit(bank) as courier:
        courier.send(parcel(garden(text=f"Nachtrag zu [{REFERENCE}]"), OTHER))
    assert found(bank) is None


@pytest.mark.parametrize("text", [f"{REFERENCE}", f"[{REFERENCE}", f"[{REFERENCE}X]", f"[X{REFERENCE}]", "", None])
def test_r3_only_the_whole_mark_counts(bank: Bank, text: str | None) -> None:
    book(bank, OTHER)
    bank.payments[0].description = text
    assert found(bank) is None


def test_r3_a_ring_that_shows_descriptions_only_in_the_payment_itself_is_asked_there(bank: Bank) -> None:
    made = book(bank, reference_field=FIELD)
    with visit(bank, reference_field=FIELD) as courier:
        shown = bank.payments[0]
        rows = [{"id": made, "date": "2026-11-20T09:00:00Z"}]
        bank.next(_listed(rows), on=looking)
        assert courier.look_up(parcel()) == Confirmed(made)
        shown.description, shown.values = "Garten", {FIELD: OTHER}
        bank.next(_listed(rows), on=looking)
        assert courier.look_up(parcel()) is None


@pytest.mark.parametrize("status", ["denied", "canceled", "expired"])
def test_r4_a_payment_that_nobody_released_is_refused(bank: Bank, status: str) -> None:
    bank.books.rules.release_above = 100
    book(bank)
    bank.decide(bank.payments[0], status)
    assert found(bank) == Refused(Why.CHANGED, status)


def test_r4_a_payment_that_was_released_since_is_confirmed(bank: Bank) -> None:
    bank.books.rules.release_above = 100
    made = book(bank)
    bank.decide(bank.payments[0], "authorized")
    assert found(bank) == Confirmed(made)


def test_r3_two_with_one_reference_are_the_older_one_and_both_are_named(bank: Bank) -> None:
    first, second = book(bank), book(bank)
    assert found(bank) == Confirmed(first, detail=f"{first}, {second}")


def test_r3_all_pages_are_read(bank: Bank) -> None:
    made = book(bank)
    for at in range(2):
        book(bank, f"QK1-00000{at}")
    bank.office.page_cap = 1
    assert found(bank) == Confirmed(made)
    assert kinds(bank) == ["auth", *["transactions"] * 3]


@pytest.mark.parametrize("totals", [True, False])
def test_r3_a_server_without_totals_is_read_as_well(bank: Bank, totals: bool) -> None:
    bank.office.totals, bank.office.page_cap = totals, 1
    book(bank, OTHER)
    book(bank, "QK1-CCCCCC")
    assert found(bank) is None


def _accounts(asked: Asked) -> bool:
    return "/accounts" in asked.path


def _listed(rows: Sequence[Mapping[str, object]], **headers: str) -> Fault:
    """A page of a list; without headers it is the last."""
    named = headers or {"X-Has-Next-Page": "false"}
    plain = {name.replace("_", "-"): value for name, value in named.items()}
    fault = faults.nonsense(rows, 200)
    return msgspec.structs.replace(fault, headers=fault.headers | plain)


ROW = {"id": "1", "description": "Rasen"}
HALF = {
    "says so itself": (_listed([ROW], X_Partial_Data="true", X_Has_Next_Page="false"), Reason.PARTIAL),
    "fewer than its total": (
        _listed([ROW], X_Total_Count="2", X_Has_Next_Page="false"),
        Reason.CHANGED_WHILE_READING,
    ),
    "the same row twice": (_listed([ROW, ROW]), Reason.CHANGED_WHILE_READING),
    "more to come but nothing here": (_listed([], X_Has_Next_Page="true"), Reason.PARTIAL),
    "says nothing about itself": (faults.nonsense([], 200), Reason.PARTIAL),
    "a row without id": (_listed([{"description": "Rasen"}]), Reason.NOT_UNDERSTOOD),
    "no list": (faults.nonsense({}, 200), Reason.NOT_UNDERSTOOD),
    "login page": (faults.html(200), Reason.LOGIN_PAGE),
    "created": (faults.wrong_type(), Reason.NOT_UNDERSTOOD),
    "cut": (faults.cut(), Reason.CUT),
    "busy": (faults.status(429), Reason.BUSY),
    "broken": (faults.status(500, {"kind": "general"}), Reason.SERVER_ERROR),
}


@pytest.mark.parametrize("fault", HALF)
@pytest.mark.parametrize("question", [0, 1, 2])
def test_r6_half_an_answer_to_any_question_is_never_none(bank: Bank, fault: str, question: int) -> None:
    """A forbidden or unknown list may be answered by another one; half a list without it is no answer."""
    half, reason = HALF[fault]
    bank.next(*[None] * question, half, on=looking)
    assert failure(bank).reason == reason


@pytest.mark.parametrize("fault", ["says so itself", "fewer than its total", "says nothing about itself", "broken"])
def test_r3_one_list_that_fails_does_not_hide_what_another_one_shows(bank: Bank, fault: str) -> None:
    made = book(bank)
    bank.next(HALF[fault][0], on=looking)
    assert found(bank) == Confirmed(made)


@pytest.mark.parametrize("says", [{"X_Partial_Data": "true"}, {"X_Total_Count": "9", "X_Has_Next_Page": "false"}])
def test_r3_what_stands_in_half_a_list_is_there(bank: Bank, says: Mapping[str, str]) -> None:
    """Only "not there" needs the whole list."""
    bank.next(_listed([ROW, {"id": "2", "description": f"Rasen [{REFERENCE}]"}], **says), on=looking)
    assert found(bank) == Confirmed("2")
    assert kinds(bank).count("transactions") == 1


def test_r6_a_total_that_changes_while_reading_is_no_answer(bank: Bank) -> None:
    first = _listed([ROW], X_Total_Count="2", X_Has_Next_Page="true")
    last = _listed([{"id": "2"}, {"id": "3"}], X_Total_Count="3", X_Has_Next_Page="false")
    bank.next(first, last, on=looking)
    assert failure(bank).reason == Reason.CHANGED_WHILE_READING


def test_r6_a_refusal_in_the_middle_of_a_list_is_no_answer(bank: Bank) -> None:
    bank.next(_listed([ROW], X_Has_Next_Page="true"), faults.status(404), on=looking)
    assert failure(bank).reason == Reason.NOT_FOUND


def test_r3_a_list_that_lags_is_no_answer_until_it_is_whole(bank: Bank) -> None:
    bank.next(faults.lost(looks=4))
    made = book(bank)
    assert [failure(bank).reason for _ in range(2)] == [Reason.PARTIAL] * 2
    assert found(bank) == Confirmed(made)


def test_r6_a_network_that_takes_us_for_nobody_is_not_asked(bank: Bank) -> None:
    bank.next(faults.nonsense({}, 200), on=greeting)
    with visit(bank) as courier, pytest.raises(AccessRevoked):
        courier.look_up(parcel())
    assert kinds(bank) == ["auth"]


def test_who_we_are_is_asked_once_in_a_courier_s_life(bank: Bank) -> None:
    with visit(bank) as courier:
        courier.greet()
        assert courier.look_up(parcel()) is courier.look_up(parcel()) is None
    assert kinds(bank).count("auth") == 1


def test_r8_a_ring_that_is_not_there_is_no_answer(bank: Bank) -> None:
    bank.stop()
    assert isinstance(failure(bank), Unreachable)
