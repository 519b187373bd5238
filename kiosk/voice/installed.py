"""Which engine there is on this machine, and what is missing for the one that is wanted."""

import shutil
from collections.abc import Callable

from kiosk.sound_settings import SoundSettings
from kiosk.voice.engine import Engine
from kiosk.words import Words

PACKAGES = {"espeak-ng": "espeak-ng", "aplay": "alsa-utils"}
"""Command → the Debian package that has it; piper is in none."""
Which = Callable[[str], str | None]


def missing(settings: SoundSettings, which: Which = shutil.which) -> tuple[str, ...]:
    """Commands that are wanted and not installed; espeak-ng speaks where piper has no model."""
    if settings.engine == "none":
        return ()
    piper = ("piper",) if settings.engine == "piper" else ()
    return tuple(command for command in (*PACKAGES, *piper) if which(command) is None)


def engine_of(settings: SoundSettings, which: Which = shutil.which) -> Engine | None:
    """The engine of the settings, or espeak-ng where piper is missing; None where nothing can be heard."""
    from kiosk.voice.espeak import Espeak
    from kiosk.voice.piper import Piper

    absent = missing(settings, which)
    if settings.engine == "none" or set(absent) & set(PACKAGES) or not (settings.device or settings.headphones):
        return None
    espeak = Espeak(settings.pace)
    return Piper(settings.voices, espeak, settings.pace) if settings.engine == "piper" and not absent else espeak


def unheard(words: Words, settings: SoundSettings, which: Which = shutil.which) -> list[str]:
    """What somebody who sets up the terminal has to know, as sentences."""
    absent = missing(settings, which)
    if packages := [PACKAGES[command] for command in absent if command in PACKAGES]:
        line = f"apt-get install {' '.join(packages)}"
        return [words.say("[sound] No page can be read aloud yet. Install what is missing: {line}").format(line=line)]
    return [words.say("[sound] piper is not installed, so espeak-ng speaks.")] if absent else []
