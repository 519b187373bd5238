"""Every answer that a booking request to pretix may get, and what is believed of it."""

from collections.abc import Iterator

import pytest

from sync.couriers.base import Confirmed, Refused, Uncertain, Verdict, Why
from sync.couriers.pretix import PretixCourier
from sync.couriers.pretix_orders import code_of
from sync.errors import AccessRevoked, Reason, SyncError, Unreachable
from sync.records import Source
from tests.couriers.seats import parcel, reversal, seat
from tests.sync.clocks import FRIDAY, FakeClock
from tests.sync.servers import LOGIN_PAGE, Asked, Reply, Server, cut_reply, json_reply

API = "/api/v1/organizers/haus/"
ORDERS = f"{API}events/fest/orders/"
EVENT = {"name": {"en": "Party"}, "date_from": "2027-06-19T15:00:00+02:00", "live": True, "timezone": "Europe/Berlin"}
ITEM = {"id": 7, "name": {"en": "Stand"}, "admission": True}
ORDER = {"code": "ABCDE", "status": "p", "comment": "QK1-7F3K9Q", "positions": [{}]}
QUOTA = {"items": [7], "variations": [], "available": True, "available_number": 5}
ERROR = {"detail": "Nein."}


def listed(*rows: object) -> Reply:
    return json_reply({"count": len(rows), "next": None, "results": list(rows)})


@pytest.fixture
def server() -> Iterator[Server]:
    lists = {"items/": listed(ITEM), "quotas/": listed(QUOTA)}
    with Server({f"{API}events/fest/{path}": reply for path, reply in lists.items()}) as running:
        running.routes[f"{API}events/fest/"] = json_reply(EVENT)
        running.routes["/api/v1/idempotency_query"] = json_reply({"detail": "not seen"}, 404)
        yield running


@pytest.fixture
def courier(server: Server) -> Iterator[PretixCourier]:
    source = Source(name="haus", kind="pretix", url=server.url(API), timeout_s=5.0)
    one = PretixCourier(source, FakeClock(), "geheim")
    yield one
    one.close()


def sent(courier: PretixCourier, server: Server, reply: Reply, *, again: bool = False) -> Verdict:
    server.routes[ORDERS] = reply
    return courier.send(parcel(seat(server.url("/haus/fest/")), "QK1-7F3K9Q", sent=FRIDAY if again else None))


def orders(server: Server) -> list[Asked]:
    return [asked for asked in server.requests if asked.method == "POST"]


def believed(status: int) -> type[Verdict] | Why | Reason:
    """What a status with an error in JSON means: the reason of a refusal or an exception, or the kind of verdict."""
    raised = {401: Reason.KEY_REFUSED, 429: Reason.BUSY}
    refused = {400: Why.INVALID, 403: Why.FORBIDDEN, 404: Why.UNKNOWN}
    if status in raised:
        return raised[status]
    uncertain = status not in range(400, 500) or status in (408, 409)
    return Uncertain if uncertain else refused.get(status, Why.OTHER)


def outcome(courier: PretixCourier, server: Server, reply: Reply) -> type[Verdict] | Why | Reason:
    try:
        verdict = sent(courier, server, reply)
    except (Unreachable, AccessRevoked) as error:
        return error.reason
    return verdict.why if isinstance(verdict, Refused) else type(verdict)


def test_every_status_with_an_error_in_json(courier: PretixCourier, server: Server) -> None:
    answers = {status: outcome(courier, server, json_reply(ERROR, status)) for status in range(200, 600)}
    assert answers == {status: believed(status) for status in range(200, 600)}


def test_every_status_with_a_web_page_is_uncertain_unless_nothing_can_have_been_booked(
    courier: PretixCourier, server: Server
) -> None:
    for body in (LOGIN_PAGE, b"", b"null", b'{"code": 5}'):
        answers = {status: outcome(courier, server, Reply(status=status, body=body)) for status in (200, 201, 302, 502)}
        assert set(answers.values()) == {Uncertain}
    pages = {outcome(courier, server, Reply(status=status, body=LOGIN_PAGE)) for status in (400, 403, 404, 409, 500)}
    assert pages == {Uncertain}


@pytest.mark.parametrize(
    "reply", [Reply(reset=True), cut_reply(b'{"code":', 500), Reply(raw=b"HTTP/1.1 201"), Reply(raw=b"")]
)
def test_an_answer_that_breaks_off_is_uncertain_and_nothing_is_sent_twice(
    courier: PretixCourier, server: Server, reply: Reply
) -> None:
    assert isinstance(sent(courier, server, reply), Uncertain)
    assert len(orders(server)) == 1


