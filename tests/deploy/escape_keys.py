"""Every key and button that leads out of a terminal somewhere: foot's own, cage's, consoles', desktops'."""

import re
from pathlib import Path

import msgspec

FOOT_DEFAULTS = Path("/etc/xdg/foot/foot.ini")
"""foot's own list of bindings, which Debian installs as a file of comments."""
_MODS = {"Control": "ctrl", "Shift": "shift", "Mod1": "alt", "Mod4": "logo"}


class Chord(msgspec.Struct, frozen=True):
    """A key as xkbcommon names it, with what is held meanwhile as wtype names it."""

    key: str
    mods: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "+".join((*self.mods, self.key))

    @property
    def words(self) -> list[str]:
        """For wtype: hold, strike, let go."""
        held = [word for mod in self.mods for word in ("-M", mod)]
        loose = [word for mod in reversed(self.mods) for word in ("-m", mod)]
        return [*held, "-k", self.key, *loose]


def of_foot(text: str) -> list[Chord]:
    """All chords of keys in foot's list, also of its modes for searching and for addresses."""
    bound = re.findall(r"(?m)^# [a-z-]+ ?= ?([A-Za-z][^\[<\n]*)$", text[text.index("\n[key-bindings]\n") :])
    words = {word for line in bound for word in line.split() if word != "none" and "BTN_" not in word}
    return sorted((_chord(word) for word in words), key=str)


def _chord(word: str) -> Chord:
    *mods, key = word.split("+")
    return Chord(key, tuple(_MODS[mod] for mod in mods))


def of_others() -> list[Chord]:
    """cage's, the consoles', the kernel's, desktops' and terminals' usual ways out."""
    control_alt = [f"F{number}" for number in range(1, 13)] + ["Delete", "BackSpace", "Escape", "t", "Return", "e"]
    alt = ["Escape", "Tab", "F1", "F2", "F4", "Return", "space", *(f"F{number}" for number in range(5, 13))]
    plain = ["Print", "Sys_Req", "Pause", "Menu", "Escape", *(f"F{number}" for number in range(1, 13))]
    control = ["c", "d", "z", "q", "p", "backslash", "s", "bracketleft", "w", "n", "t", "o", "l", "Escape"]
    logo = ["Return", "r", "l", "t", "q", "e", "Tab", "d", "Escape"]
    return [
        *(Chord(key, ("ctrl", "alt")) for key in control_alt),
        *(Chord(key, ("alt",)) for key in alt),
        *(Chord(key) for key in plain),
        *(Chord(key, ("ctrl",)) for key in control),
        *(Chord(key, ("logo",)) for key in logo),
        *(Chord(key, ("ctrl", "shift")) for key in ("Escape", "t", "q", "w", "i", "j", "k")),
        *(Chord(key, ("alt",)) for key in ("Print", "Sys_Req")),
        *(Chord(key) for key in ("XF86Switch_VT_2", "XF86PowerOff", "XF86Terminal", "XF86WWW", "XF86Copy")),
    ]
