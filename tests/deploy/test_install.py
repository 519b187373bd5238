"""From a fresh system to the first page and back, in a tree for 64-bit ARM without a network: half an hour by qemu."""

import re
import shutil
from pathlib import Path

import pytest

from tests.deploy.device import Device, Facts, changes, fetch_wheels, new_device
from tests.deploy.tree import PI
from tests.kiosk.pty_app import PtyApp

pytestmark = pytest.mark.long
INSTALL = "/shared/raspberrypi/install.sh"
SETTINGS = """[centre]
name = "Quartierstreff Riehl"
phone = "0221 98 76 54"
[[platform]]
name = "kalender"
kind = "ical"
url = "http://127.0.0.1:8080/treff.ics"
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Treff//DE
BEGIN:VEVENT
UID:eins@treff
SUMMARY:Erzählcafé im Garten
DTSTAMP:20260101T100000Z
DTSTART;VALUE=DATE:20991231
LOCATION:Saal
RRULE:FREQ=WEEKLY
END:VEVENT
END:VCALENDAR
"""
ONLY_LOOP = """
import fcntl, socket, struct, subprocess, sys
with socket.socket() as link:  # the namespace has no network; its way to itself is switched off too
    fcntl.ioctl(link, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
server = subprocess.Popen([sys.executable, "-m", "http.server", "-b", "127.0.0.1", "-d", "/shared", "8080"])
code = 1
try:
    for _ in range(600):
        with socket.socket() as link:
            if not link.connect_ex(("127.0.0.1", 8080)):
                break
    code = subprocess.run(sys.argv[1:]).returncode
finally:
    server.kill()
sys.exit(code)
"""
ACCOUNTS = re.compile(r"etc/(passwd|group|shadow|gshadow)-?$|etc/subuid-?$|etc/subgid-?$|etc/\.pwd\.lock$")
"""The user stays while its data do; the copies with `-` are those of useradd."""
OURS = ("etc/kiosk/", "var/lib/kiosk/")


class Installed:
    """The device after install.sh, and how it was before."""

    def __init__(self, device: Device, before: Facts, said: str) -> None:
        self.device, self.before, self.said = device, before, said


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    device = new_device(tmp_path_factory.mktemp("device"))
    fetch_wheels(device.shared / "wheels")
    shutil.copytree(PI, device.shared / "raspberrypi")
    before = device.files()
    said = device.done("bash", INSTALL, "--wheels", "/shared/wheels")
    return Installed(device, before, said)


def test_every_step_is_told_in_one_plain_line_before_it_is_done(installed: Installed) -> None:
    steps = [line for line in installed.said.splitlines() if not line.startswith("    ")]
    assert [line.partition(" ")[0] for line in steps] == [f"{number}/7" for number in range(1, 8)]
    assert "Nothing was started" in steps[-1]


def test_the_same_again_changes_nothing(installed: Installed) -> None:
    first = installed.device.files()
    installed.device.done("bash", INSTALL, "--wheels", "/shared/wheels")
    assert changes(first, installed.device.files()) == {}


def test_the_terminal_starts_with_the_machine_and_no_console_takes_a_login(installed: Installed) -> None:
    units = installed.device.tree / "etc/systemd/system"
    assert (units / "multi-user.target.wants/kiosk.service").is_symlink()
    for unit in (
        "getty@.service",
        "serial-getty@.service",
        "ctrl-alt-del.target",
        "NetworkManager-wait-online.service",
    ):
        assert (units / unit).readlink() == Path("/dev/null")
    assert not list(units.glob("*.wants/ssh.*")), "remote access is off until somebody switches it on"
    generator = installed.device.tree / "etc/systemd/system-generators/systemd-ssh-generator"
    assert generator.readlink() == Path("/dev/null"), "it would open sockets for SSH by itself"


def test_systemd_of_the_device_takes_its_units_and_udev_its_rules(installed: Installed) -> None:
    """257, where it runs: with every program of a unit in its place."""
    units = sorted(path.name for path in (PI / "units").iterdir())
    files = [f"/etc/systemd/system/{name}" for name in units]
    done = installed.device.run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *files)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    rules = [f"/etc/udev/rules.d/{path.name}" for path in sorted((PI / "etc/udev/rules.d").iterdir())]
    installed.device.done("udevadm", "verify", "--no-summary", *rules)


def test_the_program_is_compiled_and_belongs_to_root(installed: Installed) -> None:
    current = installed.device.tree / "opt/kiosk/current"
    assert str(current.readlink()).startswith("versions/")
    packages = installed.device.tree / "opt/kiosk" / current.readlink() / "lib/python3.13/site-packages"
    sources, compiled = list(packages.rglob("*.py")), list(packages.rglob("*.cpython-313.pyc"))
    assert len(sources) * 0.98 < len(compiled), "all but templates that are no Python"
    flags = {path.read_bytes()[4:8] for path in compiled}
    assert flags == {b"\1\0\0\0"}, "by hash, and never looked at again"
    assert all(path.stat().st_uid == 0 for path in sources)


def test_items_and_the_first_page_without_a_network(installed: Installed, tmp_path: Path) -> None:
    device = installed.device
    (device.tree / "etc/kiosk/kiosk.toml").write_text(SETTINGS, "utf-8")
    device.done("chown", "kiosk:kiosk", "/etc/kiosk/kiosk.toml")
    (device.shared / "treff.ics").write_text(CALENDAR.replace("20991231", "20260105"), "utf-8")
    device.done("python3", "-c", ONLY_LOOP, "kiosk", "sync")
    listed = device.done("kiosk", "items", "events", "--json")
    assert '"title":"Erzählcafé im Garten"' in listed.replace('": "', '":"')
    shutil.copy(Path(__file__).with_name("first_page.py"), device.shared)
    python = "/opt/kiosk/current/bin/python"
    device.done(python, "/shared/first_page.py", "/etc/kiosk/kiosk.toml", "/var/lib/kiosk", "/shared/first-page.svg")
    device.done("chown", "-R", "kiosk:kiosk", "/var/lib/kiosk")
    svg = (device.shared / "first-page.svg").read_text("utf-8")
    assert "Veranstaltungen" in svg.replace("&#160;", " ")
    with PtyApp(["/usr/bin/env", *device.command("kiosk", "run", "--offline")]) as app:
        app.see("Quartierstreff Riehl", "Veranstaltungen", "Suchen", wait_s=180)
        app.tap("Veranstaltungen")
        app.see("Erzählcafé im Garten", "Zurück", wait_s=60)


def test_taken_back_nothing_is_left_but_settings_and_data(installed: Installed) -> None:
    device = installed.device
    refused = device.run("bash", INSTALL, "--uninstall", "--purge")
    assert refused.returncode != 0, "nobody said yes"
    assert (device.tree / "opt/kiosk/current").exists()
    device.done("bash", INSTALL, "--uninstall")
    left = [path for path in changes(installed.before, device.files()) if not ACCOUNTS.search(path)]
    assert [path for path in left if not path.startswith(OURS)] == []
    assert (device.tree / "etc/kiosk/kiosk.toml").read_text("utf-8") == SETTINGS, "never overwritten"
    device.done("bash", INSTALL, "--uninstall", "--purge", "--yes")
    left = [path for path in changes(installed.before, device.files()) if not ACCOUNTS.search(path)]
    assert left == []
    assert "kiosk" not in (device.tree / "etc/passwd").read_text()
