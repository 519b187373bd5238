"""What is written goes out once, and an error says whether it may have arrived."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.connectors.http import Answer, Http
from sync.errors import Reason, Rejected, SyncError, Unanswered, Unreachable
from sync.records import Source
from tests.connectors.asking import KEY, StillClock, http
from tests.sync.servers import LOGIN_PAGE, Reply, Server, bomb, cut_reply, json_reply, make_certificate

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
BODY = {"amount": "2.50", "text": "Gärtnern"}


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/": json_reply({"id": "7"}, 201)}) as running:
        yield running


def post(url: str, timeout_s: float = 5.0) -> Answer:
    """One writing request of a client with a key."""
    asking = http(url, timeout_s=timeout_s)
    try:
        return asking.post(url, BODY)
    finally:
        asking.close()


def failure(url: str, timeout_s: float = 5.0) -> SyncError:
    """The error of writing once; it names the host and never the key."""
    with pytest.raises(SyncError) as caught:
        post(url, timeout_s)
    assert KEY not in f"{caught.value} {caught.value.facts}"
    assert caught.value.facts["host"] == "127.0.0.1"
    return caught.value


def test_a_body_goes_out_as_json_with_the_key_and_further_headers(server: Server) -> None:
    asking = http(server.url())
    answer = asking.post(server.url(), BODY, params=[("q", "ä b")], headers={"Idempotency-Key": "k1"})
    asking.close()
    (asked,) = server.requests
    assert (answer.status, answer.json(dict), asking.tally.requests) == (201, {"id": "7"}, 1)
    assert (asked.method, asked.body, asked.query) == (
        "POST",
        '{"amount":"2.50","text":"Gärtnern"}'.encode(),
        {"q": ["ä b"]},
    )
    named = {"content-type": "application/json", "authorization": KEY, "idempotency-key": "k1"}
    assert named.items() <= asked.headers.items()
    assert asking.tally.bytes == len(answer.body)


@pytest.mark.parametrize(
    "status", [200, 201, 202, 204, 299, 301, 302, 304, 307, 308, 400, 401, 409, 429, 500, 503, 599]
)
def test_r4_any_status_is_an_answer_with_its_body_and_is_not_asked_again(server: Server, status: int) -> None:
    bodiless = status in (204, 304)
    headers = {"Location": server.url("/elsewhere"), "Content-Type": "text/html"}
    server.routes["/"] = Reply(status=status, headers=headers, body=b"" if bodiless else LOGIN_PAGE)
    answer = post(server.url())
    assert (answer.status, answer.body) == (status, b"" if bodiless else LOGIN_PAGE)
    assert [asked.path for asked in server.requests] == ["/"]


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LOST: dict[str, tuple[Reply, Reason]] = {
    "no answer": (Reply(raw=b""), Reason.CUT),
    "reset": (Reply(reset=True), Reason.CUT),
    "cut headers": (Reply(raw=b"HTTP/1.1 201 Crea"), Reason.CUT),
    "cut body": (cut_reply(b'{"id": 1', 100), Reason.CUT),
    "broken chunks": (Reply(raw=CHUNKED + b"zz\r\n[1]\r\n0\r\n\r\n"), Reason.CUT),
    "not HTTP": (Reply(raw=b"220 mail.example ESMTP\r\n\r\n"), Reason.NOT_UNDERSTOOD),
    "impossible status": (Reply(raw=b"HTTP/1.1 099 Ok\r\n\r\n"), Reason.NOT_UNDERSTOOD),
    "half a gzip": (Reply(status=201, headers={"Content-Encoding": "gzip"}, body=bomb(1).body[:500]), Reason.CUT),
    "unknown packing": (json_reply([], 201, headers={"Content-Encoding": "br"}), Reason.NOT_UNDERSTOOD),
    "announced too large": (cut_reply(b"", 6_000_000), Reason.TOO_LARGE),
    "gzip bomb": (bomb(30), Reason.TOO_LARGE),
}


@pytest.mark.parametrize("fault", LOST)
def test_r3_an_answer_that_is_lost_or_broken_is_unanswered_and_not_asked_again(server: Server, fault: str) -> None:
    server.routes["/"], reason = LOST[fault]
    error = failure(server.url())
    assert (type(error), error.reason, len(server.requests)) == (Unanswered, reason, 1)


def test_r3_silence_after_the_request_is_unanswered(server: Server) -> None:
    server.routes["/"] = Reply(silent=True)
    error = failure(server.url(), timeout_s=0.05)
    assert (type(error), error.reason, len(server.requests)) == (Unanswered, Reason.SILENT, 1)


def test_r3_an_answer_that_drips_too_long_is_unanswered(server: Server) -> None:
    clock = StillClock(tick=1.0)
    server.routes["/"] = Reply(raw=b"HTTP/1.1 201 Created\r\nX: " + b"x" * 500, beat=clock.beat)
    asking = http(server.url(), clock=clock)
    with pytest.raises(Unanswered) as caught:
        asking.post(server.url(), BODY)
    asking.close()
    assert (caught.value.reason, len(server.requests)) == (Reason.TOO_SLOW, 1)


def test_r3_a_server_that_is_not_there_got_nothing(server: Server) -> None:
    server.stop()
    error = failure(server.url())
    assert (type(error), error.reason) == (Unreachable, Reason.REFUSED)


def test_r3_time_that_is_over_before_the_request_left_lost_nothing(server: Server) -> None:
    asking = http(server.url(), clock=StillClock(tick=200.0))
    with pytest.raises(Unreachable) as caught:
        asking.post(server.url(), BODY)
    asking.close()
    assert (type(caught.value), caught.value.reason, server.requests) == (Unreachable, Reason.TOO_SLOW, [])


def test_r3_a_handshake_that_never_ends_carried_no_request() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        error = failure(f"https://127.0.0.1:{mute.getsockname()[1]}/", timeout_s=0.05)
    assert (type(error), error.reason) == (Unreachable, Reason.SILENT)


@needs_openssl
def test_r12_a_certificate_that_does_not_count_carried_no_request(tmp_path: Path) -> None:
    with Server({"*": json_reply({}, 201)}, certificate=make_certificate(tmp_path)) as encrypted:
        error = failure(encrypted.url())
        assert (type(error), error.reason, encrypted.requests) == (Unreachable, Reason.CERTIFICATE, [])


@needs_openssl
def test_r3_an_answer_lost_inside_tls_is_unanswered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Server({"/": Reply(raw=b"HTTP/1.1 201 Cr")}, certificate=certificate) as encrypted:
        error = failure(encrypted.url())
        assert (type(error), error.reason, len(encrypted.requests)) == (Unanswered, Reason.CUT, 1)


def test_r3_a_writing_request_never_goes_over_an_idle_connection_that_may_be_dead(server: Server) -> None:
    asking = http(server.url())
    asking.get(server.url(), statuses=(201,))
    asking.post(server.url(), BODY)
    asking.get(server.url(), statuses=(201,))
    asking.close()
    first, second, third = (asked.port for asked in server.requests)
    assert first != second == third


def test_r29_a_key_over_open_http_is_refused_before_anything_is_sent() -> None:
    asking = http("http://example.org/")
    with pytest.raises(Rejected) as caught:
        asking.post("http://example.org/api/payments", BODY)
    assert (caught.value.reason, asking.tally.requests) == (Reason.UNENCRYPTED, 0)


def test_r29_a_key_is_not_sent_to_another_host(server: Server) -> None:
    asking = http("http://127.0.0.1:9/")
    asking.post(server.url(), BODY)
    asking.close()
    assert "authorization" not in server.requests[0].headers


def test_the_pause_before_a_writing_request_is_kept(server: Server) -> None:
    pauses: list[float] = []
    source = Source(name="ring", kind="cyclos", url=server.url(), pause_ms=300)
    asking = Http(source, StillClock(), sleep=pauses.append)
    for _ in range(2):
        asking.post(server.url(), BODY)
    asking.close()
    assert pauses == [0.3]
