"""`[sound]`: who reads aloud, and through what."""

import re
from pathlib import Path

import msgspec

from kiosk.settings_table import Table

ENGINES = ("espeak-ng", "piper", "none")
DEVICE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:=,.]{0,63}")
"""An ALSA name as `aplay -L` lists them (`plughw:CARD=Headphones,DEV=0`); 64 letters hold the longest of them."""
NO_DEVICE = "none"


class SoundSettings(msgspec.Struct, frozen=True):
    """`[sound]`."""

    engine: str = "espeak-ng"
    """One of ENGINES; where it is not installed, no page offers to be read aloud."""
    device: str | None = "default"
    """The ALSA name of the loudspeaker; None: there is none."""
    headphones: str | None = None
    """The ALSA name of the headphone socket. Only there are pages read that are not for everyone."""
    voices: Path = Path("/usr/local/share/piper")
    """Where the models of piper are."""
    pace: int = 0
    """How fast the voice usually is: -1, 0 or 1; what a visitor chooses builds on it."""


def read_sound(table: Table) -> SoundSettings:
    """Problems are noted in the table."""
    settings = SoundSettings(
        engine=table.choice("engine", "espeak-ng", ENGINES),
        device=_device(table, "device", "default"),
        headphones=_device(table, "headphones", NO_DEVICE),
        voices=Path(table.text("voices", "/usr/local/share/piper", "/usr/local/share/piper")),
        pace=table.whole("pace", 0, -1, 1),
    )
    table.finish()
    return settings


def _device(table: Table, key: str, default: str) -> str | None:
    name = table.text(key, default, "default")
    if not DEVICE.fullmatch(name):
        table.wrong(key, name, table.words.say("a name that “aplay -L” shows"), "default")
    return None if name == NO_DEVICE else name
