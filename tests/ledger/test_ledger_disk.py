"""R1, R13: a disk that is full or cannot be written refuses a booking whole, says so, and is written again later."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.errors import Reason, Unstorable
from sync.ledger.ledger import Ledger
from sync.ledger.records import State
from tests.ledger.ledgers import KEY, Centre, payment

ROOT = Path(__file__).parents[2]


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def fill(centre: Centre) -> int:
    """Book until there is no room in the file; returns how many were booked."""
    pages = centre.ledger.db.execute("PRAGMA page_count").fetchone()[0]
    centre.ledger.db.execute(f"PRAGMA max_page_count = {pages + 3}")
    with pytest.raises(Unstorable) as refused:
        book_for_ever(centre)
    assert refused.value.reason is Reason.DISK_FULL
    return len(centre.states())


def book_for_ever(centre: Centre) -> None:
    while True:
        centre.ledger.book(payment(text="x" * 190), staff="Anna", platform="ring")


def deliver_for_ever(centre: Centre) -> None:
    while True:
        centre.deliver()
        centre.clock.later(minutes=2)


def test_r1_a_full_disk_refuses_a_booking_whole_and_takes_it_when_there_is_room(centre: Centre) -> None:
    booked = fill(centre)
    for _ in range(3):
        with pytest.raises(Unstorable):
            centre.ledger.book(payment(text="x" * 190), staff="Anna", platform="ring")
    assert len(centre.states()) == booked
    assert not centre.ledger.db.in_transaction
    centre.ledger.check()
    centre.ledger.journal.check()
    centre.ledger.db.execute("PRAGMA max_page_count = 100000")
    assert centre.pay() == booked + 1


def test_a_full_disk_stops_delivery_before_anything_is_sent(centre: Centre) -> None:
    """A step that cannot be noted is not taken: each one is written before its request."""
    booked = fill(centre)
    with pytest.raises(Unstorable):
        deliver_for_ever(centre)
    assert centre.ring.times("send") == len(centre.ring.effects) < booked
    centre.ledger.db.execute("PRAGMA max_page_count = 100000")
    centre.deliver_all(4)
    assert centre.states() == [State.CONFIRMED] * booked
    assert (len(centre.ring.effects), centre.ring.most) == (booked, 1)


def test_r13_a_card_that_went_read_only_refuses_and_can_still_be_read(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ledger.db.execute("PRAGMA query_only = ON")
    steps = (centre.pay, centre.deliver, lambda: centre.ledger.storno(receipt, "Anna"))
    for step in steps:
        with pytest.raises(Unstorable) as refused:
            step()
        assert refused.value.reason is Reason.DISK
    assert centre.ring.asked == []
    assert [one.booking.receipt for one in centre.ledger.all()] == [1]
    centre.ledger.check()


def test_a_mark_that_cannot_be_written_stops_delivery_before_anything_is_sent(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.pay()
    before = list(centre.ledger.all())

    def refuse(*words: object, **more: object) -> None:
        raise OSError(errno.EROFS, "read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr("sync.ledger.origin.os.utime", refuse)
        with pytest.raises(Unstorable):
            centre.deliver()
    assert (centre.ring.asked, list(centre.ledger.all())) == ([], before)
    centre.deliver()
    assert centre.states() == [State.CONFIRMED]


LIMITED = """
import resource, signal, sys
from pathlib import Path
from sync.errors import Unstorable
from sync.ledger.ledger import Ledger
from tests.ledger.ledgers import KEY, payment
from tests.sync.clocks import FakeClock
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
with Ledger.open(path, KEY, FakeClock()) as ledger:
    room = max(one.stat().st_size for one in path.parent.iterdir()) + int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        while True:
            print(ledger.book(payment(text="y" * 190), staff="Anna", platform="ring").receipt, flush=True)
    except Unstorable as error:
        print(error.reason, flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(ledger.book(payment(), staff="Anna", platform="ring").receipt, flush=True)
"""


@pytest.mark.parametrize("room", [0, 1, 1000, 4096, 5000, 12345, 20000])
def test_r1_writes_that_the_system_refuses_at_any_length_leave_nothing_half(tmp_path: Path, room: int) -> None:
    path = tmp_path / "members.db"
    command = [sys.executable, "-B", "-c", LIMITED, str(path), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    *booked, why, last = done.stdout.split()
    assert why in (Reason.DISK, Reason.DISK_FULL)
    assert [int(receipt) for receipt in (*booked, last)] == list(range(1, len(booked) + 2))
    with Ledger.open(path, KEY, Centre(tmp_path / "other").clock) as ledger:
        assert [one.booking.receipt for one in ledger.all()] == [int(receipt) for receipt in (*booked, last)]
        ledger.check()
        ledger.journal.check()


FORBIDDEN = """
import sys
from pathlib import Path
from sync.errors import Unstorable
from sync.ledger.ledger import Ledger
from tests.ledger.ledgers import KEY, payment
from tests.sync.clocks import FakeClock
try:
    with Ledger.open(Path(sys.argv[1]), KEY, FakeClock()) as ledger:
        ledger.book(payment(), staff="Anna", platform="ring")
except Unstorable as error:
    print(error.reason)
"""


@pytest.mark.parametrize("there", [False, True])
def test_r13_a_folder_that_may_not_be_written_is_named_and_left_as_it_is(tmp_path: Path, there: bool) -> None:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("needs setpriv, to be nobody who may write everywhere")
    folder = tmp_path / "data"
    folder.mkdir()
    if there:
        with Ledger.open(folder / "members.db", KEY, Centre(tmp_path / "other").clock) as ledger:
            ledger.book(payment(), staff="Anna", platform="ring")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in (*folder.iterdir(), folder):
        path.chmod(0o500 if path.is_dir() else 0o400)
    powerless = [setpriv, "--bounding-set=-all", "--inh-caps=-all"]
    command = [*powerless, sys.executable, "-B", "-c", FORBIDDEN, str(folder / "members.db")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=True)
    folder.chmod(0o700)
    assert done.stdout == "disk\n"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
