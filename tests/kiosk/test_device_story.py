"""Restarting, switching off, remote help and Wi-Fi by hand on the running terminal, done by the real steward."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from kiosk import helper_keys
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.settings_writer import SettingsWriter
from kiosk.steward import Steward
from kiosk.sticks import Stick
from steward.deeds.remote_help import GIVEN, HOST_KEY
from steward.deeds.wifi import FILE
from steward.rounds import work_off
from steward.system import Done
from sync.replica import Replica
from tests.deploy.steward_place import Machine, folders
from tests.deploy.test_remote_help import ED25519
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import PIN, STAFF, office

pytestmark = pytest.mark.anyio
SHOWN = (58, 18)
WIFI_LIST = " :90:Nachbar\n :60:Treff-Gäste\n"


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[tuple[House, Desk, Machine]]:
    """A desk whose steward works on a machine of files, as soon as somebody waits for it."""
    machine = Machine(tmp_path / "machine")
    post = folders(machine.root / "run/kiosk-steward")
    for path in (HOST_KEY, f"{HOST_KEY}.pub"):
        machine.put(path)
    machine.programs.says |= {
        "/usr/bin/ssh-keygen -l": Done(0, "256 SHA256:tZ0h kiosk-help (ED25519)\n"),
        "/usr/bin/nmcli -t -f RUNNING": Done(0, "running\n"),
        "/usr/bin/nmcli -t -f TYPE": Done(0, "wifi\n"),
        "/usr/bin/nmcli -t -f IN-USE": Done(0, WIFI_LIST),
    }
    with office(tmp_path / "desk", replicas["demo"]) as (house, desk):

        def sleep(_: float) -> None:
            work_off(post, os.getuid(), machine.system)

        house.steward = Steward(post, sleep=sleep, monotonic=house.clock.monotonic)
        house.writer = SettingsWriter(machine.put("/etc/kiosk/kiosk.toml"), tmp_path / "secrets")
        yield house, desk, machine


async def to_the_device(hand: Driven, task: str) -> None:
    await hand.press("f2")
    await hand.sign_in(PIN)
    for action in ("go:more", "go:device", task):
        await hand.turn_to(action)


async def chosen(hand: Driven, action: str) -> None:
    """A deed, on its page or behind the button that opens the cards."""
    await hand.tap(action if hand.view.button_for(action) else "deeds")
    if hand.view.button_for(f"do:{action}"):
        await hand.tap(f"do:{action}")


def orders(machine: Machine) -> list[str]:
    return [" ".join(call[1:]) for call in machine.programs.called if call[0] == "/usr/bin/systemctl"]


def noted(desk: Desk) -> list[tuple[str, str | None]]:
    """What the journal has about helpers."""
    return [(row.event, row.staff) for row, _ in desk.ledger.journal._rows() if "help" in row.event]


@pytest.mark.parametrize(("action", "verb"), [("restart", "reboot"), ("power-off", "poweroff")])
async def test_a19_the_machine_goes_down_when_staff_say_so_twice(
    there: tuple[House, Desk, Machine], action: str, verb: str
) -> None:
    house, _, machine = there
    async with driven(house, SHOWN) as hand:
        await to_the_device(hand, "go:power")
        await chosen(hand, action)
        assert hand.app.canvas.focused_action == "back"
        assert orders(machine) == []
        await hand.tap("yes")
        await hand.until(lambda: orders(machine) == [f"--no-block {verb}"])
        await hand.until(lambda: hand.says("Einen Moment"))
        assert hand.view.button_for(action) is None


async def test_r25_r33_remote_help_is_switched_on_and_off_and_the_journal_has_who(
    there: tuple[House, Desk, Machine],
) -> None:
    house, desk, machine = there
    machine.put(GIVEN, f"{ED25519} town\n")
    async with driven(house, SHOWN) as hand:
        await to_the_device(hand, "go:help")
        await chosen(hand, "help-on")
        await hand.tap("yes")
        state = machine.system.at("/run/kiosk-steward/help.json")
        await hand.until(lambda: hand.view.button_for("help-on") is None and state.exists())
        told: Mapping[str, object] = json.loads(state.read_text())
        state.write_text(json.dumps({**told, "address": "192.168.1.7", "until_s": house.clock.monotonic() + 3600.0}))
        await hand.tick(21)
        assert hand.says("noch 60 Minuten an")
        assert hand.says("ssh -p 2022 kiosk-help@192.168.1.7 status")
        assert hand.says("SHA256:tZ0h")
        assert noted(desk) == [("remote help on", STAFF)]
        await chosen(hand, "help-off")
        await hand.until(lambda: hand.says("Die Fernhilfe ist aus"))
        assert noted(desk)[1:] == [("remote help off", STAFF)]
    assert orders(machine) == [f"{verb} kiosk-help.service" for verb in ("stop", "start", "stop")]


async def test_r25_without_a_key_staff_hear_what_is_missing_and_fetch_it_from_a_stick(
    there: tuple[House, Desk, Machine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, desk, machine = there
    (tmp_path / "helpers.keys").write_text(f"# the town\n{ED25519} somebody\n\x1b[2J{ED25519}\n")
    monkeypatch.setattr(helper_keys, "sticks", lambda: [Stick("STICK", tmp_path)])
    async with driven(house, SHOWN) as hand:
        await to_the_device(hand, "go:help")
        await chosen(hand, "help-on")
        await hand.tap("yes")
        await hand.until(lambda: hand.says("Es liegt noch kein Schlüssel vor"))
        assert noted(desk) == []
        await chosen(hand, "keys")
        await hand.until(lambda: hand.says("1 Schlüssel ist gespeichert"))
    assert machine.system.at(GIVEN).read_text() == f"{ED25519} somebody\n"
    assert noted(desk) == [("helper keys stored", STAFF)]


@pytest.mark.parametrize("content", [None, "", "nonsense\n", "-----BEGIN OPENSSH PRIVATE KEY-----\n"])
async def test_a_stick_without_keys_changes_nothing(
    there: tuple[House, Desk, Machine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    house, _, machine = there
    machine.put(GIVEN, "before")
    if content is not None:
        (tmp_path / "helpers.keys").write_text(content)
    monkeypatch.setattr(helper_keys, "sticks", lambda: [Stick("STICK", tmp_path)])
    async with driven(house, SHOWN) as hand:
        await to_the_device(hand, "go:help")
        await chosen(hand, "keys")
        await hand.until(lambda: hand.says("keine Datei helpers.keys"))
    assert machine.system.at(GIVEN).read_text() == "before"


async def test_a_wifi_is_chosen_from_those_that_are_received_and_joined(
    there: tuple[House, Desk, Machine],
) -> None:
    from kiosk.screens.staff.network import NetworkPage

    house, _, machine = there
    machine.put(FILE).unlink()
    async with driven(house, SHOWN) as hand:
        await hand.press("f2")
        await hand.sign_in(PIN)
        hand.app.perform(NetworkPage(house).begin(house))
        await hand.until(lambda: hand.view.name == "wifi:list")
        assert hand.says("Nachbar")
        await hand.tap("pick:1")
        await hand.press(*"aB3_ xyz9", "enter")
        await hand.until(lambda: hand.says("Treff-Gäste.") and hand.view.name == "wifi:told")
    assert "psk=aB3_\\sxyz9\n" in machine.system.at(FILE).read_text()
