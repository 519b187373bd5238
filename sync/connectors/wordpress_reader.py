"""Reads posts in the three ways of a pull (whole, changes, sweep) and remembers what it has met."""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from sync.connectors.base import Batch
from sync.connectors.wordpress_items import POST_FIELDS, Post, Rules, article, kind_of
from sync.connectors.wordpress_site import Site, Terms, chunks, decoded, joined
from sync.errors import Reason, Unreachable
from sync.records import Kind

ASK_MISSING_MAX = 20
"""Missing posts asked for one by one in a pull: 4 s at the usual pause. The others vanish in two steps anyway."""

_ROUTE = "/wp/v2/posts"
_BY_ID = (("orderby", "id"), ("order", "asc"))
_PREFIX = "post:"


class Row(msgspec.Struct, frozen=True):
    """What an id sweep reads of a post."""

    id: int
    modified_gmt: str
    categories: list[int] = []


class Listing(msgspec.Struct, frozen=True):
    """A whole list: post id → revision, and the total that the site gave with every page of it."""

    marks: dict[int, str]
    total: int


class PostReader:
    """For one pull. `known` are the remote ids in the replica with their revisions."""

    def __init__(self, site: Site, rules: Rules, zone: ZoneInfo, terms: Terms, known: Mapping[str, str | None]) -> None:
        self._site, self._rules, self._zone, self._terms, self._known = site, rules, zone, terms, known
        self._dropped: set[int] = set()
        self.read: dict[int, str] = {}
        """Post id → revision, of all posts whose text was read."""
        self.made: set[int] = set()
        """Those of them that the replica holds from now on; it lets events expire."""

    def holds(self, number: int, mark: str) -> bool:
        """Whether the replica has this version of a post."""
        return self._known.get(f"{_PREFIX}{number}") == mark

    def whole(self) -> Generator[Batch, None, Listing]:
        """Every post with its text. A list that changed meanwhile is settled by a sweep."""
        marks: dict[int, str] = {}
        totals: list[int] = []
        try:
            for page in self._site.pages(_ROUTE, [("_fields", POST_FIELDS), *_BY_ID]):
                totals.append(page.total)
                yield self._batch(page.rows)
                marks |= {row.id: row.modified_gmt for row in decoded(page.rows, Row)}
        except Unreachable as error:
            if error.reason is not Reason.CHANGED_WHILE_READING:
                raise
            totals.append(-1)
        if totals[0] == totals[-1]:
            return Listing(marks, totals[0])
        return (yield from self.sweep())

    def since(self, after: str, left_out: Mapping[int, str]) -> Iterator[Batch]:
        """Posts with a change after `after` (UTC, `…Z`) that the replica does not hold in this version."""
        for page in self._site.pages(_ROUTE, [("_fields", POST_FIELDS), ("modified_after", after), *_BY_ID]):
            fresh = [raw for raw in page.rows if not self._is_settled(raw, left_out)]
            if fresh:
                yield self._batch(fresh)

    def sweep(self) -> Generator[Batch, None, Listing]:
        """All ids with their revisions; reads what is new or another version, whatever its date says."""
        rows, total = self._listed()
        yield Batch(
            seen=[f"{_PREFIX}{row.id}" for row in rows if self._wanted(row) and self.holds(row.id, row.modified_gmt)],
            skipped=self._count_dropped(row.id for row in rows if not self._wanted(row)),
        )
        unread = [row.id for row in rows if self._wanted(row) and not self._is_met(row)]
        for chunk in chunks(unread):
            for page in self._site.pages(_ROUTE, [("_fields", POST_FIELDS), ("include", joined(chunk))]):
                yield self._batch(page.rows)
        return Listing({row.id: row.modified_gmt for row in rows}, total)

    def gone(self, listing: Listing) -> Sequence[str]:
        """Of the held posts that are not listed, those that the site calls deleted: 404 or 410.

        401 and 403 are drafts, private posts and the bin; 200 is a race. None of these proves anything.
        """
        numbers = [remote.removeprefix(_PREFIX) for remote in self._known if remote.startswith(_PREFIX)]
        missing = [number for number in numbers if number.isdecimal() and int(number) not in listing.marks]
        return [f"{_PREFIX}{number}" for number in missing[:ASK_MISSING_MAX] if self._is_deleted(number)]

    def _is_deleted(self, number: str) -> bool:
        asked = [("_fields", "id")]
        return self._site.get(f"{_ROUTE}/{number}", asked, statuses=(200, 401, 403, 404, 410)).status in (404, 410)

    def _listed(self) -> tuple[list[Row], int]:
        """The sweep's rows, read again once when the list changed meanwhile."""
        for _ in range(2):
            try:
                pages = list(self._site.pages(_ROUTE, [("_fields", "id,modified_gmt,categories"), *_BY_ID]))
            except Unreachable as error:
                if error.reason is not Reason.CHANGED_WHILE_READING:
                    raise
                continue
            if pages[0].total == pages[-1].total:
                return [row for page in pages for row in decoded(page.rows, Row)], pages[0].total
        raise Unreachable(Reason.CHANGED_WHILE_READING)

    def _is_settled(self, raw: msgspec.Raw, left_out: Mapping[int, str]) -> bool:
        row = next(decoded([raw], Row), None)
        return row is not None and (self.holds(row.id, row.modified_gmt) or left_out.get(row.id) == row.modified_gmt)

    def _is_met(self, row: Row) -> bool:
        return self.holds(row.id, row.modified_gmt) or self.read.get(row.id) == row.modified_gmt

    def _wanted(self, row: Row | Post) -> Kind | None:
        return kind_of(self._terms.of(row.categories), self._rules)

    def _count_dropped(self, numbers: Iterable[int]) -> int:
        """How many posts without a kind were not counted yet in this pull."""
        before = len(self._dropped)
        self._dropped.update(numbers)
        return len(self._dropped) - before

    def _batch(self, rows: Sequence[msgspec.Raw]) -> Batch:
        """Items of rows with their text. Password-protected posts hold none and are left out."""
        self.read |= {row.id: row.modified_gmt for row in decoded(rows, Row)}
        posts = list(decoded(rows, Post))
        kinds = {post.id: kind for post in posts if (kind := self._wanted(post))}
        dropped = self._count_dropped(post.id for post in posts if post.id not in kinds)
        shown = [post for post in posts if post.id in kinds and not post.content.protected]
        pictures = self._site.pictures({post.featured_media for post in shown})
        self.made |= {post.id for post in shown if kinds[post.id] is not Kind.EVENT}
        items = [
            article(post, kinds[post.id], self._terms.of(post.categories), pictures).item(self._zone) for post in shown
        ]
        return Batch(items=items, skipped=len(rows) - len(posts) + dropped)
