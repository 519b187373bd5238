"""R6: members who vanish from a list stay until that is certain: the centre knows of them what nobody else does."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sync.errors import Reason, SyncError, Unreachable
from sync.ledger.records import Member
from sync.records import Source
from sync.refresh import EVERY_S, Refreshed, refresh
from tests.ledger.ledgers import Centre

RING = Source(name="ring", kind="cyclos", url="http://127.0.0.1/ring")


class Roll:
    """A platform that knows the members of these numbers, or fails."""

    def __init__(self, numbers: Sequence[str], error: SyncError | None = None) -> None:
        self._numbers, self._error = numbers, error

    def members(self) -> list[Member]:
        if self._error:
            raise self._error
        return [Member(number=number, name=f"N {number}", short="N", source="ring") for number in self._numbers]

    def close(self) -> None:
        """Nothing to give back."""


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    read(centre, range(1, 21))
    yield centre
    centre.ledger.close()


def read(centre: Centre, numbers: Sequence[int], *, accept: str | None = None) -> Refreshed:
    roll = Roll([str(number) for number in numbers])
    (done,) = refresh(centre.ledger, [RING], lambda source: roll, at_once=True, accept=accept)
    return done


def known(centre: Centre) -> int:
    return centre.ledger.people.count()


def test_r6_many_members_lost_at_once_stay_however_often_the_platform_says_so(centre: Centre) -> None:
    for _ in range(3):
        done = read(centre, [1])
        assert (done.held, done.missing, known(centre)) == (True, 19, 20)
        centre.clock.later(hours=2)
    assert read(centre, []).held
    assert known(centre) == 20


def test_r6_many_members_leave_when_staff_say_that_it_is_right(centre: Centre) -> None:
    assert read(centre, [1], accept="other").held
    done = read(centre, [1], accept="ring")
    assert (done.held, done.missing, known(centre)) == (False, 0, 1)


def test_r6_one_who_left_stays_until_a_second_reading_an_hour_later(centre: Centre) -> None:
    assert (read(centre, range(1, 20)).missing, known(centre)) == (1, 20)
    centre.clock.later(minutes=59)
    assert (read(centre, range(1, 20)).missing, known(centre)) == (1, 20)
    centre.clock.later(minutes=2)
    assert (read(centre, range(1, 20)).missing, known(centre)) == (0, 19)


def test_one_who_comes_back_begins_anew(centre: Centre) -> None:
    read(centre, range(1, 20))
    centre.clock.later(minutes=59)
    read(centre, range(1, 21))
    centre.clock.later(minutes=2)
    assert (read(centre, range(1, 20)).missing, known(centre)) == (1, 20)


def test_r11_nobody_is_forgotten_by_an_untrusted_clock(centre: Centre) -> None:
    centre.clock.trusted = False
    read(centre, range(1, 20))
    centre.clock.later(days=400)
    assert (read(centre, range(1, 20)).missing, known(centre)) == (1, 20)


def test_members_are_read_anew_after_a_while_only(centre: Centre) -> None:
    never = Roll([], Unreachable(Reason.NO_NETWORK))
    assert list(refresh(centre.ledger, [RING], lambda source: never)) == []
    centre.clock.later(EVERY_S)
    (done,) = refresh(centre.ledger, [RING], lambda source: never)
    assert done.error is not None
    assert known(centre) == 20
