"""Thirty registrations over a line that is cut at every step, some of them for longer than pretix keeps its keys."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle

import httpx
import msgspec
import pytest

from sync.couriers.base import Confirmed, Parcel, Uncertain
from sync.couriers.pretix import PretixCourier
from sync.errors import SyncError, Unreachable
from tests.couriers.seats import parcel, seat
from tests.peers.pretix import Pretix
from tests.sync.clocks import FakeClock
from tests.sync.servers import Asked, Reply, Server

CUTS = ("before", "after", "within", "after", "whole", "within", "before")
"""Where the line breaks: before pretix gets the request, after it did its work, within its answer."""
KEPT = ("content-type", "authorization", "x-idempotency-key", "accept")


class Line:
    """The way to pretix. Every seventh question is cut as well."""

    def __init__(self, pretix: Pretix) -> None:
        self._pretix = pretix
        self._cuts = cycle(CUTS)
        self._questions = 0
        self.made: Counter[str] = Counter()
        """How often which cut was made to a request that books."""
        self.broken = True

    def __call__(self, asked: Asked) -> Reply:
        cut = self._cut(asked) if self.broken else "whole"
        if cut == "before":
            return Reply(reset=True)
        answer = self._passed_on(asked)
        if cut == "after":
            return Reply(reset=True)
        if cut == "within":
            head = f"HTTP/1.1 {answer.status_code} X\r\nContent-Length: {len(answer.content)}\r\n\r\n".encode()
            return Reply(raw=head + answer.content[: len(answer.content) // 2])
        headers = {name: answer.headers[name] for name in ("content-type", "date") if name in answer.headers}
        return Reply(status=answer.status_code, headers=headers, body=answer.content)

    def _cut(self, asked: Asked) -> str:
        if asked.method == "GET":
            self._questions += 1
            return "within" if self._questions % 7 == 0 else "whole"
        cut = next(self._cuts)
        self.made[cut] += 1
        return cut

    def _passed_on(self, asked: Asked) -> httpx.Response:
        headers = {name: value for name, value in asked.headers.items() if name in KEPT}
        with httpx.Client(trust_env=False, timeout=30) as client:
            url = f"{self._pretix.url}{asked.path}"
            return client.request(asked.method, url, params=dict(asked.query), headers=headers, content=asked.body)


class Desk:
    """Delivers by the rules: what is uncertain goes again under its key while that lives, else is looked up first."""

    def __init__(self, pretix: Pretix, address: str) -> None:
        self.clock = FakeClock()
        self.confirmed: dict[str, str] = {}
        self.looked_up = 0
        self._source = msgspec.structs.replace(pretix.source, url=pretix.source.url.replace(pretix.url, address))
        self._token = pretix.token
        place = seat(pretix.shop("theater").replace(pretix.url, address))
        self.open = [parcel(place, f"QK1-THIRT{number:02d}") for number in range(30)]

    def round(self) -> None:
        """One attempt for each booking that is still open."""
        self.open = [left for one in self.open if (left := self._attempt(one))]

    def _attempt(self, one: Parcel) -> Parcel | None:
        courier = PretixCourier(self._source, self.clock, self._token)
        try:
            return self._told(courier, one)
        except SyncError:
            return one
        finally:
            courier.close()

    def _told(self, courier: PretixCourier, one: Parcel) -> Parcel | None:
        now = self.clock.now()
        if one.sent and now - one.sent > timedelta(seconds=courier.key_lives_s):
            self.looked_up += 1
            found = courier.look_up(one)
            if found:
                self.confirmed[one.reference] = found.remote_id
                return None
        return self._sent(courier, one, now)

    def _sent(self, courier: PretixCourier, one: Parcel, now: datetime) -> Parcel | None:
        try:
            verdict = courier.send(one)
        except Unreachable:
            return one
        if isinstance(verdict, Uncertain):
            return msgspec.structs.replace(one, sent=now)
        assert isinstance(verdict, Confirmed), verdict
        self.confirmed[one.reference] = verdict.remote_id
        return None


@pytest.fixture
def line(pretix: Pretix) -> Iterator[tuple[Line, Server]]:
    line = Line(pretix)
    with Server({"*": line}) as server:
        yield line, server


def test_r3_thirty_registrations_are_thirty_orders_whatever_is_cut_also_after_the_key_is_forgotten(
    pretix: Pretix, line: tuple[Line, Server]
) -> None:
    cutting, server = line
    desk = Desk(pretix, server.url("").rstrip("/"))
    for _ in range(2):
        desk.round()
        desk.clock.later(minutes=2)
    assert desk.open
    for _ in range(3):
        pretix.age_keys(hours=25)
        desk.clock.later(hours=25)
        desk.round()
    cutting.broken = False
    pretix.age_keys(hours=25)
    desk.clock.later(hours=25)
    desk.round()

    orders = {order.comment: order.code for order in pretix.orders("theater") if "THIRT" in order.comment}
    assert min(cutting.made[cut] for cut in CUTS) > 2
    assert desk.looked_up > 0
    assert (desk.open, len(desk.confirmed)) == ([], 30)
    assert len([order for order in pretix.orders("theater") if "THIRT" in order.comment]) == 30
    assert orders == desk.confirmed
