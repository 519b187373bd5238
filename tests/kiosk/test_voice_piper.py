"""The better voice: its models are found by language, and its raw sound reaches the player; and `[sound]`.

piper's models are larger than this repository, so a stand-in of ten lines takes its place: it takes the options that
piper-tts 1.4 documents and answers with one sample for each letter and unit of length.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.sound_settings import SoundSettings
from kiosk.voice.espeak import Espeak
from kiosk.voice.piper import Piper
from tests.kiosk.settings_file import CENTRE, loaded, problems
from tests.kiosk.voice_sound import Card, needs_sound, sound_card

STAND_IN = f"""#!{sys.executable}
import argparse, sys
options = argparse.ArgumentParser(allow_abbrev=False)
options.add_argument("-m", "--model", required=True)
options.add_argument("--length-scale", type=float, default=1.0)
options.add_argument("--output-raw", action="store_true", required=True)
told = options.parse_args()
for line in sys.stdin:
    sys.stdout.buffer.write(b"\\x11\\x22" * round(1000 * len(line.strip()) * told.length_scale))
"""


def letters(card: Card) -> float:
    """How many letters of the stand-in came out; the player fills its last block with silence."""
    return card.samples().count(0x11) / 1000


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    yield from sound_card(tmp_path, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a model, and piper on the path."""
    command = tmp_path / "bin" / "piper"
    command.parent.mkdir()
    command.write_text(STAND_IN)
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}:/usr/bin:/bin")
    models = tmp_path / "models"
    models.mkdir()
    model(models, "de_DE-thorsten-medium", '{"audio": {"sample_rate": 16000, "quality": "medium"}}')
    return models


def model(folder: Path, name: str, described: str) -> None:
    (folder / f"{name}.onnx").write_bytes(b"")
    (folder / f"{name}.onnx.json").write_text(described)


@needs_sound
def test_a27_a_language_with_a_model_is_spoken_by_it(card: Card, folder: Path) -> None:
    piper = Piper(folder, Espeak())
    assert piper.say("Guten Tag", "de", 0, "loudspeaker").wait() is None
    assert (letters(card), card.rate()) == (9, 16000)
    assert piper.say("Guten Tag", "de@leicht", -1, "loudspeaker").wait() is None
    assert letters(card) == pytest.approx(9 / 0.75 / 0.85, rel=0.01)
    assert 0.8 < len(card.samples()) / 2 / 16000 < 1.1


@needs_sound
def test_a27_a_language_without_a_model_is_spoken_by_espeak(card: Card, folder: Path) -> None:
    assert Piper(folder, Espeak()).say("Good morning", "en", 0, "loudspeaker").wait() is None
    assert len(set(card.samples())) > 50


@needs_sound
@pytest.mark.parametrize("described", ["", "{}", '{"audio": {"sample_rate": 1}}', '{"audio": {"sample_rate": "x"}}'])
def test_a21_a_model_that_cannot_be_used_is_passed_over(card: Card, folder: Path, described: str) -> None:
    model(folder, "en_GB-alan-medium", described)
    assert Piper(folder, Espeak()).say("Good morning", "en", 0, "loudspeaker").wait() is None
    assert len(set(card.samples())) > 50


@needs_sound
def test_r24_a_text_of_several_lines_is_one_line_for_the_voice(card: Card, folder: Path) -> None:
    assert Piper(folder, Espeak()).say("--model\nx\n[[y]]", "de", 0, "loudspeaker").wait() is None
    assert letters(card) == 15


def test_settings_of_sound_are_read_whole(tmp_path: Path) -> None:
    text = (
        f'{CENTRE}[sound]\nengine = "piper"\ndevice = "none"\nheadphones = "plughw:CARD=Headphones,DEV=0"\n'
        'voices = "/srv/voices"\npace = -1\n'
    )
    assert loaded(tmp_path, text).sound == SoundSettings(
        "piper", None, "plughw:CARD=Headphones,DEV=0", Path("/srv/voices"), -1
    )
    assert loaded(tmp_path, CENTRE).sound == SoundSettings()


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ('engine = "espeak"', 'engine = "espeak-ng"'),
        ('device = "-h"', 'device = "default"'),
        ('headphones = "plug:{ type hw }"', 'headphones = "default"'),
        (f'device = "{"x" * 65}"', 'device = "default"'),
        ("pace = 2", "pace = 1"),
        ("pace = true", "pace = 0"),
        ("loud = 1", ""),
    ],
)
def test_a_wrong_line_of_sound_is_told_with_one_that_can_be_used(tmp_path: Path, line: str, better: str) -> None:
    [told] = problems(tmp_path, f"{CENTRE}[sound]\n{line}\n")
    assert told.startswith("[sound] ")
    assert better in told
    assert problems(tmp_path, f"{CENTRE}[sound]\n{better}\n") == []
