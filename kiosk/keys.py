"""What a key of a keyboard means, wherever one is: the whole terminal can be used without touch."""

from textual.events import Key

from kiosk.widgets.view import View

NAMED = {"pagedown": "next", "pageup": "previous", "escape": "back", "home": "start", "f1": "help", "f2": "office"}
"""Keys that press a button."""
EVERYWHERE = ("start", "help", "office")
"""Those that work on every page, also where their button has no room."""
MARK = {"tab": 1, "down": 1, "right": 1, "shift+tab": -1, "up": -1, "left": -1}
"""Keys that move the mark, and which way."""


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


def letter_of(event: Key) -> str | None:
    """The letter that a key types; backspace for deleting."""
    if event.key == "backspace":
        return "\b"
    letter = event.character
    return letter if letter and (letter.isalnum() or letter in " ,.-") else None
