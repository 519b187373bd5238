"""The key ring: who is on it, whose PIN it is, and what it refuses (R26, R27)."""

import os
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from rich.pretty import pretty_repr

from sync.ledger import keyring_errors as errors
from sync.ledger import sealing
from sync.ledger.keyring import NAME_MAX, KeyRing, Opened, too_easy
from sync.ledger.sealing import COST, Cost, seal, stretch, unseal

CHEAP = Cost(iterations=1, lanes=1, memory_kib=128)
ANNA, BERND = "271828", "31415926"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path, CHEAP)


@pytest.fixture
def anna(ring: KeyRing) -> Opened:
    return ring.enrol_first("Anna", ANNA)


def test_the_first_staff_member_makes_the_ring(ring: KeyRing, tmp_path: Path) -> None:
    assert (ring.empty, ring.names(), ring.open_with(ANNA)) == (True, (), None)
    anna = ring.enrol_first("  Anna   Meier ", ANNA)
    assert (ring.empty, ring.names()) == (False, ("Anna Meier",))
    assert (anna.staff, len(anna.data_key)) == ("Anna Meier", 32)
    assert KeyRing.open(tmp_path).open_with(ANNA) == anna
    with pytest.raises(errors.NotEmpty):
        ring.enrol_first("Bernd", BERND)


def test_r27_everyone_opens_the_same_data_key_by_their_own_pin_alone(ring: KeyRing, anna: Opened) -> None:
    ring.add(anna, "Bernd", BERND)
    assert ring.names() == ("Anna", "Bernd")
    assert ring.open_with(ANNA) == anna
    assert ring.open_with(BERND) == Opened("Bernd", anna.data_key)
    assert ring.open_with("161803") is None


def test_a_named_person_needs_their_own_pin(ring: KeyRing, anna: Opened) -> None:
    ring.add(anna, "Bernd", BERND)
    assert ring.open_with(BERND, "bernd") == Opened("Bernd", anna.data_key)
    assert ring.open_with(ANNA, "Bernd") is None
    assert ring.open_with(ANNA, "Clara") is None


