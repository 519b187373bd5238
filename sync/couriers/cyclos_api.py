"""How Cyclos is asked for payments and members: as one access client, in lists that are whole or an error."""

import re
from collections.abc import Callable, Collection, Sequence
from itertools import count
from typing import TypeVar
from urllib.parse import quote, urlsplit

from sync.clock import Clock
from sync.connectors.answer import Answer
from sync.connectors.http import Http
from sync.couriers.cyclos_shapes import Identified
from sync.errors import AccessRevoked, Reason, Unreachable
from sync.records import Source

PAGE_SIZE = 100
"""Rows asked for at a time; the server may cap it without a word (platforms reference, A.4)."""
ROWS_MAX = 200_000
"""Rows of one list: no ring books more; one that never ends stops here."""

_NUMBER = re.compile(r"[+-]?\d+")
_WORDS = ("", ".", "..", "self", "system")
"""What Cyclos, or an address, takes for something else than a member."""

T = TypeVar("T", bound=Identified)
Params = Sequence[tuple[str, str]]


class CyclosApi:
    """One network; `source.url` is its address, `token` the access client's. Not for two threads."""

    def __init__(self, source: Source, clock: Clock, token: str | None) -> None:
        self._http = Http(source, clock, headers={"Access-Client-Token": token} if token else {})
        self._base = source.url.rstrip("/").removesuffix("/api").removesuffix("/ui") + "/api/"
        self._known = False
        self.host = urlsplit(source.url).hostname or ""

    def greet(self) -> None:
        """Ask who we are; raises `AccessRevoked` when the platform takes us for nobody."""
        answer = self.get("auth", [("fields", "user.id")], statuses=(200, 401))
        if answer.status == 401:
            raise AccessRevoked(Reason.KEY_REFUSED, host=answer.host, status=401)
        facts = answer.json(dict)
        user = facts.get("user")
        if isinstance(user, dict) and user.get("id"):
            self._known = True
        elif facts.keys() <= {"user"} or "permissions" in facts:
            raise AccessRevoked(Reason.KEY_REFUSED, host=answer.host, status=answer.status)
        else:
            raise Unreachable(Reason.NOT_UNDERSTOOD, host=answer.host, detail="auth")

    def ensure_known(self) -> None:
        """Greet, unless the platform has already answered as itself."""
        if not self._known:
            self.greet()

    def get(self, path: str, params: Params = (), *, statuses: Collection[int] = (200,)) -> Answer:
        """One answer; a status outside `statuses` raises."""
        return self._http.get(self._base + path, params=params, statuses=statuses)

    def post(self, path: str, body: object, *, accept: str = "application/json") -> Answer:
        """Exactly one writing request; any status is an answer, `Unanswered` when it may have arrived."""
        return self._http.post(self._base + path, body, headers={"Accept": accept})

    def rows(
        self,
        path: str,
        params: Params,
        shape: type[list[T]],
        *,
        refusals: Collection[int] = (),
        sought: Callable[[T], bool] = lambda _: False,
    ) -> list[T] | None:
        """Every row of a list, in its order; None when the first page is refused with one of `refusals`.

        Raises PARTIAL, CHANGED_WHILE_READING or NOT_UNDERSTOOD when it may not be all: one broken row is
        enough, because nothing may be concluded from what is missing here. What is `sought` and was read
        before that is no conclusion: then it is the rows until there.
        """
        rows: list[T] = []
        try:
            taken = self._read(rows, path, params, shape, refusals)
        except Unreachable:
            if not any(map(sought, rows)):
                raise
            return rows
        return rows if taken else None

    def _read(self, rows: list[T], path: str, params: Params, shape: type[list[T]], refusals: Collection[int]) -> bool:
        """Add page after page to `rows`; False when the list is refused."""
        totals: set[int] = set()
        for page in count():
            asked = [*params, ("pageSize", str(PAGE_SIZE)), ("page", str(page))]
            answer = self.get(path, asked, statuses=(200, *refusals) if page == 0 else (200,))
            if answer.status != 200:
                return False
            new = answer.json(shape)
            rows += new
            totals |= _total(answer)
            if not _goes_on(answer, len(new), len(rows)):
                break
        if {len(rows), len({row.key for row in rows})} | totals != {len(rows)}:
            raise Unreachable(Reason.CHANGED_WHILE_READING, host=answer.host)
        return True

    def close(self) -> None:
        """Give back the connections."""
        self._http.close()


def _goes_on(answer: Answer, new: int, read: int) -> bool:
    """Whether another page follows; raises PARTIAL when the server says or lets guess that rows are missing."""
    if answer.headers.get("x-partial-data", "").lower() == "true":
        raise Unreachable(Reason.PARTIAL, host=answer.host)
    if read > ROWS_MAX:
        raise Unreachable(Reason.TOO_MANY, host=answer.host, limit=ROWS_MAX)
    says = answer.headers.get("x-has-next-page", "").lower()
    more = says == "true" or (says != "false" and read < max(_total(answer), default=read + 1))
    if more and not new:
        raise Unreachable(Reason.PARTIAL, host=answer.host)
    return more


def _total(answer: Answer) -> set[int]:
    """How many rows the list has, where the server says so."""
    total = answer.headers.get("x-total-count", "")
    return {int(total)} if total.isascii() and total.isdigit() else set()


def step(text: str) -> str:
    """A word as one step of an address."""
    return quote(text, safe="")


def principal(number: str) -> str | None:
    """How the API is told a member's number; None for what could only mean somebody else.

    A purely numeric one would be taken for an internal id, so an apostrophe goes before it (platforms
    reference, A.4).
    """
    if number.strip().casefold() in _WORDS:
        return None
    return f"'{number}" if _NUMBER.fullmatch(number) else number
