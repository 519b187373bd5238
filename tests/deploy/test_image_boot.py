"""The image starts in an emulated computer: what comes up without a network, and what no key opens (R8, R17, R25).

The emulated clock counts instructions (machine.py): its seconds are near those of a slow Pi, and none was measured.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.machine import Guest, card_of, powered
from tests.deploy.started import DATA_AT, PAGE, PATIENCE_S, changed, drawn, kept, put_into

ROOT = Path(__file__).parents[2]
IMAGE_DIR = ROOT / "deploy/raspberrypi/image"
SETTINGS = '[centre]\nname = "Quartierstreff Riehl"\n'
FIRST_PAGE_S = 20.0
"""R8; without the firmware of a Pi, which comes before the kernel."""
SET_UP = (160, 230)
"""Where the first page has its only large button, on 800x480."""
GLASS = "python3 -X utf8 -c \"print(open('/dev/vcsu1', 'rb').read().decode('utf-32-le'))\""
"""The letters on the first console (vcs(4))."""
CHORDS = (
    *(("ctrl", "alt", f"f{number}") for number in range(1, 8)),
    *(("alt", key) for key in ("f2", "f4", "left", "right", "sysrq", "tab")),
    ("ctrl", "alt", "delete"),
    ("ctrl", "alt", "backspace"),
    *(("alt", "sysrq", key) for key in "bceiorsu"),
    *(("ctrl", key) for key in "cdzqw"),
    ("ctrl", "shift", "n"),
    ("ctrl", "backslash"),
    ("meta_l", "ret"),
    ("print",),
    ("esc",),
)
"""What opens a shell, another console or a restart on other machines."""
WRITES_MOST = 20e6 / 24 / 6
"""Bytes in ten minutes: a day's budget of 20 MB (R17), spread evenly."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("qemu-system-aarch64"), reason="needs root and QEMU"),
]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The image: that of KIOSK_IMAGE, else a new one."""
    if given := os.environ.get("KIOSK_IMAGE"):
        return Path(given)
    subprocess.run(["make", "image"], cwd=ROOT, check=True, timeout=3600)
    return ROOT / "build/kiosk.img"


@pytest.fixture(scope="module")
def first(image: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guest]:
    """A card that was just written, at its first start, with the first page drawn."""
    folder = tmp_path_factory.mktemp("first")
    with powered(card_of(image, folder / "card"), folder) as guest:
        drawn(guest)
        yield guest


def start_of(guest: Guest) -> str:
    """Which terminal this is: the process of its compositor, and the machine's start."""
    return guest.run("systemctl show --property MainPID kiosk.service; cat /proc/sys/kernel/random/boot_id")


def processes(guest: Guest) -> list[str]:
    """Names of what runs as the terminal's user."""
    return sorted(
        guest.run("for of in $(grep -ls '^Uid:.800' /proc/[0-9]*/status); do head -n 1 $of; done").split()[1::2]
    )


def test_r8_a_new_card_comes_up_without_a_network_and_asks_what_it_must_know(first: Guest, tmp_path: Path) -> None:
    assert first.run("systemctl --failed --no-legend --plain") == ""
    up_s = int(first.run("systemctl show --value -p ActiveEnterTimestampMonotonic kiosk.service")) / 1e6
    print(f"from the kernel's start to the first page: {up_s:.1f} s of the guest's clock")
    assert up_s < FIRST_PAGE_S
    assert kept(tmp_path, "first-start.png", first).stat().st_size > 2000
    assert first.run("test -e /etc/kiosk/kiosk.toml; echo $?") == "1", "nobody has answered yet"
    assert processes(first) == ["cage", "foot", "kiosk", "terminal"]


def test_a_finger_opens_the_first_step_of_the_set_up_and_a_key_the_help(first: Guest, tmp_path: Path) -> None:
    """Both at once: a keyboard that is plugged in takes no tap away. The keys below are tried on what hears keys."""
    first.plug_in_a_panel()
    opened = first.picture(tmp_path / "opened.png")
    first.tap(*SET_UP)
    first.run("sleep 5")
    step = kept(tmp_path, "first-step.png", first)
    assert changed(opened, step) > PAGE
    first.press("f1")
    first.run("sleep 5")
    assert changed(step, kept(tmp_path, "help-by-key.png", first)) > PAGE
    first.press("home")
    first.run("sleep 5")