def test_r26_an_unknown_name_costs_the_same_work_as_a_wrong_pin(
    ring: KeyRing, anna: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.add(anna, "Bernd", BERND)
    done: list[str] = []

    def noted(*told: Any) -> bytes:
        done.append("stretch")
        return stretch(*told)

    def noted_too(*told: Any) -> bytes | None:
        done.append("unseal")
        return unseal(*told)

    monkeypatch.setattr("sync.ledger.keyring.stretch", noted)
    monkeypatch.setattr("sync.ledger.keyring.unseal", noted_too)
    tries = [("161803", "Anna"), ("161803", "Clara"), (ANNA, "Clara"), (ANNA, "Anna"), ("161803", None), ("", "Anna")]
    work = []
    for pin, name in tries:
        done.clear()
        ring.open_with(pin, name)
        work.append(list(done))
    assert work == [["stretch", "unseal", "unseal"]] * len(tries)


@pytest.mark.parametrize("pin", ["", "x", "27182", "271828 ", "２７１８２８", "\udc80", "2" * 5000])
def test_any_text_may_be_tried_as_a_pin(ring: KeyRing, anna: Opened, pin: str) -> None:
    assert anna.staff == "Anna"
    assert ring.open_with(pin) is None


@pytest.mark.parametrize(
    ("name", "pin", "refusal"),
    [
        ("Bernd", "27182", errors.PinTooShort),
        ("Bernd", "", errors.PinNotDigits),
        ("Bernd", "27182x", errors.PinNotDigits),
        ("Bernd", "２７１８２８", errors.PinNotDigits),
        ("Bernd", "27182²", errors.PinNotDigits),
        ("Bernd", ANNA, errors.PinTaken),
        ("", BERND, errors.NameUnusable),
        (" \u202e\n", BERND, errors.NameUnusable),
        ("B" * (NAME_MAX + 1), BERND, errors.NameUnusable),
        ("ANNA", BERND, errors.NameTaken),
    ],
)
def test_a_name_or_pin_that_will_not_do_changes_nothing(
    ring: KeyRing, anna: Opened, tmp_path: Path, name: str, pin: str, refusal: type[errors.NewStaffRefused]
) -> None:
    before = (tmp_path / "staff.json").read_bytes()
    with pytest.raises(refusal):
        ring.add(anna, name, pin)
    assert (tmp_path / "staff.json").read_bytes() == before


@pytest.mark.parametrize(
    ("pin", "easy"),
    [
        ("000000", True),
        ("123456", True),
        ("78901234", True),
        ("654321", True),
        ("271828", False),
        ("112233", False),
        ("", False),
        ("12345x", False),
    ],
)
def test_a_pin_that_is_easy_to_guess_is_known_as_such(pin: str, easy: bool) -> None:
    assert too_easy(pin) is easy


def test_an_easy_pin_is_refused_by_whoever_asks_for_it_and_not_by_the_ring(ring: KeyRing) -> None:
    opened = ring.enrol_first("Anna", "123456")
    assert ring.open_with("123456") == opened


def test_an_unusable_first_staff_member_leaves_no_file(ring: KeyRing, tmp_path: Path) -> None:
    with pytest.raises(errors.PinTooShort):
        ring.enrol_first("Anna", "11111")
    assert list(tmp_path.iterdir()) == []


def test_who_was_removed_cannot_sign_in_nor_change_the_ring(ring: KeyRing, anna: Opened) -> None:
    ring.add(anna, "Bernd", BERND)
    bernd = Opened("Bernd", anna.data_key)
    ring.remove(anna, "bernd")
    assert ring.names() == ("Anna",)
    assert ring.open_with(BERND) is None
    with pytest.raises(errors.Stranger):
        ring.add(bernd, "Clara", "161803")
    with pytest.raises(errors.Stranger):
        ring.remove(bernd, "Anna")
    with pytest.raises(errors.NameUnknown):
        ring.remove(anna, "Bernd")


def test_the_last_staff_member_stays(ring: KeyRing, anna: Opened) -> None:
    with pytest.raises(errors.LastOne):
        ring.remove(anna, "Anna")
    assert ring.open_with(ANNA) == anna


def test_a_pin_changes_and_the_data_key_stays(ring: KeyRing, anna: Opened) -> None:
    ring.add(anna, "Bernd", BERND)
    ring.change_pin(anna, "161803")
    assert ring.open_with(ANNA) is None
    assert ring.open_with("161803") == anna
    ring.change_pin(anna, "141421", "Bernd")
    assert ring.open_with("141421") == Opened("Bernd", anna.data_key)
    ring.change_pin(anna, "161803")
    with pytest.raises(errors.PinTaken):
        ring.change_pin(anna, "141421")
    with pytest.raises(errors.PinTooShort):
        ring.change_pin(anna, "1")
    with pytest.raises(errors.NameUnknown):
        ring.change_pin(anna, "173205", "Clara")
    assert ring.names() == ("Anna", "Bernd")


def test_nobody_seals_the_data_key_of_another_ring_into_this_one(ring: KeyRing, anna: Opened, tmp_path: Path) -> None:
    other = KeyRing.open(tmp_path / "other", CHEAP).enrol_first("Anna", ANNA)
    assert other.data_key != anna.data_key
    with pytest.raises(errors.Stranger):
        ring.add(other, "Bernd", BERND)
    with pytest.raises(errors.Stranger):
        KeyRing.open(tmp_path / "third").add(other, "Bernd", BERND)


def test_the_data_key_shows_in_no_rendering(anna: Opened) -> None:
    for shown in (repr(anna), str(anna), f"{anna}", pretty_repr(anna), pretty_repr({"locals": [anna]})):
        assert "Anna" in shown
        assert repr(anna.data_key) not in shown
        assert "data_key" not in shown


def test_r27_the_files_hold_neither_pin_nor_data_key_and_are_for_the_service_alone(
    anna: Opened, tmp_path: Path
) -> None:
    for path in (tmp_path / "staff.json", tmp_path / "device.key"):
        content = path.read_bytes()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        for secret in (anna.data_key, anna.data_key.hex().encode(), msgspec.json.encode(anna.data_key)[1:-1]):
            assert secret not in content
        assert ANNA.encode() not in content
    assert (tmp_path / "device.key").stat().st_size == 32


def test_r27_without_the_device_key_the_right_pin_opens_nothing(anna: Opened, tmp_path: Path) -> None:
    ring = msgspec.json.decode((tmp_path / "staff.json").read_bytes())
    entry = ring["staff"][0]
    salt, sealed = (msgspec.convert(text, bytes) for text in (ring["salt"], entry["sealed"]))
    about = msgspec.json.encode([entry["id"], entry["name"]])
    device = (tmp_path / "device.key").read_bytes()
    assert unseal(stretch(ANNA, salt, device, CHEAP), sealed, about) == anna.data_key
    assert unseal(stretch(ANNA, salt, bytes(32), CHEAP), sealed, about) is None


def test_an_entry_cannot_pass_for_another_person(ring: KeyRing, anna: Opened, tmp_path: Path) -> None:
    path = tmp_path / "staff.json"
    path.write_bytes(path.read_bytes().replace(b"Anna", b"Bert"))
    assert ring.names() == ("Bert",)
    assert ring.open_with(ANNA) is None


def test_r26_a_pin_costs_what_rfc_9106_asks_for_small_machines() -> None:
    argon = Argon2id(salt=b"s" * 16, length=32, iterations=3, lanes=4, memory_cost=1 << 16, secret=b"d" * 32)
    assert stretch("271828", b"s" * 16, b"d" * 32, COST) == argon.derive(b"271828")


def test_what_is_sealed_opens_only_whole_with_its_key_and_its_name() -> None:
    key, secret = os.urandom(32), os.urandom(32)
    sealed = seal(key, secret, b"Anna")
    assert len(sealed) == sealing.SEALED_BYTES
    assert unseal(key, sealed, b"Anna") == secret
    assert unseal(key, sealed, b"Bernd") is None
    assert unseal(os.urandom(32), sealed, b"Anna") is None
    for at in range(len(sealed)):
        changed = bytes(byte ^ (place == at) for place, byte in enumerate(sealed))
        assert unseal(key, changed, b"Anna") is None
    assert seal(key, secret, b"Anna") != sealed
