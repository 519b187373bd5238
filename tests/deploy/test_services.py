"""R18, R25: systemd 257 of Debian 13 runs the real terminal on a real kernel: it starts, hangs, dies and comes back."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.tree import PI, ROOT, need_tree

pytestmark = pytest.mark.long
SCRIPT = Path(__file__).with_name("services.sh")
MADE = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers")) / "services"
LONGEST_S = 1800
SLOW = "[Unit]\nStartLimitIntervalSec=1h\n[Service]\nTimeoutStartSec=600\n"
"""Patience with an emulated processor on a busy computer; how long a hang may take is the unit's own."""
SETTINGS = '[centre]\nname = "Quartierstreff Riehl"\nphone = "0221 98 76 54"\n'
PROBE = """
[Unit]
After=multi-user.target
[Service]
Type=exec
ExecStart=/usr/bin/python3 /srv/services_probe.py
StandardOutput=file:/dev/ttyS0
StandardError=file:/dev/ttyS0
"""
FOLDERS = {"units": "etc/systemd/system", "etc": "etc", "bin": "usr/local/bin", "lib": "usr/lib/kiosk"}
"""As install.sh places them; of the units only the terminal's own two."""


def place_files(extra: Path) -> None:
    """What install.sh puts, the program as it is here, settings, and the one who plays with it."""
    for folder, target in FOLDERS.items():
        shutil.copytree(PI / folder, extra / target, dirs_exist_ok=True)
    units = extra / "etc/systemd/system"
    for unit in units.glob("*.*"):
        if unit.name not in ("kiosk.service", "kiosk-plain.service"):
            unit.unlink()
    for name in ("kiosk", "sync", "printing"):
        shutil.copytree(ROOT / name, extra / "srv/kiosk" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(need_tree() / "opt/kiosk", extra / "opt/kiosk", symlinks=True)
    (extra / "opt/kiosk/current").symlink_to(".")
    shutil.copy(Path(__file__).with_name("services_probe.py"), extra / "srv")
    (units / "probe.service").write_text(PROBE)
    wanted = units / "multi-user.target.wants"
    wanted.mkdir()
    patience = units / "kiosk.service.d" / "slow.conf"
    patience.parent.mkdir()
    patience.write_text(SLOW)
    for started in ("kiosk.service", "probe.service"):
        (wanted / started).symlink_to(f"../{started}")
    for masked in ("getty@.service", "serial-getty@.service", "ctrl-alt-del.target"):
        (units / masked).symlink_to("/dev/null")
    settings = extra / "etc/kiosk"
    settings.mkdir()
    (settings / "kiosk.toml").write_text(SETTINGS, "utf-8")
    users = extra / "usr/lib/sysusers.d/kiosk.conf"
    users.parent.mkdir(parents=True)
    users.write_text("u kiosk - - /nonexistent\n")
    with (extra / "etc/tmpfiles.d/kiosk.conf").open("a") as file:
        file.write("z /etc/kiosk/kiosk.toml 0640 kiosk kiosk -\n")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the probe saw, by scene."""
    if os.geteuid() or not shutil.which("qemu-system-x86_64"):
        pytest.skip("a computer to start needs root and qemu-system-x86")
    if not MADE.with_name("services.made-from").exists():
        pytest.skip(f"no computer to start: tests/deploy/services.sh make {MADE}")
    folder = tmp_path_factory.mktemp("services")
    extra, disk = folder / "extra", folder / "disk"
    extra.mkdir()
    place_files(extra)
    subprocess.run(["bash", str(SCRIPT), "disk", str(MADE), str(extra), str(disk)], check=True)
    shutil.rmtree(extra)
    words = ["bash", str(SCRIPT), "start", str(MADE), str(disk)]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST_S, check=False)
    disk.unlink()
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    told = [json.loads(line.partition("PROBE ")[2]) for line in lines if "PROBE " in line]
    assert told, "\n".join(lines[-40:]) + done.stderr.decode()
    found = {name: value for one in told for name, value in one.items()}
    assert "error" not in found, f"{found['error']}\n{found['journal']}"
    return found


def test_r8_the_terminal_comes_up_by_itself_without_a_network(seen: dict[str, Any]) -> None:
    running = seen["running"]
    assert running["up_s"] >= 0
    assert running["words"] == ["cage", "foot", "python3.13", "sh"]
    assert running["status"] == "The first page is drawn."
    assert running["failed"] == ""


def test_r25_it_runs_without_any_right_of_root_and_no_console_has_a_login(seen: dict[str, Any]) -> None:
    running = seen["running"]
    assert running["rights"] == ["0" * 16, "0" * 16, "1", "2"], "no capabilities, none to get, calls filtered"
    assert running["user"]
    assert running["console"] == "1"
    assert running["logins"] == "0"


def test_r18_a_terminal_that_stands_still_is_started_anew_after_half_a_minute(seen: dict[str, Any]) -> None:
    hung = seen["hung"]
    assert hung["fresh"]
    assert hung["restarts"] == 1
    assert 20 <= hung["gone_s"] <= 45, "30 s without a sign of life, and 10 s for an end in order"


def test_r18_three_deaths_in_five_minutes_end_in_the_page_with_the_telephone_number(seen: dict[str, Any]) -> None:
    dead = seen["dead"]
    assert dead["terminal"] == "failed"
    assert dead["deaths"] <= 3
    assert "Quartierstreff Riehl" in dead["glass"]
    assert "0221 98 76 54" in dead["glass"]


def test_r18_behind_the_plain_page_the_terminal_is_tried_again(seen: dict[str, Any]) -> None:
    assert seen["back"]["up_s"] >= 0
    assert seen["back"]["plain"] == "inactive"


def test_r18_what_gives_up_is_not_started_again_and_the_page_says_with_what_code(seen: dict[str, Any]) -> None:
    assert seen["broken"]["plain"] == "active"
    assert "kiosk.service exit-code 3" in seen["broken"]["glass"]
