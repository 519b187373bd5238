"""The remote help with the real SSH server of Debian 13: a helper sees three things, and gets no further (R25)."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from steward.answers import Refused
from steward.deeds import remote_help
from steward.helper_keys import KEYS_MOST, usable
from steward.system import Done
from tests.deploy.booted import need_steward_tree
from tests.deploy.steward_place import Machine
from tests.deploy.tree import PI

ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJmX3vXnJ0e3Gb8sN2mJq8m3oJ0bq4cXvZ0p1r2s3t4u"
INSIDE = """
set -eu
tree=$1 upper=$2 pi=$3 tests=$4
ip link set lo up
mount -t tmpfs tmpfs "$upper"; mkdir "$upper/up" "$upper/work" "$upper/root"
mount -t overlay overlay -o "lowerdir=$tree,upperdir=$upper/up,workdir=$upper/work" "$upper/root"
root=$upper/root
mkdir -p "$root/usr/lib/kiosk" "$root/srv"
mount -t proc proc "$root/proc"; mount -t tmpfs -o mode=0755 tmpfs "$root/run"; mount -t tmpfs tmpfs "$root/tmp"
cp -r "$pi/ssh" "$pi/steward" "$root/usr/lib/kiosk/"; cp "$tests/help_story.py" "$root/srv/"
mount --rbind /dev "$root/dev"
exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 PYTHONPATH=/usr/lib/kiosk \
  python3 -B /srv/help_story.py
"""


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.put(remote_help.STATE).unlink()
    machine.put(remote_help.HOST_KEY)
    machine.put(f"{remote_help.HOST_KEY}.pub")
    machine.programs.says["/usr/bin/ssh-keygen -l"] = Done(0, "256 SHA256:tZ0h kiosk-help (ED25519)\n")
    return machine


def test_r25_without_a_key_the_remote_help_stays_off(machine: Machine) -> None:
    with pytest.raises(Refused) as refused:
        remote_help.switch_on({}, machine.system)
    assert refused.value.reason == "no-keys"
    assert machine.programs.called == []


def test_r25_it_is_on_for_an_hour_and_the_page_can_read_until_when(machine: Machine) -> None:
    machine.put(remote_help.GIVEN, f"{ED25519} somebody@town\n")
    told = remote_help.switch_on({}, machine.system).facts
    assert told == {"fingerprint": "SHA256:tZ0h", "address": "", "port": "2022", "left_s": "3600"}
    orders = [call[1:] for call in machine.programs.called if call[0] == "/usr/bin/systemctl"]
    assert orders == [["stop", "kiosk-help.service"], ["start", "kiosk-help.service"]]
    state = json.loads(machine.system.at(remote_help.STATE).read_text())
    assert state["until_s"] == 1000.0 + 3600
    assert machine.system.at(remote_help.TAKEN).read_text() == f"restrict {ED25519}\n"
    unit = (PI / "units/kiosk-help.service").read_text()
    assert f"RuntimeMaxSec={remote_help.HOUR_S}\n" in unit
    assert "[Install]\n" not in unit


def test_r25_switched_off_nothing_is_left_of_it(machine: Machine) -> None:
    machine.put(remote_help.STATE, "{}")
    remote_help.switch_off({}, machine.system)
    assert machine.programs.called == [["/usr/bin/systemctl", "stop", "kiosk-help.service"]]
    assert not machine.system.at(remote_help.STATE).exists()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# a comment",
        f'command="/bin/sh" {ED25519}',
        f"cert-authority {ED25519}",
        ED25519.replace("ssh-ed25519 ", "ssh-ed25519-cert-v01@openssh.com "),
        ED25519.replace("ssh-ed25519 ", "ssh-rsa "),
        "ssh-ed25519 not,base64",
        "ssh-ed25519",
        f"restrict,pty {ED25519}",
    ],
)
def test_r25_of_a_file_that_the_program_may_write_only_plain_keys_count(tmp_path: Path, line: str) -> None:
    (tmp_path / "keys").write_text(f"{line}\n")
    assert usable(tmp_path / "keys") == []


def test_keys_count_once_without_what_stands_around_them_and_only_so_many(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"  {ED25519}  somebody\r\n{ED25519} again\n")
    assert usable(tmp_path / "keys") == [ED25519]
    many = "".join(f"{ED25519[:-3]}{at:02d}A\n" for at in range(KEYS_MOST + 9))
    (tmp_path / "keys").write_text(many)
    assert len(usable(tmp_path / "keys")) == KEYS_MOST


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "none"])
def test_r25_what_is_no_file_of_keys_holds_none(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "keys"
    match kind:
        case "link":
            (tmp_path / "real").write_text(ED25519)
            path.symlink_to(tmp_path / "real")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
    assert usable(path) == []


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What happened in the tree."""
    tree = need_steward_tree()
    upper = tmp_path_factory.mktemp("upper")
    isolated = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--propagation", "private"]
    words = [*isolated, "sh", "-c", INSIDE, "inside", str(tree), str(upper), str(PI), str(Path(__file__).parent)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


in_the_tree = pytest.mark.long


@in_the_tree
def test_r25_a_helper_sees_status_check_and_log_with_the_rights_of_the_program(story: Mapping[str, Any]) -> None:
    got = story["got"]
    assert got["status"][:2] == [0, "asked: status --json by kiosk\n"]
    assert got["check"][:2] == [0, "asked: check --json by kiosk\n"]
    assert got["log"][:2] == [0, "a line of the log\n"]


@in_the_tree
@pytest.mark.parametrize("name", ["nothing", "another", "two"])
def test_r25_every_other_command_is_answered_with_how_to_use_it(story: Mapping[str, Any], name: str) -> None:
    code, out, _ = story["got"][name]
    assert code == 2
    assert "nothing can be changed" in out
    assert "root:" not in out
    assert "uid=" not in out


@in_the_tree
@pytest.mark.parametrize("name", ["shell", "sftp"])
def test_r25_there_is_no_terminal_and_no_way_to_fetch_files(story: Mapping[str, Any], name: str) -> None:
    assert story["got"][name][:2] == [255, ""]


@in_the_tree
def test_r25_nobody_without_a_plain_key_gets_in(story: Mapping[str, Any]) -> None:
    for name in ("stranger", "optioned", "root", "program", "password"):
        code, out, err = story["got"][name]
        assert (code, out) == (255, ""), name
        assert "Permission denied (publickey)" in err, name


@in_the_tree
def test_r25_nothing_is_passed_on_and_no_environment_is_taken(story: Mapping[str, Any]) -> None:
    code, _, err = story["got"]["forward"]
    assert code != 0
    assert re.search("prohibited|forwarding failed", err)
    assert story["got"]["environment"][1] == "asked: status --json by kiosk\n"


@in_the_tree
def test_the_fingerprint_on_the_page_is_that_of_the_key_that_answers(story: Mapping[str, Any]) -> None:
    assert story["fingerprint"] == story["offered"]
    assert story["host_key_mode"] == "0o600"


@in_the_tree
def test_r25_after_the_hour_whoever_looks_in_is_cut_off_and_nobody_answers_any_more(story: Mapping[str, Any]) -> None:
    assert story["orders"] == ["stop kiosk-help.service", "start kiosk-help.service"]
    assert story["cut"] == [True, 255]
    code, _, err = story["gone"]
    assert code == 255
    assert "Connection refused" in err
