"""R31: an erased member is gone from every file, what the books must keep stays without them, and nobody comes back."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from sync.couriers.base import Why
from sync.errors import Reason, Unstorable
from sync.ledger.bare import is_pseudonym
from sync.ledger.erasing import erase, replay
from sync.ledger.erasures import FILE, Erasures, marks_in
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Letters
from sync.ledger.records import Job, Payment, Reversal, Seat
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.traces import numbers, traces
from sync.refresh import refresh
from tests.ledger.erased_town import CANARIES, NUMBER, OTHER, dumped, found_in, lived_in, member, payment
from tests.ledger.ledgers import KEY, RING, Centre
from tests.sync.test_refresh import Roll


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def refused(centre: Centre, number: str = NUMBER) -> NotBooked:
    """Erasing refuses, and not a byte of the ledger's content is another one."""
    before = dumped(centre)
    with pytest.raises(NotBooked) as refusal:
        erase(centre.ledger, number, "Anna")
    assert dumped(centre) == before
    assert marks_in(centre.folder / FILE) == ()
    return refusal.value


def test_r31_no_raw_page_of_any_file_tells_of_an_erased_member(centre: Centre, tmp_path: Path) -> None:
    lived_in(centre)
    assert found_in(tmp_path) == set(CANARIES)
    erased = erase(centre.ledger, NUMBER, "Anna")
    assert erased.folded
    assert found_in(tmp_path) == set()
    centre.again()
    assert found_in(tmp_path) == set()
    centre.ledger.prove()


def test_r31_the_books_keep_amounts_days_and_receipts_under_a_pseudonym(centre: Centre) -> None:
    receipts = lived_in(centre)
    before = {one.booking.receipt: one for one in centre.ledger.all()}
    erased = erase(centre.ledger, NUMBER, "Anna")
    after = {one.booking.receipt: one for one in centre.ledger.all()}
    assert set(erased.bookings) == set(receipts.values()) - {receipts["others"]}
    assert after[receipts["others"]] == before[receipts["others"]]
    assert list(after) == list(before)
    for receipt, one in after.items():
        was = before[receipt].booking
        now = one.booking
        assert (now.stamp, now.platform, now.paper, now.reference) == (
            was.stamp,
            was.platform,
            was.paper,
            was.reference,
        )
        assert one.sending.state is before[receipt].sending.state
    pay, back = after[receipts["payment"]].booking.what, after[receipts["storno"]].booking.what
    assert isinstance(pay, Payment)
    assert isinstance(back, Reversal)
    assert (is_pseudonym(pay.payer), pay.payee, pay.amount, pay.unit, pay.text) == (True, OTHER, 200, "Stunden", "")
    assert back.what == pay
    seat, job = after[receipts["refused"]].booking.what, after[receipts["job"]].booking.what
    assert isinstance(seat, Seat)
    assert isinstance(job, Job)
    assert {seat.member, seat.name, job.member, job.name} == {pay.payer}
    assert (seat.title, seat.seats, seat.text, job.title, job.phone) == ("Nachbarschaftscafé", 2, "", "Regal", None)


def test_r2_sums_stay_zero_and_the_other_side_keeps_its_balance(centre: Centre) -> None:
    lived_in(centre)
    sql = "SELECT receipt, amount FROM entry WHERE member = ? ORDER BY number"
    others, own = (centre.ledger.db.execute(sql, (who,)).fetchall() for who in (OTHER, NUMBER))
    erase(centre.ledger, NUMBER, "Anna")
    assert centre.ledger.db.execute(sql, (OTHER,)).fetchall() == others
    assert centre.ledger.db.execute(sql, (NUMBER,)).fetchall() == []
    pseudonym = next(one for one in numbers(centre.ledger) if is_pseudonym(one))
    assert centre.ledger.db.execute(sql, (pseudonym,)).fetchall() == own
    centre.ledger.prove()


