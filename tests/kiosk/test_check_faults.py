"""Each fault is put into a made-up machine, and the right sentence comes out (R40)."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.check.device import look
from kiosk.check.finding import Finding, State
from kiosk.check.readings.backups import backups
from kiosk.check.readings.books import Books
from kiosk.check.readings.handed import Handed
from kiosk.check.readings.hours import Hours
from kiosk.check.readings.machine import Machine
from kiosk.check.readings.printing import Answered
from kiosk.check.readings.pulls import Pulls
from kiosk.check.report import Readings, findings
from kiosk.check.titles import title_of
from kiosk.words import Words
from printing.errors import Trouble
from sync.clock import Trust
from tests.kiosk.check_machine import Pi
from tests.sync.clocks import TUESDAY

DE = Words("de")
NAMES = {"network", "sync", "backup", "card", "space", "wear", "clock", "paper", "temperature", "power"} | {
    *("waiting", "staff", "active", "sheet", "binder"),
}
TWO = {"Frau Büro": TUESDAY - timedelta(days=1), "Herr Amt": TUESDAY - timedelta(days=59)}
BOOKS = Books(
    active=TWO,
    waiting=0,
    oldest=None,
    refused=0,
    sheet=TUESDAY - timedelta(days=3),
    vouched=False,
    handed=Handed(TUESDAY - timedelta(days=90), "same"),
    mark="same",
)
PULLS = Pulls(wanted=2, last_good=TUESDAY - timedelta(minutes=20))
HOURS = Hours(TUESDAY, Trust.NTP, behind=False)


@pytest.fixture
def pi(tmp_path: Path) -> Pi:
    pi = Pi(tmp_path)
    pi.backed_up_twice(TUESDAY)
    return pi


def readings(pi: Pi, **other: object) -> Readings:
    """What is read of the machine, with files, people and printer as they should be."""
    read = Readings(
        taken_s=900.0,
        device=look(pi.machine, "boot-1", 900.0),
        hours=HOURS,
        pulls=PULLS,
        backups=backups(pi.data),
        staff=("Frau Büro", "Herr Amt"),
        printer=True,
        answered=Answered(known=True),
        books=BOOKS,
    )
    return msgspec.structs.replace(read, **other)


def found(read: Readings, name: str) -> Finding:
    [one] = [one for one in findings(DE, read) if one.name == name]
    return one


def stands(read: Readings, name: str, state: State, said: str) -> None:
    """How a finding stands, and a piece of what it says; what is not well says what to do."""
    one = found(read, name)
    assert (one.state, said in one.sentence) == (state, True), one
    assert (one.todo is not None) == (state in (State.WATCH, State.BAD)), one


def test_r40_on_a_healthy_machine_all_is_good_and_nothing_is_to_be_done(pi: Pi) -> None:
    every = findings(DE, readings(pi))
    assert {one.name for one in every} == NAMES
    assert [one for one in every if one.state is not State.GOOD or one.todo] == []


def test_r40_every_finding_has_a_name_for_people(pi: Pi) -> None:
    assert len({title_of(DE, name) for name in NAMES}) == len(NAMES)


Fault = Callable[[Pi], object]


@pytest.mark.parametrize(
    ("fault", "name", "state", "said"),
    [
        (Pi.unplug, "network", State.BAD, "kein Netz"),
        (Pi.unrouted, "network", State.WATCH, "nirgendwohin"),
        (Pi.on_wifi, "network", State.GOOD, "WLAN"),
        (lambda pi: pi.mounted("ro,errors=remount-ro"), "card", State.BAD, "nichts mehr zu speichern"),
        (lambda pi: pi.write("sys/fs/ext4/mmcblk0p3/errors_count", "3"), "card", State.BAD, "3 Fehler"),
        (lambda pi: pi.with_room(999_000_000), "space", State.WATCH, "knapp: 998 MB"),
        (lambda pi: pi.with_room(99_000_000), "space", State.BAD, "voll"),
        (lambda pi: pi.with_room(24_000_000_000, 9_000), "space", State.WATCH, "knapp"),
        (lambda pi: pi.with_room(24_000_000_000, 900), "space", State.BAD, "voll"),
        (lambda pi: pi.write(f"{pi.disk}/device/life_time", "0x01 0x08"), "wear", State.WATCH, "wird alt"),
        (lambda pi: pi.write(f"{pi.disk}/device/life_time", "0x0b 0x01"), "wear", State.BAD, "verbraucht"),
        (lambda pi: pi.write(f"{pi.disk}/device/pre_eol_info", "0x02"), "wear", State.WATCH, "wird alt"),
        (lambda pi: pi.write(f"{pi.disk}/device/pre_eol_info", "0x03"), "wear", State.BAD, "verbraucht"),
        (lambda pi: pi.written(3_200_000_000_000 // 512 // 2), "wear", State.WATCH, "wird alt"),
        (lambda pi: pi.written(3_200_000_000_000 // 512), "wear", State.BAD, "verbraucht"),
        (lambda pi: pi.write("sys/class/thermal/thermal_zone0/temp", "70100"), "temperature", State.WATCH, "70 Grad"),
        (lambda pi: pi.write("sys/class/thermal/thermal_zone0/temp", "81900"), "temperature", State.BAD, "82 Grad"),
        (lambda pi: pi.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1"), "power", State.BAD, "zu schwach"),
    ],
)  # fmt: skip
def test_r40_each_fault_of_the_machine_has_its_sentence(
    pi: Pi, fault: Fault, name: str, state: State, said: str
) -> None:
    fault(pi)
    read = readings(pi)
    stands(read, name, state, said)
    others = [one for one in findings(DE, read) if one.name != name]
    assert all(one.state is State.GOOD for one in others), "one fault, one finding"
    if state is State.BAD:
        assert findings(DE, read)[0].name == name, "worst first"


@pytest.mark.parametrize(
    ("bits", "state", "said"),
    [("0", State.GOOD, "stark genug"), ("50000", State.WATCH, "einmal zu schwach"), ("50005", State.BAD, "zu schwach")],
)
@pytest.mark.parametrize("name", ["soc/soc:firmware", "soc@107c000000/soc@107c000000:firmware"])
def test_r40_raspberry_pis_own_kernel_remembers_a_weak_power_supply(
    pi: Pi, name: str, bits: str, state: State, said: str
) -> None:
    pi.write(f"sys/devices/platform/{name}/get_throttled", bits)
    stands(readings(pi), "power", state, said)


def test_r40_an_alarm_of_two_seconds_is_remembered_until_the_next_start(pi: Pi) -> None:
    pi.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1")
    before = look(pi.machine, "boot-1", 60.0)
    pi.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0")
    after = look(pi.machine, "boot-1", 120.0).after(before)
    stands(readings(pi, device=after), "power", State.WATCH, "seit dem letzten Start")


def test_r40_where_nothing_tells_it_is_not_known_and_nothing_is_to_be_done(tmp_path: Path) -> None:
    pi = Pi(tmp_path)
    bare = look(Machine(pi.data, tmp_path / "nothing", _no_disk), "boot-1", 1.0)
    read = readings(pi, device=bare, books=None, printer=False, answered=None, staff=None, pulls=None)
    unknown = NAMES - {"clock", "backup"}
    assert {one.name for one in findings(DE, read) if one.state is State.UNKNOWN} == unknown
    assert all(one.todo is None for one in findings(DE, read) if one.name in unknown)


def _no_disk(_folder: Path) -> os.statvfs_result:
    raise OSError(5, "Input/output error")


def aged(**age: float) -> datetime:
    return TUESDAY - timedelta(**age)


@pytest.mark.parametrize(
    ("changed", "name", "state", "said"),
    [
        ({"pulls": Pulls(2, aged(hours=30))}, "sync", State.WATCH, "vor 30 Stunden"),
        ({"pulls": Pulls(2, aged(days=8))}, "sync", State.BAD, "vor 8 Tagen"),
        ({"pulls": Pulls(2, None)}, "sync", State.BAD, "Noch nicht jede Seite"),
        ({"pulls": Pulls(2, aged(hours=1), ("portal",))}, "sync", State.WATCH, "portal"),
        ({"pulls": Pulls(0, None)}, "sync", State.GOOD, "keine Seite"),
        ({"answered": Answered(True, Trouble.PAPER_OUT)}, "paper", State.BAD, "kein Papier"),
        ({"answered": Answered(True, Trouble.COVER_OPEN)}, "paper", State.BAD, "Deckel"),
        ({"answered": Answered(False, Trouble.UNREACHABLE)}, "paper", State.BAD, "aus oder nicht angeschlossen"),
        ({"answered": Answered(True, Trouble.FAULT)}, "paper", State.BAD, "druckt gerade nicht"),
        ({"answered": Answered(True, None, near_end=True)}, "paper", State.WATCH, "bald zu Ende"),
        ({"answered": Answered()}, "paper", State.GOOD, "sagt nicht, wie viel Papier"),
        ({"staff": ("Frau Büro",)}, "staff", State.WATCH, "1 Person"),
        ({"staff": ()}, "staff", State.WATCH, "niemand"),
        ({"hours": Hours(TUESDAY, Trust.UNTRUSTED, behind=False)}, "clock", State.WATCH, "24. November 2026"),
        ({"hours": Hours(TUESDAY, Trust.UNTRUSTED, behind=True)}, "clock", State.BAD, "Zeit verloren"),
        ({"hours": Hours(TUESDAY, Trust.RTC, behind=False)}, "clock", State.GOOD, "Batterie"),
    ],
)  # fmt: skip
def test_r40_each_fault_around_the_machine_has_its_sentence(
    pi: Pi, changed: dict[str, object], name: str, state: State, said: str
) -> None:
    stands(readings(pi, **changed), name, state, said)


@pytest.mark.parametrize(
    ("changed", "name", "state", "said"),
    [
        ({"active": {"Frau Büro": aged(days=1), "Herr Amt": aged(days=61)}}, "active", State.WATCH, "nur eine Person"),
        ({"active": {"Herr Amt": aged(days=61)}}, "active", State.WATCH, "niemand"),
        ({"waiting": 3, "oldest": aged(hours=5)}, "waiting", State.GOOD, "3 Buchungen warten"),
        ({"waiting": 3, "oldest": aged(days=3)}, "waiting", State.WATCH, "vor 3 Tagen"),
        ({"waiting": 1, "oldest": aged(days=15)}, "waiting", State.BAD, "1 Buchung wartet. Die älteste: vor 15 Tagen."),
        ({"refused": 2}, "waiting", State.WATCH, "2 Buchungen sind zu klären"),
        ({"sheet": None}, "sheet", State.WATCH, "noch nie"),
        ({"sheet": aged(days=34)}, "sheet", State.GOOD, "vor 34 Tagen"),
        ({"sheet": aged(days=35)}, "sheet", State.WATCH, "vor 35 Tagen"),
        ({}, "binder", State.GOOD, "stimmt"),
        ({"handed": None}, "binder", State.WATCH, "Noch niemand"),
        ({"mark": "other"}, "binder", State.WATCH, "anders als in der Übergabe-Mappe"),
    ],
)  # fmt: skip
def test_r40_what_only_the_ledger_knows_has_its_sentence(
    pi: Pi, changed: dict[str, object], name: str, state: State, said: str
) -> None:
    stands(readings(pi, books=msgspec.structs.replace(BOOKS, **changed)), name, state, said)


def test_r16_a_card_that_refuses_is_told_also_where_its_mount_says_nothing(pi: Pi) -> None:
    refused = msgspec.structs.replace(PULLS, unwritable=True)
    stands(readings(pi, pulls=refused), "card", State.BAD, "nichts mehr zu speichern")
    pi.with_room(0)
    assert found(readings(pi, pulls=refused), "card").state is State.GOOD, "a full card is told as full"
    stands(readings(pi, pulls=refused), "space", State.BAD, "voll")


def test_r10_the_word_of_the_office_counts_while_no_clock_tells(pi: Pi) -> None:
    doubted = Hours(TUESDAY, Trust.UNTRUSTED, behind=False)
    read = readings(pi, hours=doubted, books=msgspec.structs.replace(BOOKS, vouched=True))
    stands(read, "clock", State.GOOD, "Das Büro sagt")
    assert found(read, "clock").facts["trust"] == "staff"


def test_r11_a_clock_that_lost_its_time_tells_no_ages(pi: Pi) -> None:
    read = readings(pi, hours=Hours(TUESDAY, Trust.UNTRUSTED, behind=True))
    for name in ("sync", "backup", "waiting"):
        assert found(read, name).facts["age_h"] is None
    assert found(read, "sync").state is State.UNKNOWN
    assert found(read, "active").state is State.UNKNOWN
    stands(read, "backup", State.WATCH, "nicht bekannt")


def test_r37_backups_are_told_by_the_last_good_one_and_by_the_sticks(tmp_path: Path) -> None:
    pi = Pi(tmp_path)
    stands(readings(pi), "backup", State.BAD, "noch keine gute")
    assert found(readings(pi, staff=()), "backup").state is State.GOOD, "without a ledger nothing can be lost"
    pi.backed_up(aged(days=15))
    stands(readings(pi), "backup", State.BAD, "vor 15 Tagen")
    pi.backed_up(aged(days=4))
    stands(readings(pi), "backup", State.WATCH, "vor 4 Tagen")
    pi.backed_up(aged(hours=8))
    stands(readings(pi), "backup", State.WATCH, "nur ein Stick")
    pi.backed_up(aged(hours=2), good=False)
    stands(readings(pi), "backup", State.WATCH, "nicht gut")
    pi.backed_up(aged(hours=1), stick="b")
    stands(readings(pi), "backup", State.GOOD, "vor 1 Stunde")


def test_r11_a_good_backup_of_a_clock_that_was_ahead_hides_no_later_failure(tmp_path: Path) -> None:
    pi = Pi(tmp_path)
    pi.backed_up(aged(days=-30))
    pi.backed_up(aged(hours=2), good=False)
    stands(readings(pi), "backup", State.WATCH, "nicht gut")


def test_r8_a_terminal_that_reads_no_site_needs_no_network(pi: Pi) -> None:
    pi.unplug()
    stands(readings(pi, pulls=Pulls(0, None)), "network", State.GOOD, "braucht auch keines")


def test_every_finding_has_the_same_facts_however_it_stands(pi: Pi, tmp_path: Path) -> None:
    bare = look(Machine(pi.data, tmp_path / "nothing", _no_disk), "boot-1", 1.0)
    empty = readings(pi, device=bare, books=None, printer=False, answered=None, staff=None, pulls=None, backups=None)
    keys = {one.name: list(one.facts) for one in findings(DE, readings(pi))}
    assert {one.name: list(one.facts) for one in findings(DE, empty)} == keys
