"""The steward, the remote help and sticks under the real systemd of Debian 13, with every hardening line in force."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from steward.deeds.wifi import profile
from tests.deploy.booted import Booted, booted

pytestmark = pytest.mark.long
PREPARE = """
useradd --system --user-group --shell /usr/sbin/nologin kiosk
bash /usr/lib/kiosk/ssh/make-user
systemd-tmpfiles --create kiosk.conf kiosk-steward.conf
systemctl start kiosk-steward.path media-kiosk.mount
mkdir -p /root/.ssh /opt/kiosk/current/bin /var/lib/kiosk/log
ssh-keygen -q -t ed25519 -N "" -f /root/.ssh/id_ed25519
cp /root/.ssh/id_ed25519.pub /etc/kiosk/helpers.keys
cat > /opt/kiosk/current/bin/kiosk <<'END'
#!/bin/sh
id -un; touch /var/lib/kiosk/x /etc/kiosk/x /tmp/x 2>&1; echo "asked: $*"
END
chmod 755 /opt/kiosk/current/bin/kiosk
echo 'a line of the log' > /var/lib/kiosk/log/kiosk.log
chown -R kiosk:kiosk /etc/kiosk /var/lib/kiosk
"""
ASK = """
request='{request}'
name=$(head -c8 /dev/urandom | od -An -tx1 | tr -d ' \\n').json
as_kiosk() {{ setpriv --reuid kiosk --regid kiosk --clear-groups "$@"; }}
post=/run/kiosk-steward
as_kiosk sh -c "echo '$request' > $post/requests/$name.new; mv $post/requests/$name.new $post/requests/$name"
for _ in $(seq 100); do [ -e $post/answers/$name ] && break; sleep 0.1; done
as_kiosk cat $post/answers/$name
"""
READER = """
cat > /run/systemd/system/reader.service <<'END'
[Service]
User=kiosk
ProtectSystem=strict
ReadWritePaths=/var/lib/kiosk /media/kiosk
ExecStart=/bin/sh -c 'until cat /media/kiosk/*/zettel.txt > /var/lib/kiosk/seen; do sleep 0.1; done'
END
systemctl daemon-reload
systemctl start --no-block reader
for _ in $(seq 50); do [ -e /var/lib/kiosk/seen ] && break; sleep 0.1; done
"""
"""A service with a mount namespace of its own, as the terminal has one, that runs before the stick is there."""
SEEN = "for _ in $(seq 100); do [ -s /var/lib/kiosk/seen ] && break; sleep 0.1; done; cat /var/lib/kiosk/seen"
LOOK = "ssh -n -p 2022 -o BatchMode=yes -o StrictHostKeyChecking=accept-new kiosk-help@127.0.0.1"


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booted]:
    with booted(tmp_path_factory.mktemp("upper")) as running:
        prepared = running.run(PREPARE)
        assert prepared.returncode == 0, prepared.stdout
        yield running


def asked(system: Booted, deed: str, **facts: str) -> Mapping[str, Any]:
    """What the program's user reads as the answer to a request."""
    done = system.run(ASK.format(request=json.dumps({"deed": deed, "facts": facts})))
    assert done.returncode == 0, done.stdout
    answer: Mapping[str, Any] = json.loads(done.stdout)
    return answer


def test_a_request_wakes_the_steward_and_the_program_can_read_its_answer(system: Booted) -> None:
    assert asked(system, "network")["facts"] == {"kind": "none", "address": ""}
    assert asked(system, "set-clock", minute="2020-01-01T00:00Z")["reason"] == "clock-range"
    assert asked(system, "open-door")["reason"] == "unknown-deed"
    log = system.run("journalctl --no-pager -o cat -u kiosk-steward.service").stdout
    assert "network: done" in log
    assert system.run("systemctl is-active kiosk-steward.path").stdout == "active\n"


def test_without_a_radio_the_real_network_manager_is_asked_and_staff_hear_so(system: Booted) -> None:
    answer = asked(system, "wifi", name="Treff", passphrase="Kanarienvogel")
    assert answer["reason"] == "no-wifi", system.run("nmcli general; nmcli device").stdout
    assert asked(system, "network", scan="yes")["facts"] == {"kind": "none", "address": "", "networks": ""}
    assert "Kanarienvogel" not in system.run("journalctl --no-pager").stdout


@pytest.mark.parametrize(
    ("name", "phrase"), [("Café; Gäste=[x]#", ' a\\b  "c;# '), ("\\;[1]", "p" * 63), ("1;2;3;", "\\s\\n%s$(x)`")]
)
def test_network_manager_reads_name_and_password_of_a_connection_as_they_were_typed(
    system: Booted, name: str, phrase: str
) -> None:
    (profile_file := system.root / "root/profile").write_text(profile(name, phrase))
    asked_for = "802-11-wireless.ssid,802-11-wireless-security.psk"
    done = system.run(
        "install -m 600 /root/profile /etc/NetworkManager/system-connections/kiosk-wifi.nmconnection\n"
        "nmcli connection reload\n"
        f"nmcli --show-secrets -e no -t -f {asked_for} connection show kiosk-wifi"
    )
    assert done.stdout == f"802-11-wireless.ssid:{name}\n802-11-wireless-security.psk:{phrase}\n"
    profile_file.unlink()
    system.run("rm /etc/NetworkManager/system-connections/kiosk-wifi.nmconnection; nmcli connection reload")


