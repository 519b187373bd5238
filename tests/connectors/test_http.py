"""Every way in which asking a platform fails has its reason, and credentials stay at home."""

import errno
import logging
import shutil
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpcore
import pytest

from sync.connectors.addresses import is_private
from sync.connectors.http import Answer, Http, Validators
from sync.connectors.trouble import from_exception
from sync.errors import AccessRevoked, Reason, Rejected, SyncError, Unreachable
from sync.records import Source
from tests.sync.servers import (
    LOGIN_PAGE,
    Reply,
    Route,
    Server,
    bomb,
    cut_reply,
    json_reply,
    make_certificate,
    redirect,
)

KEY = "kanarie-7391"


class StillClock:
    """Time stands unless `tick` says how far each look moves it; each look may let a dripping server go on."""

    def __init__(self, tick: float = 0.0, trusted: bool = True) -> None:
        self.trusted = trusted
        self.beat = threading.Semaphore(0)
        self._seconds = 0.0
        self._tick = tick

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 12, tzinfo=UTC)

    def monotonic(self) -> float:
        self._seconds += self._tick
        self.beat.release()
        return self._seconds


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/": json_reply({"name": "Riehl"})}) as running:
        yield running


def http(url: str, *, clock: StillClock | None = None, timeout_s: float = 5.0, answer_s: float = 120.0) -> Http:
    """A client with a key and a small size limit."""
    source = Source(name="portal", kind="ical", url=url, timeout_s=timeout_s, answer_s=answer_s, max_mb=5.0)
    return Http(source, clock or StillClock(), headers={"Authorization": KEY})


