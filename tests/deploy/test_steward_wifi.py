"""Joining a Wi-Fi network: a connection file, no passphrase in any command, and the old network where it fails."""

from collections.abc import Mapping
from configparser import ConfigParser
from pathlib import Path

import pytest

from steward.answers import Answer, Refused
from steward.deeds.wifi import FILE, join, profile
from steward.system import Done
from tests.deploy.steward_place import Machine

HOME = {"name": "Café Zeisig", "passphrase": "Kanarien vogel\\7"}
UP = "/usr/bin/nmcli --wait 45 connection up"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.put(FILE).unlink()
    machine.programs.says |= {
        "/usr/bin/nmcli -t -f RUNNING": Done(0, "running\n"),
        "/usr/bin/nmcli -t -f TYPE": Done(0, "ethernet\nwifi\nloopback\n"),
    }
    return machine


def refused(machine: Machine, facts: Mapping[str, str]) -> str:
    with pytest.raises(Refused) as found:
        join(facts, machine.system)
    return found.value.reason


def read(machine: Machine) -> ConfigParser:
    """The connection file as a key file; its values are taken as they stand."""
    parser = ConfigParser(interpolation=None)
    parser.read_string((machine.root / FILE.lstrip("/")).read_text())
    return parser


def test_the_network_is_joined_by_a_file_that_only_root_may_read(machine: Machine) -> None:
    assert join(HOME, machine.system) == Answer(done=True)
    assert (machine.root / FILE.lstrip("/")).stat().st_mode & 0o777 == 0o600
    written = read(machine)
    assert bytes(map(int, written["wifi"]["ssid"].strip(";").split(";"))).decode() == "Café Zeisig"
    assert written["wifi-security"]["psk"] == r"Kanarien\svogel\\7"
    assert written["wifi"]["hidden"] == "false"


def test_r29_no_command_bears_the_passphrase_or_the_name(machine: Machine) -> None:
    join(HOME, machine.system)
    words = " ".join(word for call in machine.programs.called for word in call)
    assert "vogel" not in words
    assert "Zeisig" not in words


def test_an_open_network_has_no_passphrase_and_a_hidden_one_is_looked_for(machine: Machine) -> None:
    join({"name": "Freifunk", "passphrase": "", "hidden": "yes"}, machine.system)
    written = read(machine)
    assert "wifi-security" not in written
    assert written["wifi"]["hidden"] == "true"


@pytest.mark.parametrize("before", [None, profile("Altes Netz", "altes passwort")])
@pytest.mark.parametrize(
    ("err", "reason"),
    [
        ("Error: Connection activation failed: Secrets were required, but not provided.", "wifi-refused"),
        ("Error: Connection activation failed: The Wi-Fi network could not be found", "wifi-not-found"),
        ("Error: Connection activation failed: No suitable device found for this connection", "wifi-not-found"),
        ("Error: Timeout expired (45 seconds)", "failed"),
    ],
)
def test_where_it_fails_all_is_as_it_was_before(machine: Machine, before: str | None, err: str, reason: str) -> None:
    file = machine.root / FILE.lstrip("/")
    if before:
        file.write_text(before)
    machine.programs.says[UP] = Done(4, "", err)
    assert refused(machine, HOME) == reason
    assert (file.read_text() if file.exists() else None) == before
    again = ["/usr/bin/nmcli", "--wait", "0", "connection", "up", "id", "kiosk-wifi"]
    assert (machine.programs.called[-1] == again) is bool(before)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("", "Kanarienvogel"),
        ("ä" * 17, "Kanarienvogel"),
        ("Netz", "kurz"),
        ("Netz", "x" * 64),
        ("Netz", "Kanarienvögel"),
        ("Netz", "psk\n[ipv4]\nmethod=manual"),
    ],
)
def test_r25_what_no_network_can_be_called_or_take_is_refused_before_anything_is_written(
    machine: Machine, name: str, phrase: str
) -> None:
    assert refused(machine, {"name": name, "passphrase": phrase}) == "bad-facts"
    assert machine.programs.called == []
    assert not (machine.root / FILE.lstrip("/")).exists()


def test_a_name_with_letters_of_a_key_file_stays_a_name(machine: Machine) -> None:
    join({"name": "a\\;b=[c]#", "passphrase": ""}, machine.system)
    numbers = read(machine)["wifi"]["ssid"]
    assert bytes(map(int, numbers.strip(";").split(";"))) == b"a\\;b=[c]#"


def test_without_radio_or_network_manager_that_is_what_is_told(machine: Machine) -> None:
    machine.programs.says["/usr/bin/nmcli -t -f TYPE"] = Done(0, "ethernet\n")
    assert refused(machine, HOME) == "no-wifi"
    machine.programs.says["/usr/bin/nmcli -t -f RUNNING"] = Done(8)
    assert refused(machine, HOME) == "no-network-manager"
