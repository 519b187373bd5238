"""R2: what was written stays; corrections are bookings of their own, and both sides of each are zero together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from sync.couriers.base import Why
from sync.ledger.records import Reversal, State
from sync.ledger.rules import NotBooked, Rule
from tests.ledger.ledgers import Centre, job, payment, seat


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def entries(centre: Centre) -> list[tuple[int, str, int]]:
    return centre.ledger.db.execute("SELECT receipt, member, amount FROM entry ORDER BY number").fetchall()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET staff = 'Bernd'",
        "UPDATE booking SET paper = '9'",
        "UPDATE entry SET amount = 0",
        "UPDATE anchor SET wall_ms = 0",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "DELETE FROM booking",
        "DELETE FROM entry",
        "DELETE FROM anchor",
        "DELETE FROM outbox",
        "REPLACE INTO journal SELECT seq, 'x', about, staff, facts, boot, 1, 1, trust, chain FROM journal",
        "REPLACE INTO booking SELECT * FROM booking",
        "REPLACE INTO entry SELECT * FROM entry",
        "REPLACE INTO anchor SELECT * FROM anchor",
        "REPLACE INTO outbox SELECT * FROM outbox",
        "INSERT INTO journal SELECT seq + 7, event, about, staff, facts, boot, 1, 1, trust, chain FROM journal LIMIT 1",
        "INSERT INTO booking SELECT receipt + 7, seq, 'QK1-000000', 'k', content, 'a', NULL, NULL, NULL FROM booking",
        "UPDATE outbox SET attempts = 9",
        "UPDATE outbox SET state = 'uncertain'",
    ],
)
def test_r2_the_file_itself_refuses_every_edit_deletion_and_gap(centre: Centre, sql: str) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.confirm(receipt, "r1")
    before = list(centre.ledger.all())
    with pytest.raises(dbapi2.IntegrityError):
        centre.ledger.db.execute(sql)
    assert list(centre.ledger.all()) == before
    centre.ledger.check()
    centre.ledger.journal.check()


@pytest.mark.parametrize("state", ["cancelled", "confirmed"])
def test_r2_an_end_is_an_end(centre: Centre, state: str) -> None:
    receipt = centre.pay()
    if state == "confirmed":
        centre.ledger.outbox.confirm(receipt, "r1")
    else:
        centre.ledger.cancel(receipt, "Anna")
    for then in State:
        with pytest.raises(dbapi2.IntegrityError, match="no such move"):
            centre.ledger.db.execute("UPDATE outbox SET state = ?", (then.value,))


def test_r2_what_was_not_sent_is_cancelled_and_its_entries_are_turned_round(centre: Centre) -> None:
    assert centre.ledger.storno(centre.pay(), "Bernd") is None
    assert entries(centre) == [(1, "1042", -200), (1, "17", 200), (1, "1042", 200), (1, "17", -200)]
    assert centre.states() == [State.CANCELLED]


def test_r2_what_was_refused_is_cancelled(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.refuse(receipt, Why.BALANCE)
    assert centre.ledger.storno(receipt, "Bernd") is None
    assert sum(amount for _, member, amount in entries(centre) if member == "17") == 0


def test_r2_what_is_confirmed_gets_a_booking_of_its_own_that_takes_it_back(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.confirm(receipt, "r1")
    storno = centre.ledger.storno(receipt, "Bernd")
    assert storno is not None
    assert (storno.receipt, storno.platform, storno.kind, storno.staff) == (2, "ring", "storno", "Bernd")
    assert storno.what == Reversal(
        reverses=centre.ledger.by_receipt(1).booking.reference, remote_id="r1", what=payment()
    )
    assert entries(centre)[2:] == [(2, "1042", 200), (2, "17", -200)]
    assert centre.states() == [State.CONFIRMED, State.WAITING]


def test_r2_nobody_takes_back_what_may_be_on_its_way(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.going(receipt)
    with pytest.raises(NotBooked) as refused:
        centre.ledger.storno(receipt, "Anna")
    assert refused.value.rule is Rule.UNCERTAIN
    with pytest.raises(NotBooked):
        centre.ledger.cancel(receipt, "Anna")
    assert len(entries(centre)) == 2


@pytest.mark.parametrize("sent", [False, True])
def test_r2_nothing_is_taken_back_twice(centre: Centre, sent: bool) -> None:
    receipt = centre.pay()
    if sent:
        centre.ledger.outbox.confirm(receipt, "r1")
    back = centre.ledger.storno(receipt, "Anna")
    with pytest.raises(NotBooked) as refused:
        centre.ledger.storno(receipt, "Anna")
    assert refused.value.rule is (Rule.RETURNING if sent else Rule.CANCELLED)
    assert len(entries(centre)) == 4
    if back:
        centre.ledger.outbox.confirm(back.receipt, "r2")
        with pytest.raises(NotBooked) as refused:
            centre.ledger.storno(receipt, "Anna")
        assert refused.value.rule is Rule.CANCELLED


def test_what_is_being_taken_back_names_the_receipt_to_look_at(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.confirm(receipt, "r1")
    back = centre.ledger.storno(receipt, "Anna")
    assert back is not None
    centre.ledger.outbox.refuse(back.receipt, "no_return")
    with pytest.raises(NotBooked) as refused:
        centre.ledger.storno(receipt, "Anna")
    assert (refused.value.rule, refused.value.facts["storno"]) == (Rule.RETURNING, str(back.receipt))


def test_r2_a_storno_cannot_be_taken_back_but_cancelled_before_it_is_sent(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.outbox.confirm(receipt, "r1")
    storno = centre.ledger.storno(receipt, "Anna")
    assert storno is not None
    with pytest.raises(NotBooked) as refused:
        centre.ledger.storno(storno.receipt, "Anna")
    assert refused.value.rule is Rule.REVERSAL
    centre.ledger.cancel(storno.receipt, "Anna")
    assert sum(amount for _, member, amount in entries(centre) if member == "17") == 200
    again = centre.ledger.storno(receipt, "Anna")
    assert again is not None
    centre.ledger.check()


def test_r2_what_was_settled_on_paper_is_taken_back_on_paper(centre: Centre) -> None:
    receipt = centre.ledger.book(job(), staff="Anna", platform="post").receipt
    centre.ledger.outbox.settle(receipt, "Anna", Why.SETTLED)
    storno = centre.ledger.storno(receipt, "Anna")
    assert storno is not None
    assert storno.platform == "paper"


def test_r2_seats_and_jobs_move_nothing_between_members(centre: Centre) -> None:
    for what, platform in ((seat(), "haus"), (job(), "post")):
        receipt = centre.ledger.book(what, staff="Anna", platform=platform).receipt
        centre.ledger.outbox.confirm(receipt, "r1")
        assert centre.ledger.storno(receipt, "Anna") is not None
    assert entries(centre) == []


def test_a_receipt_that_nobody_gave_out_is_named_as_unknown(centre: Centre) -> None:
    for ask in (centre.ledger.by_receipt, centre.ledger.outbox.sending, lambda one: centre.ledger.storno(one, "Anna")):
        with pytest.raises(NotBooked) as refused:
            ask(77)
        assert refused.value.rule is Rule.UNKNOWN_RECEIPT
