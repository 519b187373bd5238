"""What every connector promises: streams of batches that end by saying whether they were whole."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from sync.records import Item


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a pull. The engine stores it in one transaction."""

    items: Sequence[Item] = ()
    """Items read with this page, changed or not; the replica finds out by hash."""
    seen: Sequence[str] = ()
    """Remote ids that the platform still lists and that need no reading."""
    gone: Sequence[str] = ()
    """Remote ids that the platform itself calls deleted (404, 410)."""
    skipped: int = 0
    """Broken or excess items left out and counted; never the whole feed (R7)."""


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """The last word of a pull that went well."""

    complete: bool = False
    """Every item of the stream was in `items` or `seen`: what was not may vanish."""
    unchanged: bool = False
    """The platform says that nothing changed since the cursor: a good pull without batches."""
    cursor: str | None = None
    """Where the next pull may begin, the connector's own; None: keep the old one."""


class Stream(Protocol):
    """One list that a platform offers (posts, events, jobs, ads, a calendar)."""

    name: str
    """Short and stable; cursors and vanishing are kept by it."""
    question: str
    """All that the answer depends on (address, mapping, time zone): another question drops the cursor."""

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """Read the stream, batches first, exactly one `Ending` last.

        `cursor` is from the last good pull of the same question; None reads everything.
        `known` maps remote ids in the replica to their `Item.revision` (read lazily: it may be large).
        Raises `SyncError` when it could not go on; what was yielded before stays stored.
        """
        ...


class Tally(msgspec.Struct):
    """What a connector asked the network for, counted by its `http` session."""

    requests: int = 0
    not_modified: int = 0
    bytes: int = 0
    moved_to: str | None = None
    """A permanent redirect's target, to be named in the status."""


class Connector(Protocol):
    """The code for one platform. Building one asks nothing of the network."""

    tally: Tally

    def streams(self) -> Sequence[Stream]:
        """Prove who we are and say what can be read; raises `SyncError`."""
        ...

    def close(self) -> None:
        """Give back connections."""
        ...
