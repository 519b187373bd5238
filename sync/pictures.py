"""The pictures of current items, read after the items themselves and kept small, so that they are there offline."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from sync.clock import Clock
from sync.engine_events import PicturesDone
from sync.errors import Reason, SyncError, Unstorable
from sync.replica import Replica

ROUND_MAX = 100
"""Pictures of one round: at the usual pause the others wait 20 s for theirs; what people see first comes first."""
ROUND_S = 60.0
"""Seconds after which no further picture is asked for: a round of bookings or news may be waiting."""
ROUND_BYTES = 20_000_000
"""Bytes after which no further picture is asked for: many terminals hang on a stick that pays by volume."""

_ITS_OWN = frozenset(
    (
        *(Reason.NOT_FOUND, Reason.FORBIDDEN, Reason.NOT_UNDERSTOOD, Reason.TOO_LARGE, Reason.CUT, Reason.REDIRECTS),
        *(Reason.UNSAFE_REDIRECT, Reason.UNENCRYPTED, Reason.KEY_REFUSED),
    )
)
"""Trouble of one picture; any other is its host's, which is then left alone for the rest of the round."""

Shrink = Callable[[bytes], bytes]
"""Makes a small picture of a file; raises ValueError for what is no picture or too large a one."""


class Gallery(Protocol):
    """Where the pictures of a platform are read."""

    def get(self, url: str) -> bytes:
        """The file at an address; raises `SyncError`."""
        ...

    def close(self) -> None:
        """Give back connections."""
        ...


class Tour(msgspec.Struct):
    """What a round has met so far."""

    fetched: int = 0
    failed: int = 0
    bytes: int = 0
    silent: set[str] = msgspec.field(default_factory=set)
    """Hosts that did not answer as they should."""


class Pictures:
    """Reads what the replica lacks. `galleries` makes, by platform name, a fresh gallery for each round."""

    def __init__(self, galleries: Mapping[str, Callable[[], Gallery]], shrink: Shrink, clock: Clock) -> None:
        self._galleries, self._shrink, self._clock = galleries, shrink, clock

    def run(self, replica: Replica, platforms: Collection[str], *, again: bool = False) -> Iterator[PicturesDone]:
        """Drop what is no longer shown and read what is wanted; one event at the end, none where nothing was to do.

        One broken picture is counted and left alone for a while; `again` asks for those as well. `platforms` answered
        in this round. A disk that refuses ends it: the status of the platforms tells of that.
        """
        tour = Tour()
        with suppress(Unstorable):
            self._go(replica, platforms, tour, again)
        if tour.fetched or tour.failed:
            yield PicturesDone(fetched=tour.fetched, failed=tour.failed)

    def _go(self, replica: Replica, platforms: Collection[str], tour: Tour, again: bool) -> None:
        replica.drop_pictures(self._clock.now())
        known = [name for name in platforms if name in self._galleries]
        todo = replica.wanted_pictures(known, self._clock.now(), ROUND_MAX, again=again)
        until = self._clock.monotonic() + ROUND_S
        with ExitStack() as stack:
            opened: dict[str, Gallery] = {}
            for one in todo:
                if self._clock.monotonic() >= until or tour.bytes >= ROUND_BYTES:
                    break
                if one.platform not in opened:
                    opened[one.platform] = stack.enter_context(closing(self._galleries[one.platform]()))
                self._fetch(replica, opened[one.platform], one.url, tour)

    def _fetch(self, replica: Replica, gallery: Gallery, url: str, tour: Tour) -> None:
        host = urlsplit(url).netloc
        if host in tour.silent:
            return
        small = None
        try:
            body = gallery.get(url)
            tour.bytes += len(body)
            small = self._shrink(body)
        except ValueError:
            tour.failed += 1
        except SyncError as error:
            tour.failed += 1
            if error.reason not in _ITS_OWN:
                tour.silent.add(host)
        replica.keep_picture(url, small, self._clock.now())
        tour.fetched += small is not None
