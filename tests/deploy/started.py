"""What tests do with a card and with the machine that started from it (machine.py)."""

import os
import subprocess
from pathlib import Path

from PIL import Image, ImageChops

from tests.deploy.machine import Guest

DATA_AT = 2629632 * 512
"""Bytes before the data partition (layout.sfdisk)."""
PATIENCE_S = 1500.0
"""Until the terminal's first page: three minutes on a free computer of two cores, many more on a busy one."""
PAGE = 0.05
"""More than a clock that goes on and a button that is marked: another page."""


def drawn(guest: Guest) -> None:
    """Wait until the terminal says that its page is drawn; `Type=notify` makes this the unit's start."""
    guest.open_shell(within_s=PATIENCE_S)
    guest.wait_for("systemctl is-active kiosk.service", "active", within_s=PATIENCE_S)


def kept(folder: Path, name: str, guest: Guest) -> Path:
    """A picture of the glass, where somebody can look at it."""
    return guest.picture(Path(os.environ.get("KIOSK_PICTURES", folder)) / name)


def changed(one: Path, other: Path) -> float:
    """Which part of the glass looks otherwise."""
    with Image.open(one) as old, Image.open(other) as new:
        apart = ImageChops.difference(old.convert("RGB"), new.convert("RGB")).convert("L")
        return 1 - apart.histogram()[0] / (apart.width * apart.height)


def put_into(card: Path, text: str, path: str, folder: Path) -> None:
    """Lay a file of the terminal's user onto a card's data partition, as if it had been written there."""
    source = folder / "laid"
    source.write_text(text, "utf-8")
    steps = (f"write {source} {path}", f"sif {path} uid 800", f"sif {path} gid 800", f"sif {path} mode 0100640")
    for step in steps:
        command = ["/usr/sbin/debugfs", "-w", "-R", step, f"{card}?offset={DATA_AT}"]
        subprocess.run(command, check=True, capture_output=True)
