"""`kiosk deliver`: one round against a Cyclos stand-in; what is left says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.office_command import RING, Office
from tests.kiosk.settings_file import CENTRE
from tests.peers.cyclos_bank import Bank

SETTINGS = RING + 'payment_type = "member.stunden"\nlook_again_s = 0.1\n'


@pytest.fixture
def bank() -> Iterator[Bank]:
    with Bank() as running:
        running.join("17", "Kemal Öztürk", floor=-2000, ceiling=5000)
        running.join("1042", "Erika Mustermann", floor=-1000, ceiling=5000)
        yield running


@pytest.fixture
def office(tmp_path: Path, bank: Bank) -> Office:
    office = Office(tmp_path, SETTINGS.replace("http://127.0.0.1:9/ring", bank.url))
    ran = office.run("secret", "set", "tauschring", stdin=f"{bank.token}\n".encode())
    assert (ran.code, ran.out, ran.err) == (0, "", "Der Schlüssel von tauschring ist gespeichert.\n")
    return office


def test_r4_what_waits_is_sent_once_and_confirmed(office: Office, bank: Bank) -> None:
    office.pay(200)
    first = office.run("deliver")
    assert (first.code, first.err) == (0, "")
    assert "bestätigt" in first.out
    again = office.run("deliver")
    assert (again.code, again.out, again.err) == (0, "", "")
    (paid,) = bank.payments
    assert paid.description == f"Garten [{first.out.split()[1]}]"
    assert office.run("outbox", "--json").rows()[0]["remote_id"] == paid.id


def test_r5_a_refusal_is_told_and_leaves_nothing_open(office: Office, bank: Bank) -> None:
    office.pay(2100)
    office.pay(100, "1042", "17")
    bank.books.rules.release_above = 50
    ran = office.run("deliver", "--json")
    refused, pending, ended = ran.rows()
    assert ran.code == 0
    assert (refused["event"], refused["receipt"], refused["state"]) == ("booking", 1, "refused")
    assert str(refused["reason"]).startswith("Abgelehnt von tauschring")
    assert (pending["state"], str(pending["reason"])[:10]) == ("confirmed", "Angekommen")
    assert ended == {"event": "round", "ran": True, "left": 0}


def test_a_refused_key_is_one_question_and_a_sentence(office: Office, bank: Bank) -> None:
    office.pay(200)
    bank.revoke(bank.token)
    ran = office.run("deliver")
    assert (ran.code, ran.out) == (3, "")
    assert "kiosk secret set tauschring\n" in ran.err
    assert "1 Buchung wartet noch." in ran.err
    assert bank.payments == []
    assert office.states() == ["waiting"]


def test_without_a_key_the_command_to_set_one_is_told(tmp_path: Path, bank: Bank) -> None:
    office = Office(tmp_path, SETTINGS.replace("http://127.0.0.1:9/ring", bank.url))
    office.pay(200)
    ran = office.run("deliver")
    assert ran.code == 3
    assert "noch keinen Schlüssel zum Buchen. Setzen Sie ihn: kiosk secret set tauschring" in ran.err


def test_a_platform_that_cannot_be_reached_is_a_sentence_and_everything_stays(tmp_path: Path) -> None:
    office = Office(tmp_path, RING)
    office.pay(200)
    ran = office.run("deliver", "--json")
    quiet, ended = ran.rows()
    assert (ran.code, quiet["event"], quiet["platform"]) == (3, "quiet", "tauschring")
    assert str(quiet["problem"]).startswith("127.0.0.1 antwortet nicht")
    assert ended == {"event": "round", "ran": True, "left": 1}
    assert office.states() == ["waiting"]


def test_paper_is_nothing_that_a_round_could_deliver(tmp_path: Path) -> None:
    office = Office(tmp_path)
    job = office.publish()["job"]
    assert office.run("book", "job", "--job", job, "--for", "17").code == 0
    ran = office.run("deliver")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert office.states() == ["waiting"]


def test_a_storno_of_what_is_confirmed_comes_back(office: Office, bank: Bank) -> None:
    office.pay(200)
    assert office.run("deliver").code == 0
    assert office.run("storno", "1").code == 0
    ran = office.run("deliver")
    assert (ran.code, ran.err) == (0, "")
    assert office.states() == ["confirmed", "confirmed"]
    assert bank.total() == 0
    assert {holder.balance for holder in bank.books.holders.values()} == {0}


def test_members_are_read_from_the_ring_when_asked_for(office: Office) -> None:
    ran = office.run("members", "--refresh", "--json")
    assert (ran.code, ran.err) == (0, "")
    rows = {row["number"]: row for row in ran.rows()}
    assert (rows["17"]["source"], rows["17"]["balance"], rows["17"]["floor"]) == ("tauschring", "0.00", None)
    assert rows["1042"]["offline"] is True


def test_many_members_who_vanish_stay_until_staff_say_that_it_is_right(office: Office, bank: Bank) -> None:
    for number in range(200, 210):
        bank.join(str(number), f"Nachbar {number}")
    assert office.run("members", "--refresh").code == 0
    for holder in list(bank.books.holders.values())[2:]:
        holder.status = "removed"
    ran = office.run("members", "--refresh")
    assert (ran.code, ran.out.count("\n")) == (3, 12)
    assert "10 Mitglieder nicht mehr" in ran.err
    ran = office.run("members", "--accept", "tauschring")
    assert (ran.code, ran.out.count("\n")) == (0, 2)


def test_a_platform_that_left_the_settings_is_named_while_bookings_wait_for_it(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.pay(100)
    office.settings.write_text(CENTRE)
    ran = office.run("deliver")
    assert ran.code == 3
    assert "Für tauschring warten noch Buchungen." in ran.err
