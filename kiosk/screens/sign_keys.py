"""Texts and addresses on the keys of the screen: letters, digits and signs."""

from kiosk.frame import Frame
from kiosk.screens.builder import Builder
from kiosk.screens.keyboard import ALPHABET, DELETE, DIGITS, SPACE, UMLAUTS, Keyboard, lay_keys, parts_of, show_keys
from kiosk.screens.letter_keys import LetterKeys
from kiosk.widgets.view import Rect

ADDRESS_SIGNS = "./:-_?=&%#~"
"""Signs of web addresses, the most frequent first; eleven fit beside the keys to the other pages on 58x18."""
SMALL_WORDS = (
    *("am", "an", "auf", "bei", "das", "dem", "den", "der", "des", "die", "für", "im", "in", "mit"),
    *("und", "vom", "von", "zu", "zum", "zur"),
)
"""Words inside a name that have no capital ("Treff am Markt")."""
TEXT_SIGNS = ".,-/&+()'"
"""Signs of names and street addresses."""


TEXT = (ALPHABET + UMLAUTS, DIGITS, TEXT_SIGNS)
ADDRESS = (ALPHABET, DIGITS, ADDRESS_SIGNS)
TELEPHONE = (DIGITS, " /-+()")
"""Sets of keys, the signs last."""


class SignKeyboard(Keyboard, frozen=True):
    """The keyboard with sets of its own, which are never mixed; each key is two taps away, on the smallest grids three.

    Where letters are shown at once, each page of keys has a key for every other page.
    """

    sets: tuple[str, ...] = ()
    """Those that are shown first, and others."""
    ends: tuple[str, ...] = ()
    """Keys that stand behind the others on every page."""

    def actions(self, at: str) -> list[str]:
        return self._opened(at) if self.ranged else self._page(at)

    def _opened(self, at: str) -> list[str]:
        """A range, opened until its keys have room; at first all ranges."""
        if at and len(at) <= self.size:
            return _keys(at)
        if at:
            return [f"range:{part}" for part in parts_of(at, -(-len(at) // self.size))]
        letters, *others = self.sets
        room = self.size - len(self.ends) - len(others)
        if len(letters) <= room:
            return [*_keys(letters), *(f"range:{part}" for part in others), *self.ends]
        ranges = [*parts_of(letters, max(self.size, -(-len(letters) // room))), *others]
        return [*(f"range:{part}" for part in ranges), *self.ends]

    def _page(self, at: str) -> list[str]:
        pages = self._pages()
        page = pages.index(at) if at in pages else 0
        keys, room = pages[page], self.size - len(pages[page]) - len(self.ends)
        others = [*pages[page + 1 :], *pages[:page]][:room]
        gap = [""] * (room - len(others))
        return [*_keys(keys), *gap, *(f"range:{other}" for other in others), *self.ends]

    def _pages(self) -> list[str]:
        """Pages as large as leave room for a key to every other one; where none do, to the next three."""
        for most in range(self.size, 0, -1):
            pages = self._cut(most)
            if max(map(len, pages)) + len(pages) - 1 + len(self.ends) <= self.size:
                return pages
        return self._cut(self.size - len(self.ends) - 3)

    def _cut(self, most: int) -> list[str]:
        return [part for letters in self.sets for part in parts_of(letters, most)]


def _keys(letters: str) -> list[str]:
    """The actions of these keys."""
    return [SPACE if letter == " " else f"key:{letter}" for letter in letters]


class SignKeys(LetterKeys):
    """A name or a street, whose words begin with capitals by themselves but for small ones; or a text as typed."""

    def __init__(self, most: int, text: str = "", *, sets: tuple[str, ...] = TEXT, capitals: bool = True) -> None:
        super().__init__(most, text)
        self.signs = sets[-1]
        """What a keyboard may type, too."""
        self._sets, self._capitals = sets, capitals

    def show(self, build: Builder, ok: str) -> Rect:
        """Draw the keys, help, and OK (action "ok") with this label; answers the room left above, if any."""
        keyboard = self._keyboard(build.frame)
        self._ranged = keyboard.ranged
        show_keys(build, keyboard, self._range)
        build.ahead("ok", ok)
        return keyboard.room

    def typed(self, letter: str) -> bool:
        if letter == "\b":
            self.text = self.text[:-1]
        elif len(self.text) < self._most and (letter != " " or (self._blank and self.text.strip())):
            self.text = f"{self._finished(letter)}{self._written(letter)}"
        return True

    def _finished(self, letter: str) -> str:
        """What stands there; a small word behind the first one turns small when it ends."""
        rest, _, word = self.text.rpartition(" ")
        small = self._capitals and letter == " " and rest and word.lower() in SMALL_WORDS
        return f"{rest} {word.lower()}" if small else self.text

    def _written(self, letter: str) -> str:
        """A capital where a word of a name begins; ß has none."""
        begins = self._capitals and self.text[-1:] in ("", " ", "-")
        return letter.upper() if begins and letter != "ß" else letter

    @property
    def _blank(self) -> bool:
        """Whether there are blanks in it; addresses have none."""
        return self._capitals or " " in self.signs

    def _keyboard(self, frame: Frame) -> SignKeyboard:
        """On one row of keys the blank stands among the signs."""
        usual = lay_keys(frame)
        places = usual.area, usual.rows, usual.a_row, usual.room, usual.ranged
        if self._blank and frame.tiny and " " not in self.signs:
            return SignKeyboard(*places, (*self._sets[:-1], f" {self._sets[-1]}"), (DELETE,))
        apart = self._blank and " " not in self.signs
        return SignKeyboard(*places, self._sets, (SPACE, DELETE) if apart else (DELETE,))
