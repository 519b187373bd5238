"""Digits three rows high, drawn with half blocks: a clock that is read across the room."""

HIGH = 3
"""Rows of a digit."""
_SHAPES = {
    "0": ("█▀▀█", "█  █", "█▄▄█"),
    "1": (" ▄█ ", "  █ ", " ▄█▄"),
    "2": ("█▀▀█", " ▄▄▀", "█▄▄▄"),
    "3": ("█▀▀█", "  ▀▄", "█▄▄█"),
    "4": ("█ █ ", "█▄█▄", "  █ "),
    "5": ("█▀▀▀", "▀▀▀▄", "▄▄▄▀"),
    "6": ("▄▀▀▀", "█▀▀▄", "▀▄▄▀"),
    "7": ("▀▀▀█", "  ▄▀", "  █ "),
    "8": ("▄▀▀▄", "▄▀▀▄", "▀▄▄▀"),
    "9": ("▄▀▀▄", "▀▄▄█", " ▄▄▀"),
    ":": (" ▄ ", " ▄ ", "   "),
}


def big(text: str) -> list[str]:
    """Three rows for digits and colons; raises KeyError for anything else."""
    return [" ".join(_SHAPES[letter][row] for letter in text) for row in range(HIGH)]
