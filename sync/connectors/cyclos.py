"""Cyclos 4.16: the marketplace of an exchange ring, read as a guest or with an access client's token."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Clock
from sync.connectors.base import Batch, Ending
from sync.connectors.cyclos_ads import Lexicon, is_request, item_of
from sync.connectors.cyclos_pages import Page, Sweep
from sync.connectors.cyclos_shapes import AD_FIELDS, Ad, Auth, Details, SearchData
from sync.connectors.http import Answer, Http
from sync.errors import AccessRevoked, Reason, Unreachable
from sync.records import Item, Kind, Source

PAGE_SIZE = 100
"""Ads asked for at a time; the server may cap it without a word (platforms reference, A.4)."""
DETAILS_AGE = timedelta(hours=24)
"""How long the custom fields of an ad whose list entry stays the same are not asked for again."""


class CyclosConnector:
    """One stream, the ads. `source.url` is the network's address, `source.secret` the access client's token."""

    def __init__(self, source: Source, clock: Clock) -> None:
        self._http = Http(source, clock, headers={"Access-Client-Token": source.secret} if source.secret else {})
        self._source = source
        self._clock = clock
        self._site = source.url.rstrip("/").removesuffix("/api").removesuffix("/ui")
        self.tally = self._http.tally

    def streams(self) -> Sequence["AdStream"]:
        """With a token, ask first who we are: a blocked one raises `AccessRevoked` after this one request."""
        if self._source.secret:
            self._prove()
        return (AdStream(self._source, self._site, self._http, self._clock),)

    def close(self) -> None:
        self._http.close()

    def _prove(self) -> None:
        answer = self._http.get(f"{self._site}/api/auth", params=[("fields", "user.id")], statuses=(200, 401))
        auth = answer.json(Auth)
        if answer.status == 401 or auth.user is None:
            raise AccessRevoked(Reason.KEY_REFUSED, host=answer.host, status=answer.status, code=auth.code or "")


class AdStream:
    """Every ad each time: Cyclos knows no modification date (platforms reference, A.5)."""

    name = "ads"

    def __init__(self, source: Source, site: str, http: Http, clock: Clock) -> None:
        rule = msgspec.json.encode(source.requests).decode()
        self.question = f"{site} {source.timezone} {rule} {'token' if source.secret else 'guest'}"
        self._source = source
        self._rule = source.requests
        self._site = site
        self._http = http
        self._clock = clock
        self._zone = ZoneInfo(source.timezone)

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """All pages; raises PARTIAL when the server says so itself, CHANGED_WHILE_READING when the totals do not fit.

        Custom fields cost one request an ad. An ad whose list entry is unchanged keeps its kind for
        `DETAILS_AGE`; the cursor is the time of the last pull that asked for all of them.
        """
        now = self._clock.now()
        lexicon = Lexicon(self._http.get(f"{self._site}/api/marketplace/data-for-search").json(SearchData))
        fresh = _is_fresh(cursor, now)
        sweep = Sweep()
        while sweep.goes_on:
            page = sweep.take(self._page(sweep.pages))
            yield self._batch(page, lexicon, known if fresh else {})
        sweep.check()
        detailed = self._rule is not None and self._rule.custom_field is not None
        yield Ending(complete=True, cursor=now.isoformat() if detailed and not fresh else None)

    def _page(self, page: int) -> Answer:
        asked = [("fields", AD_FIELDS), ("orderBy", "date"), ("pageSize", str(PAGE_SIZE)), ("page", str(page))]
        return self._http.get(f"{self._site}/api/marketplace", params=asked)

    def _batch(self, page: Page, lexicon: Lexicon, known: Mapping[str, str | None]) -> Batch:
        """The active ads of a page; one that cannot be read is counted, and stays when it lay here before (R7)."""
        items: list[Item] = []
        broken = list(page.broken)
        for ad in page.ads:
            if ad.status != "active":
                continue
            try:
                items += self._items(ad, lexicon, known)
            except Unreachable as error:
                if error.reason != Reason.NOT_UNDERSTOOD:
                    raise
                broken.append(ad.remote)
        return Batch(items=items, seen=broken, skipped=len(broken) + page.nameless)

    def _items(self, ad: Ad, lexicon: Lexicon, known: Mapping[str, str | None]) -> list[Item]:
        """The item of an ad; none when the ad vanished between its list and its details."""
        if self._rule is None or self._rule.custom_field is None:
            kind = Kind.REQUEST if is_request(ad, self._rule, lexicon) else Kind.OFFER
            return [item_of(ad, kind, lexicon, self._site, self._zone)]
        mark = blake2b(msgspec.json.encode(ad), digest_size=8).hexdigest()
        before = known.get(ad.remote) or ""
        if before.startswith(f"{mark}:"):
            kind = Kind(before.removeprefix(f"{mark}:"))
        else:
            asked = [("fields", "customValues")]
            answer = self._http.get(f"{self._site}/api/marketplace/{ad.step}", params=asked, statuses=(200, 404))
            if answer.status == 404:
                return []
            kind = Kind.REQUEST if is_request(ad, self._rule, lexicon, answer.json(Details)) else Kind.OFFER
        item = item_of(ad, kind, lexicon, self._site, self._zone)
        return [msgspec.structs.replace(item, revision=f"{mark}:{kind}")]


def _is_fresh(cursor: str | None, now: datetime) -> bool:
    """Whether all custom fields were read less than `DETAILS_AGE` ago; after a clock that jumped back they are not."""
    return cursor is not None and timedelta(0) <= now - datetime.fromisoformat(cursor) < DETAILS_AGE
