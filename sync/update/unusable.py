"""Why a bundle or an index cannot be used; each reason has its sentence in `kiosk/update_words.py`."""

from enum import StrEnum


class Why(StrEnum):
    """What is wrong, by what people can do about it."""

    NO_BUNDLE = "no_bundle"
    """It cannot be read as what it should be: no bundle, or one that was cut off."""
    TOO_LARGE = "too_large"
    HOSTILE = "hostile"
    """It holds what no bundle of ours ever holds: links, other folders, compressed or repeated entries."""
    NO_KEY = "no_key"
    """This terminal trusts nobody yet: there is no public key on it."""
    SIGNATURE = "signature"
    """Nobody whom this terminal trusts has signed it, or it was changed after that."""
    CHANGED = "changed"
    """A file in it is not the one that was signed."""
    MISSING = "missing"
    """A file that was signed is not in it."""
    EXTRA = "extra"
    """A file in it was not signed."""
    MACHINE = "machine"
    """It is for another kind of computer."""
    PYTHON = "python"
    """It is for another Python than the system's: first the system, then the program."""
    TOO_NEW = "too_new"
    """It wants an update in between."""
    SAME = "same"
    OLDER = "older"
    LEDGER = "ledger"
    """Its ledger could not be opened by the present version: there would be no way back."""
    STALE = "stale"
    """A signed index, but an older one than this terminal has seen already."""
    NO_INDEX = "no_index"
    SPACE = "space"
    DISK = "disk"


class Unusable(Exception):
    """It is not used, and nothing was changed. `facts` fill the sentence."""

    def __init__(self, why: Why, **facts: object) -> None:
        self.why = why
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(f"{why}: {self.facts}")
