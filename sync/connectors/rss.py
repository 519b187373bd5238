"""A site's feed, for where its REST interface is closed: the newest posts only, so nothing vanishes by it."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import msgspec

from sync.connectors.base import Batch, Ending
from sync.connectors.http import Answer, Http, Validators
from sync.connectors.wordpress_items import Article, kind_of
from sync.connectors.wordpress_posts import rules_mark
from sync.connectors.wordpress_root import Refusal, based
from sync.connectors.wordpress_site import Term
from sync.errors import Reason, Rejected, SyncError, Unreachable
from sync.html import html_line, html_text
from sync.records import Item, Source

ACCEPT = "application/rss+xml, application/xml;q=0.9, */*;q=0.1"
REMOTE_MAX = 300
"""Letters of a post's identity in a feed: its address; longer ones are mistakes."""

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Letters that XML forbids and that pasted texts bring along; one of them would break the whole feed."""
_POST_ID = re.compile(r"[?&]p=(\d+)$")


class Cursor(msgspec.Struct, frozen=True):
    """Which of the feed's addresses answered, and its marks."""

    url: str
    validators: Validators


class Feed(msgspec.Struct, frozen=True):
    """A feed read: the site's own address and its entries."""

    link: str
    entries: list[ElementTree.Element]


class RssStream:
    """The stream `posts` by way of the feed. `refusal`, how REST was closed, is the error without a feed."""

    name = "posts"

    def __init__(self, http: Http, source: Source, refusal: Refusal) -> None:
        self._http = http
        self._refusal = refusal
        self._rules = source.posts
        self._zone = ZoneInfo(source.timezone)
        self._base = based(source.url)
        self.question = f"wordpress feed 1 {source.url} {source.timezone} {rules_mark(source.posts)}"

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """The newest posts, or "unchanged" by 304. Raises how REST was refused when there is no feed of this site."""
        answer, last = self._asked(_decoded(cursor))
        if answer.status == 304:
            yield Ending(unchanged=True)
            return
        feed = parsed(answer)
        if not _is_of(feed, answer.url, self._base):
            raise Unreachable(Reason.NOT_UNDERSTOOD, host=answer.host, detail="link")
        items = [self._item(entry) for entry in feed.entries]
        yield Batch(items=list({item.remote: item for item in items if item}.values()), skipped=items.count(None))
        yield Ending(cursor=msgspec.json.encode(Cursor(last, Validators.from_answer(answer))).decode())

    def _asked(self, last: Cursor | None) -> tuple[Answer, str]:
        """The feed's answer and the address that gave it: the one that worked last, else the usual two."""
        if last:
            return self._http.get(last.url, accept=ACCEPT, validators=last.validators), last.url
        for url in (f"{self._base}feed/", f"{self._base}?feed=rss2"):
            answer = self._http.get(url, accept=ACCEPT, statuses=(200, 401, 403, 404, 410))
            if answer.status == 200 and not answer.is_page:
                return answer, url
        raise refused(self._refusal)

    def _item(self, entry: ElementTree.Element) -> Item | None:
        """One entry; None for a broken one and for one that the settings leave out."""
        link = entry.findtext("link") or ""
        identity = (entry.findtext("guid") or link).strip()
        names = [name for one in entry.findall("category") if (name := html_line(one.text))]
        kind = kind_of([Term(0, name) for name in names], self._rules)
        if not identity or len(identity) > REMOTE_MAX or kind is None:
            return None
        number = _POST_ID.search(identity)
        return Article(
            remote=f"post:{number[1]}" if number else f"feed:{identity}",
            kind=kind,
            title=html_line(entry.findtext("title")),
            text=html_text(entry.findtext(_CONTENT) or entry.findtext("description")),
            url=link.strip(),
            published=_moment(entry.findtext("pubDate")),
            categories=names,
        ).item(self._zone)


def parsed(answer: Answer) -> Feed:
    """An RSS 2.0 document. Raises LOGIN_PAGE, CUT, NOT_UNDERSTOOD; a document type (entities) is refused."""
    text = _NOT_XML.sub("", answer.text())
    if answer.is_page:
        raise Unreachable(Reason.LOGIN_PAGE, host=answer.host)
    start = text.find("<rss")
    if start < 0 or "<!" in re.sub(r"<!--.*?-->", "", text[:start], flags=re.S):
        raise Unreachable(Reason.NOT_UNDERSTOOD, host=answer.host, detail="rss")
    if "</rss>" not in text[start:]:
        raise Unreachable(Reason.CUT, host=answer.host)
    try:
        channel = ElementTree.fromstring(text[start:]).find("channel")
    except ElementTree.ParseError as error:
        raise Unreachable(Reason.NOT_UNDERSTOOD, host=answer.host, detail=error) from error
    if channel is None:
        raise Unreachable(Reason.NOT_UNDERSTOOD, host=answer.host, detail="channel")
    return Feed((channel.findtext("link") or "").strip(), channel.findall("item"))


def refused(refusal: Refusal) -> SyncError:
    """The error for a site with neither REST nor a feed."""
    if refusal.page:
        return Unreachable(Reason.LOGIN_PAGE, host=refusal.host)
    if refusal.status in (404, 410):
        return Unreachable(Reason.NOT_FOUND, host=refusal.host, status=refusal.status)
    if refusal.status == 200:
        return Unreachable(Reason.NOT_UNDERSTOOD, host=refusal.host)
    return Rejected(Reason.FORBIDDEN, host=refusal.host, status=refusal.status)


def _is_of(feed: Feed, *addresses: str) -> bool:
    """Whether the feed names the site that was asked; the port is often missing in it, `www.` as well."""
    return _bare(feed.link) in {_bare(address) for address in addresses}


def _bare(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _moment(text: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _decoded(cursor: str | None) -> Cursor | None:
    try:
        return msgspec.json.decode(cursor or "null", type=Cursor | None)
    except msgspec.DecodeError:
        return None