def test_r17_the_system_cannot_be_written_and_keeps_nothing_but_on_the_data_partition(first: Guest) -> None:
    first.run("mount -o remount,rw /")
    for folder in ("/", "/etc", "/usr/lib/kiosk", "/usr/bin", "/var/lib", "/boot"):
        assert "Read-only file system" in first.run(f"touch {folder}/written")
    on_card = first.run("findmnt -rno SOURCE | grep -o '^/dev/[^[]*' | sort -u").split()
    assert on_card == ["/dev/mmcblk0p2", "/dev/mmcblk0p3"]
    assert first.run("cat /proc/swaps | wc -l") == "1"
    assert first.run("ls -d /var/log/journal").startswith("ls: cannot access")


def test_the_data_partition_has_grown_to_the_end_of_the_card(first: Guest) -> None:
    card = int(first.run("cat /sys/block/mmcblk0/size")) * 512
    assert int(first.run("cat /sys/block/mmcblk0/mmcblk0p3/size")) * 512 > card - DATA_AT - (1 << 20)
    assert int(first.run("df -B1 --output=size /data | tail -n 1")) > 0.9 * (card - DATA_AT)


def test_r25_nobody_can_log_in_anywhere(first: Guest) -> None:
    assert first.run("systemctl list-units --plain --no-legend --state=active '*getty@*' 'ssh*' 'kiosk-help*'") == ""
    listening = first.run("cat /proc/net/tcp /proc/net/tcp6 | awk '$4 == \"0A\"' | wc -l")
    assert listening == "0"
    assert not re.search(r"^[^:]+:\$", first.run("cat /etc/shadow"), re.MULTILINE)
    assert first.run("cat /proc/sys/kernel/sysrq") == "0"


def test_r25_no_chord_of_a_keyboard_leaves_the_page(first: Guest, tmp_path: Path) -> None:
    before = start_of(first)
    for chord in CHORDS:
        first.press(*chord)
    first.run("sleep 20")
    assert start_of(first) == before
    assert first.run("cat /sys/class/tty/tty0/active") == "tty1"
    assert first.run("systemctl is-active kiosk.service") == "active"
    assert processes(first) == ["cage", "foot", "kiosk", "terminal"]
    kept(tmp_path, "after-all-keys.png", first)


def test_r17_ten_idle_minutes_write_less_than_their_share_of_twenty_megabytes_a_day(first: Guest) -> None:
    sectors = "awk '$3 == \"mmcblk0\" {print $10}' /proc/diskstats"
    first.run("sync")
    before = int(first.run(sectors))
    first.run("sleep 600; sync", within_s=1800)
    written = (int(first.run(sectors)) - before) * 512
    print(f"written in ten idle minutes: {written} bytes")
    assert written <= WRITES_MOST


def test_r14_a_set_up_terminal_comes_back_after_its_plug_was_pulled(image: Path, tmp_path: Path) -> None:
    card = card_of(image, tmp_path / "card")
    put_into(card, SETTINGS, "settings/kiosk.toml", tmp_path)
    with powered(card, tmp_path) as guest:
        drawn(guest)
        kept(tmp_path, "start-page.png", guest)
        guest.run("dd if=/dev/urandom of=/data/kiosk/half bs=1M count=64 &")
    with powered(card, tmp_path) as guest:
        drawn(guest)
        assert guest.run("systemctl --failed --no-legend --plain") == ""
        assert guest.run("cat /etc/kiosk/kiosk.toml").strip().startswith("[centre]")
        kept(tmp_path, "after-the-power-cut.png", guest)


def test_r13_a_card_whose_data_cannot_be_read_shows_the_plain_page_and_makes_nothing_anew(
    image: Path, tmp_path: Path
) -> None:
    card = card_of(image, tmp_path / "card")
    broken = b"\xff" * (256 << 20)
    with card.open("r+b") as file:
        file.seek(DATA_AT)
        file.write(broken)
    with powered(card, tmp_path) as guest:
        guest.open_shell(within_s=PATIENCE_S)
        guest.wait_for("systemctl is-active kiosk-plain.service", "active", within_s=PATIENCE_S)
        guest.wait_for("stty size -F /dev/tty1", "15 50", within_s=300)  # letters of 16x32 pixels
        told = " ".join(guest.run(GLASS).split())
        assert told.startswith("Der Kiosk geht gerade nicht. Bitte sagen Sie es im Büro.")
        assert told.endswith("Die Daten auf der Karte sind nicht lesbar."), "and no line of the kernel"
        kept(tmp_path, "plain-page.png", guest)
    with card.open("rb") as file:
        file.seek(DATA_AT)
        assert file.read(len(broken)) == broken
