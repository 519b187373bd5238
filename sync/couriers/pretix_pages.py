"""All pages of a list in pretix' interface."""

from typing import Generic, TypeVar

import msgspec

from sync.connectors.http import Http
from sync.errors import Reason, Unreachable

PER_PAGE = 50
"""The most that pretix gives."""
PAGES_MAX = 100
"""5,000 rows: far more than any list that is asked for here."""

T = TypeVar("T")


class _Page(msgspec.Struct, Generic[T], frozen=True):
    count: int
    next: str | None
    results: list[T]


def rows(http: Http, url: str, shape: type[T], *params: tuple[str, str]) -> list[T]:
    """Every row of every page; raises CHANGED_WHILE_READING when they are not as many as pretix counted, TOO_MANY."""
    found: list[T] = []
    for number in range(1, PAGES_MAX + 1):
        asked = [*params, ("page_size", str(PER_PAGE)), ("page", str(number))]
        answer = http.get(url, params=asked)
        page = answer.json(_Page[shape])  # type: ignore[valid-type]
        found += page.results
        if page.next is None and len(found) != page.count:
            raise Unreachable(Reason.CHANGED_WHILE_READING, host=answer.host)
        if page.next is None:
            return found
    raise Unreachable(Reason.TOO_MANY, limit=PAGES_MAX * PER_PAGE)
