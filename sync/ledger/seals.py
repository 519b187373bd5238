"""What binds a booking to the journal's chain: one seal over all of it, and one over what erasing its people leaves."""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from sync.ledger.bare import bare
from sync.ledger.records import What


def seal(key: str, *values: object) -> str:
    """What binds a row to the journal's chain without telling what it says; the booking's random key is the salt."""
    return sha256(msgspec.json.encode((key, *values))).hexdigest()


def booked_facts(key: str, values: Sequence[object], what: What) -> str:
    """The facts of a new booking: the seals of its row and of its frame. `values`: reference, content and so on."""
    return f"{seal(key, *values)} {frame(frame_key(key), values, what)}"


def frame_key(key: str) -> str:
    """The salt of the frame; it stays when the booking's own key is erased, and the key does not follow from it."""
    return sha256(f"frame {key}".encode()).hexdigest()


def frame(salt: str, values: Sequence[object], what: What) -> str:
    """The seal of what erasing must leave as it was: amount, unit, kind, event or job, reference, platform, slip."""
    reference, _, *rest = values
    return seal(salt, reference, bare(what, dict.fromkeys(what.members, "")), *rest)


class Erasing(msgspec.Struct, frozen=True):
    """The facts of a booking whose people were erased."""

    row: str
    """The new seal of its row."""
    salt: str
    """`frame_key` of the key that it was booked with."""
    sending: str
    """The new seal of its outbox row: the last word, as in every step of a sending."""

    @classmethod
    def of(cls, facts: str) -> "Erasing":
        """From the journal; words that are missing never fit a seal."""
        return cls(*(f"{facts}   ".split(" ")[:3]))

    @property
    def facts(self) -> str:
        """For the journal."""
        return f"{self.row} {self.salt} {self.sending}"