def test_r25_a_request_that_is_none_does_not_keep_the_steward_running(system: Booted) -> None:
    system.run("mkdir -p /run/kiosk-steward/requests/x.json/deep; mkfifo /run/kiosk-steward/requests/y.json")
    assert asked(system, "network")["done"]
    assert system.run("ls /run/kiosk-steward/requests").stdout == ""
    assert system.run("systemctl is-active kiosk-steward.service || true").stdout == "inactive\n"


def test_r25_a_helper_looks_in_with_the_rights_of_the_program_and_cannot_touch_its_settings(system: Booted) -> None:
    told = asked(system, "help-on")
    assert told["done"], system.run("journalctl --no-pager -o cat -n 30").stdout
    status = system.run(f"{LOOK} status").stdout
    assert "kiosk\n" in status
    assert "asked: status --json\n" in status
    assert "touch: cannot touch '/etc/kiosk/x': Read-only file system\n" in status
    assert "a line of the log\n" in system.run(f"{LOOK} log").stdout
    assert "nothing can be changed" in system.run(f"{LOOK} cat /etc/passwd || true").stdout


def test_r25_help_that_is_switched_on_again_has_a_whole_hour_and_off_it_is_off(system: Booted) -> None:
    assert asked(system, "help-on")["done"]
    assert asked(system, "help-on")["done"]
    assert system.run(f"{LOOK} check").returncode == 0
    assert asked(system, "help-off")["done"]
    gone = system.run(f"{LOOK} check")
    assert "Connection refused" in gone.stdout
    assert system.run("ls /run/kiosk-help /run/kiosk-steward").stdout.split() == [
        *("/run/kiosk-help:", "/run/kiosk-steward:", "answers", "requests")
    ]


def test_r25_when_its_time_is_over_systemd_ends_the_help_and_whoever_looks_in(system: Booted) -> None:
    system.run(
        "mkdir -p /run/systemd/system/kiosk-help.service.d\n"
        "printf '[Service]\\nRuntimeMaxSec=4\\n' > /run/systemd/system/kiosk-help.service.d/short.conf\n"
        "systemctl daemon-reload"
    )
    assert asked(system, "help-on")["done"]
    assert system.run(f"{LOOK} status").returncode == 0
    ended = system.run("for _ in $(seq 100); do systemctl is-failed -q kiosk-help && exit 0; sleep 0.1; done; exit 1")
    assert ended.returncode == 0
    assert system.run(f"{LOOK} status").returncode == 255
    assert system.run("systemctl is-active kiosk-look.socket || true").stdout == "inactive\n"
    assert system.run("ls /run/kiosk-steward/help.json || true").stdout.startswith("ls: cannot access")
    system.run("rm -r /run/systemd/system/kiosk-help.service.d; systemctl daemon-reload")
    assert asked(system, "help-on")["done"]
    assert asked(system, "help-off")["done"]


def test_the_remote_help_never_starts_by_itself(system: Booted) -> None:
    assert system.run("systemctl is-enabled kiosk-help.service || true").stdout == "static\n"


@pytest.fixture
def sda1(system: Booted, tmp_path: Path) -> Iterator[None]:
    """A stick with ext4, which every kernel knows, as /dev/sda1 of the system; its unit waits for no udev."""
    image = tmp_path / "stick.img"
    image.write_bytes(bytes(8 << 20))
    subprocess.run(["mkfs.ext4", "-q", "-L", "Blauer Stick", str(image)], check=True)
    loop = subprocess.run(["losetup", "--find", "--show", str(image)], capture_output=True, text=True, check=True)
    number = Path(loop.stdout.strip()).stat().st_rdev
    system.run(
        f"mknod /dev/sda1 b {os.major(number)} {os.minor(number)}\n"
        "cd /etc/systemd/system\n"
        "sed -i '/^BindsTo=dev-/d; s/dev-%i.device //; s/block-sd/block-loop/' kiosk-stick@.service\n"
        "systemctl daemon-reload"
    )
    yield
    system.run("systemctl stop kiosk-stick@sda1; rm /dev/sda1")
    subprocess.run(["losetup", "--detach", loop.stdout.strip()], check=True)


@pytest.mark.usefixtures("sda1")
def test_r37_a_stick_that_a_unit_mounts_is_seen_by_all_others_and_mounted_anew_on_request(system: Booted) -> None:
    system.run(READER)
    assert system.run("systemctl start kiosk-stick@sda1").stdout == ""
    system.run(
        "setpriv --reuid kiosk --regid kiosk --clear-groups "
        "sh -c 'echo Zettel > /media/kiosk/Blauer\\ Stick/zettel.txt'"
    )
    assert system.run(SEEN).stdout == "Zettel\n"
    told = system.run("grep ' /media/kiosk/Blauer' /proc/self/mounts").stdout
    assert {"nosuid", "nodev", "noexec"} <= set(told.split()[3].split(","))
    assert asked(system, "remount", folder="/media/kiosk/Blauer Stick")["facts"] == {
        "folder": "/media/kiosk/Blauer Stick"
    }
    busy = system.run("exec 3< /media/kiosk/Blauer\\ Stick/zettel.txt; systemctl reload kiosk-stick@sda1")
    assert busy.returncode != 0
    assert system.run("cat /media/kiosk/Blauer\\ Stick/zettel.txt").stdout == "Zettel\n"
    system.run("systemctl stop kiosk-stick@sda1")
    assert system.run("ls /media/kiosk").stdout == ""
    assert asked(system, "remount", folder="/media/kiosk/Blauer Stick")["reason"] == "no-stick"
