"""References and keys: our own marks on a booking, made once and never again (R3)."""

import secrets
from collections.abc import Callable

import msgspec

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: none of its letters can be mistaken for a digit when somebody reads it out."""
LENGTH = 6
"""Letters after the terminal's mark: 30 bits, and the ledger refuses one that it has."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A booking's identity, made when staff began to enter it: entered twice it is still one booking (R3)."""

    reference: str
    """May become another one, should it be given away before the booking is written; the key never does."""
    key: str


def new_reference(terminal: str, choose: Callable[[int], int] = secrets.randbelow) -> str:
    """`QK1-7F3K9Q`; the terminal's mark makes it unique across terminals. `choose` answers less than it is given."""
    number = choose(len(LETTERS) ** LENGTH)
    return f"{terminal}-{''.join(LETTERS[number >> 5 * at & 31] for at in range(LENGTH))}"


def new_key() -> str:
    """128 random bits as hex."""
    return secrets.token_hex(16)
