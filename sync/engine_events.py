"""What a round reports while it goes on; `event` names each in JSON."""

import msgspec

from sync.replica_status import Problem


class Waiting(msgspec.Struct, frozen=True, tag_field="event", tag="waiting"):
    """Another round is running; this one waits for it, `seconds` at most."""

    seconds: float


class Started(msgspec.Struct, frozen=True, tag_field="event", tag="started"):
    """A platform is being asked."""

    platform: str


class Progress(msgspec.Struct, frozen=True, tag_field="event", tag="progress"):
    """A page was stored; the numbers are those of the platform's round so far."""

    platform: str
    stream: str
    new: int
    changed: int
    unchanged: int
    skipped: int


class PlatformDone(msgspec.Struct, frozen=True, kw_only=True, tag_field="event", tag="platform"):
    """A platform's round is over, and everything of it is stored."""

    platform: str
    state: str
    """ok, partial (a stream failed), failed (nothing could be read) or held (a large loss waits for staff)."""
    complete: bool
    """Whether the replica now holds all that the platform offers."""
    new: int = 0
    changed: int = 0
    gone: int = 0
    """Shown before, not any more."""
    unchanged: int = 0
    skipped: int = 0
    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    seconds: float = 0.0
    seconds_store: float = 0.0
    """Of `seconds`, those spent in the replica."""
    problem: Problem | None = None


class PicturesDone(msgspec.Struct, frozen=True, tag_field="event", tag="pictures"):
    """Pictures of items were read, those that people see first before the others; a round reads a part of them."""

    fetched: int
    failed: int
    """Not there, no pictures, too large, or on a host that does not answer."""


class RoundDone(msgspec.Struct, frozen=True, tag_field="event", tag="round"):
    """The round is over. `ran` is False when another round kept the lock."""

    ran: bool
    platforms: int
    whole: bool
    """Whether every platform asked ended ok."""
    seconds: float


Event = Waiting | Started | Progress | PlatformDone | PicturesDone | RoundDone
