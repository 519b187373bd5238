"""A trial under a real systemd and the terminal's own unit: whatever is broken, the version before comes back (R39)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.booted import Booted, booted
from tests.deploy.tree import PI

pytestmark = pytest.mark.long
OLD, NEW = "0.1.0", "0.2.0"
BEATS = "systemd-notify --ready; while true; do systemd-notify WATCHDOG=1; sleep 0.3; done"
KINDS = {
    "broken at start": "exit 1",
    "ends with 3, after which systemd would give up": "exit 3",
    "killed": "kill -9 $$",
    "never draws": "sleep 1000",
    "hangs after the first page": "systemd-notify --ready; sleep 1000",
    "draws, and crashes a little later": "systemd-notify --ready; sleep 0.5; exit 1",
}
SHORT = """[Service]
ExecStartPre=
ExecStartPre=+-/usr/lib/kiosk/update/choose-version
ExecStart=
ExecStart=/usr/bin/env PATH=/usr/lib/stubs:/usr/bin:/bin /usr/lib/kiosk/terminal
TimeoutStartSec=4
WatchdogSec=2
TimeoutStopSec=1
TimeoutAbortSec=1
"""
"""The unit as it is, with times for a test, and the launcher without a compositor around it."""
STUBS = {"foot": 'shift 4\nexec "$@"', "wlr-randr": "exit 0"}
BEGIN = """
for group in video render audio lp dialout; do getent group $group || groupadd -r $group; done
id kiosk || useradd -r kiosk
install -d -o kiosk /etc/kiosk
systemctl daemon-reload
systemctl start kiosk.service
"""
ATTEMPT = "import sys; sys.path.insert(0, '/usr/lib/kiosk'); from update.versions import Versions; Versions().attempt"
STANDS = "for n in $(seq 150); do {until} && exit 0; sleep 0.2; done; systemctl status kiosk.service; exit 1"


def script(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)


@pytest.fixture
def system(tmp_path: Path) -> Iterator[Booted]:
    with booted(tmp_path) as system:
        root = Path(f"/proc/{system._first}/root")
        shutil.copytree(PI / "update", root / "usr/lib/kiosk/update")
        for path in (PI / "lib").iterdir():
            if path.is_file():
                shutil.copy(path, root / "usr/lib/kiosk")
        for name, words in STUBS.items():
            script(root / "usr/lib/stubs" / name, words)
        script(root / "opt/kiosk/versions" / OLD / "bin/kiosk", BEATS)
        (root / "opt/kiosk/current").symlink_to(f"versions/{OLD}")
        extra = root / "etc/systemd/system/kiosk.service.d/test.conf"
        extra.parent.mkdir()
        extra.write_text(SHORT)
        done = system.run(BEGIN)
        assert done.returncode == 0, done.stdout + system.run("journalctl -u kiosk --no-pager | tail -30").stdout
        yield system


def tried(system: Booted, words: str) -> None:
    """A version that does this is tried."""
    script(Path(f"/proc/{system._first}/root/opt/kiosk/versions") / NEW / "bin/kiosk", words)
    done = system.run(f"python3 -c \"{ATTEMPT}('{NEW}')\"; systemctl --no-block restart kiosk.service")
    assert done.returncode == 0, done.stdout


def becomes(system: Booted, until: str) -> None:
    done = system.run(STANDS.format(until=until))
    assert done.returncode == 0, done.stdout


def link(version: str) -> str:
    return f'[ "$(readlink /opt/kiosk/current)" = versions/{version} ] && systemctl is-active -q kiosk.service'


@pytest.mark.parametrize("kind", KINDS)
def test_r39_a_broken_version_makes_way_by_itself_under_systemd(system: Booted, kind: str) -> None:
    tried(system, KINDS[kind])
    becomes(system, f"[ -e /opt/kiosk/state/failed ] && {link(OLD)}")
    assert system.run("[ ! -e /opt/kiosk/state/tried ] && ! systemctl is-active -q kiosk-plain.service").returncode == 0


def test_r39_a_good_version_goes_on_under_systemd(system: Booted) -> None:
    tried(system, BEATS)
    becomes(system, f"[ -e /opt/kiosk/state/tried ] && {link(NEW)}")
    assert system.run(f"sleep 5; {link(NEW)} && [ ! -e /opt/kiosk/state/failed ]").returncode == 0
