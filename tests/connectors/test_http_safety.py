"""Credentials stay at home, and certificates are held against the clock."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.connectors.http import Http
from sync.errors import Reason, Rejected, Unreachable
from sync.hosts import is_private
from sync.records import Source
from tests.connectors.asking import KEY, StillClock, failure, http
from tests.sync.servers import (
    Reply,
    Route,
    Server,
    json_reply,
    make_certificate,
    redirect,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/": json_reply({"name": "Riehl"})}) as running:
        yield running


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
