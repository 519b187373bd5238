"""What a resident leaves: an interest in an item, or what they think of the house."""

from enum import StrEnum
from typing import Annotated

import msgspec

from sync.ledger.records import Stamp

NAME_MAX = 40
"""Letters of a first name; as many as a name of the staff may have."""
MEMBER_MAX = 12
"""Digits of a member number; the longest that rings write have eight."""
WORDS_MAX = 120
"""Letters of a sentence: five rows of the smallest grid, and three minutes of typing with one finger."""
CONTENT_BYTES = 2048
"""Every letter is as long as this before it is sealed, so that its length tells nothing: title, name and sentence
at their longest, four bytes a letter, are some 1,500."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_MAX)]
Number = Annotated[str, msgspec.Meta(min_length=1, max_length=MEMBER_MAX)]
Words = Annotated[str, msgspec.Meta(max_length=WORDS_MAX)]
Title = Annotated[str, msgspec.Meta(max_length=200)]


class Face(StrEnum):
    """The three smileys; the value stands in the ledger and in JSON."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


class Interest(msgspec.Struct, frozen=True, kw_only=True, tag="interest"):
    """Somebody wants what an item offers. Exactly one of `name` and `member` is set."""

    item: str
    kind: str
    """Of the item (`records.Kind`)."""
    title: Title
    """What the item was called: it may have left the replica when staff read this."""
    name: Name | None = None
    member: Number | None = None


class Feedback(msgspec.Struct, frozen=True, kw_only=True, tag="feedback"):
    """What somebody thinks of the house."""

    number: str
    """By which whoever left it can ask for it (`261124-48297`)."""
    face: Face
    words: Words = ""
    """At most one sentence."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One of them, with when and where it was left."""

    id: str
    """128 random bits, hex: left twice or taken in twice it is one letter."""
    what: Interest | Feedback
    stamp: Stamp
    terminal: str


def encoded(letter: Letter) -> bytes:
    """JSON, filled up with blanks to `CONTENT_BYTES`. Raises ValueError for a letter that is longer."""
    content = msgspec.json.encode(letter)
    if len(content) > CONTENT_BYTES:
        raise ValueError(len(content))
    return content.ljust(CONTENT_BYTES)


def decoded(content: bytes) -> Letter:
    """The letter again; JSON does not mind blanks behind it. Raises `msgspec.DecodeError`."""
    return msgspec.json.decode(content, type=Letter)
