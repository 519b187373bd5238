"""A stand-in for a Cyclos 4.16 network: paging headers, guests and tokens, `fields`, hidden prices and owners."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self

from sync.connectors.base import Connector
from sync.connectors.cyclos import CyclosConnector
from sync.records import RequestRule, Source
from tests.connectors.shelf import Round, Shelf
from tests.sync.servers import Asked, Reply, Server, json_reply

Json = dict[str, Any]

CATEGORIES: list[Json] = [
    {
        "id": "701",
        "name": "Biete",
        "internalName": "biete",
        "children": [{"id": "711", "name": "Haus & Garten", "internalName": "bieteGarten", "children": []}],
    },
    {
        "id": "702",
        "name": "Suche",
        "children": [{"id": "721", "name": "Haus & Garten", "internalName": "sucheGarten", "children": []}],
    },
]
CURRENCIES: list[Json] = [
    {"id": "301", "name": "Stunden", "internalName": "stunden", "suffix": " Std.", "decimalDigits": 2},
    {"id": "302", "name": "Talente", "symbol": "T", "decimalDigits": 0},
]


def ad(number: int, name: str, trade: str = "offer", **more: object) -> Json:
    """An ad as the server holds it; `trade` is its custom field."""
    begin = f"2026-11-{1 + number % 20:02d}T09:30:00.000+01:00"
    value = {"id": "f1", "internalName": trade, "value": {"offer": "Biete", "wanted": "Suche"}.get(trade, trade)}
    field = {"id": "901", "internalName": "handel", "name": "Handel", "type": "singleSelection"}
    held: Json = {
        "id": str(7762070814178012479 + number),
        "name": name,
        "kind": "simple",
        "status": "active",
        "description": f"<p>{name} im Quartier.</p><ul><li>gern abends</li></ul>",
        "user": {"id": "42", "display": "Maria L.", "email": "maria@example.org", "phone": "0221 123456"},
        "publicationPeriod": {"begin": begin, "end": "2027-11-01T00:00:00.000+01:00"},
        "creationDate": begin,
        "categories": ["bieteGarten"],
        "price": "2.5",
        "currency": "stunden",
        "customValues": [{"field": field, "enumeratedValues": [value]}],
    }
    return {name: value for name, value in (held | more).items() if value is not None}


class Ring:
    """The network `riehl` on a loopback server; everything about it may be changed while it runs."""

    timezone = "Europe/Berlin"

    def __init__(self, ads: Sequence[Json], requests: RequestRule | None = None, secret: str | None = None) -> None:
        self.ads = list(ads)
        self.rule, self.secret = requests, secret
        self.tokens = {"gut"}
        self.guests = self.counts = True
        self.page_cap = 2
        self.partial_page: int | None = None
        self.search_data: Json = {"categories": CATEGORIES, "currencies": CURRENCIES}
        self.now = datetime(2026, 11, 24, 12, tzinfo=UTC)
        self.server = Server({"*": self.answer})

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    def connect(self) -> Connector:
        """The connector under test."""
        url = self.server.url("/riehl")
        source = Source(name="ring", kind="cyclos", url=url, requests=self.rule, secret=self.secret)
        return CyclosConnector(source, _RingClock(self))

    def asked(self) -> int:
        return len(self.server.requests)

    def change_one(self) -> None:
        self.ads[1]["name"] = "Bohrmaschine zu verleihen"

    def remove_one(self) -> None:
        del self.ads[1]

    def break_one(self) -> None:
        self.ads[1]["categories"] = 7

    def make_unreachable(self) -> None:
        self.server.stop()

    def answer(self, asked: Asked) -> Reply:
        """What the network says to one request."""
        token = asked.headers.get("access-client-token")
        if token is not None and token not in self.tokens:
            return json_reply({"code": "blockedAccessClient"}, 401)
        path = asked.path.removeprefix("/riehl/api")
        if path == "/auth":
            return json_reply({"user": {"id": "5", "display": "Kiosk"}, "role": "member"} if token else {})
        if token is None and not self.guests:
            return json_reply({"code": "missingAuthorization"}, 401)
        if path == "/marketplace/data-for-search":
            return json_reply(self.search_data)
        if path == "/marketplace":
            return self.search(asked)
        held = [one for one in self.ads if path == f"/marketplace/{one['id']}"]
        return json_reply(selected(held[0], asked)) if held else json_reply({"entityType": "BasicAd"}, 404)

    def search(self, asked: Asked) -> Reply:
        """One page of the ads."""
        page, size = int(asked.first("page", "0")), min(int(asked.first("pageSize", "40")), self.page_cap)
        rows = [selected({key: one[key] for key in one if key != "customValues"}, asked) for one in self.ads]
        last = (page + 1) * size >= len(rows)
        headers = {"X-Has-Next-Page": str(not last).lower(), "X-Page-Size": str(size), "X-Current-Page": str(page)}
        headers |= {"X-Total-Count": str(len(rows))} if self.counts else {}
        headers |= {"X-Partial-Data": "true"} if page == self.partial_page else {}
        return json_reply(rows[page * size : (page + 1) * size], headers=headers)


class _RingClock:
    """The ring's day, and seconds that stand still."""

    def __init__(self, ring: Ring) -> None:
        self._ring = ring

    trusted = True

    def now(self) -> datetime:
        return self._ring.now

    def monotonic(self) -> float:
        return 0.0


def selected(whole: Json, asked: Asked) -> Json:
    """What `fields=a,b.c` leaves of an object."""
    paths = [path.partition(".") for path in asked.first("fields").split(",")]
    chosen: Json = {}
    for name, _, inner in paths:
        if name not in whole:
            continue
        part = whole[name]
        chosen[name] = {inner: part[inner]} if inner and isinstance(part, dict) and inner in part else part
    return chosen if asked.first("fields") else whole


def neighbourhood() -> list[Json]:
    """Five ads of one ring: offers, requests, one without a price, one with a picture."""
    return [
        ad(1, "Rasen mähen"),
        ad(2, "Suche Bohrmaschine", "wanted", categories=["721"], currency="302", price="7.00"),
        ad(3, "Nachhilfe &amp; Kaffee", price=None, categories=["711", "gibtsnicht"]),
        ad(4, "SUCHE Klavierlehrerin", "wanted", categories=["702"]),
        ad(5, "Kuchen backen", image={"id": "8", "url": "https://ring.example/api/images/content/8"}),
    ]


def pulled(ring: Ring, shelf: Shelf | None = None, full: bool = False) -> Round:
    """One round of a fresh connector."""
    connector = ring.connect()
    try:
        return (shelf or Shelf()).round(connector, full)
    finally:
        connector.close()