def failure(url: str, timeout_s: float = 5.0) -> SyncError:
    """The error of asking once with a key; it never shows the key."""
    asking = http(url, timeout_s=timeout_s)
    with pytest.raises(SyncError) as caught:
        asking.get(url).json(dict)
    asking.close()
    assert KEY not in f"{caught.value} {caught.value.facts}"
    assert caught.value.facts["host"] == "127.0.0.1"
    return caught.value


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
HALF_GZIP = Reply(headers={"Content-Encoding": "gzip"}, body=bomb(1).body[:500])
FAULTS: dict[str, tuple[Reply, type[SyncError], Reason]] = {
    "cut body": (cut_reply(b'{"a": 1', 100), Unreachable, Reason.CUT),
    "cut chunks": (Reply(raw=CHUNKED + b"5\r\n[1,2,"), Unreachable, Reason.CUT),
    "broken chunks": (Reply(raw=CHUNKED + b"zz\r\n[1]\r\n0\r\n\r\n"), Unreachable, Reason.CUT),
    "half a gzip": (HALF_GZIP, Unreachable, Reason.CUT),
    "not gzip at all": (Reply(headers={"Content-Encoding": "gzip"}, body=b"[1, 2]"), Unreachable, Reason.CUT),
    "no answer": (Reply(raw=b""), Unreachable, Reason.CUT),
    "not HTTP": (Reply(raw=b"220 mail.example ESMTP\r\n\r\n"), Unreachable, Reason.NOT_UNDERSTOOD),
    "packing nobody asked for": (json_reply([], Content_Encoding="br"), Unreachable, Reason.NOT_UNDERSTOOD),
    "announced too large": (cut_reply(b"", 6_000_000), Unreachable, Reason.TOO_LARGE),
    "gzip bomb": (bomb(30), Unreachable, Reason.TOO_LARGE),
    "login page": (Reply(headers={"Content-Type": "text/html"}, body=LOGIN_PAGE), Unreachable, Reason.LOGIN_PAGE),
    "login page as JSON": (
        Reply(headers={"Content-Type": "application/json"}, body=LOGIN_PAGE),
        Unreachable,
        Reason.LOGIN_PAGE,
    ),
    "the network wants a login": (Reply(status=511), Unreachable, Reason.LOGIN_PAGE),
    "half JSON": (Reply(body=b'{"a": '), Unreachable, Reason.NOT_UNDERSTOOD),
    "another shape": (json_reply([1]), Unreachable, Reason.NOT_UNDERSTOOD),
    "empty": (Reply(), Unreachable, Reason.NOT_UNDERSTOOD),
    "304 unasked": (Reply(status=304), Unreachable, Reason.NOT_UNDERSTOOD),
    "redirect to itself": (redirect("/"), Unreachable, Reason.REDIRECTS),
    "redirect to a file": (redirect("file:///etc/passwd"), Unreachable, Reason.UNSAFE_REDIRECT),
    "redirect nowhere": (Reply(status=302), Unreachable, Reason.NOT_UNDERSTOOD),
    "key refused": (Reply(status=401), AccessRevoked, Reason.KEY_REFUSED),
    "forbidden": (Reply(status=403), Rejected, Reason.FORBIDDEN),
    "missing": (Reply(status=404), Unreachable, Reason.NOT_FOUND),
    "deleted": (Reply(status=410), Unreachable, Reason.NOT_FOUND),
    "too many requests": (Reply(status=429), Unreachable, Reason.BUSY),
    "maintenance": (Reply(status=503, body=LOGIN_PAGE), Unreachable, Reason.BUSY),
    "server error": (Reply(status=500), Unreachable, Reason.SERVER_ERROR),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_r4_every_fault_of_a_server_has_its_reason(server: Server, fault: str) -> None:
    reply, kind, reason = FAULTS[fault]
    server.routes["/"] = reply
    error = failure(server.url())
    assert (type(error), error.reason) == (kind, reason)


def test_r4_a_server_that_is_not_there_is_refused(server: Server) -> None:
    url = server.url()
    server.stop()
    assert failure(url).reason == Reason.REFUSED


def test_r8_a_silent_server_is_left_after_the_time_without_progress(server: Server) -> None:
    server.routes["/"] = Reply(silent=True)
    error = failure(server.url(), timeout_s=0.05)
    assert (error.reason, error.facts["seconds"]) == (Reason.SILENT, "0.05")


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"], ids=["headers", "body"])
def test_r4_one_byte_a_second_ends_when_the_time_for_one_answer_is_over(server: Server, head: bytes) -> None:
    clock = StillClock(tick=1.0)
    server.routes["/"] = Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500, beat=clock.beat)
    asking = http(server.url(), clock=clock, answer_s=60.0)
    with pytest.raises(Unreachable) as caught:
        asking.get(server.url())
    asking.close()
    assert (caught.value.reason, caught.value.facts["seconds"]) == (Reason.TOO_SLOW, "60")


def test_r4_a_login_page_names_the_host_that_showed_it(server: Server) -> None:
    server.routes["/"] = Reply(body=b"\xef\xbb\xbf \n<!-- portal --><HTML>")
    error = failure(server.url())
    assert (error.reason, error.facts) == (Reason.LOGIN_PAGE, {"host": "127.0.0.1"})


def test_credentials_never_follow_a_redirect_to_another_host(server: Server) -> None:
    with Server({"/x": json_reply({})}) as other:
        server.routes["/"] = redirect(other.url("/x"))
        asking = http(server.url())
        asking.get(server.url())
        asking.close()
        assert server.requests[0].headers["authorization"] == KEY
        assert "authorization" not in other.requests[0].headers


def test_a_401_without_credentials_is_no_revoked_key(server: Server) -> None:
    server.routes["/"] = Reply(status=401)
    asking = http(server.url())
    with pytest.raises(Rejected) as caught:
        asking.get(server.url(), anonymous=True)
    asking.close()
    assert caught.value.reason == Reason.FORBIDDEN
    assert "authorization" not in server.requests[0].headers


def test_r29_credentials_over_open_http_are_refused_before_anything_is_sent() -> None:
    asking = http("http://example.org/")
    with pytest.raises(Rejected) as caught:
        asking.get("http://example.org/wp-json/")
    assert (caught.value.reason, asking.tally.requests) == (Reason.UNENCRYPTED, 0)


