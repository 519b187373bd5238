"""Every way in which asking a platform fails has its reason."""

import errno
import socket
import ssl
from collections.abc import Iterator

import httpcore
import pytest

from sync.connectors.trouble import from_exception
from sync.errors import AccessRevoked, Reason, Rejected, SyncError, Unreachable
from tests.connectors.asking import StillClock, failure, http
from tests.sync.servers import (
    LOGIN_PAGE,
    Reply,
    Server,
    bomb,
    cut_reply,
    json_reply,
    redirect,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/": json_reply({"name": "Riehl"})}) as running:
        yield running


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
    "packing nobody asked for": (
        json_reply([], headers={"Content-Encoding": "br"}),
        Unreachable,
        Reason.NOT_UNDERSTOOD,
    ),
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


SLOW = {
    "headers": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 500,
    "body": b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 500,
}


@pytest.mark.parametrize("part", SLOW)
def test_r4_one_byte_a_second_ends_when_the_time_for_one_answer_is_over(server: Server, part: str) -> None:
    clock = StillClock(tick=1.0)
    server.routes["/"] = Reply(raw=SLOW[part], beat=clock.beat)
    asking = http(server.url(), clock=clock, answer_s=120.0)
    with pytest.raises(Unreachable) as caught:
        asking.get(server.url())
    asking.close()
    assert (caught.value.reason, caught.value.facts["seconds"]) == (Reason.TOO_SLOW, "120")
    assert asking.tally.requests == 1
    assert (asking.tally.bytes > 0) == (part == "body")


def test_r4_a_login_page_names_the_host_that_showed_it(server: Server) -> None:
    server.routes["/"] = Reply(body=b"\xef\xbb\xbf \n<!-- portal --><HTML>")
    error = failure(server.url())
    assert (error.reason, error.facts) == (Reason.LOGIN_PAGE, {"host": "127.0.0.1"})


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
