"""Posts of a WordPress site: whole at first, then what changed, with an id sweep for what that question cannot see."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Clock
from sync.connectors.base import Batch, Ending
from sync.connectors.wordpress_items import Rules, utc
from sync.connectors.wordpress_reader import Listing, PostReader
from sync.connectors.wordpress_site import Site
from sync.records import Source

OVERLAP = timedelta(hours=2)
"""Read again before the newest change: one hour that the site's local time repeats in October, one for slow commits."""
SWEEP_EVERY = timedelta(days=1)
"""A sweep by itself: what shows in no other sign (one post deleted and one back-dated) is seen within a day."""


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """Where the last pull ended."""

    newest: str
    """The latest `modified_gmt` that was not later than the terminal's own time."""
    total: int
    """`X-WP-Total` without filters."""
    swept: datetime
    terms: str
    """The mark of the category list: renaming a category does not touch its posts."""
    left_out: dict[int, str] = {}
    """Posts of the overlap that the replica may not hold, with their revisions: they need no second look."""


class PostsStream:
    """The stream `posts`. Raises on pull what `Http.get` raises, and CHANGED_WHILE_READING.

    A pull with nothing changed asks for the categories, the total and the changes: three small answers.
    Any change, a total that does not fit, or a day gone by leads to a sweep, so that every ending but
    "unchanged" rests on a list of all ids.
    """

    name = "posts"

    def __init__(self, site: Site, source: Source, clock: Clock) -> None:
        self._site = site
        self._clock = clock
        self._rules = source.posts
        self._zone = ZoneInfo(source.timezone)
        self.question = f"wordpress posts 1 {source.url} {source.timezone} {rules_mark(source.posts)}"

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """Everything without a cursor or after a category was renamed, else what changed."""
        last = _decoded(cursor)
        terms = self._site.terms("categories")
        reader = PostReader(self._site, self._rules, self._zone, terms, known)
        now = self._clock.now()
        if last is None or last.terms != terms.mark:
            listing = yield from reader.whole()
        else:
            total = self._site.total("/wp/v2/posts")
            changed = False
            for batch in reader.since(_before(last.newest), last.left_out):
                changed = True
                yield batch
            if not changed and total == last.total and abs(now - last.swept) < SWEEP_EVERY:
                yield Ending(unchanged=True)
                return
            listing = yield from reader.sweep()
        if gone := reader.gone(listing):
            yield Batch(gone=gone)
        yield Ending(complete=True, cursor=_encoded(listing, reader, terms.mark, now))


def rules_mark(rules: Rules) -> str:
    """The mapping as part of a question."""
    return "-" if rules is None else ",".join(f"{word!r}={kind}" for word, kind in rules)


def _decoded(cursor: str | None) -> Cursor | None:
    """The cursor; None for none, and for one that another version of the program wrote."""
    try:
        last = msgspec.json.decode(cursor or "null", type=Cursor | None)
    except msgspec.DecodeError:
        return None
    return last if last and utc(last.newest) else None


def _encoded(listing: Listing, reader: PostReader, terms: str, now: datetime) -> str:
    """The next cursor. Revisions later than now would blind `modified_after`: they never become the newest."""
    newest = max(
        (mark for mark in listing.marks.values() if (at := utc(mark)) and at <= now), default="1970-01-02T00:00:00"
    )
    since = _before(newest).removesuffix("Z")
    kept = {number: mark for number, mark in listing.marks.items() if mark >= since and number not in reader.made}
    left_out = {number: mark for number, mark in kept.items() if not reader.holds(number, mark)}
    cursor = Cursor(newest=newest, total=listing.total, swept=now, terms=terms, left_out=left_out)
    return msgspec.json.encode(cursor).decode()


def _before(newest: str) -> str:
    """What `modified_after` is asked: always with `Z`, or the digits would be read as the site's local time."""
    at = utc(newest)
    assert at is not None
    return (at - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
