"""A connector that does what a test tells it, page by page."""

from collections.abc import Iterator, Mapping, Sequence

from sync.connectors.base import Batch, Ending, Tally
from sync.errors import SyncError
from sync.records import Item, Kind


def item(number: int | str, **fields: object) -> Item:
    """A notice, unless told otherwise."""
    known = {"remote": f"post:{number}", "kind": Kind.NOTICE, "title": f"Aushang {number}"}
    return Item(**(known | fields))  # type: ignore[arg-type]  # fields are checked by what the tests ask for


class ScriptedStream:
    """What the next pulls of one stream yield; a `SyncError` in the script is raised."""

    def __init__(self, name: str) -> None:
        self.name, self.question = name, "first"
        self._script: list[Batch | Ending | SyncError] = []
        self.cursors: list[str | None] = []
        self.knew: list[dict[str, str | None]] = []

    def has(self, *items: Item, cursor: str | None = None, skipped: int = 0) -> None:
        """A complete pull with these items in one page."""
        self._script = [Batch(items=items, skipped=skipped), Ending(complete=True, cursor=cursor)]

    def says(self, *steps: Batch | Ending | SyncError) -> None:
        self._script = list(steps)

    def is_unchanged(self) -> None:
        self._script = [Ending(unchanged=True)]

    def fails(self, error: SyncError, *first: Batch) -> None:
        self._script = [*first, error]

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        self.cursors.append(cursor)
        self.knew.append(dict(known))
        for step in self._script:
            if isinstance(step, SyncError):
                raise step
            yield step


class ScriptedPlatform:
    """A platform that makes a connector for each round, all of one mind."""

    def __init__(self, *names: str) -> None:
        self.offered = [ScriptedStream(name) for name in names or ("posts",)]
        self.tally = Tally()
        self.refusal: SyncError | None = None
        self.closed = 0

    @property
    def posts(self) -> ScriptedStream:
        return self.offered[0]

    def __call__(self) -> "ScriptedPlatform":
        return self

    def streams(self) -> Sequence[ScriptedStream]:
        if self.refusal:
            raise self.refusal
        return self.offered

    def close(self) -> None:
        self.closed += 1
