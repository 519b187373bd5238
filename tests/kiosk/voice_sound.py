"""A sound card that is a file, so that the real voice and the real player run where there is no loudspeaker."""

import fcntl
import os
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest

NEEDED = ("espeak-ng", "aplay")
LACKING = " and ".join(name for name in NEEDED if which(name) is None)
needs_sound = pytest.mark.skipif(
    bool(LACKING), reason=f"{LACKING} not installed (apt-get install espeak-ng alsa-utils)"
)
CONFIGURATION = """
</usr/share/alsa/alsa.conf>
pcm.loudspeaker {{ type file slave.pcm "null" file "{folder}/loudspeaker.wav" format "wav" }}
pcm.headphones {{ type file slave.pcm "null" file "{folder}/headphones.wav" format "wav" }}
pcm.slow {{ type file slave.pcm "null" file "{folder}/slow" format "raw" }}
"""
WAIT_S = 20.0
"""Longest wait for a process or a thread, seconds."""
PIPE = 40_000
"""Bytes from which on a pipe takes no more blocks of the player; Linux gives it 65,536."""
RATE, BYTES = 22050, 2
"""Samples a second and bytes a sample of espeak-ng."""


class Card:
    """`loudspeaker` and `headphones` take sound as fast as it comes; `slow` takes none until `hear` is called."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "asound.conf").write_text(CONFIGURATION.format(folder=folder))
        os.mkfifo(folder / "slow")
        self._pipe = os.open(folder / "slow", os.O_RDWR | os.O_NONBLOCK)

    @property
    def configuration(self) -> str:
        return str(self._folder / "asound.conf")

    def seconds(self, device: str = "loudspeaker") -> float:
        """How long the sound is that came out last; 0 when none ever did."""
        path = self._folder / f"{device}.wav"
        return (path.stat().st_size - 44) / (RATE * BYTES) if path.exists() else 0.0

    def samples(self, device: str = "loudspeaker") -> bytes:
        path = self._folder / f"{device}.wav"
        return path.read_bytes()[44:] if path.exists() else b""

    def rate(self, device: str = "loudspeaker") -> int:
        """Samples a second of the sound that came out last."""
        return int.from_bytes((self._folder / f"{device}.wav").read_bytes()[24:28], "little")

    @property
    def full(self) -> bool:
        """Whether `slow` holds all that it can: the player waits, as it does for a loudspeaker."""
        held = fcntl.ioctl(self._pipe, termios.FIONREAD, bytes(4))
        return int.from_bytes(held, sys.byteorder) >= PIPE

    def close(self) -> None:
        os.close(self._pipe)


def sound_card(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    """For a fixture: ALSA has these devices and no others."""
    made = Card(folder)
    monkeypatch.setenv("ALSA_CONFIG_PATH", made.configuration)
    yield made
    made.close()


def children(parent: int | None = None) -> dict[int, str]:
    """Process id → command of the voices and players that a process began, also those that nobody waited for yet."""
    found = {}
    for told in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            head, _, tail = told.read_text().rpartition(")")
            if int(tail.split()[1]) == (parent or os.getpid()):
                found[int(told.parent.name)] = head.partition("(")[2]
    return {pid: name for pid, name in found.items() if name in (*NEEDED, "setpriv")}


def both_run(parent: int | None = None) -> bool:
    """Whether voice and player are there, each as itself."""
    return sorted(children(parent).values()) == sorted(NEEDED)


def until(true: Callable[[], bool], wait_s: float = WAIT_S) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + wait_s
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
