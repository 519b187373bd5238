"""espeak-ng, the voice that Debian has for every language of the terminal."""

from kiosk.voice.chain import Chain
from kiosk.voice.engine import Speech, player, speed

VOICES = {"de": "de", "en": "en-gb", "tr": "tr", "ru": "ru", "uk": "uk", "ar": "ar", "pl": "pl"}
WORDS_A_MINUTE = 140
"""The usual speed: people who read news aloud speak 150 to 180 words a minute, which is fast for old ears."""
_BRACKETS = str.maketrans("[]{}", "()()")


class Espeak:
    """Its commands cannot be reached from a text: `[[…]]` would be phonemes, control characters change the voice."""

    def __init__(self, usual: int = 0) -> None:
        self._usual = usual

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        """Begin to say it; raises Mute."""
        base = language.partition("@")[0]
        words = str(round(WORDS_A_MINUTE * speed(self._usual, pace, language)))
        voice = ("espeak-ng", "-b", "1", "-v", VOICES[base], "-s", words, "--stdin", "--stdout")
        return Chain(voice, player(device), tamed(text))


def tamed(text: str) -> str:
    """The text without anything that espeak-ng takes for a command of its own."""
    return "".join(letter if letter.isprintable() else " " for letter in text.translate(_BRACKETS))
