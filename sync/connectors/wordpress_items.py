"""Posts and jobs of WordPress become items: only the fields named here are ever decoded (R30)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from sync.connectors.wordpress_site import NO_PICTURE, Picture, Rendered, Term
from sync.germandates import day_of
from sync.html import html_line, html_text
from sync.records import Item, Kind
from sync.text import line, safe_url, title_of

Rules = Sequence[tuple[str, Kind]] | None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What a row of any list of WordPress has. `*_gmt` are UTC without a mark."""

    id: int
    modified_gmt: str
    date_gmt: str | None = None
    link: str | None = None
    title: Rendered = Rendered()
    content: Rendered = Rendered()
    featured_media: int = 0


class Post(Row, frozen=True, kw_only=True):
    """One row of `/wp/v2/posts`."""

    categories: list[int] = []


POST_FIELDS = (
    "id,date_gmt,modified_gmt,link,title.rendered,content.rendered,content.protected,featured_media,categories"
)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a post is, whichever way it was read (REST or feed)."""

    remote: str
    kind: Kind
    title: str | None
    text: str | None
    url: str | None
    published: datetime | None
    changed: datetime | None = None
    categories: Sequence[str] = ()
    picture: Picture = NO_PICTURE
    revision: str | None = None

    def item(self, zone: ZoneInfo) -> Item:
        """The item; one that is mapped to events gets its date from its words."""
        plain = Item(
            remote=self.remote,
            kind=self.kind,
            title=title_of(self.title, self.text),
            text=self.text,
            categories=tuple(self.categories),
            url=safe_url(self.url),
            image=self.picture.url,
            image_alt=self.picture.alt,
            published=stamp(self.published, zone),
            changed=stamp(self.changed, zone),
            revision=self.revision,
        )
        return self._dated(plain, zone) if self.kind is Kind.EVENT else plain

    def _dated(self, item: Item, zone: ZoneInfo) -> Item:
        published = self.published.astimezone(zone).date() if self.published else None
        day = day_of(self.title or "", self.text or "", published)
        if day is None:
            return item
        return msgspec.structs.replace(item, starts=day.starts(zone), ends=day.ends(zone), all_day=day.hours is None)


def kind_of(terms: Sequence[Term], rules: Rules) -> Kind | None:
    """The kind of a post in these categories; None: the settings leave it out."""
    if rules is None:
        return Kind.NOTICE
    names = {word.casefold() for term in terms for word in (term.name, term.slug)}
    return next((kind for word, kind in rules if word == "*" or (line(word) or "").casefold() in names), None)


def article(post: Post, kind: Kind, terms: Sequence[Term], pictures: Mapping[int, Picture]) -> Article:
    """A post of the REST interface, cleaned."""
    return Article(
        remote=f"post:{post.id}",
        kind=kind,
        title=html_line(post.title.rendered),
        text=html_text(post.content.rendered),
        url=post.link,
        published=utc(post.date_gmt),
        changed=utc(post.modified_gmt),
        categories=[term.name for term in terms],
        picture=pictures.get(post.featured_media, NO_PICTURE),
        revision=post.modified_gmt,
    )


def utc(text: str | None) -> datetime | None:
    """A time of WordPress (`2026-10-25T01:30:00`, UTC without a mark); None for `0000-00-00T00:00:00` and the like."""
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=UTC)
    except ValueError:
        return None


def stamp(moment: datetime | None, zone: ZoneInfo) -> str | None:
    """A moment as items hold it; None also where the calendar ends (years 1 and 9999)."""
    try:
        return moment.astimezone(zone).isoformat(timespec="seconds") if moment else None
    except OverflowError:
        return None
