"""The ledger hash as people compare it: on the screen that made a backup and on the one that brought it back."""

from kiosk.words import Words

SHOWN = 16
"""Hex digits: two ledgers that differ are as good as never alike in 64 bits, and nobody compares more by eye."""
GROUP = 4


def number_words(words: Words, ledger_hash: str) -> str:
    """The first digits, in groups; `kiosk ledger hash` prints all of them."""
    digits = ledger_hash[:SHOWN]
    groups = " ".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
    return words.say("Comparison number: {number}").format(number=groups)