def test_r31_what_belongs_to_others_stays(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    assert [wish.member for wish in Letters(centre.ledger).wishes()] == [OTHER]
    assert centre.ledger.kept.get("draft:Anna") is None
    assert centre.ledger.kept.get("draft:Bernd")
    for name in ("statement", "missing:ring"):
        assert set(centre.ledger.kept.told(name, dict[str, object]) or {}) == {OTHER}
    assert centre.ledger.people.get(OTHER)
    assert not traces(centre.ledger, NUMBER).any


@pytest.mark.parametrize("state", ["waiting", "uncertain", "refused"])
def test_r31_nobody_is_erased_while_a_booking_is_not_settled(centre: Centre, state: str) -> None:
    lived_in(centre)
    receipt = centre.ledger.book(payment(OTHER, NUMBER), staff="Anna", platform="ring").receipt
    if state == "uncertain":
        centre.ledger.outbox.going(receipt)
    if state == "refused":
        centre.ledger.outbox.refuse(receipt, Why.BALANCE)
    refusal = refused(centre)
    assert (refusal.rule, refusal.facts["receipts"]) == (Rule.STILL_OPEN, str(receipt))


@pytest.mark.parametrize("number", ["77", "*7F3K9Q2M", "", "%"])
def test_a_number_that_stands_nowhere_is_named_as_unknown(centre: Centre, number: str) -> None:
    lived_in(centre)
    assert refused(centre, number).rule is Rule.UNKNOWN_MEMBER


def test_a_second_erasure_finds_nobody_and_each_has_a_number_of_its_own(centre: Centre) -> None:
    lived_in(centre)
    assert erase(centre.ledger, NUMBER, "Anna").number == "QK1-L00001"
    with pytest.raises(NotBooked):
        erase(centre.ledger, NUMBER, "Anna")
    assert erase(centre.ledger, OTHER, "Anna").number == "QK1-L00002"
    centre.ledger.prove()


def test_two_people_of_one_booking_are_erased_one_after_the_other(centre: Centre) -> None:
    receipts = lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    erase(centre.ledger, OTHER, "Anna")
    what = centre.ledger.by_receipt(receipts["payment"]).booking.what
    assert all(map(is_pseudonym, what.members))
    assert len(set(what.members)) == 2
    centre.ledger.prove()


def test_an_erased_booking_cannot_be_taken_back_for_nobody_could_be_told(centre: Centre) -> None:
    receipts = lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    with pytest.raises(NotBooked) as refusal:
        centre.ledger.storno(receipts["got"], "Anna")
    assert refusal.value.rule is Rule.ERASED


def test_r2_the_file_refuses_edits_again_after_an_erasure(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    for sql in (
        "UPDATE booking SET content = content",
        "UPDATE entry SET amount = 0",
        "UPDATE outbox SET detail = 'x'",
    ):
        with pytest.raises(dbapi2.IntegrityError):
            centre.ledger.db.execute(sql)


def test_r31_the_mark_tells_nothing_and_differs_from_ledger_to_ledger(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    (mark,) = marks_in(centre.folder / FILE)
    other = Erasures(centre.folder, bytes(32), centre.ledger.kept, centre.ledger.journal)
    assert other.mark(NUMBER) != mark == centre.ledger.erasures.mark(NUMBER)
    assert other.filed() == set()


def test_r31_neither_platform_nor_file_brings_an_erased_member_back_unnoticed(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    stay, erased = centre.ledger.erasures.sift([member(), member(OTHER)])
    assert ([one.number for one in stay], erased) == ([OTHER], 1)
    assert centre.ledger.erasures.forget(NUMBER, "Anna")
    assert centre.ledger.erasures.sift([member()])[1] == 0
    assert not centre.ledger.erasures.forget(NUMBER, "Anna")
    centre.again()
    assert not centre.ledger.erasures.known(NUMBER)
    centre.ledger.prove()


def test_r31_reading_the_ring_anew_leaves_erased_members_out_and_counts_them(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    roll = Roll([NUMBER, OTHER])
    (done,) = refresh(centre.ledger, [RING], lambda source: roll, at_once=True)
    assert (done.members, done.erased, done.missing) == (1, 1, 0)
    assert centre.ledger.people.get(NUMBER) is None


def test_who_joined_again_can_be_erased_again(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    centre.ledger.erasures.forget(NUMBER, "Anna")
    centre.ledger.people.store([member()])
    erase(centre.ledger, NUMBER, "Anna")
    assert centre.ledger.erasures.known(NUMBER)
    centre.ledger.prove()


def test_r31_a_restored_ledger_erases_again_when_it_is_opened(centre: Centre, tmp_path: Path) -> None:
    lived_in(centre)
    backup = centre.copied()
    centre.start()
    erase(centre.ledger, NUMBER, "Anna")
    centre.ledger.close()
    shutil.move(backup, centre.path)
    assert "text" in found_in(tmp_path)
    centre.start()
    assert found_in(tmp_path) == set()
    assert not traces(centre.ledger, NUMBER).any
    centre.ledger.prove()
    assert replay(centre.ledger, marks_in(centre.folder / FILE)) == 0


def test_r31_marks_from_a_stick_are_replayed_and_counted(centre: Centre, tmp_path: Path) -> None:
    lived_in(centre)
    backup = centre.copied()
    centre.start()
    erase(centre.ledger, NUMBER, "Anna")
    erase(centre.ledger, "18", "Anna")
    centre.ledger.close()
    (centre.folder / FILE).rename(tmp_path / "stick.json")
    shutil.move(backup, centre.path)
    centre.start()
    assert traces(centre.ledger, NUMBER).any
    assert replay(centre.ledger, marks_in(tmp_path / "stick.json")) == 2
    assert replay(centre.ledger, marks_in(tmp_path / "stick.json")) == 0
    assert found_in(tmp_path) == set()
    centre.ledger.prove()


def test_r31_an_erasure_waits_for_a_restored_booking_that_is_not_settled(centre: Centre) -> None:
    lived_in(centre)
    waiting = centre.ledger.book(payment(OTHER, NUMBER), staff="Anna", platform="ring").receipt
    backup = centre.copied()
    centre.start()
    centre.ledger.cancel(waiting, "Anna")
    erase(centre.ledger, NUMBER, "Anna")
    centre.ledger.close()
    shutil.move(backup, centre.path)
    centre.start()
    assert traces(centre.ledger, NUMBER).member
    assert centre.ledger.erasures.sift([member()]) == ([], 1)
    centre.ledger.outbox.confirm(waiting, "r9")
    centre.again()
    assert not traces(centre.ledger, NUMBER).any
    centre.ledger.prove()


def test_r33_a_list_of_marks_that_was_changed_or_lost_is_written_anew(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    path = centre.folder / FILE
    good = path.read_bytes()
    mark = centre.ledger.erasures.mark(OTHER)
    forged = good.replace(b'"marks": [', f'"marks": ["{mark}", '.encode())
    for content in (forged, good[:-20], b"", b"[]", None):
        path.unlink()
        if content is not None:
            path.write_bytes(content)
        centre.again()
        assert path.read_bytes() == good
        assert centre.ledger.people.get(OTHER)


class Full:
    """The connection, on a disk that is full at its n-th statement."""

    def __init__(self, connection: sqlite3.Connection, left: int) -> None:
        self._connection, self.left = connection, left

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def execute(self, sql: str, *values: Any) -> object:
        self.left -= 1
        if self.left == 0:
            raise Unstorable(Reason.DISK_FULL)
        return self._connection.execute(sql, *values)


def test_r15_an_erasure_that_the_disk_refuses_anywhere_changes_nothing(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every statement of it, one after the other, until it goes through."""
    lived_in(centre)
    before, connection = dumped(centre), centre.ledger.db
    for at in range(1, 1000):
        full = Full(connection, at)
        for part in (centre.ledger, centre.ledger.journal, centre.ledger.kept, centre.ledger.people):
            monkeypatch.setattr(part, "db" if part is centre.ledger else "_db", full)
        try:
            erased = erase(centre.ledger, NUMBER, "Anna")
            break
        except Unstorable:
            assert marks_in(centre.folder / FILE) == ()
        monkeypatch.undo()
        assert dumped(centre) == before
        with pytest.raises(dbapi2.IntegrityError):
            connection.execute("UPDATE entry SET amount = 0")
    monkeypatch.undo()
    assert at > 100
    assert not erased.folded, "the last statement empties the file's own journal: refused, it is done later"
    assert not traces(centre.ledger, NUMBER).any
    centre.ledger.prove()


def test_r31_an_erasure_cut_off_behind_its_list_is_finished_at_the_next_start(centre: Centre) -> None:
    lived_in(centre)
    centre.ledger.erasures.file([centre.ledger.erasures.mark(NUMBER)])
    centre.again()
    assert not traces(centre.ledger, NUMBER).any
    centre.ledger.prove()


def test_two_connections_see_the_erasure_and_the_guards(centre: Centre) -> None:
    lived_in(centre)
    with centre.ledger.sibling() as other:
        assert traces(other, NUMBER).any
        erase(centre.ledger, NUMBER, "Anna")
        assert not traces(other, NUMBER).any
        with pytest.raises(dbapi2.IntegrityError):
            other.db.execute("UPDATE booking SET content = content")
        other.prove()


def test_a_ledger_without_erasures_writes_no_list(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "members.db", KEY, Centre(tmp_path / "else").clock):
        assert not (tmp_path / FILE).exists()
