"""What a key of a keyboard means, wherever one is: the whole terminal can be used without touch."""

from collections import deque

from textual.events import Key

from kiosk.widgets.view import View

NAMED = {"pagedown": "next", "pageup": "previous", "escape": "back", "home": "start", "f1": "help", "f2": "office"}
"""Keys that press a button."""
EVERYWHERE = ("start", "help", "office")
"""Those that work on every page, also where their button has no room."""
MARK = {"tab": 1, "down": 1, "right": 1, "shift+tab": -1, "up": -1, "left": -1}
"""Keys that move the mark, and which way."""

HELD = 4
"""Repeats in a row that tell a key that is held from one that is struck."""
FASTEST_S, SLOWEST_S = 0.02, 0.06
"""Between two of them on average: keyboards and desktops repeat 25 to 33 times a second. A scanner is faster, and no
finger strikes one key 16 times a second."""
FOLLOWS_S = 0.15
"""What presses a button and comes again so soon is still held, however long: 0.04 s, and what a busy machine adds."""
BEGINS_S = 0.7
"""A held key repeats first after 0.25 to 0.66 s, so what came before that is another stroke."""


def action_of(event: Key, view: View, marked: str | None) -> str | None:
    """The action that a key stands for on this page: Enter presses the marked button, else OK or what the page says.

    Where a touch anywhere counts, so does any key.
    """
    if view.anywhere:
        return view.anywhere
    if event.key == "enter":
        return marked or view.enter or ("ok" if view.button_for("ok") else None)
    action = NAMED.get(event.key)
    there = action and (action in EVERYWHERE or view.button_for(action) or action in dict(view.more))
    return action if there else None


def letter_of(event: Key, signs: str = "") -> str | None:
    """The letter that a key types, or one of these signs; backspace for deleting."""
    if event.key == "backspace":
        return "\b"
    letter = event.character
    return letter if letter and (letter.isalnum() or letter in " ,.-" or letter in signs) else None


class Strokes:
    """Tells strokes that are meant from a key that is held or struck twice (A12, A13, A18); times in seconds.

    Where the terminal tells which keys repeat, none of that comes here (`kiosk.glass`).
    """

    def __init__(self, repeat_s: float) -> None:
        self._repeat_s = repeat_s
        self._key, self._seen, self._counted = "", 0.0, 0.0
        self._awake_on: str | None = None
        self._letter, self._kept = "", 0
        self._times: deque[float] = deque(maxlen=HELD + 1)

    def wake(self, page: str) -> None:
        """A letter was typed or the mark was moved on this page: whoever presses Enter next has seen it."""
        self._awake_on, self._key = page, ""

    def counts(self, key: str, at: float, page: str, *, deaf: bool) -> bool:
        """Whether a key that presses a button is meant: not twice at once, and Enter not on a page that just came."""
        again = key == self._key
        held = again and at - self._seen < min(FOLLOWS_S, self._repeat_s)
        self._key, self._seen = key, at
        asleep = key == "enter" and deaf and page != self._awake_on
        if asleep or held or (again and at - self._counted < self._repeat_s):
            return False
        self._counted, self._awake_on = at, None
        return True

    def typed(self, letter: str, at: float) -> str:
        """What a stroke types: itself, or where the key turns out to be held, what takes all but the first back."""
        if not self._repeat_s or letter != self._letter or at - self._times[-1] >= BEGINS_S:
            self._letter, self._kept = letter, 0
            self._times.clear()
        self._times.append(at)
        if not self._held:
            self._kept += 1
            return letter
        many, self._kept = self._kept - 1, 1
        return "" if letter == "\b" else "\b" * many

    @property
    def _held(self) -> bool:
        spans = len(self._times) - 1
        return spans == HELD and FASTEST_S <= (self._times[-1] - self._times[0]) / spans < SLOWEST_S
