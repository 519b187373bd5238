"""`kiosk outbox`: every booking with all that is known of it, oldest first."""

from datetime import datetime
from pathlib import Path

import pytest

from sync.couriers.base import Why
from tests.kiosk.office_command import PIN, Office

KEYS = (*("reference", "receipt", "kind", "state", "platform", "remote_id", "reason", "attempts", "entered", "trust"),)
"""In the order of the interface."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    for amount in (100, 200, 300):
        office.pay(amount)
    with office.ledger() as ledger:
        ledger.outbox.going(1)
        ledger.outbox.confirm(1, "4711", Why.PENDING)
        ledger.outbox.going(2)
        ledger.outbox.refuse(2, Why.BALANCE, "insufficientBalance")
    return office


def test_every_booking_has_all_keys_in_their_order(office: Office) -> None:
    ran = office.run("outbox", "--json")
    rows = ran.rows()
    assert (ran.code, ran.err) == (0, "")
    assert {tuple(row) for row in rows} == {KEYS}
    assert [(row["receipt"], row["kind"], row["state"]) for row in rows] == [
        (1, "payment", "confirmed"),
        (2, "payment", "refused"),
        (3, "payment", "waiting"),
    ]
    assert [(row["remote_id"], row["attempts"]) for row in rows] == [("4711", 1), (None, 1), (None, 0)]
    assert {row["platform"] for row in rows} == {"tauschring"}


def test_r10_when_it_was_entered_stands_in_the_centres_zone_with_its_trust(office: Office) -> None:
    for row in office.run("outbox", "--json").rows():
        entered = datetime.fromisoformat(str(row["entered"]))
        assert str(row["entered"]).endswith(("+01:00", "+02:00"))
        assert abs((datetime.now(entered.tzinfo) - entered).total_seconds()) < 3600
        assert row["trust"] in ("rtc", "ntp", "staff", "untrusted")


def test_what_is_refused_or_pending_has_a_reason_in_plain_german(office: Office) -> None:
    pending, refused, waiting = (row["reason"] for row in office.run("outbox", "--json").rows())
    assert str(pending).startswith("Angekommen auf tauschring")
    assert str(refused).startswith("Abgelehnt von tauschring")
    assert "insufficientBalance" in str(refused)
    assert waiting is None


def test_people_read_it_in_lay_words(office: Office) -> None:
    lines = office.run("outbox").out.splitlines()
    assert lines[0].endswith("Zahlung 1 Stunden von 17 an 1042: Garten")
    assert [word in line for word, line in zip(("bestätigt", "zu klären"), (lines[0], lines[2]), strict=True)]
    assert lines[3].startswith("  Abgelehnt")
    assert "wartet" in lines[4]


def test_r26_nothing_is_told_without_a_pin_and_nothing_stands_in_the_raw_files(office: Office) -> None:
    ran = office.run("outbox", "--json", environment={"KIOSK_PIN_FILE": ""})
    assert (ran.code, ran.out) == (2, "")
    raw = b"".join(path.read_bytes() for path in office.data.rglob("*") if path.is_file())
    assert not any(word.encode() in raw for word in ("Mustermann", "Erika", "Garten", "4711", PIN))
