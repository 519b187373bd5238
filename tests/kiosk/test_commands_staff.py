"""`kiosk staff`, and how every command of staff signs in."""

from pathlib import Path

import pytest

from sync.letters.box import LetterBox
from sync.letters.letter import Face, Feedback
from tests.kiosk.command import Kiosk
from tests.kiosk.office_command import PIN, STAFF, Office, pin_file
from tests.sync.clocks import TUESDAY, FakeClock

ANNA, BERND = "314159", "161803"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def two(office: Office) -> None:
    new = pin_file(office.folder / "bernd", BERND)
    assert office.run("staff", "add", "Bernd", "--new-pin-file", str(new)).code == 0


def test_the_first_staff_member_needs_nobodys_pin_and_the_next_one_does(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, "")
    anna, bernd = pin_file(tmp_path / "anna", ANNA), pin_file(tmp_path / "bernd", BERND)
    ran = kiosk.run("members")
    assert (ran.code, ran.err) == (2, "Es gibt noch kein Team. Beginnen Sie mit: kiosk staff add NAME\n")
    ran = kiosk.run("staff", "add", "Anna", "--new-pin-file", str(anna))
    assert (ran.code, ran.out, ran.err) == (0, "", "Anna gehört jetzt zum Team.\n")
    ran = kiosk.run("staff", "add", "Bernd", "--new-pin-file", str(bernd))
    assert (ran.code, "--pin-file" in ran.err) == (2, True)
    assert kiosk.run("--pin-file", str(anna), "staff", "add", "Bernd", "--new-pin-file", str(bernd)).code == 0
    assert kiosk.run("staff", "list").out == "Anna\nBernd\n"
    assert kiosk.run("staff", "list", "--json").rows() == [{"name": "Anna"}, {"name": "Bernd"}]


def test_residents_may_leave_letters_once_the_first_staff_member_is_there(tmp_path: Path) -> None:
    kiosk, anna = Kiosk(tmp_path, ""), pin_file(tmp_path / "anna", ANNA)
    assert not list(tmp_path.rglob("letters.key"))
    assert kiosk.run("staff", "add", "Anna", "--new-pin-file", str(anna)).code == 0
    (key,) = list(tmp_path.rglob("letters.key"))
    box = LetterBox(key.parent, FakeClock(TUESDAY), "QK1")
    assert box.open
    box.drop(box.letter(Feedback(number="261124-48297", face=Face.GOOD)))
    assert len(box.waiting()) == 1
    assert kiosk.run("--pin-file", str(anna), "requests").code == 0
    assert not list(box.waiting())


def test_who_is_removed_cannot_sign_in_any_more(office: Office) -> None:
    two(office)
    bernd = {"KIOSK_STAFF": "Bernd", "KIOSK_PIN_FILE": str(office.folder / "bernd")}
    assert office.run("members", environment=bernd).code == 0
    assert office.run("--staff", STAFF, "staff", "remove", "bernd").code == 0
    ran = office.run("members", environment=bernd)
    assert (ran.code, ran.out) == (5, "")
    assert "niemand „Bernd“" in ran.err


def test_with_several_staff_members_one_must_be_named_and_have_this_pin(office: Office) -> None:
    two(office)
    ran = office.run("members")
    assert (ran.code, ran.out) == (2, "")
    assert all(option in ran.err for option in (f'--staff "{STAFF}"', '--staff "Bernd"'))
    assert office.run("--staff", STAFF, "members").code == 0
    assert office.run("--staff", "Bernd", "members").code == 5


@pytest.mark.parametrize(
    ("name", "pin", "said"),
    [
        ("Bernd", "12345", "mindestens 6 Ziffern"),
        ("Bernd", "12345x", "nur aus Ziffern"),
        ("Bernd", PIN, "Diese PIN geht nicht"),
        (STAFF.upper(), BERND, "heißt schon jemand so"),
        ("", BERND, "Namen"),
    ],
)
def test_a_name_or_pin_that_a_rule_refuses_changes_nothing(office: Office, name: str, pin: str, said: str) -> None:
    ran = office.run("staff", "add", name, "--new-pin-file", str(pin_file(office.folder / "new", pin)))
    assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert said in ran.err
    assert office.run("staff", "list").out == f"{STAFF}\n"


def test_who_cannot_be_removed_stays(office: Office) -> None:
    assert "muss bleiben" in office.run("staff", "remove", STAFF).err
    assert office.run("staff", "remove", STAFF).code == 4
    assert office.run("staff", "remove", "Clara").code == 4


def test_a_pin_that_is_easy_to_guess_is_taken_with_a_warning(office: Office) -> None:
    ran = office.run("staff", "add", "Bernd", "--new-pin-file", str(pin_file(office.folder / "new", "123456")))
    assert ran.code == 0
    assert "leicht zu erraten" in ran.err


@pytest.mark.parametrize("content", [PIN, f"{PIN}\n", f"{PIN}\r\n", f"{PIN}\nzweite Zeile\n", f"\ufeff{PIN}\n"])
def test_the_first_line_of_the_file_without_its_end_is_the_pin(office: Office, content: str) -> None:
    office.pin_file.write_bytes(content.encode())
    assert office.run("members").err == ""


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe1\n"])
def test_a_file_without_a_pin_is_wrong_use_and_no_try(office: Office, content: bytes) -> None:
    office.pin_file.write_bytes(content)
    ran = office.run("members")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert not (office.data / "lockout.json").exists()


def test_a_pin_file_that_is_missing_or_open_to_others_is_named(office: Office) -> None:
    ran = office.run("--pin-file", "nirgends", "members")
    assert (ran.code, "nirgends" in ran.err) == (2, True)
    office.pin_file.chmod(0o644)
    ran = office.run("members")
    assert (ran.code, ran.err) == (
        0,
        f"Die PIN in {office.pin_file} können auch andere lesen. Rufen Sie auf: chmod 600 {office.pin_file}\n",
    )


def test_r26_wrong_pins_end_with_5_and_soon_lock_everybody_out(office: Office) -> None:
    wrong = {"KIOSK_PIN_FILE": str(pin_file(office.folder / "wrong", "999999"))}
    for _ in range(4):
        ran = office.run("members", environment=wrong)
        assert (ran.code, ran.out) == (5, "")
        assert ran.err == "Diese PIN ist falsch. Bitte versuchen Sie es noch einmal.\n"
    assert "warten Sie 1 Minute" in office.run("members", environment=wrong).err
    ran = office.run("members")
    assert (ran.code, ran.out) == (5, "")
    assert "zu oft falsch" in ran.err


@pytest.mark.parametrize(("file", "said"), [("staff.json", "staff.json ist beschädigt"), ("device.key", "device.key")])
def test_a_key_ring_that_cannot_be_used_is_a_sentence_and_exit_3(office: Office, file: str, said: str) -> None:
    (office.data / file).write_bytes(b"kaputt")
    ran = office.run("members")
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert said in ran.err


def test_a_lost_key_ring_is_never_made_anew_over_a_ledger(office: Office) -> None:
    (office.data / "staff.json").unlink()
    ran = office.run("staff", "add", "Bernd", "--new-pin-file", str(office.pin_file))
    assert (ran.code, "staff.json fehlt" in ran.err) == (3, True)
