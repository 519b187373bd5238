"""R13: a broken file is named as such, never taken for another one, and never deleted or made anew."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.ledger.file import PAGE, Damaged
from sync.ledger.ledger import Ledger
from sync.ledger.records import Member, Outgoing
from tests.ledger.ledgers import KEY, Centre
from tests.sync.clocks import FakeClock


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 40 bookings, some of them only in the WAL: copied while it is open, as after a power cut."""
    folder = tmp_path_factory.mktemp("whole")
    centre = Centre(folder)
    for _ in range(30):
        centre.pay()
    centre.again()
    for _ in range(10):
        centre.pay()
    cut = tmp_path_factory.mktemp("cut")
    for name in ("members.db", "members.db-wal"):
        shutil.copyfile(folder / name, cut / name)
    centre.ledger.close()
    return cut


def everything(path: Path) -> list[Outgoing]:
    with Ledger.open(path, KEY, FakeClock()) as ledger:
        ledger.check()
        ledger.journal.check()
        return list(ledger.all())


def copied(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    return tmp_path / "members.db"


def test_r13_after_a_power_cut_everything_that_was_booked_is_there(whole: Path, tmp_path: Path) -> None:
    assert [one.booking.receipt for one in everything(copied(whole, tmp_path))] == list(range(1, 41))


def test_r13_another_key_opens_nothing_and_changes_nothing(whole: Path, tmp_path: Path) -> None:
    path = copied(whole, tmp_path)
    everything(path)
    before = path.read_bytes()
    for key in (bytes(32), KEY[::-1]):
        with pytest.raises(Damaged):
            Ledger.open(path, key, FakeClock())
    assert path.read_bytes() == before


@pytest.mark.parametrize("seed", range(4))
def test_r13_a_flipped_bit_anywhere_in_the_file_is_found(whole: Path, tmp_path: Path, seed: int) -> None:
    path = copied(whole, tmp_path)
    everything(path)
    original, place = path.read_bytes(), random.Random(seed)
    for at in (seed, 16 + seed, *(place.randrange(len(original)) for _ in range(40))):
        broken = bytearray(original)
        broken[at] ^= 1 << place.randrange(8)
        path.write_bytes(broken)
        with pytest.raises(Damaged):
            everything(path)
        assert path.read_bytes() == broken


@pytest.mark.parametrize("seed", range(4))
def test_r13_a_flipped_bit_in_the_wal_never_shows_anything_that_was_not_booked(
    whole: Path, tmp_path: Path, seed: int
) -> None:
    """SQLite leaves out a WAL from its first wrong frame on: what is shown is whole, and a beginning of what was."""
    path, wal = copied(whole, tmp_path), tmp_path / "members.db-wal"
    all_of_it = everything(path)
    ends = set()
    place = random.Random(seed)
    for _ in range(30):
        copied(whole, tmp_path)
        broken = bytearray(wal.read_bytes())
        broken[place.randrange(len(broken))] ^= 1 << place.randrange(8)
        wal.write_bytes(broken)
        (tmp_path / "members.db-shm").unlink(missing_ok=True)
        try:
            found = everything(path)
        except Damaged:
            continue
        ends.add(len(found))
        assert found == all_of_it[: len(found)]
        assert len(found) >= 30
    assert len(ends) > 1


BREAKS: dict[str, Callable[[Path], object]] = {
    "cut in half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut within a page": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "the first page zeroed": lambda path: path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:]),
    "a later page zeroed": lambda path: path.write_bytes(
        path.read_bytes()[: 2 * PAGE] + bytes(PAGE) + path.read_bytes()[3 * PAGE :]
    ),
    "another file": lambda path: path.write_text("Einkaufsliste\n" * 1000),
    "pages in another order": lambda path: path.write_bytes(
        path.read_bytes()[:PAGE]
        + path.read_bytes()[2 * PAGE : 3 * PAGE]
        + path.read_bytes()[PAGE : 2 * PAGE]
        + path.read_bytes()[3 * PAGE :]
    ),
    "emptied": lambda path: path.write_bytes(b""),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_r13_a_file_that_is_broken_is_never_read_as_something_else(whole: Path, tmp_path: Path, broken: str) -> None:
    path = copied(whole, tmp_path)
    everything(path)
    BREAKS[broken](path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(Damaged):
        everything(path)
    assert (path.read_bytes() if path.exists() else None) == before


QUESTIONS: dict[str, Callable[[Ledger], object]] = {
    "all": lambda ledger: list(ledger.all()),
    "open": lambda ledger: ledger.outbox.open(),
    "a page": lambda ledger: ledger.outbox.latest(0, 400),
    "members": lambda ledger: ledger.people.find("", most=400),
    "the chain": lambda ledger: ledger.journal.check(),
    "everything": lambda ledger: ledger.check(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_r13_a_page_that_breaks_while_the_file_is_open_is_damage_or_was_not_asked_for(
    tmp_path: Path, question: str
) -> None:
    """Also when the first rows of an answer are still whole."""
    centre = Centre(tmp_path)
    centre.ledger.people.store(Member(number=str(n), name=f"Mitglied {n}", short=f"M. {n}") for n in range(300))
    for number in range(300):
        centre.pay(payer=str(number))
    right = QUESTIONS[question](centre.ledger)
    centre.ledger.close()
    original = centre.path.read_bytes()
    damaged = 0
    for page in range(1, len(original) // PAGE):
        with Ledger.open(centre.path, KEY, centre.clock) as ledger:
            with centre.path.open("r+b") as file:
                file.seek(PAGE * page)
                file.write(bytes(PAGE))
            try:
                assert QUESTIONS[question](ledger) == right
            except Damaged:
                damaged += 1
        centre.path.write_bytes(original)
    assert damaged > 3
