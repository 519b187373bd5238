"""The keys for a password: small and capital letters, digits, and every sign that it may hold."""

import msgspec

from kiosk.screens.builder import Builder
from kiosk.screens.keyboard import ALPHABET, DIGITS
from kiosk.screens.keyboard import SIGNS as NO_LETTERS
from kiosk.screens.sign_keys import SignKeys
from kiosk.widgets.view import Rect

SIGNS = ".-_!?@#+*/=&%$:;,()[]{}<>|\\^~'\"`"
"""All of ASCII besides letters, digits and the blank, the most frequent first."""
SETS = (ALPHABET, ALPHABET.upper(), DIGITS, SIGNS)


class PhraseKeys(SignKeys):
    """What is typed is not changed, for a password is right to the letter."""

    def __init__(self, most: int) -> None:
        super().__init__(most, sets=SETS, capitals=False)

    @property
    def _blank(self) -> bool:
        """A passphrase of several words has them."""
        return True

    def show(self, build: Builder, ok: str) -> Rect:
        """Draw the keys; small letters look small here, for they are others than capitals."""
        room = super().show(build, ok)
        build.buttons = [
            msgspec.structs.replace(button, lines=(label,)) if (label := _label(button.action)) else button
            for button in build.buttons
        ]
        return room


def _label(action: str) -> str:
    """What stands on a key of letters; empty for all others."""
    kind, _, letters = action.partition(":")
    if kind not in ("key", "range") or action in NO_LETTERS or not letters[-1].isalpha():
        return ""
    return letters if len(letters) == 1 else f"{letters[0]}–{letters[-1]}"
