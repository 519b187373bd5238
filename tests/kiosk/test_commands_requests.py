"""`kiosk requests`: what residents left, for staff without the screen."""

from datetime import datetime
from pathlib import Path

import pytest

from sync.clock import SystemClock
from sync.ledger.letters import Letters
from sync.letters.box import LetterBox
from sync.letters.letter import Interest
from tests.kiosk.office_command import Office

KEYS = ("id", "item", "kind", "title", "name", "member", "left", "trust", "terminal")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Staff looked once, so that there is a key; then two residents left something."""
    office = Office(tmp_path)
    assert office.run("requests").code == 0
    box = LetterBox(office.data, SystemClock(), "QK1")
    for name, member in (("Wilma", None), (None, "1042")):
        box.drop(box.letter(Interest(item="abcd", kind="job", title="Regal aufbauen", name=name, member=member)))
    return office


def test_every_request_has_all_keys_in_their_order(office: Office) -> None:
    ran = office.run("requests", "--json")
    rows = ran.rows()
    assert (ran.code, ran.err) == (0, "")
    assert {tuple(row) for row in rows} == {KEYS}
    assert [(row["name"], row["member"]) for row in rows] == [("Wilma", None), (None, "1042")]
    left = datetime.fromisoformat(str(rows[0]["left"]))
    assert abs((datetime.now(left.tzinfo) - left).total_seconds()) < 3600
    assert list((office.data / "letters").glob("*.letter")) == []


def test_people_read_who_and_what(office: Office) -> None:
    first, second = office.run("requests").out.splitlines()
    assert first.endswith("Wilma  Regal aufbauen")
    assert second.endswith("Mitglied 1042  Regal aufbauen")


def test_one_is_closed_by_the_beginning_of_its_id_and_who_it_was_is_gone(office: Office) -> None:
    first, _ = office.run("requests").out.splitlines()
    assert office.run("requests", "--done", first.split()[0]).code == 0
    assert [row["member"] for row in office.run("requests", "--json").rows()] == ["1042"]
    with office.ledger() as ledger:
        names = ledger.db.execute("SELECT name FROM interest ORDER BY seq").fetchall()
        assert names == [(None,), (None,)]
        assert Letters(ledger).counts() == (1, 0)
    again = office.run("requests", "--done", first.split()[0])
    assert again.code == 4
    assert "kiosk requests" in again.err


@pytest.mark.parametrize("typed", ["", "zzzz", "%"])
def test_what_is_no_open_request_is_refused_and_changes_nothing(office: Office, typed: str) -> None:
    assert office.run("requests", "--done", typed).code == 4
    assert len(office.run("requests", "--json").rows()) == 2


def test_only_one_thing_at_a_time_and_never_without_a_pin(office: Office) -> None:
    assert office.run("requests", "--json", "--done", "0").code == 2
    assert office.run("requests", "--json", environment={"KIOSK_PIN_FILE": ""}).code == 2