def test_a_request_that_pretix_is_still_working_on_may_arrive(courier: PretixCourier, server: Server) -> None:
    assert sent(courier, server, json_reply(ERROR, 409, {"Retry-After": "5"})) == Uncertain("409")


def test_nothing_is_sent_to_a_server_that_is_not_there(courier: PretixCourier, server: Server) -> None:
    address = server.url("/haus/fest/")
    server.stop()
    with pytest.raises(Unreachable) as caught:
        courier.send(parcel(seat(address), "QK1-7F3K9Q"))
    assert caught.value.reason == Reason.REFUSED


def test_an_order_carries_the_key_the_reference_and_a_language_that_the_event_speaks(
    courier: PretixCourier, server: Server
) -> None:
    assert sent(courier, server, json_reply(ORDER, 201)) == Confirmed("ABCDE")
    (asked,) = orders(server)
    key = parcel(seat(), "QK1-7F3K9Q").key
    assert asked.headers["x-idempotency-key"] == key
    assert asked.headers["authorization"] == "Token geheim"
    body = asked.body.decode()
    assert f'"code":"{code_of(key)}"' in body
    assert '"comment":"QK1-7F3K9Q"' in body
    assert '"send_email":false' in body
    assert "locale" not in body


def test_r3_what_was_sent_before_is_asked_for_first_and_its_order_is_not_made_again(
    courier: PretixCourier, server: Server
) -> None:
    server.routes["/api/v1/idempotency_query"] = json_reply(ORDER, 201)
    assert sent(courier, server, json_reply(ERROR, 500), again=True) == Confirmed("ABCDE")
    assert orders(server) == []


def test_r3_a_refusal_that_pretix_stored_is_not_believed_for_ever(courier: PretixCourier, server: Server) -> None:
    key = parcel(seat(), "QK1-7F3K9Q").key

    def stored(asked: Asked) -> Reply:
        return json_reply(ERROR, 400 if asked.first("key") in (key, f"{key}-1") else 404)

    server.routes["/api/v1/idempotency_query"] = stored
    assert sent(courier, server, json_reply(ORDER, 201), again=True) == Confirmed("ABCDE")
    assert [asked.headers["x-idempotency-key"] for asked in orders(server)] == [f"{key}-2"]


def test_a_server_that_remembers_every_key_gets_no_order_and_no_endless_questions(
    courier: PretixCourier, server: Server
) -> None:
    server.routes["/api/v1/idempotency_query"] = json_reply(ERROR, 400)
    assert isinstance(sent(courier, server, json_reply(ORDER, 201), again=True), Uncertain)
    assert orders(server) == []


def test_a_code_that_is_taken_is_our_own_earlier_order_or_stays_uncertain(
    courier: PretixCourier, server: Server
) -> None:
    taken = json_reply({"code": ["This order code is already in use."]}, 400)
    ours = f"{ORDERS}{code_of(parcel(seat(), 'QK1-7F3K9Q').key)}/"
    server.routes[ours] = json_reply(ORDER)
    assert sent(courier, server, taken) == Confirmed("ABCDE")
    server.routes[ours] = Reply(status=500)
    assert isinstance(sent(courier, server, taken), Uncertain)
    server.routes[ours] = json_reply(ERROR, 404)
    assert sent(courier, server, taken) == Refused(Why.INVALID, "This order code is already in use.")


def test_a_list_of_orders_that_does_not_add_up_is_never_not_found(courier: PretixCourier, server: Server) -> None:
    for reply in (
        json_reply({"count": 1, "next": None, "results": []}),
        json_reply({"count": 0, "results": []}, 500),
        json_reply({"results": []}),
        Reply(body=LOGIN_PAGE),
        Reply(status=404),
        cut_reply(b'{"count":0,"next":null,"results":[]}', 99),
    ):
        server.routes[ORDERS] = reply
        with pytest.raises(SyncError):
            courier.look_up(parcel(seat(server.url("/haus/fest/")), "QK1-7F3K9Q"))


def test_an_order_that_pretix_does_not_take_back_is_said_as_such(courier: PretixCourier, server: Server) -> None:
    server.routes[f"{ORDERS}ABCDE/"] = json_reply(ORDER)
    server.routes[f"{ORDERS}ABCDE/mark_canceled/"] = json_reply(ERROR, 400)
    back = parcel(reversal(seat(server.url("/haus/fest/")), "ABCDE"), "QK1-BACK22")
    assert courier.send(back) == Refused(Why.NO_RETURN, "Nein.")
    server.routes[f"{ORDERS}ABCDE/mark_canceled/"] = Reply(reset=True)
    assert isinstance(courier.send(back), Uncertain)
