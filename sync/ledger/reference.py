"""References and keys: our own marks on a booking, made once and never again (R3)."""

import re
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


_PATTERN = re.compile(rf"[A-Z0-9]{{2,6}}-[{LETTERS}]{{{LENGTH}}}")


def new_reference(terminal: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """`QK1-7F3K9Q`; the terminal's mark makes it unique across terminals."""
    return f"{terminal}-{''.join(choose(LETTERS) for _ in range(LENGTH))}"


def is_reference(text: str) -> bool:
    """Whether this could be one of ours or of another terminal."""
    return _PATTERN.fullmatch(text) is not None


def new_key() -> str:
    """128 random bits as hex."""
    return secrets.token_hex(16)
