"""The pretix connector by the contract, and what a booking needs of it: the address of each event."""

from collections.abc import Iterator
from contextlib import closing
from typing import Self

import pytest

from sync.connectors.pretix import PretixConnector
from sync.connectors.table import connect
from sync.couriers.pretix_shop import Place, Shop, takes
from sync.records import Source
from tests.connectors.calendars import RECORDED, MovableClock, calendar, event
from tests.connectors.contract import ConnectorContract
from tests.connectors.shelf import Shelf
from tests.couriers.seats import seat
from tests.peers.pretix import Pretix
from tests.sync.servers import Asked, Reply, Server

HAUS = Source(name="haus", kind="pretix", url="https://pretix.example/api/v1/organizers/haus/")
EVENTS = [event(uid=f"pretix-haus-{name}@pretix.example") for name in ("kurs-0", "hof-fest-0", "yoga-12")]


class ShopPlatform:
    """The `Platform` of the contract: an organiser with two events and a date of a series."""

    timezone = "Europe/Berlin"

    def __init__(self) -> None:
        self._events = list(EVENTS)
        self._server = Server({"/haus/events/ical/": self._answer})

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def _answer(self, asked: Asked) -> Reply:
        assert "authorization" not in asked.headers
        return Reply(headers={"Content-Type": "text/calendar"}, body=calendar(*self._events))

    def connect(self) -> PretixConnector:
        url = self._server.url("/api/v1/organizers/haus/")
        return PretixConnector(Source(name="haus", kind="pretix", url=url, secret="geheim"), MovableClock())

    def asked(self) -> int:
        return len(self._server.requests)

    def change_one(self) -> None:
        self._events[0] = self._events[0].replace("SUMMARY:", "SUMMARY:Neu: ")

    def remove_one(self) -> None:
        del self._events[1]

    def break_one(self) -> None:
        self._events[0] = self._events[0].replace("DTSTART;", "DTSTART;VALUE=DATE:gestern\r\nX-OLD;")

    def make_unreachable(self) -> None:
        self._server.stop()

    def url(self, path: str) -> str:
        return self._server.url(path)


class TestPretix(ConnectorContract):
    @pytest.fixture
    def platform(self) -> Iterator[ShopPlatform]:
        with ShopPlatform() as running:
            yield running

    def test_every_event_bears_the_address_by_which_it_is_booked(self, platform: ShopPlatform) -> None:
        addresses = {item.url for item in self._round(platform, Shelf()).items}
        assert addresses == {platform.url(path) for path in ("/haus/kurs/", "/haus/hof-fest/", "/haus/yoga/12/")}


def test_a_real_shop_is_read_and_each_of_its_events_can_be_booked(pretix: Pretix) -> None:
    with closing(connect(pretix.source, MovableClock())) as connector:
        read = Shelf().round(connector)
    assert (read.complete, read.skipped) == (True, 0)
    dates = [pretix.shop(f"yoga/{row['id']}") for row in pretix.rows("events/yoga/subevents/")]
    others = [pretix.shop(name) for name in ("theater", "deutschkurs", "ausflug", "hof-fest")]
    assert sorted(str(item.url) for item in read.items) == sorted(dates + others)
    assert all(takes(pretix.source, seat(item.url)) for item in read.items)


def test_the_recorded_calendar_names_its_event() -> None:
    source = Source(name="haus", kind="pretix", url="http://127.0.0.1:18107/api/v1/organizers/buergerhaus")
    (uid,) = (line for line in (RECORDED / "pretix.ics").read_text().splitlines() if line.startswith("UID:"))
    assert Shop.of(source).address(uid.removeprefix("UID:")) == "http://127.0.0.1:18107/buergerhaus/theater/"


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://pretix.example/haus/kurs/", Place("kurs")),
        ("https://pretix.example/haus/kurs", Place("kurs")),
        ("https://PRETIX.example/haus/yoga/12/?lang=de", Place("yoga", 12)),
        ("https://pretix.example/haus/kurs/redeem?voucher=A", Place("kurs")),
        ("https://pretix.example/haus/", None),
        ("https://pretix.example/hausverein/kurs/", None),
        ("https://pretix.example/x/haus/kurs/", None),
        ("https://pretix.example:8443/haus/kurs/", None),
        ("https://tickets.example/haus/kurs/", None),
        ("https://pretix.example:kurs/haus/kurs/", None),
        ("https://[/haus/kurs/", None),
        ("mailto:pretix.example/haus/kurs/", None),
        ("https://pretix.example/haus/k%2Fo/", None),
        (None, None),
    ],
)
def test_an_address_is_taken_only_when_it_is_an_event_of_this_shop(url: str | None, place: Place | None) -> None:
    assert Shop.of(HAUS).place(url) == place
    assert takes(HAUS, seat(url)) == (place is not None)


@pytest.mark.parametrize(
    "uid", ["a@x", "pretix-haus-@x", "pretix-amt-kurs-0@x", "pretix-haus-kurs@x", "pretix-haus-a/b-0@x"]
)
def test_an_entry_that_is_not_from_this_shop_gets_no_address(uid: str) -> None:
    assert Shop.of(HAUS).address(uid) is None
