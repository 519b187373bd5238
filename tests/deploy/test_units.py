"""R18, R25: systemd takes every unit of the device, and each leaves a service no more than it needs."""

import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.deploy.tree import PI

UNITS = sorted((PI / "units").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
EXPOSURE = {"kiosk.service": 2.0, "kiosk-plain.service": 1.5}
"""systemd's own sum from 0 (closed) to 10; from 5 on it says "medium". The terminal's 1.8 are mostly the network (0.8),
the devices of screen, sound and printers (0.3), and that its heartbeat comes from below the main process (0.2)."""
OF_OTHERS = 4.5
"""The steward, sticks and remote help do what only root may: mount, switch off, listen. Below "medium" all the same."""


def analyze(*words: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("no systemd-analyze: apt-get install systemd")
    return subprocess.run([program, *words], capture_output=True, text=True, timeout=60, check=False)


def read(unit: Path) -> dict[str, list[str]]:
    """What stands behind each key of a unit; a key may come more than once."""
    found: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", unit.read_text("utf-8"), re.MULTILINE):
        found.setdefault(key, []).append(value)
    return found


def comes_with(path: str) -> bool:
    """Whether a command is ours, or of a package that the device has and this machine need not."""
    return path.startswith(("/usr/lib/kiosk/", "/opt/kiosk/")) or path in ("/usr/bin/cage", "/usr/sbin/sshd")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_every_unit(unit: Path) -> None:
    newer = int(analyze("--version").stdout.split()[1]) >= 254
    said = analyze("verify", "--man=no", "--recursive-errors=no", str(unit)).stderr.splitlines()
    if not newer:
        said = [line for line in said if "Unknown key 'RestartMode'" not in line]
    missing = re.compile(r"Command (\S+) is not executable: No such file")
    assert [line for line in said if not ((found := missing.search(line)) and comes_with(found[1]))] == []


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_r25_a_service_has_no_more_than_it_needs(unit: Path) -> None:
    most = EXPOSURE.get(unit.name, OF_OTHERS)
    done = analyze("security", "--no-pager", "--offline=true", f"--threshold={round(most * 10)}", str(unit))
    assert done.returncode == 0, done.stdout[-200:]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_program_of_a_unit_is_there(unit: Path) -> None:
    commands = [line.lstrip("+-!@:") for key, lines in read(unit).items() if key.startswith("Exec") for line in lines]
    ours = [command.split()[0] for command in commands if command.startswith("/usr/lib/kiosk/")]
    for path in ours:
        name = Path(path).relative_to("/usr/lib/kiosk")
        source = PI / name if (PI / name).exists() else PI / "lib" / name
        assert source.stat().st_mode & 0o111, path


def test_every_hardening_line_of_the_terminal_is_explained() -> None:
    for unit in (PI / "units" / "kiosk.service", PI / "units" / "kiosk-plain.service"):
        lines = unit.read_text("utf-8").partition("[Service]\n")[2].partition("[Install]")[0].splitlines()
        named = 0
        for line in filter(None, lines):
            named = 0 if line.startswith("#") else named + (not line.startswith("DeviceAllow="))
            assert named <= 9, f"{unit.name}: {line} stands below no reason"


def test_r18_three_vain_starts_end_in_the_plain_page_and_it_ends_in_the_terminal() -> None:
    unit, plain = read(PI / "units" / "kiosk.service"), read(PI / "units" / "kiosk-plain.service")
    assert (unit["StartLimitBurst"], unit["StartLimitIntervalSec"]) == (["3"], ["5min"])
    assert unit["OnFailure"] == ["kiosk-plain.service"]
    vain_s = 3 * (int(unit["TimeoutStartSec"][0]) + int(unit["RestartSec"][0]) + int(unit["TimeoutStopSec"][0]))
    assert vain_s < 300, "three starts that never draw count too"
    assert unit["WatchdogSec"] == ["30"]
    assert plain["OnSuccess"] == ["kiosk.service"]
    assert plain["ExecStart"][0].startswith("-"), "whatever ends it is a success"
    assert "OnFailure" not in plain, "systemd tells neither of two reasons"


def test_r8_no_unit_waits_for_a_network_or_a_clock() -> None:
    for unit in UNITS:
        waits = " ".join(value for key in ("After", "Wants", "Requires") for value in read(unit).get(key, []))
        assert not re.search(r"network-online|time-sync|systemd-user-sessions", waits), unit.name


def test_r25_no_console_takes_a_login_and_no_key_reaches_the_kernel() -> None:
    etc = PI / "etc"
    login = (etc / "systemd/logind.conf.d/kiosk.conf").read_text()
    assert "NAutoVTs=0\nReserveVT=0\n" in login
    assert "kernel.sysrq=0\n" in (etc / "sysctl.d/90-kiosk.conf").read_text()
    manager = RawConfigParser()
    manager.read_string((etc / "systemd/system.conf.d/kiosk.conf").read_text())
    assert manager["Manager"]["CtrlAltDelBurstAction"] == "none"
    cage = read(PI / "units" / "kiosk.service")["ExecStart"][0].partition(" -- ")[0].split()
    assert "-s" not in cage, "with it cage follows the keys for consoles"


def test_r17_the_journal_lies_in_memory_and_nothing_is_swapped_to_the_card() -> None:
    assert "Storage=volatile\n" in (PI / "etc/systemd/journald.conf.d/kiosk.conf").read_text()
    assert "Mechanism=none\n" in (PI / "etc/rpi/swap.conf.d/90-kiosk.conf").read_text()
