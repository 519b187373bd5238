"""R10, R11: order is by sequence alone; wall time stands beside it with its trust, computed when trust arrives."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.clock import BUILD_FLOOR, Trust
from sync.ledger.journal import entered
from sync.ledger.records import Stamp
from sync.ledger.rows import anchors
from tests.ledger.ledgers import Centre
from tests.sync.clocks import FRIDAY

THE_PAST = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    centre = Centre(tmp_path)
    yield centre
    centre.ledger.close()


def stamps(centre: Centre) -> list[Stamp]:
    return [one.booking.stamp for one in centre.ledger.all()]


def walls(centre: Centre) -> list[datetime]:
    return [datetime.fromtimestamp(stamp.wall_ms / 1000, UTC) for stamp in stamps(centre)]


def told(centre: Centre) -> list[tuple[datetime, Trust]]:
    """When each booking was, as people are told."""
    known = anchors(centre.ledger.db)
    return [entered(stamp, known.get(stamp.boot)) for stamp in stamps(centre)]


def book_at(centre: Centre, wall: datetime, trust: Trust) -> None:
    centre.clock.wall, centre.clock.trust = wall, trust
    centre.pay()


def test_r10_every_row_holds_sequence_boot_both_times_and_the_trust(centre: Centre) -> None:
    centre.pay()
    centre.clock.later(seconds=1.5)
    centre.pay()
    rows = centre.ledger.db.execute("SELECT seq, boot, monotonic_ns, wall_ms, trust FROM journal").fetchall()
    began_ms = int(FRIDAY.timestamp() * 1000)
    assert rows == [
        (1, "boot-1", 1_000_000_000_000, began_ms, "ntp"),
        (2, "boot-1", 1_001_500_000_000, began_ms + 1500, "ntp"),
    ]


@pytest.mark.parametrize("trust", list(Trust))
def test_r11_a_clock_that_starts_in_1970_is_never_believed_below_the_build(centre: Centre, trust: Trust) -> None:
    book_at(centre, THE_PAST, trust)
    assert walls(centre) == [BUILD_FLOOR]


def test_r10_jumps_of_the_wall_clock_change_no_order_and_no_sequence(centre: Centre) -> None:
    for days in (0, 365, -365, 730, -12000):
        centre.clock.wall = FRIDAY + timedelta(days=days)
        centre.pay()
        centre.clock.later(seconds=1)
    assert [one.booking.receipt for one in centre.ledger.all()] == [1, 2, 3, 4, 5]
    assert [one.booking.seq for one in centre.ledger.all()] == [1, 2, 3, 4, 5]
    assert walls(centre) == sorted(walls(centre))
    centre.ledger.journal.check()


def test_r10_bookings_of_many_boots_stay_in_the_order_of_entry(centre: Centre) -> None:
    for number in range(5):
        centre.pay()
        centre.clock.reboot(f"boot-{9 - number}")
        centre.clock.wall -= timedelta(days=30)
        centre.again()
    assert [stamp.boot for stamp in stamps(centre)] == ["boot-1", "boot-9", "boot-8", "boot-7", "boot-6"]
    assert [one.booking.receipt for one in centre.ledger.outbox.open()] == [1, 2, 3, 4, 5]


def test_r10_when_trust_arrives_earlier_times_of_this_boot_are_computed_and_not_overwritten(centre: Centre) -> None:
    book_at(centre, THE_PAST, Trust.UNTRUSTED)
    written = stamps(centre)[0]
    assert told(centre) == [(BUILD_FLOOR, Trust.UNTRUSTED)]
    centre.clock.later(minutes=30)
    book_at(centre, FRIDAY, Trust.NTP)
    assert told(centre) == [(FRIDAY - timedelta(minutes=30), Trust.NTP), (FRIDAY, Trust.NTP)]
    assert stamps(centre)[0] == written


def test_r10_trust_says_nothing_about_other_boots(centre: Centre) -> None:
    book_at(centre, THE_PAST, Trust.UNTRUSTED)
    centre.clock.reboot("boot-2")
    book_at(centre, FRIDAY, Trust.NTP)
    assert [trust for _, trust in told(centre)] == [Trust.UNTRUSTED, Trust.NTP]


def test_r10_the_first_trusted_time_of_a_boot_is_its_anchor_also_after_trust_was_lost(centre: Centre) -> None:
    book_at(centre, FRIDAY, Trust.RTC)
    centre.clock.later(hours=1)
    book_at(centre, THE_PAST, Trust.UNTRUSTED)
    centre.clock.later(hours=1)
    book_at(centre, FRIDAY + timedelta(days=1), Trust.NTP)
    assert told(centre)[1] == (FRIDAY + timedelta(hours=1), Trust.RTC)
    assert list(anchors(centre.ledger.db)) == ["boot-1"]


def test_r10_every_row_of_the_journal_anchors_not_only_bookings(centre: Centre) -> None:
    book_at(centre, THE_PAST, Trust.UNTRUSTED)
    centre.clock.later(minutes=10)
    centre.clock.wall, centre.clock.trust = FRIDAY, Trust.NTP
    centre.deliver()
    assert told(centre) == [(FRIDAY - timedelta(minutes=10), Trust.NTP)]


@pytest.mark.parametrize("trust", [Trust.UNTRUSTED, Trust.NTP])
def test_r11_wall_time_never_goes_below_what_was_stored(centre: Centre, trust: Trust) -> None:
    book_at(centre, FRIDAY, trust)
    book_at(centre, FRIDAY - timedelta(days=3), trust)
    centre.again()
    book_at(centre, THE_PAST, Trust.UNTRUSTED)
    assert walls(centre) == [FRIDAY] * 3


def test_r11_a_far_future_that_nobody_vouched_for_is_healed_by_a_trusted_clock(centre: Centre) -> None:
    book_at(centre, FRIDAY + timedelta(days=3650), Trust.UNTRUSTED)
    book_at(centre, FRIDAY, Trust.NTP)
    book_at(centre, FRIDAY + timedelta(hours=1), Trust.UNTRUSTED)
    assert walls(centre) == [FRIDAY + timedelta(days=3650), FRIDAY, FRIDAY + timedelta(hours=1)]


def test_r11_healing_goes_back_to_the_last_trusted_time_and_no_further(centre: Centre) -> None:
    book_at(centre, FRIDAY, Trust.NTP)
    book_at(centre, FRIDAY + timedelta(days=3650), Trust.UNTRUSTED)
    book_at(centre, FRIDAY - timedelta(days=10), Trust.RTC)
    assert walls(centre)[2] == FRIDAY


def test_times_over_a_night_of_the_clock_change_and_a_leap_day_are_exact(centre: Centre) -> None:
    for moment in (datetime(2027, 3, 28, 0, 59, 59, tzinfo=UTC), datetime(2028, 2, 28, 23, 59, 59, tzinfo=UTC)):
        book_at(centre, moment, Trust.NTP)
        centre.clock.later(seconds=2)
        centre.pay()
    times = walls(centre)
    assert [times[1] - times[0], times[3] - times[2]] == [timedelta(seconds=2)] * 2
    assert times[3] == datetime(2028, 2, 29, 0, 0, 1, tzinfo=UTC)