def test_r29_a_password_in_an_address_is_sent_as_a_header_and_shown_nowhere(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    url = server.url().replace("//", f"//anna:{KEY}@")
    asking = Http(Source(name="kalender", kind="ical", url=url), StillClock())
    with caplog.at_level(logging.DEBUG):
        answer = asking.get(url)
    asking.close()
    assert server.requests[0].headers["authorization"].startswith("Basic YW5uYTpr")
    assert KEY not in answer.url + caplog.text


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
    server.routes["/"] = json_reply({}, Set_Cookie="visitor=1")
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


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), Reason.NAME_UNKNOWN),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), Reason.NO_NETWORK),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), Reason.NO_NETWORK),
        (OSError(errno.EHOSTUNREACH, "No route to host"), Reason.NO_NETWORK),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), Reason.REFUSED),
        (OSError(errno.ETIMEDOUT, "Connection timed out"), Reason.SILENT),
        (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), Reason.CUT),
        (ssl.SSLEOFError(8, "EOF occurred in violation of protocol"), Reason.CUT),
        (ssl.SSLError(1, "wrong version number"), Reason.NOT_UNDERSTOOD),
    ],
)
def test_r8_what_the_operating_system_reports_has_its_reason(cause: OSError, reason: Reason) -> None:
    error = httpcore.ConnectError("all connection attempts failed")
    error.__cause__ = cause
    assert from_exception(error, trusted=True).reason == reason


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("192.168.1.20", True),
        ("172.32.0.1", False),
        ("fd12::1", True),
        ("localhost", True),
        ("wordpress", True),
        ("server.local", True),
        ("8.8.8.8", False),
        ("unser-quartier.de", False),
    ],
)
def test_r29_only_hosts_in_the_house_may_see_credentials_over_http(host: str, private: bool) -> None:
    assert is_private(host) is private


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Start a TLS server with a certificate of these days; the town's own authority is named in the environment."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    running: list[Server] = []

    def start(begins: str = "20200101", ends: str = "20491231", known: bool = True, route: Route | None = None) -> str:
        pem = make_certificate(tmp_path, begins, ends)
        if known:
            monkeypatch.setenv("SSL_CERT_FILE", str(pem))
        running.append(Server({"/": route or json_reply({"name": "Riehl"})}, pem).__enter__())
        return running[-1].url()

    yield start
    for one in running:
        one.stop()


def test_r29_a_town_s_own_authority_counts_through_the_environment(certified: Callable[..., str]) -> None:
    url = certified()
    asking = http(url)
    assert asking.get(url).json(dict) == {"name": "Riehl"}
    asking.close()


def test_r29_a_certificate_that_nobody_vouches_for_is_not_accepted(certified: Callable[..., str]) -> None:
    assert failure(certified(known=False)).reason == Reason.CERTIFICATE


@pytest.mark.parametrize(
    ("begins", "ends", "trusted", "reason"),
    [
        ("20200101", "20200201", True, Reason.CERTIFICATE),
        ("20200101", "20200201", False, Reason.CLOCK),
        ("20480101", "20491231", True, Reason.CLOCK),
    ],
)
def test_r12_a_certificate_out_of_time_is_blamed_on_the_clock_that_may_be_wrong(
    certified: Callable[..., str], begins: str, ends: str, trusted: bool, reason: Reason
) -> None:
    url = certified(begins, ends)
    asking = http(url, clock=StillClock(trusted=trusted))
    with pytest.raises(Unreachable) as caught:
        asking.get(url)
    asking.close()
    assert caught.value.reason == reason


def test_a_redirect_from_https_to_http_is_not_followed(certified: Callable[..., str], server: Server) -> None:
    assert failure(certified(route=redirect(server.url()))).reason == Reason.UNSAFE_REDIRECT
    assert server.requests == []
