"""The replica: the local copy of all public content, asked by visitors and filled by the engine."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from sync import replica_pictures, replica_read, replica_status, replica_store, replica_vanish
from sync.connectors.base import Batch
from sync.records import Kind, StoredItem
from sync.replica_index import records
from sync.replica_open import OpenReplica
from sync.replica_pictures import Wanted
from sync.replica_read import Listing
from sync.replica_rows import yesterday
from sync.replica_status import Known, PlatformState, Problem, Pulled
from sync.replica_store import Stamp, Stored
from sync.replica_vanish import Moment

__all__ = ["Listing", "PlatformState", "Problem", "Pulled", "Replica", "Stored"]

CHUNK = 500
"""Items read at once while all are streamed: half a megabyte."""


class Replica(OpenReplica):
    """`public.db`, for the thread that opened it.

    Reading never waits for a writer. "From now on" means: an event until its end (without an end: until its
    day ends), everything else always; hidden items never. `now` is aware.
    """

    def counts(self, now: datetime) -> dict[Kind, int]:
        return self._cached(now, ("counts",), lambda db: replica_read.counts(db, now))

    def count(self, listing: Listing, now: datetime) -> int:
        return self._cached(now, ("count", listing), lambda db: replica_read.count(db, listing, now, self.zone))

    def categories(self, kind: Kind, now: datetime) -> list[tuple[str, int]]:
        """Names with counts, most used first."""
        return self._cached(now, ("categories", kind), lambda db: replica_read.categories(db, kind, now))

    def days(self, first: date, last: date, now: datetime) -> dict[date, int]:
        """Events of each local day, both ends inclusive; an event counts on every day that it touches."""
        return self._cached(now, ("days", first, last), lambda db: replica_read.days(db, first, last, now, self.zone))

    def page(self, listing: Listing, now: datetime, offset: int, limit: int) -> list[StoredItem]:
        """A piece of a list: events by start, undated ones behind; all else newest first."""
        return self._ask(lambda db: replica_read.page(db, listing, now, self.zone, offset, limit))

    def item(self, id_: str) -> StoredItem | None:
        return self._ask(lambda db: replica_read.item(db, id_))

    def search(self, text: str, now: datetime, offset: int, limit: int, kind: Kind | None = None) -> list[StoredItem]:
        """A piece of the items that hold every word, title hits first; nothing for text without a word."""
        since = int(now.timestamp())
        return self._ask(lambda db: replica_read.found(db, text, since, kind, offset, limit))

    def items(self, kind: Kind | None, search: str | None, now: datetime) -> Iterator[StoredItem]:
        """All shown items that were not over when yesterday began, streamed."""
        since = yesterday(now, self.zone)
        numbers = self._ask(lambda db: replica_read.numbers(db, kind, search, since))
        for at in range(0, len(numbers), CHUNK):
            read = partial(records, numbers=numbers[at : at + CHUNK])
            yield from (item for _, item in self._ask(read))

    def platforms(self, now: datetime) -> list[PlatformState]:
        """Every platform that was ever asked; those that never were are the caller's to name."""
        return self._ask(lambda db: replica_status.platforms(db, yesterday(now, self.zone)))

    def standings(self) -> dict[str, tuple[str, datetime | None]]:
        """Name → state and last good pull of each platform that was ever asked: `platforms` without counts."""
        return self._ask(replica_status.standings)

    def last_good(self, platforms: Collection[str]) -> datetime | None:
        """The oldest last good pull among some platforms; None when none was ever read."""
        times = self._ask(replica_status.last_good)
        return min((time for name, time in times.items() if name in platforms), default=None)

    def newest_good(self, platforms: Collection[str]) -> datetime | None:
        """The newest last good pull among some platforms: no clock may tell an earlier time (R11)."""
        times = self._ask(replica_status.last_good)
        return max((time for name, time in times.items() if name in platforms), default=None)

    def keep_only(self, platforms: Collection[str]) -> bool:
        """Delete what came from platforms that the settings no longer name; answers whether there was any."""
        return self._write(lambda db: replica_vanish.keep_only(db, platforms))

    def begin(self, platform: str, now: datetime) -> None:
        """A pull of the platform starts."""
        self._write(lambda db: replica_status.begin(db, platform, int(now.timestamp())))

    def streams(self, platform: str) -> set[str]:
        """Names of the streams of which the replica holds something."""
        return self._ask(lambda db: replica_status.streams(db, platform))

    def pulled(self, platform: str, stream: str) -> Pulled:
        """Where the last good pull of the stream ended."""
        return self._ask(lambda db: replica_status.pulled(db, platform, stream))

    def doubtful(self, platform: str, stream: str) -> bool:
        """Whether items were missed by a complete pull and are still shown."""
        return self._ask(lambda db: replica_status.doubtful(db, platform, stream))

    def shown(self, platform: str, stream: str) -> int:
        """How many items of the stream are shown; what a platform means by "nothing changed"."""
        return self._ask(lambda db: replica_status.shown(db, platform, stream))

    def known(self, platform: str, stream: str) -> Mapping[str, str | None]:
        """Remote ids with their revisions, read when first asked for."""
        return Known(lambda: self._ask(lambda db: replica_status.known(db, platform, stream)))

    def store(self, platform: str, stream: str, batch: Batch, now: datetime) -> Stored:
        """Apply one page of a pull in one transaction; nothing is written for items that are as before."""
        return self._write(lambda db: replica_store.store(db, Stamp(platform, stream, now, self.zone), batch))

    def end_stream(
        self, platform: str, stream: str, pulled: Pulled, now: datetime, *, complete: bool, trusted: bool = True
    ) -> None:
        """Move the cursor; after a complete pull mark, in the same transaction, what it missed."""
        moment = self._moment(now, trusted) if complete else None
        self._write(lambda db: replica_vanish.end_stream(db, platform, stream, pulled, moment))

    def retire(self, platform: str, streams: Collection[str], now: datetime, *, trusted: bool = True) -> None:
        """Mark all items of streams that the platform no longer offers as missed."""
        moment = self._moment(now, trusted)
        self._write(lambda db: replica_vanish.retire(db, platform, streams, moment))

    def settle(
        self,
        platform: str,
        streams: Collection[str],
        now: datetime,
        *,
        agreed: Collection[str] = (),
        trusted: bool = True,
    ) -> tuple[int, bool]:
        """Hide or hold what the complete pulls of `streams` missed; losses of `agreed` ones are believed.

        Answers how many items were hidden and whether a loss is held.
        """
        moment = self._moment(now, trusted)
        return self._write(lambda db: replica_vanish.settle(db, platform, streams, agreed, moment))

    def conclude(
        self,
        platform: str,
        state: str,
        good: datetime | None,
        complete: bool,
        problem: Problem | None,
        moved_to: str | None,
    ) -> None:
        """Store how a pull ended; `good` is its time when everything was read."""
        at = int(good.timestamp()) if good else None
        self._write(lambda db: replica_status.conclude(db, platform, (state, at, complete, problem, moved_to)))

    def picture(self, url: str) -> bytes | None:
        """The small picture that is held for an address, as whoever read it shrank it; None where there is none."""
        return self._ask(lambda db: replica_pictures.picture(db, url))

    def wanted_pictures(
        self, platforms: Collection[str], now: datetime, limit: int, *, again: bool = False
    ) -> list[Wanted]:
        """Pictures of current items of these platforms that should be read now; `again`: also those that failed."""
        at = int(now.timestamp())
        return self._ask(lambda db: replica_pictures.wanted(db, platforms, at, limit, again=again))

    def keep_picture(self, url: str, content: bytes | None, now: datetime) -> None:
        """Store a small picture; None: it could not be read."""
        self._write(lambda db: replica_pictures.keep(db, url, content, int(now.timestamp())))

    def drop_pictures(self, now: datetime) -> None:
        """Delete pictures that no current item shows; nothing is written where there is none."""
        at = int(now.timestamp())
        if self._ask(lambda db: replica_pictures.unneeded(db, at)):
            self._write(lambda db: replica_pictures.drop(db, at))

    def _moment(self, now: datetime, trusted: bool) -> Moment:
        return Moment(int(now.timestamp()), yesterday(now, self.zone), trusted)
