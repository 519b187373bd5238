"""How a platform is asked: redirects, conditional requests, pauses, character sets."""

from collections.abc import Iterator

import pytest

from sync.connectors.http import Answer, Http, Validators
from sync.errors import Reason, Unreachable
from sync.records import Source
from tests.connectors.asking import StillClock, http
from tests.sync.servers import (
    Reply,
    Server,
    bomb,
    json_reply,
    redirect,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/": json_reply({"name": "Riehl"})}) as running:
        yield running


def test_permanent_redirects_are_noted_and_temporary_ones_are_not(server: Server) -> None:
    server.routes |= {"/old": redirect("/older", 308), "/older": redirect("/", 301), "/today": redirect("/", 307)}
    asking = http(server.url())
    moved = []
    for path in ("/today", "/old"):
        assert asking.get(server.url(path)).url == server.url()
        moved.append(asking.tally.moved_to)
    asking.close()
    assert (moved, asking.tally.requests) == ([None, server.url()], 5)


def test_five_redirects_are_followed(server: Server) -> None:
    server.routes |= {f"/{n}": redirect(f"/{n - 1}") for n in range(1, 6)} | {"/0": json_reply(5)}
    asking = http(server.url())
    assert asking.get(server.url("/5")).json(int) == 5
    asking.close()


def test_a_conditional_request_may_be_answered_by_not_modified(server: Server) -> None:
    def feed(asked: object) -> Reply:
        known = server.requests[-1].headers
        fresh = (known.get("if-none-match"), known.get("if-modified-since")) == ('"1"', "Tue, 24 Nov 2026 10:00:00 GMT")
        marks = {"ETag": '"1"', "Last-Modified": "Tue, 24 Nov 2026 10:00:00 GMT"}
        return Reply(status=304) if fresh else Reply(headers=marks, body=b"feed")

    server.routes["/"] = feed
    asking = http(server.url())
    first = asking.get(server.url())
    second = asking.get(server.url(), validators=Validators.from_answer(first))
    asking.close()
    assert (first.body, second.status, second.body, asking.tally.not_modified) == (b"feed", 304, b"", 1)


def test_a_304_to_empty_validators_is_not_understood(server: Server) -> None:
    server.routes["/"] = Reply(status=304)
    asking = http(server.url())
    with pytest.raises(Unreachable) as caught:
        asking.get(server.url(), validators=Validators(), statuses=(200, 304))
    asking.close()
    assert caught.value.reason == Reason.NOT_UNDERSTOOD


def test_wanted_statuses_bring_their_body(server: Server) -> None:
    server.routes["/"] = json_reply({"code": "rest_no_route"}, 404)
    asking = http(server.url())
    assert asking.get(server.url(), statuses=(200, 404)).json(dict) == {"code": "rest_no_route"}
    asking.close()


def test_requests_and_bytes_on_the_wire_are_counted_and_bodies_unpacked(server: Server) -> None:
    packed = bomb(1)
    server.routes["/"] = Reply(headers=packed.headers, body=packed.body + packed.body)
    asking = http(server.url())
    answer = asking.get(server.url(), params=[("q", "Öl & Saft"), ("q", "2")])
    asking.close()
    assert len(answer.body) == 2_000_000
    assert (asking.tally.requests, asking.tally.bytes) == (1, 2 * len(packed.body))
    assert server.requests[0].query == {"q": ["Öl & Saft", "2"]}


def test_a_request_says_who_asks_and_keeps_no_cookies(server: Server) -> None:
    server.routes["/"] = json_reply({}, headers={"Set-Cookie": "visitor=1"})
    asking = http(server.url())
    asking.get(server.url())
    asking.get(server.url(), accept="text/calendar")
    asking.close()
    first, second = (asked.headers for asked in server.requests)
    assert first["user-agent"].startswith("Quartierskiosk/")
    assert (first["accept"], second["accept"]) == ("application/json", "text/calendar")
    assert "cookie" not in second


def test_r8_proxies_of_the_environment_are_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    asking = http(server.url())
    assert asking.get(server.url()).json(dict) == {"name": "Riehl"}
    asking.close()


def test_an_idle_connection_that_the_server_closed_is_opened_again(server: Server) -> None:
    answers = iter([json_reply(1), Reply(raw=b""), json_reply(2)])
    server.routes["/"] = lambda _: next(answers)
    asking = http(server.url())
    assert [asking.get(server.url()).json(int) for _ in range(2)] == [1, 2]
    asking.close()
    assert asking.tally.requests == 3


@pytest.mark.parametrize(("pause_ms", "slept"), [(None, []), (300, [0.3, 0.3])])
def test_the_pause_between_requests_is_kept_and_none_towards_this_machine(
    server: Server, pause_ms: int | None, slept: list[float]
) -> None:
    pauses: list[float] = []
    source = Source(name="portal", kind="wordpress", url=server.url(), pause_ms=pause_ms)
    asking = Http(source, StillClock(), sleep=pauses.append)
    for _ in range(3):
        asking.get(server.url())
    asking.close()
    assert pauses == slept


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Bücher".encode(), "text/plain", "Bücher"),
        ("Bücher".encode("cp1252"), "text/plain", "Bücher"),
        ("Bücher".encode("cp1252"), "text/plain; charset=utf-8", "Bücher"),
        ("„Bücher“".encode("cp1252"), "text/html; charset=ISO-8859-1", "„Bücher“"),
        ("Książki".encode("iso-8859-2"), 'text/plain; charset="iso-8859-2"', "Książki"),
        (b"\xef\xbb\xbfB\xc3\xbccher", "text/plain; charset=iso-8859-1", "Bücher"),
        ("Bücher".encode(), "text/plain; charset=klingon", "Bücher"),
    ],
)
def test_text_is_read_by_header_then_utf_8_then_cp1252(body: bytes, kind: str, text: str) -> None:
    answer = Answer(status=200, headers={"content-type": kind}, body=body, url="http://127.0.0.1/")
    assert answer.text() == text
