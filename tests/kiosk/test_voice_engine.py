"""The real espeak-ng through the real player: sound of the right length, no way in for a text, no process left."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from kiosk.sound_settings import SoundSettings
from kiosk.voice.chain import Chain
from kiosk.voice.engine import SPEEDS, Mute, Trouble
from kiosk.voice.espeak import VOICES, Espeak, tamed
from kiosk.voice.installed import engine_of, missing, unheard
from kiosk.voice.piper import Piper
from kiosk.words import LANGUAGES, Words
from tests.kiosk.voice_sound import WAIT_S, Card, both_run, children, needs_sound, sound_card, until

TEXT = "Heute um drei Uhr gibt es Kaffee und Kuchen im großen Saal. Alle sind willkommen."
LONG = " ".join([TEXT] * 20)
STOP_S = 0.2
"""Longest time from "Stopp" to silence, seconds."""


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    yield from sound_card(tmp_path, monkeypatch)


def sounded(card: Card, text: str = TEXT, language: str = "de", pace: int = 0) -> bytes:
    assert Espeak().say(text, language, pace, "loudspeaker").wait() is None
    return card.samples()


@needs_sound
def test_a27_a_text_becomes_sound_of_its_length(card: Card) -> None:
    sounded(card)
    assert 4.0 <= card.seconds() <= 9.0
    sounded(card, TEXT + " " + TEXT)
    assert 8.0 <= card.seconds() <= 18.0


@needs_sound
def test_a27_each_pace_can_be_heard(card: Card) -> None:
    lasts = {}
    for pace in SPEEDS:
        sounded(card, pace=pace)
        lasts[pace] = card.seconds()
    assert lasts[-1] > 1.15 * lasts[0]
    assert lasts[0] > 1.15 * lasts[1]


@needs_sound
def test_a27_the_visitors_pace_builds_on_that_of_the_centre(card: Card) -> None:
    sounded(card)
    usual = card.seconds()
    for pace in SPEEDS:
        engine = engine_of(SoundSettings(pace=pace))
        assert engine is not None
        assert engine.say(TEXT, "de", 0, "loudspeaker").wait() is None
        assert (card.seconds() > usual, card.seconds() < usual) == (pace < 0, pace > 0)
        between = card.seconds()
        assert engine.say(TEXT, "de", 1, "loudspeaker").wait() is None
        assert card.seconds() < between


@needs_sound
def test_a27_leichte_sprache_is_read_more_slowly(card: Card) -> None:
    sounded(card)
    usual = card.seconds()
    sounded(card, language="de@leicht")
    assert card.seconds() > 1.1 * usual


@needs_sound
def test_a33_every_language_has_a_voice_of_its_own(card: Card) -> None:
    heard = {language: sounded(card, "Radio 14 Museum", language) for language in VOICES}
    assert {language.partition("@")[0] for language in LANGUAGES} <= set(heard)
    for one, other in combinations(heard, 2):
        assert heard[one] != heard[other], (one, other)
    assert all(any(samples) for samples in heard.values())


@pytest.mark.parametrize("hostile", ["[[h'alo]] Welt", "\x01300S Welt", "\x1b[31m Welt", "{{x}}", "\x00", "a\u2028b"])
def test_r24_no_text_keeps_what_a_voice_takes_for_a_command(hostile: str) -> None:
    assert tamed(hostile).isprintable()
    assert not set("[]{}") & set(tamed(hostile))


@needs_sound
def test_r24_phonemes_and_changes_of_speed_in_a_text_are_not_obeyed(card: Card) -> None:
    """As they are, the voice does obey them."""
    assert _phonemes("[[h'alo]]") == "h'alo"
    assert "h'alo" not in _phonemes(tamed("[[h'alo]]"))
    assert len(_raw("\x0180S " + TEXT)) > 1.5 * len(_raw(TEXT))
    assert len(sounded(card, "\x0180S " + TEXT)) < 1.3 * len(sounded(card))


def _raw(text: str) -> bytes:
    command = ["espeak-ng", "-b", "1", "-v", "de", "--stdin", "--stdout"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=30).stdout


def _phonemes(text: str) -> str:
    command = ["espeak-ng", "-b", "1", "-v", "de", "-q", "-x", "--stdin"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True, timeout=30).stdout.strip()


@needs_sound
@pytest.mark.parametrize(
    "hostile",
    [
        "-w gestohlen.wav",
        "--stdout -f /etc/passwd",
        "$(touch gestohlen) `touch gestohlen`; touch gestohlen",
        "<speak><audio src='/etc/passwd'/><break time='9999s'/></speak>",
        "' OR 1=1 --\n-v en\n",
    ],
)
def test_r24_no_text_reaches_a_shell_a_file_or_an_option(
    card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name for path in tmp_path.iterdir()}
    sounded(card, hostile)
    assert {path.name for path in tmp_path.iterdir()} - before == {"loudspeaker.wav"}
    assert 0.2 <= card.seconds() <= 30.0


@needs_sound
def test_a27_stop_is_silence_at_once_and_leaves_no_process(card: Card) -> None:
    speech = Espeak().say(LONG, "de", 0, "slow")
    ended: Queue[tuple[Trouble | None, float]] = Queue()
    Thread(target=lambda: ended.put((speech.wait(), time.monotonic())), daemon=True).start()
    assert until(lambda: card.full)
    begun = time.monotonic()
    speech.stop()
    trouble, end = ended.get(timeout=WAIT_S)
    assert trouble is None
    assert end - begun < STOP_S
    assert children() == {}
    speech.stop()


@needs_sound
def test_a25_the_processes_know_nothing_of_the_page_and_hold_nothing_of_the_terminal(
    card: Card, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_CANARY", "Erika")
    (tmp_path / "terminal").touch()
    with (tmp_path / "terminal").open() as terminal:
        os.set_inheritable(terminal.fileno(), True)
        speech = Espeak().say("Erika Mustermann, 17 Stunden. " * 200, "de", 0, "slow")
        assert until(both_run)
        for pid in children():
            told = Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
            assert b"Erika" not in told
            assert os.getsid(pid) != os.getsid(0)
            ends = {end.name: str(end.readlink()) for end in Path(f"/proc/{pid}/fd").iterdir()}
            assert all(ends[end].startswith(("pipe:", "/dev/null")) for end in "012"), ends
            assert not [end for end in ends.values() if end.startswith("/dev/pts") or end.endswith("terminal")]
        speech.stop()
        speech.wait()


@needs_sound
@pytest.mark.parametrize("device", ["nirgends", "hw:CARD=Nirgends"])
def test_a21_a_missing_device_is_told_and_the_log_has_no_word_of_the_page(
    card: Card, caplog: pytest.LogCaptureFixture, device: str
) -> None:
    with caplog.at_level(logging.INFO):
        assert Espeak().say("Erika Mustermann. " * 5000, "de", 0, device).wait() is Trouble.NO_SOUND
    assert "the player ended with 1" in caplog.text
    assert "Erika" not in caplog.text
    assert children() == {}


@needs_sound
def test_a21_a_voice_that_breaks_is_told(card: Card, tmp_path: Path) -> None:
    broken = tmp_path / "voice"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    assert Chain((str(broken),), ("aplay", "-q", "-D", "loudspeaker"), "Hallo").wait() is Trouble.NO_VOICE
    assert children() == {}


@needs_sound
def test_a21_commands_that_are_not_there_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(Mute) as no_player:
        Chain(("espeak-ng", "--stdin", "--stdout"), ("aplay-is-not-there",), "Hallo")
    assert no_player.value.trouble is Trouble.NO_SOUND
    assert children() == {}
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Mute) as no_voice:
        Espeak().say("Hallo", "de", 0, "loudspeaker")
    assert no_voice.value.trouble is Trouble.NO_VOICE


ORPHAN = """
import sys
from kiosk.voice.espeak import Espeak
speech = Espeak().say("Guten Tag. " * 2000, "de", 0, "slow")
sys.stdout.write("begun\\n"); sys.stdout.flush()
speech.wait()
"""


@needs_sound
def test_r25_a_program_that_is_killed_takes_its_voice_with_it(card: Card) -> None:
    program = subprocess.Popen([sys.executable, "-c", ORPHAN], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    with program.stdout as told:
        assert told.readline() == "begun\n"
    assert until(lambda: both_run(program.pid))
    begun = children(program.pid)
    program.send_signal(signal.SIGKILL)
    program.wait(WAIT_S)
    assert until(lambda: not any(_lives(pid) for pid in begun))


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a27_what_is_not_installed_offers_nothing_and_names_the_packages() -> None:
    words, nothing = Words("de"), SoundSettings()
    assert engine_of(nothing, lambda command: None) is None
    [told] = unheard(words, nothing, lambda command: None)
    assert told.endswith("apt-get install espeak-ng alsa-utils")
    assert unheard(words, nothing, lambda command: f"/usr/bin/{command}") == []
    assert isinstance(engine_of(nothing, lambda command: f"/usr/bin/{command}"), Espeak)


def test_a27_piper_speaks_where_it_is_installed_and_espeak_in_its_place() -> None:
    wanted = SoundSettings(engine="piper")
    assert isinstance(engine_of(wanted, lambda command: f"/usr/bin/{command}"), Piper)
    without = {"espeak-ng", "aplay"}
    assert isinstance(engine_of(wanted, lambda command: command if command in without else None), Espeak)
    assert missing(wanted, lambda command: command if command in without else None) == ("piper",)
    assert len(unheard(Words("de"), wanted, lambda command: command if command in without else None)) == 1


@pytest.mark.parametrize("settings", [SoundSettings(engine="none"), SoundSettings(device=None)])
def test_a27_a_centre_may_want_no_voice_at_all(settings: SoundSettings) -> None:
    assert engine_of(settings, lambda command: command) is None
