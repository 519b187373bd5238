"""Each deed, on a machine of files: what it runs and writes, and what it refuses."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from steward.answers import Answer, Refused
from steward.deeds import clock, network, power, remount
from steward.system import Done, run
from steward.table import DEEDS, Deed, deed
from tests.deploy.steward_place import Machine

NOON = {"minute": "2026-11-22T12:00+01:00"}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def refused(machine: Machine, word: str, facts: Mapping[str, str]) -> str:
    """The reason of a deed that is not done."""
    with pytest.raises(Refused) as found:
        deed(word)(facts, machine.system)
    return found.value.reason


@pytest.mark.parametrize("word", sorted(set(DEEDS) - {"update", "keep-update"}))
def test_every_deed_of_the_table_is_there(word: str) -> None:
    assert callable(deed(word))


@pytest.mark.parametrize(("do", "verb"), [(power.restart, "reboot"), (power.power_off, "poweroff")])
def test_the_machine_goes_down_after_the_answer(machine: Machine, do: Deed, verb: str) -> None:
    assert do({}, machine.system) == Answer(done=True)
    assert machine.programs.called == [["/usr/bin/systemctl", "--no-block", verb]]


def test_a_machine_that_does_not_go_down_says_so(machine: Machine) -> None:
    machine.programs.says["/usr/bin/systemctl"] = Done(1)
    assert refused(machine, "power-off", {}) == "failed"


def test_r10_the_clock_is_set_and_kept_for_the_next_start(machine: Machine) -> None:
    saved = machine.put(clock.SAVED)
    assert clock.set_clock(NOON, machine.system) == Answer(done=True)
    noon = datetime(2026, 11, 22, 11, 0, tzinfo=UTC).timestamp()
    assert machine.times == [noon]
    assert saved.stat().st_mtime == noon
    assert (machine.root / clock.BY_HAND.lstrip("/")).stat().st_mtime == noon, "a person said so"


def test_r11_where_it_cannot_be_kept_that_a_person_said_so_the_battery_keeps_its_time(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Path] = []
    monkeypatch.setattr(clock, "_set_battery_clock", lambda device, when: told.append(device))
    machine.put(clock.SAVED)
    assert clock.set_clock(NOON, machine.system) == Answer(done=True)
    assert len(told) == 1
    (machine.root / clock.BY_HAND.lstrip("/")).unlink()
    (machine.root / "opt/kiosk/state").rmdir()
    machine.put("/opt/kiosk/state", "in the way")
    assert clock.set_clock(NOON, machine.system) == Answer(done=True)
    assert len(told) == 1
    assert "with battery" in caplog.text


def test_r10_where_the_time_cannot_be_kept_the_clock_is_set_all_the_same(
    machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    assert clock.set_clock(NOON, machine.system) == Answer(done=True)
    assert len(machine.times) == 1
    assert "next start" in caplog.text


def test_r10_a_clock_that_the_network_has_set_is_left_alone(machine: Machine) -> None:
    machine.put(clock.SYNCED)
    assert refused(machine, "set-clock", NOON) == "clock-right"
    assert machine.times == []


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("2026-10-31T23:59Z", "clock-range"),
        ("2056-11-01T00:00Z", "clock-range"),
        ("2026-11-22T12:00", "bad-facts"),
        ("2026-11-22T12:00:30Z", "bad-facts"),
        ("2026-02-30T12:00Z", "bad-facts"),
        ("2026-11-22T12:00Z; reboot", "bad-facts"),
        ("٢٠٢٦-11-22T12:00Z", "bad-facts"),
        ("now", "bad-facts"),
        ("", "bad-facts"),
    ],
)
def test_r11_a_time_that_cannot_be_is_refused(machine: Machine, word: str, reason: str) -> None:
    assert refused(machine, "set-clock", {"minute": word}) == reason
    assert machine.times == []


def mount_table(machine: Machine, *folders: str) -> None:
    """A stick, sda1, mounted there."""
    rows = (f"36 35 8:1 / {folder} rw,nosuid - vfat /dev/sda1 rw" for folder in folders)
    machine.put("/proc/self/mountinfo", "\n".join(["22 1 179:2 / / ro - ext4 /dev/root ro", *rows, ""]))


def test_r37_a_stick_is_mounted_anew_by_the_unit_that_mounted_it(machine: Machine) -> None:
    mount_table(machine, "/media/kiosk/Blauer\\040Stick")
    answer = remount.remount({"folder": "/media/kiosk/Blauer Stick"}, machine.system)
    assert answer == Answer(done=True, facts={"folder": "/media/kiosk/Blauer Stick"})
    assert machine.programs.called == [["/usr/bin/systemctl", "reload", "kiosk-stick@sda1.service"]]


def test_r37_a_stick_in_use_is_told_from_one_that_is_gone(machine: Machine) -> None:
    mount_table(machine, "/media/kiosk/A")
    machine.programs.says["/usr/bin/systemctl reload"] = Done(1)
    assert refused(machine, "remount", {"folder": "/media/kiosk/A"}) == "stick-busy"
    mount_table(machine)
    assert refused(machine, "remount", {"folder": "/media/kiosk/A"}) == "no-stick"


@pytest.mark.parametrize(
    "folder",
    ["/", "/media/kiosk", "/media/kiosk/", "/media/kiosk/..", "/media/kiosk/../..", "/media/kiosk/a/b", "/etc", "A"],
)
def test_r25_only_folders_of_sticks_are_mounted_anew(machine: Machine, folder: str) -> None:
    mount_table(machine, folder)
    assert refused(machine, "remount", {"folder": folder}) == "bad-facts"
    assert machine.programs.called == []


ADDRESSES = [
    {"ifname": "lo", "addr_info": [{"local": "127.0.0.1", "scope": "host"}]},
    {"ifname": "docker0", "addr_info": [{"local": "172.17.0.1", "scope": "global"}]},
    {"ifname": "wlan0", "addr_info": [{"local": "192.168.1.7", "scope": "global"}]},
]
WIFI_LIST = "*:73:Café\\: Gäste\n :90:Nachbar\n :12:Nachbar\n :40:\n :zwei:Kaputt\n"


def connected(machine: Machine, device: str, *, wireless: bool) -> None:
    machine.programs.says |= {
        "/usr/sbin/ip -4 -json address": Done(0, json.dumps(ADDRESSES)),
        "/usr/sbin/ip -4 -json route": Done(0, json.dumps([{"dst": "default", "dev": device}])),
        "/usr/bin/nmcli -t -f IN-USE": Done(0, WIFI_LIST),
    }
    (machine.root / f"sys/class/net/{device}/device").mkdir(parents=True)
    if wireless:
        (machine.root / f"sys/class/net/{device}/wireless").mkdir()


def test_the_network_is_told_by_kind_address_and_strength(machine: Machine) -> None:
    connected(machine, "wlan0", wireless=True)
    told = network.look({}, machine.system).facts
    assert told == {"kind": "wifi", "address": "192.168.1.7", "wifi": "Café: Gäste", "signal": "73"}


def test_a_cable_needs_nobody_who_looks_after_wifi(machine: Machine) -> None:
    connected(machine, "wlan0", wireless=False)
    assert network.look({}, machine.system).facts == {"kind": "cable", "address": "192.168.1.7"}


def test_networks_are_named_once_the_strongest_first(machine: Machine) -> None:
    connected(machine, "wlan0", wireless=True)
    assert network.look({"scan": "yes"}, machine.system).facts["networks"] == "Nachbar\nCafé: Gäste"
    assert ["/usr/bin/nmcli", "radio", "wifi", "on"] in machine.programs.called


def test_without_any_network_that_is_what_is_told(machine: Machine) -> None:
    machine.programs.says["/usr/sbin/ip"] = Done(127)
    assert network.look({}, machine.system).facts == {"kind": "none", "address": ""}


def test_nothing_of_the_callers_environment_reaches_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_PRELOAD", "/nowhere")
    assert run(["/usr/bin/env"], 5).out.split() == ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]


def test_a_program_that_is_missing_or_hangs_has_failed() -> None:
    assert run(["/nowhere"], 5).code == 127
    assert run(["/bin/sleep", "60"], 0.01).code == 127
