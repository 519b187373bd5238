"""The catalogues as the tests read them: English key → what is said in a language."""

from babel.messages.pofile import read_po

from kiosk.words import LANGUAGES, LOCALE

ALL = tuple(LANGUAGES)
GERMAN = tuple(code for code in LANGUAGES if code.startswith("de"))
"""German, and Leichte Sprache where it is offered."""


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Key (plurals as `one|many`) → the sentence, or every form of it; what is not translated is left out."""
    with (LOCALE / language / "LC_MESSAGES" / "kiosk.po").open("rb") as file:
        messages = list(read_po(file, locale=language.partition("@")[0]))
    found = {}
    for message in messages:
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if message.id and forms and all(forms):
            found["|".join(message.id) if isinstance(message.id, tuple) else str(message.id)] = forms
    return found
