"""Vouchers in the ledger: reserved before they are printed, booked once, void for ever, and nothing of it edited."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.pile import Begun, pile_so_far
from sync.ledger.records import Booking
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.vouchers import RUN_MAX, Run
from tests.ledger.ledgers import KEY, Centre, changed, payment, seat
from tests.ledger.moves import attempt
from tests.sync.clocks import FakeClock


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def booked(centre: Centre, paper: str, amount: int = 200, replaces: int | None = None) -> Booking:
    return centre.ledger.book(payment(amount=amount), staff="Anna", platform="ring", paper=paper, replaces=replaces)


def refused(centre: Centre, paper: str) -> NotBooked:
    with pytest.raises(NotBooked) as caught:
        booked(centre, paper, 999)
    return caught.value


def test_ranges_follow_each_other_and_stand_in_the_journal(centre: Centre) -> None:
    vouchers = centre.ledger.vouchers
    assert vouchers.reserve(3, "blank", "Anna") == range(1, 4)
    assert vouchers.reserve(2, "emergency", "Bernd") == range(4, 6)
    assert vouchers.runs() == [Run(1, 3, "blank"), Run(4, 5, "emergency")]
    assert vouchers.runs("emergency") == [Run(4, 5, "emergency")]
    assert vouchers.unused() == [1, 2, 3, 4, 5]
    noted = centre.ledger.db.execute("SELECT event, about, staff, facts FROM journal ORDER BY seq").fetchall()
    assert noted[-2:] == [
        ("vouchers reserved", None, "Anna", "1 3 blank"),
        ("vouchers reserved", None, "Bernd", "4 5 emergency"),
    ]


@pytest.mark.parametrize("count", [0, -1, RUN_MAX + 1])
def test_a_slip_of_the_finger_reserves_nothing(centre: Centre, count: int) -> None:
    with pytest.raises(NotBooked) as caught:
        centre.ledger.vouchers.reserve(count, "blank", "Anna")
    assert caught.value.rule is Rule.VOUCHER_COUNT
    assert centre.ledger.vouchers.runs() == []


def test_a_voucher_is_booked_once_however_it_is_typed(centre: Centre) -> None:
    vouchers = centre.ledger.vouchers
    vouchers.reserve(3, "blank", "Anna")
    code = vouchers.code(2)
    first = booked(centre, f" {code.replace('-', '').lower()}")
    assert first.paper == code
    assert booked(centre, code) == first
    error = refused(centre, code.replace("0", "o"))
    assert (error.rule, error.facts) == (Rule.PAPER_TAKEN, {"paper": code, "receipt": str(first.receipt)})
    assert vouchers.unused() == [1, 3]
    assert vouchers.state_of(2).receipt == first.receipt
    assert [vouchers.free(number) for number in (1, 3)] == [1, 3]
    with pytest.raises(NotBooked):
        vouchers.free(2)


def test_each_reason_why_a_voucher_cannot_be_booked(centre: Centre) -> None:
    vouchers = centre.ledger.vouchers
    vouchers.reserve(2, "blank", "Anna")
    code = vouchers.code(1)
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    assert refused(centre, wrong).rule is Rule.VOUCHER_CHECK
    assert refused(centre, vouchers.code(3)).rule is Rule.VOUCHER_UNKNOWN
    vouchers.void(2, "Anna")
    assert refused(centre, vouchers.code(2)).rule is Rule.VOUCHER_VOID
    with Ledger.open(centre.folder / "other.db", KEY, FakeClock(), "QK2") as other:
        other.vouchers.reserve(1, "blank", "Anna")
        error = refused(centre, other.vouchers.code(1))
    assert (error.rule, error.facts["terminal"]) == (Rule.VOUCHER_FOREIGN, "QK2")
    assert centre.states() == []


def test_numbers_of_other_papers_stay_as_they_were_written(centre: Centre) -> None:
    assert booked(centre, "o-17 / 2026").paper == "o-17 / 2026"
    assert centre.ledger.book(seat(), staff="Anna", platform="haus").paper is None


def test_a_seat_may_stand_on_a_voucher_too(centre: Centre) -> None:
    centre.ledger.vouchers.reserve(1, "blank", "Anna")
    code = centre.ledger.vouchers.code(1)
    assert centre.ledger.book(seat(), staff="Anna", platform="haus", paper=code.lower()).paper == code
    assert refused(centre, code).rule is Rule.PAPER_TAKEN


def test_a_voucher_stays_used_after_a_storno_and_serves_the_booking_that_corrects_it(centre: Centre) -> None:
    centre.ledger.vouchers.reserve(1, "blank", "Anna")
    code = centre.ledger.vouchers.code(1)
    first = booked(centre, code)
    centre.ledger.cancel(first.receipt, "Anna")
    assert refused(centre, code).rule is Rule.PAPER_TAKEN
    assert centre.ledger.vouchers.unused() == []
    again = booked(centre, code, 300, replaces=first.receipt)
    assert centre.ledger.vouchers.state_of(1).receipt == again.receipt


def test_void_is_for_blanks_alone_and_for_ever(centre: Centre) -> None:
    vouchers = centre.ledger.vouchers
    vouchers.reserve(2, "blank", "Anna")
    booked(centre, vouchers.code(1))
    vouchers.void(2, "Bernd")
    for number, rule in ((1, Rule.PAPER_TAKEN), (2, Rule.VOUCHER_VOID), (3, Rule.VOUCHER_UNKNOWN)):
        with pytest.raises(NotBooked) as caught:
            vouchers.void(number, "Anna")
        assert caught.value.rule is rule
    last = centre.ledger.db.execute("SELECT event, staff, facts FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert last == ("voucher void", "Bernd", "2")


def test_free_numbers_that_only_look_like_vouchers_use_none_up(centre: Centre) -> None:
    """Booked before there were vouchers, when every number was free."""
    centre.pay()
    sql = "INSERT INTO booking SELECT 2, seq, 'QK1-AAAAAA', 'k', content, platform, ?, NULL, NULL FROM booking"
    centre.ledger.vouchers.reserve(3, "blank", "Anna")
    centre.ledger.db.execute(sql, ("QK1-P00002",))
    assert centre.ledger.vouchers.unused() == [1, 2, 3]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE voucher SET last = 9",
        "DELETE FROM voucher",
        "DELETE FROM voucher_void",
        "UPDATE voucher_void SET number = 1",
        "INSERT INTO voucher SELECT 9, 12, kind, seq FROM voucher",
        "REPLACE INTO voucher SELECT first, last + 1, kind, seq FROM voucher",
    ],
)
def test_r2_the_file_itself_refuses_every_edit_deletion_and_gap(centre: Centre, sql: str) -> None:
    centre.ledger.vouchers.reserve(2, "blank", "Anna")
    centre.ledger.vouchers.void(2, "Anna")
    with pytest.raises(dbapi2.IntegrityError):
        centre.ledger.db.execute(sql)
    centre.ledger.prove()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE voucher SET last = 3",
        "UPDATE voucher SET kind = 'other'",
        "UPDATE voucher SET seq = 1 WHERE seq = 2",
        "DELETE FROM voucher",
        "INSERT INTO voucher SELECT 3, 4, kind, seq FROM voucher",
        "UPDATE voucher_void SET number = 1",
        "DELETE FROM voucher_void",
        "INSERT INTO voucher_void SELECT 1, seq FROM voucher_void",
    ],
)
def test_r33_whoever_has_the_key_changes_no_voucher_unseen(tmp_path: Path, sql: str) -> None:
    centre = Centre(tmp_path)
    centre.pay()
    centre.ledger.vouchers.reserve(2, "blank", "Anna")
    centre.ledger.vouchers.void(2, "Anna")
    centre.ledger.prove()
    centre.ledger.close()
    changed(centre.path, lambda db: db.execute(sql))
    with Ledger.open(centre.path, KEY, FakeClock()) as ledger, pytest.raises(Damaged) as caught:
        ledger.check()
    assert "voucher" in str(caught.value.facts)


def test_r38_what_was_printed_since_the_backup_may_be_booked_and_is_never_printed_twice(centre: Centre) -> None:
    centre.ledger.vouchers.reserve(4, "blank", "Anna")
    backup = centre.copied()
    centre.start()
    since = centre.ledger.vouchers.reserve(3, "blank", "Anna")
    centre.ledger.close()
    for leftover in centre.folder.glob("members.db-*"):
        leftover.unlink()
    centre.path.write_bytes(backup.read_bytes())
    centre.clock.reboot("boot-2")
    centre.path.with_suffix(".mark").touch()
    centre.start()
    vouchers = centre.ledger.vouchers
    assert booked(centre, vouchers.code(since[0])).paper == vouchers.code(since[0])
    assert vouchers.reserve(2, "blank", "Anna")[0] > since[-1]
    begun = Begun(0, 0)
    assert [run.kind for run, _ in pile_so_far(centre.ledger, begun, "Anna").missing] == []
    booked(centre, vouchers.code(1))
    assert [run.kind for run, _ in pile_so_far(centre.ledger, begun, "Anna").missing] == ["blank"]
    centre.ledger.prove()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 8), st.sampled_from((100, 200))), min_size=1, max_size=20))
def test_any_order_with_repeats_books_each_number_once(
    tmp_path_factory: pytest.TempPathFactory, pile: list[tuple[int, int]]
) -> None:
    centre = Centre(tmp_path_factory.mktemp("pile"))
    centre.ledger.vouchers.reserve(6, "blank", "Anna")
    first: dict[int, int] = {}
    for number, amount in pile:
        code = centre.ledger.vouchers.code(number)
        done = attempt(partial(booked, centre, code, amount))
        if done in tuple(Rule):
            assert done is (Rule.PAPER_TAKEN if number in first else Rule.VOUCHER_UNKNOWN)
        else:
            assert first.setdefault(number, amount) == amount
    paid = centre.ledger.db.execute("SELECT coalesce(sum(amount), 0) FROM entry WHERE amount > 0").fetchone()[0]
    assert paid == sum(first.values())
    assert set(centre.ledger.vouchers.unused()) == set(range(1, 7)) - set(first)
    centre.ledger.close()
