"""Every sentence for people comes out of a gettext catalogue; the code holds the English source."""

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = {
    "de": "Deutsch",
    "de@leicht": "Leichte Sprache",
    "en": "English",
    "tr": "Türkçe",
    "uk": "Українська",
    "ru": "Русский",
    "ar": "العربية",
    "pl": "Polski",
}
"""Language code → its name in its own script (A33)."""


LEFTWARD = frozenset(("ar",))
"""Languages that are written from right to left (A34)."""


class Words:
    """The sentences of one language. Babel collects what is asked by the names `_` and `n_`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.leftward = language in LEFTWARD
        self._catalogue = _load(language)

    def say(self, sentence: str) -> str:
        """The sentence in this language."""
        return self._catalogue.gettext(sentence)

    def count(self, one: str, many: str, number: int) -> str:
        """The form for a number; `{n}` in it becomes the number."""
        return self._catalogue.ngettext(one, many, number).format(n=self.number(number))

    def number(self, number: int) -> str:
        """A whole number with the language's thousands mark."""
        return f"{number:,}".replace(",", self.say("thousands mark") if number >= 1000 else "")


def _load(language: str) -> NullTranslations:
    path = LOCALE / language / "LC_MESSAGES" / "kiosk.mo"
    with path.open("rb") as file:
        catalogue = GNUTranslations(file)
    if "@" in language:  # Leichte Sprache has what residents read; staff read German
        catalogue.add_fallback(_load(language.partition("@")[0]))
    return catalogue
