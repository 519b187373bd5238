"""R31: a member gets everything that is stored about them, and of other people nothing but numbers."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sync.ledger.erasing import erase
from sync.ledger.export import Stored, stored
from sync.ledger.rules import NotBooked, Rule
from tests.ledger.erased_town import CANARIES, NUMBER, OTHER, lived_in
from tests.ledger.ledgers import Centre


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def told(found: Stored) -> str:
    return msgspec.json.encode(found).decode()


def test_r31_everything_that_erasing_takes_away_is_told_before(centre: Centre) -> None:
    """Each canary that the raw file holds of the member stands in the export too; `search` is made of the name."""
    receipts = lived_in(centre)
    found = stored(centre.ledger, NUMBER)
    assert {name for name, canary in CANARIES.items() if canary in told(found)} == set(CANARIES) - {"search"}
    assert {one.receipt for one in found.bookings} == set(receipts.values()) - {receipts["others"]}
    assert found.entries == {"Stunden": 325}
    assert [wish.title for wish in found.wishes] == ["Rollstuhltaxi"]
    assert found.drafts == (
        {"kind": "payment", "payer": OTHER, "payee": NUMBER, "purpose": CANARIES["text"], "wall_ms": 1},
    )
    assert found.statement == {"day": "2026-11-20"}


def test_r31_bookings_are_told_from_the_member_s_own_side(centre: Centre) -> None:
    receipts = lived_in(centre)
    own = {one.receipt: one for one in stored(centre.ledger, NUMBER).bookings}
    pay, got, back, job = (own[receipts[name]] for name in ("payment", "got", "storno", "job"))
    assert (pay.role, pay.partner, pay.amount, pay.unit, pay.paper) == ("payer", OTHER, 200, "Stunden", "7")
    assert (pay.state, pay.platform, pay.remote_id, pay.detail) == ("confirmed", "ring", "r1", CANARIES["detail"])
    assert [one.state.value for one in pay.printouts] == ["not_started", "missing"]
    assert (got.role, back.kind, back.takes_back) == ("payee", "storno", pay.reference)
    assert (job.role, job.partner, job.amount, job.title, job.phone) == (
        "guest",
        None,
        None,
        "Regal",
        CANARIES["phone"],
    )


def test_r31_of_other_people_only_numbers_are_told(centre: Centre) -> None:
    lived_in(centre)
    found = stored(centre.ledger, NUMBER, clean=lambda text: text.replace("Wilhelmine", "[Name]"))
    assert f"Nachbar {OTHER}" not in told(found)
    assert "Anna" not in told(found), "who of the staff it was"
    assert {one.detail for one in found.bookings} == {None, "Das Konto der [Name] reicht nicht"}


def test_r31_the_journal_s_rows_about_the_member_are_all_there(centre: Centre) -> None:
    receipts = lived_in(centre)
    events = stored(centre.ledger, NUMBER).events
    mine = [receipt for name, receipt in receipts.items() if name != "others"]
    marks = ", ".join("?" * len(mine))
    wanted = centre.ledger.db.execute(f"SELECT seq FROM journal WHERE about IN ({marks}) ORDER BY seq", mine).fetchall()
    assert [one.seq for one in events if one.receipt is not None] == [seq for (seq,) in wanted]
    assert [one.event for one in events if one.receipt is None] == ["interest taken"]


def test_r31_nothing_is_found_of_an_erased_member(centre: Centre) -> None:
    lived_in(centre)
    erase(centre.ledger, NUMBER, "Anna")
    for number in (NUMBER, "77", ""):
        with pytest.raises(NotBooked) as refused:
            stored(centre.ledger, number)
        assert refused.value.rule is Rule.UNKNOWN_MEMBER


def test_an_export_writes_nothing(centre: Centre) -> None:
    lived_in(centre)
    before = centre.ledger.journal.root()
    stored(centre.ledger, NUMBER)
    assert centre.ledger.journal.root() == before
