"""A sound card that is a file, so that the real voice and the real player run where there is no loudspeaker."""

import os
from collections.abc import Iterator
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

    def close(self) -> None:
        os.close(self._pipe)


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    made = Card(tmp_path)
    monkeypatch.setenv("ALSA_CONFIG_PATH", made.configuration)
    yield made
    made.close()
