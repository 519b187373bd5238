"""The lists of one WordPress site: page by page, with its terms and its pictures."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from sync.connectors.http import Answer, Http
from sync.errors import Reason, Unreachable
from sync.html import html_line
from sync.text import description_of, safe_url

PER_PAGE = 100
"""Rows of a page: WordPress answers 400 to more (platforms reference, C.1)."""
PAGES_MAX = 2_000
"""Pages of one list: twice the 100,000 items that must be readable in one round."""
REFUSALS = (200, 400, 401, 403, 404, 405, 406, 410, 451)
"""Answers that speak about the interface, 200 among them; anything else is trouble of the server."""

T = TypeVar("T")
Params = Sequence[tuple[str, str]]


class Term(msgspec.Struct, frozen=True):
    """A category or a job type; `name` is clean text."""

    id: int
    name: str
    slug: str = ""


class Terms:
    """All terms of one taxonomy by id."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_id = {term.id: term for term in terms}

    def of(self, ids: Iterable[int]) -> list[Term]:
        """The known ones of `ids`, in their order."""
        return [self._by_id[number] for number in ids if number in self._by_id]

    @property
    def mark(self) -> str:
        """Another mark whenever a term was renamed, added or taken away."""
        rows = sorted((term.id, term.name, term.slug) for term in self._by_id.values())
        return hashlib.sha256(msgspec.json.encode(rows)).hexdigest()[:16]


class Page(msgspec.Struct, frozen=True):
    """One page of a list; `total` is what the server says that all pages hold."""

    rows: list[msgspec.Raw]
    total: int
    pages: int


class Rendered(msgspec.Struct, frozen=True):
    """A field as the site would show it, HTML."""

    rendered: str = ""
    protected: bool = False


class Picture(msgspec.Struct, frozen=True):
    """A picture's address, and what it shows, in one clean line."""

    url: str | None = None
    alt: str | None = None


NO_PICTURE = Picture()


class _Media(msgspec.Struct, frozen=True):
    id: int
    source_url: str | None = None
    alt_text: str | None = None
    caption: Rendered | None = None
    title: Rendered | None = None

    @property
    def alt(self) -> str | None:
        """The description, else the caption, else a title that is no file's name."""
        caption, title = (html_line(field.rendered) if field else None for field in (self.caption, self.title))
        return description_of(html_line(self.alt_text) or caption, title)


_MEDIA_FIELDS = "id,source_url,alt_text,caption.rendered,title.rendered"


class Site:
    """Asks the lists of one site. `base` ends with a slash; `pretty` is whether `/wp-json` is the way in."""

    def __init__(self, http: Http, base: str, *, pretty: bool) -> None:
        self.base = base
        self._http = http
        self._pretty = pretty

    def get(self, route: str, params: Params = (), statuses: Collection[int] = (200,)) -> Answer:
        """One answer for `/wp/v2/…`; raises what `Http.get` raises."""
        if self._pretty:
            return self._http.get(f"{self.base}wp-json{route}", params=params, statuses=statuses)
        return self._http.get(self.base, params=[("rest_route", route), *params], statuses=statuses)

    def pages(self, route: str, params: Params) -> Iterator[Page]:
        """Every page of a list; never asks past the end. Raises TOO_MANY, CHANGED_WHILE_READING."""
        number, pages = 1, 1
        while number <= pages:
            page = self._page(route, params, number)
            if page.pages > PAGES_MAX:
                raise Unreachable(Reason.TOO_MANY, limit=PAGES_MAX * PER_PAGE)
            yield page
            number, pages = number + 1, page.pages

    def _page(self, route: str, params: Params, number: int) -> Page:
        asked = [*params, ("per_page", str(PER_PAGE)), ("page", str(number))]
        answer = self.get(route, asked, statuses=(200,) if number == 1 else (200, 400))
        if answer.status == 400:  # `rest_post_invalid_page_number`: the list became shorter by a page
            raise Unreachable(Reason.CHANGED_WHILE_READING, host=answer.host)
        rows = answer.json(list[msgspec.Raw])
        return Page(rows, _number(answer, "x-wp-total"), _number(answer, "x-wp-totalpages"))

    def total(self, route: str) -> int:
        """How many rows a list holds, in one small request."""
        return _number(self.get(route, [("per_page", "1"), ("_fields", "id")]), "x-wp-total")

    def terms(self, taxonomy: str) -> Terms:
        """All terms of `categories`, `job-types`, …; a broken one is left out."""
        asked = [("_fields", "id,name,slug"), ("orderby", "id")]
        pages = self.pages(f"/wp/v2/{taxonomy}", asked)
        terms = (term for page in pages for term in decoded(page.rows, Term))
        return Terms(msgspec.structs.replace(term, name=name) for term in terms if (name := html_line(term.name)))

    def pictures(self, ids: Collection[int]) -> Mapping[int, Picture]:
        """Pictures by media id. Closed media are missing: a picture is not worth a failure."""
        found: dict[int, Picture] = {}
        for chunk in chunks(sorted({number for number in ids if number > 0})):
            asked = [("include", joined(chunk)), ("per_page", str(PER_PAGE)), ("_fields", _MEDIA_FIELDS)]
            answer = self.get("/wp/v2/media", asked, statuses=REFUSALS)
            if answer.status == 200 and not answer.is_page:
                media = decoded(answer.json(list[msgspec.Raw]), _Media)
                found |= {one.id: Picture(url, one.alt) for one in media if (url := safe_url(one.source_url))}
        return found


def chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Pieces that fit one `include=`."""
    return (ids[at : at + PER_PAGE] for at in range(0, len(ids), PER_PAGE))


def joined(ids: Iterable[int]) -> str:
    """Ids as `include=` wants them."""
    return ",".join(map(str, ids))


def _number(answer: Answer, header: str) -> int:
    value = answer.headers.get(header, "")
    if not value.isdecimal():
        raise Unreachable(Reason.NOT_UNDERSTOOD, host=answer.host, detail=header)
    return int(value)


def decoded(rows: Iterable[msgspec.Raw], shape: type[T]) -> Iterator[T]:
    """The rows that fit `shape`; a broken one is left out, never the list (R7)."""
    for row in rows:
        try:
            yield msgspec.json.decode(row, type=shape)
        except msgspec.DecodeError:
            continue
