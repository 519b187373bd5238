"""From the box into the ledger: each letter exactly once, whatever is cut off in between."""

import msgspec

from sync.ledger.ledger import Ledger
from sync.ledger.letters import Letters
from sync.letters.box import LetterBox
from sync.letters.envelope import new_private_key, public_key, unseal
from sync.letters.letter import Letter

KEY = "letters key"
"""Under which name the ledger keeps the key that opens letters."""


class TakenIn(msgspec.Struct, frozen=True):
    """What became of the letters in the box."""

    new: int
    unreadable: int
    """Set aside: sealed for a ledger that is not this one, or damaged."""


def take_in(ledger: Ledger, box: LetterBox) -> TakenIn:
    """Bring everything in the box into the ledger in one transaction, and make the pair of keys where there is none.

    A letter leaves the box only when the ledger has it on the disk; found in both it is the same letter by its id.
    Raises `Damaged`, `Unstorable`: what was not taken in is still in the box.
    """
    private = _private_key(ledger)
    if box.key() != public_key(private):
        box.publish(public_key(private))
    with box.alone():
        letters, strange = _opened(box, private)
        with ledger.change():
            new = sum(Letters(ledger).put(letter) for letter in letters)
        box.remove(*(letter.id for letter in letters))
        for id in strange:
            box.set_aside(id)
    return TakenIn(new, len(strange))


def _private_key(ledger: Ledger) -> bytes:
    """Made once, and on the disk before anything is sealed for it."""
    found = ledger.kept.get(KEY)
    if found is not None:
        return found
    with ledger.change():
        if ledger.kept.get(KEY) is None:  # another process may have made it
            ledger.kept.put(KEY, new_private_key())
    made = ledger.kept.get(KEY)
    assert made is not None
    return made


def _opened(box: LetterBox, private: bytes) -> tuple[list[Letter], list[str]]:
    """The letters, in the order in which they were left as far as the clock knew, and the ids of what stays sealed.

    What the card cannot read at all stays in the box.
    """
    sealed = {id: content for id in box.waiting() if (content := box.read(id)) is not None}
    opened = {id: unseal(private, content, id) for id, content in sealed.items()}
    letters = [letter for letter in opened.values() if letter]
    letters.sort(key=lambda letter: (letter.stamp.wall_ms, letter.stamp.monotonic_ns))
    return letters, [id for id, letter in opened.items() if letter is None]
