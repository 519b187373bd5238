"""`kiosk secret set NAME`: a key that can write lies in the ledger and nowhere else."""

from pathlib import Path

import pytest

from tests.kiosk.office_command import Office

KEY = "abcdefghijklmnop"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def stored(office: Office) -> bytes | None:
    with office.ledger() as ledger:
        return ledger.kept.get("secret:tauschring")


def test_the_key_lies_encrypted_in_the_ledger_and_is_never_shown(office: Office) -> None:
    ran = office.run("secret", "set", "tauschring", stdin=f"{KEY}\n".encode())
    assert (ran.code, ran.out, ran.err) == (0, "", "Der Schlüssel von tauschring ist gespeichert.\n")
    assert stored(office) == KEY.encode()
    raw = b"".join(path.read_bytes() for path in office.data.rglob("*") if path.is_file())
    assert KEY.encode() not in raw
    assert not (office.data / "secrets").exists()


def test_a_file_or_a_pipe_gives_it_and_a_new_one_takes_the_place_of_the_old(office: Office) -> None:
    (office.folder / "key").write_text(f"{KEY}\r\nmehr\n")
    assert office.run("secret", "set", "tauschring", stdin=b"alt\n").code == 0
    assert office.run("secret", "set", "tauschring", "--file", str(office.folder / "key")).code == 0
    assert stored(office) == KEY.encode()


@pytest.mark.parametrize(
    ("words", "stdin", "pin", "code"),
    [
        (["tauschring"], b"", None, 2),
        (["Tauschring"], b"x\n", None, 2),
        (["tauschring", "--file", "nirgends"], b"", None, 2),
        (["tauschring"], b"x\n", "", 2),
        (["tauschring"], b"x\n", "wrong", 5),
    ],
)
def test_without_a_key_a_name_or_the_pin_nothing_changes(
    office: Office, words: list[str], stdin: bytes, pin: str | None, code: int
) -> None:
    (office.folder / "wrong").write_text("000000\n")
    (office.folder / "wrong").chmod(0o600)
    environment = {} if pin is None else {"KIOSK_PIN_FILE": pin and str(office.folder / pin)}
    ran = office.run("secret", "set", *words, stdin=stdin, environment=environment)
    assert (ran.code, ran.out, ran.err.count("\n")) == (code, "", 1)
    assert stored(office) is None


def test_a_name_that_the_settings_do_not_have_is_stored_with_a_warning(office: Office) -> None:
    ran = office.run("secret", "set", "tauschrng", stdin=b"x\n")
    assert (ran.code, ran.err.count("tauschrng")) == (0, 2)
