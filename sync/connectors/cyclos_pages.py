"""The pages of one Cyclos sweep: read ad by ad, and held against what the server says about them."""

import msgspec

from sync.connectors.cyclos_shapes import Ad, AdId
from sync.connectors.http import Answer
from sync.errors import Reason, Unreachable

ADS_MAX = 200_000
"""Ads of one ring: twice the 100,000 items that must be readable; a list that never ends stops here."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What one page brought that no page before it had."""

    ads: list[Ad]
    broken: list[str]
    """Remote ids of ads that can be named but not read."""
    nameless: int
    """Entries without so much as an id."""


class Sweep:
    """All pages, one after the other, until `goes_on` is false; `check` then says whether they were everything.

    The list is ordered by date, newest first, so an ad that is added meanwhile pushes another one
    onto the next page: that shows as a double, a removed one only in the total.
    """

    def __init__(self) -> None:
        self.pages = 0
        self.goes_on = True
        self._host = ""
        self._remotes: set[str] = set()
        self._nameless = 0
        self._rows = 0
        self._totals: list[int] = []
        self._partial = False

    def take(self, answer: Answer) -> Page:
        """Read the next page; raises TOO_MANY above `ADS_MAX`."""
        rows = answer.json(list[msgspec.Raw])
        read = [_read(row) for row in rows]
        new = {one.remote: one for one in read if one and one.remote not in self._remotes}
        self._note(answer, len(rows))
        more = answer.headers.get("x-has-next-page", "").lower() == "true"
        self.goes_on = more and bool(new)
        self._partial |= more and not new
        self._remotes |= new.keys()
        nameless = sum(1 for one in read if one is None)
        self._nameless += nameless
        if self._rows > ADS_MAX:
            raise Unreachable(Reason.TOO_MANY, host=self._host, limit=ADS_MAX)
        ads = [one for one in new.values() if isinstance(one, Ad)]
        broken = [one.remote for one in new.values() if not isinstance(one, Ad)]
        return Page(ads=ads, broken=broken, nameless=nameless)

    def _note(self, answer: Answer, rows: int) -> None:
        self.pages += 1
        self._host = answer.host
        self._rows += rows
        self._partial |= answer.headers.get("x-partial-data", "").lower() == "true"
        total = answer.headers.get("x-total-count", "")
        self._totals += [int(total)] if total.isdecimal() else []

    def check(self) -> None:
        """Raises PARTIAL or CHANGED_WHILE_READING when something may be missing (platforms reference, 0, rule 1)."""
        if self._partial:
            raise Unreachable(Reason.PARTIAL, host=self._host)
        expected = {*self._totals} or {self._rows}
        if expected != {len(self._remotes) + self._nameless}:
            raise Unreachable(Reason.CHANGED_WHILE_READING, host=self._host)


def _read(row: msgspec.Raw) -> AdId | None:
    """An ad, else its id, else nothing."""
    shapes: tuple[type[AdId], ...] = (Ad, AdId)
    for shape in shapes:
        try:
            return msgspec.json.decode(row, type=shape)
        except (msgspec.DecodeError, RecursionError):
            continue
    return None
