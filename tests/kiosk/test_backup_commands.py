"""`kiosk backup`, `restore`, `recovery new` and `ledger hash` as other programs see them (R37, R38)."""

from pathlib import Path

import pytest

from tests.kiosk.command import Kiosk
from tests.kiosk.office_command import STAFF, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "old").mkdir()
    return Office(tmp_path / "old")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def words(office: Office, tmp_path: Path) -> Path:
    made = office.run("recovery", "new")
    assert (made.code, len(made.out.split())) == (0, 16)
    path = tmp_path / "words"
    path.write_text(made.out)
    return path


def blank(tmp_path: Path, settings: str | None = None) -> Kiosk:
    (tmp_path / "new").mkdir()
    return Kiosk(tmp_path / "new", settings)


def test_r38_the_drill_gives_the_equal_ledger_hash(office: Office, stick: Path, words: Path, tmp_path: Path) -> None:
    office.run("book", "payment", "--from", "1042", "--to", "17", "--amount", "2", "--text", "Garten")
    before = office.run("ledger", "hash").out
    saved = office.run("backup", str(stick))
    file, total = saved.out.split()
    assert (saved.code, f"{total}\n") == (0, before)
    new = blank(tmp_path)
    restored = new.run("restore", file, "--words-file", str(words))
    assert (restored.code, restored.out) == (0, before)
    assert new.run("--pin-file", str(office.pin_file), "ledger", "hash").out == before
    assert new.run("--pin-file", str(office.pin_file), "outbox").out.count("QK1-") == 1


def test_r38_settings_that_are_there_stay_and_those_of_the_backup_lie_beside_them(
    office: Office, stick: Path, words: Path, tmp_path: Path
) -> None:
    file = office.run("backup", str(stick)).out.split()[0]
    new = blank(tmp_path, "[sync]\nevery_minutes = 15\n")
    before = new.settings.read_text()
    told = new.run("restore", file, "--words-file", str(words))
    assert told.code == 0
    assert "kiosk.toml.restored" in told.err
    assert new.settings.read_text() == before
    assert new.settings.with_name("kiosk.toml.restored").read_text() == office.settings.read_text()


def test_r37_without_words_there_is_no_backup_and_the_command_says_how_to_make_them(
    office: Office, stick: Path
) -> None:
    refused = office.run("backup", str(stick))
    assert (refused.code, refused.out) == (3, "")
    assert "kiosk recovery new" in refused.err
    assert not list(stick.glob("*.kioskbackup"))


def test_r37_a_backup_beside_the_bookings_is_refused_and_one_on_their_card_is_warned_of(
    office: Office, stick: Path, words: Path
) -> None:
    own = office.data / "copies"
    own.mkdir()
    for folder in (office.data, own):
        refused = office.run("backup", str(folder))
        assert (refused.code, refused.out) == (2, "")
        assert "liegen die Buchungen selbst" in refused.err
    assert not list(office.data.rglob("*.kioskbackup"))
    saved = office.run("backup", str(stick))
    assert saved.code == 0
    assert "auf derselben Karte" in saved.err


def test_words_are_made_anew_only_when_that_is_said(office: Office, words: Path, tmp_path: Path) -> None:
    assert office.run("recovery", "new").code == 4
    sheet = tmp_path / "sheet.pdf"
    again = office.run("recovery", "new", "--again", "--out", str(sheet))
    assert (again.code, again.out) == (0, "")
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert sheet.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("spoil", "code", "told"),
    [
        (lambda text: text.replace(text.split()[4], "quatschquatsch"), 5, "Wort 5"),
        (lambda text: " ".join(text.split()[:15]), 5, "16 Wörter"),
        (lambda text: "", 5, "16 Wörter"),
    ],
)
def test_words_that_are_wrong_are_told_by_their_place(
    office: Office, stick: Path, words: Path, tmp_path: Path, spoil: object, code: int, told: str
) -> None:
    file = office.run("backup", str(stick)).out.split()[0]
    assert callable(spoil)
    words.write_text(spoil(words.read_text()))
    new = blank(tmp_path)
    refused = new.run("restore", file, "--words-file", str(words))
    assert (refused.code, refused.out) == (code, "")
    assert told in refused.err
    assert not (new.data / "members.db").exists()


def test_what_cannot_be_restored_has_a_sentence_and_a_code(
    office: Office, stick: Path, words: Path, tmp_path: Path
) -> None:
    file = Path(office.run("backup", str(stick)).out.split()[0])
    new = blank(tmp_path)
    option = ("--words-file", str(words))
    assert new.run("restore", str(tmp_path / "nothing"), *option).code == 2
    assert new.run("restore", str(words), *option).code == 2
    spoiled = tmp_path / "spoiled.kioskbackup"
    raw = bytearray(file.read_bytes())
    raw[9000] ^= 1
    spoiled.write_bytes(raw)
    assert new.run("restore", str(spoiled), *option).code == 3
    assert office.run("restore", str(file), *option).code == 4
    assert new.run("restore", str(file)).code == 2
    assert new.run("restore", str(file), *option).code == 0


def test_r38_when_all_pins_are_forgotten_the_words_make_somebody_new(office: Office, words: Path) -> None:
    pin = office.folder / "new-pin"
    pin.write_text("839201\n")
    pin.chmod(0o600)
    added = office.run("staff", "add", "Frau Neu", "--words-file", str(words), "--new-pin-file", str(pin))
    assert (added.code, added.out) == (0, "")
    assert office.run("staff", "list").out.splitlines() == [STAFF, "Frau Neu"]
    asked = office.run("--staff", "Frau Neu", "--pin-file", str(pin), "ledger", "hash")
    assert asked.code == 0
    words.write_text("apfel " * 16)
    assert office.run("staff", "add", "Niemand", "--words-file", str(words), "--new-pin-file", str(pin)).code == 5


def test_r38_a_restore_that_was_cut_is_finished_by_the_next_command(
    office: Office, stick: Path, words: Path, tmp_path: Path
) -> None:
    """The power went between the moment from which it counts and the first move."""
    file = office.run("backup", str(stick)).out.split()[0]
    new = blank(tmp_path)
    assert new.run("restore", file, "--words-file", str(words)).code == 0
    ready = new.data / "restored"
    ready.mkdir()
    for name in ("members.db", "staff.json", "device.key", "recovery.pub", "recovery.key.age"):
        (new.data / name).rename(ready / name)
    (new.data / "members.mark").unlink(missing_ok=True)
    assert new.run("staff", "list").out == f"{STAFF}\n"
    assert not ready.exists()


def test_r13_a_ledger_that_cannot_be_opened_any_more_is_still_copied(office: Office, stick: Path, words: Path) -> None:
    (office.data / "members.db").write_bytes(b"broken" * 3000)
    assert office.run("backup", str(stick)).code == 3
    copied = office.run("backup", str(stick), "--damaged")
    assert (copied.code, copied.out.split()[1]) == (3, "-")
    assert copied.out.split()[0].endswith("-damaged.kioskbackup")
    assert len(list(stick.glob("*.kioskbackup"))) == 1
    assert office.run("--pin-file", str(words), "backup", str(stick), "--damaged").code == 5
