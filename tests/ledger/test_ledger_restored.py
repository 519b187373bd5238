"""R38: after a restore nobody knows what was sent since the backup: the platform is asked before anything is sent."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.couriers.base import Why
from sync.ledger.records import PAPER, State
from tests.couriers.paper_trail import Fault, once
from tests.ledger.ledgers import Centre, job, payment


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def replaced(backup: Path, path: Path) -> None:
    """By another file of the same name."""
    os.replace(backup, path)


def overwritten(backup: Path, path: Path) -> None:
    """Into the same file, as `cp` does it."""
    path.write_bytes(backup.read_bytes())


def removed_first(backup: Path, path: Path) -> None:
    """Where the file system may well give the same number to the new file."""
    path.unlink()
    shutil.copy2(backup, path)


WAYS: list[Callable[[Path, Path], None]] = [replaced, overwritten, removed_first]


@pytest.mark.parametrize("way", WAYS)
def test_r38_what_was_sent_after_the_backup_is_found_and_not_sent_again(
    centre: Centre, way: Callable[[Path, Path], None]
) -> None:
    for _ in range(3):
        centre.pay()
    backup = centre.copied()
    centre.start()
    centre.ring.plan = once(Fault.REFUSED, at=2)
    centre.deliver()
    assert centre.states() == [State.CONFIRMED, State.CONFIRMED, State.REFUSED]
    centre.ledger.close()
    way(backup, centre.path)
    centre.start()
    assert centre.states() == [State.UNCERTAIN] * 3
    centre.deliver_all()
    assert centre.states() == [State.CONFIRMED] * 3
    assert centre.ring.most == 1


@pytest.mark.parametrize("way", WAYS)
def test_r38_what_was_not_sent_is_asked_for_twice_and_then_sent_once(
    centre: Centre, way: Callable[[Path, Path], None]
) -> None:
    centre.pay()
    centre.deliver()
    centre.pay(payer="3", payee="4")
    backup = centre.copied()
    centre.start()
    centre.deliver()
    del centre.ring.effects[1]
    centre.ledger.close()
    way(backup, centre.path)
    centre.start()
    asked = centre.ring.times("send")
    for wait, sent in ((0, 0), (59, 0), (1, 0), (59, 0), (1, 1)):
        centre.clock.later(seconds=wait)
        centre.deliver()
        assert centre.ring.times("send") - asked == sent
    assert centre.states() == [State.CONFIRMED, State.CONFIRMED]


def test_r38_a_backup_of_the_running_terminal_is_known_as_well(centre: Centre) -> None:
    centre.pay()
    centre.ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backup = centre.path.read_bytes()
    centre.deliver()
    centre.ledger.close()
    centre.path.write_bytes(backup)
    centre.start()
    assert centre.states() == [State.UNCERTAIN]
    centre.deliver_all()
    assert len(centre.ring.effects) == 1


def test_r38_a_backup_from_within_a_round_is_known_as_well(centre: Centre) -> None:
    for number in range(3):
        centre.pay(payer=f"1{number}", payee=f"2{number}")
    round_ = centre.deliverer.run()
    next(round_)
    centre.ledger.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backup = centre.path.read_bytes()
    list(round_)
    centre.ledger.close()
    centre.path.write_bytes(backup)
    centre.start()
    assert centre.states() == [State.CONFIRMED, State.UNCERTAIN, State.UNCERTAIN]
    centre.deliver_all()
    assert centre.ring.most == 1


def test_r38_a_whole_folder_put_back_is_known_by_its_mark(centre: Centre, tmp_path: Path) -> None:
    centre.pay()
    centre.ledger.close()
    backup = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    centre.start()
    centre.deliver()
    centre.ledger.close()
    for name, content in backup.items():
        (tmp_path / name).write_bytes(content)
        os.utime(tmp_path / name, ns=(0, 0))
    centre.start()
    assert centre.states() == [State.UNCERTAIN]


def test_r38_what_was_being_looked_up_is_looked_up_from_the_beginning(centre: Centre) -> None:
    receipt = centre.pay()
    centre.ring.plan = once(Fault.LOST_BEFORE)
    centre.deliver()
    centre.clock.later(minutes=2)
    centre.deliver()
    assert centre.ledger.outbox.sending(receipt).missed == 1
    backup = centre.copied()
    centre.start()
    centre.clock.later(minutes=2)
    centre.deliver()
    assert centre.states() == [State.CONFIRMED]
    centre.ledger.close()
    overwritten(backup, centre.path)
    centre.start()
    assert centre.ledger.outbox.sending(receipt).missed == 0


def test_r38_the_same_file_opened_again_is_trusted(centre: Centre) -> None:
    centre.pay()
    for _ in range(3):
        centre.again()
        with centre.ledger.sibling() as other:
            assert len(other.outbox.open()) == 1
    assert centre.states() == [State.WAITING]
    centre.deliver()
    centre.pay()
    centre.again()
    assert centre.states() == [State.CONFIRMED, State.WAITING]


def test_r38_ends_stay_and_paper_is_asked_of_nobody(centre: Centre) -> None:
    first, second = centre.pay(), centre.pay()
    centre.ledger.outbox.refuse(first, Why.BALANCE)
    centre.ledger.cancel(second, "Anna")
    centre.ledger.book(job(), staff="Anna", platform=PAPER)
    centre.ledger.book(payment(), staff="Anna", platform="ring")
    replaced(centre.copied(), centre.path)
    centre.start()
    assert centre.states() == [State.REFUSED, State.CANCELLED, State.WAITING, State.UNCERTAIN]
    centre.ledger.check()
