"""The smallest replica: what a terminal would hold after each pull, kept in dictionaries."""

from collections.abc import Sequence

import msgspec

from sync.connectors.base import Batch, Connector, Ending, Stream
from sync.records import Item

Remote = tuple[str, str]
"""Stream and remote id: what makes an item the same item."""


class Round(msgspec.Struct):
    """What one round brought, over all streams of the platform."""

    items: list[Item] = []
    remotes: list[Remote] = []
    """Of `items`, in their order, doubles included."""
    seen: set[Remote] = set()
    gone: list[Remote] = []
    changed: list[Remote] = []
    """Items that the shelf held in another version."""
    missing: list[Remote] = []
    """Held, but in neither `items` nor `seen` of a complete stream."""
    skipped: int = 0
    complete: bool = True


class Shelf:
    """Items and cursors by stream; nothing is stored when a stream raises."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, Item]] = {}
        self._cursors: dict[tuple[str, str], str | None] = {}

    @property
    def remotes(self) -> set[Remote]:
        """All that is held."""
        return {(stream, remote) for stream, items in self._items.items() for remote in items}

    def round(self, connector: Connector, full: bool = False) -> Round:
        """Read every stream, without cursors when `full`; raises what the connector raises."""
        read = Round()
        for stream in connector.streams():
            held = self._items.setdefault(stream.name, {})
            question = (stream.name, stream.question)
            cursor = None if full else self._cursors.get(question)
            batches, ending = whole(stream, cursor, held)
            self._take(read, stream.name, batches, ending)
            if ending.cursor is not None:
                self._cursors[question] = ending.cursor
        return read

    def _take(self, read: Round, stream: str, batches: Sequence[Batch], ending: Ending) -> None:
        held = self._items[stream]
        items = [item for batch in batches for item in batch.items]
        named = {item.remote for item in items} | {remote for batch in batches for remote in batch.seen}
        gone = [remote for batch in batches for remote in batch.gone if remote in held]
        missing = [remote for remote in held if remote not in named] if ending.complete and not ending.unchanged else []
        changed = [item.remote for item in items if item.remote in held and _differs(item, held[item.remote])]
        read.items += items
        read.remotes += [(stream, item.remote) for item in items]
        read.seen |= {(stream, remote) for remote in named}
        read.gone += [(stream, remote) for remote in gone]
        read.missing += [(stream, remote) for remote in missing]
        read.changed += [(stream, remote) for remote in changed]
        read.skipped += sum(batch.skipped for batch in batches)
        read.complete = read.complete and (ending.complete or ending.unchanged)
        held.update((item.remote, item) for item in items)
        for remote in {*gone, *missing}:
            held.pop(remote, None)


def whole(stream: Stream, cursor: str | None, held: dict[str, Item]) -> tuple[list[Batch], Ending]:
    """All batches of one pull and its ending; asserts that exactly one ending comes, and comes last."""
    words = list(stream.pull(cursor, {remote: item.revision for remote, item in held.items()}))
    ending = words.pop()
    assert isinstance(ending, Ending)
    batches = [word for word in words if isinstance(word, Batch)]
    assert len(batches) == len(words), "an ending is the last word"
    assert not (ending.unchanged and batches), "unchanged means that nothing had to be read"
    return batches, ending


def _differs(new: Item, old: Item) -> bool:
    return msgspec.structs.replace(new, revision=None) != msgspec.structs.replace(old, revision=None)
