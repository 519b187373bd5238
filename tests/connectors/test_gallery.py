"""Pictures over HTTP: within limits, without credentials for others, and never from inside the house for strangers."""

import gzip
import socket
from collections.abc import Iterator

import pytest

from sync.connectors.gallery import ACCEPT, FILE_MB, WebGallery
from sync.errors import Reason, SyncError
from sync.hosts import is_global
from sync.records import Source
from tests.connectors.asking import StillClock
from tests.sync.servers import LOGIN_PAGE, Reply, Server, cut_reply, redirect

OUTSIDE = "portal.example"
"""A host of the open internet, as far as its name tells."""
INSIDE = "127.0.0.1"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/a.png": Reply(body=b"picture"), "/login": Reply(body=LOGIN_PAGE)}) as running:
        yield running


@pytest.fixture
def lying_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names under `.example` lead to this machine, as an owner of a name may let them."""
    ask = socket.getaddrinfo

    def lie(host: str, *words: object, **named: object) -> object:
        return ask(INSIDE if host.endswith(".example") else host, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lie)


def get(platform: str, url: str) -> bytes:
    gallery = WebGallery(Source(name="portal", kind="wordpress", url=platform), StillClock(), sleep=lambda _: None)
    try:
        return gallery.get(url)
    finally:
        gallery.close()


def refusal(platform: str, url: str) -> Reason:
    with pytest.raises(SyncError) as caught:
        get(platform, url)
    return caught.value.reason


def as_outside(server: Server, path: str) -> str:
    return server.url(path).replace(INSIDE, OUTSIDE)


def test_a_picture_of_a_platform_in_the_house_is_read(server: Server) -> None:
    assert get(server.url(), server.url("/a.png")) == b"picture"
    assert server.requests[0].headers["accept"] == ACCEPT


def test_a_platform_in_the_house_may_lead_to_another_host_there(server: Server) -> None:
    platform = server.url().replace(INSIDE, "localhost")
    assert get(platform, server.url("/a.png")) == b"picture"


def test_a_redirect_leads_to_the_picture(server: Server) -> None:
    server.routes["/old"] = redirect("/a.png", 301)
    assert get(server.url(), server.url("/old")) == b"picture"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(body=b"x" * 3_000_001), Reason.TOO_LARGE),
        (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(b"x" * 9_000_000)), Reason.TOO_LARGE),
        (cut_reply(b"half", 900), Reason.CUT),
        (Reply(status=404), Reason.NOT_FOUND),
        (Reply(status=403), Reason.FORBIDDEN),
        (Reply(reset=True), Reason.CUT),
        (redirect("ftp://portal.example/a.png"), Reason.UNSAFE_REDIRECT),
        (redirect("file:///etc/passwd"), Reason.UNSAFE_REDIRECT),
        (redirect("/x.png"), Reason.REDIRECTS),
    ],
)
def test_what_is_no_whole_file_of_a_sensible_size_is_trouble(server: Server, reply: Reply, reason: Reason) -> None:
    server.routes["/x.png"] = reply
    assert refusal(server.url(), server.url("/x.png")) == reason


def test_the_largest_file_is_read(server: Server) -> None:
    server.routes["/x.png"] = Reply(body=b"x" * int(FILE_MB * 1e6))
    assert len(get(server.url(), server.url("/x.png"))) == 3_000_000


def test_an_address_from_outside_never_leads_into_the_house(server: Server) -> None:
    port = server.url("").rpartition(":")[2]
    for host in (INSIDE, "localhost", "[::ffff:127.0.0.1]"):
        assert refusal("https://portal.example/", f"http://{host}:{port}/a.png") == Reason.UNSAFE_REDIRECT, host
    assert server.requests == []


@pytest.mark.usefixtures("lying_names")
def test_a_name_that_lies_never_leads_into_the_house(server: Server) -> None:
    url = as_outside(server, "/a.png").replace(OUTSIDE, "cdn.example")
    assert refusal("https://portal.example/", url) == Reason.UNSAFE_REDIRECT
    assert server.requests == []


@pytest.mark.usefixtures("lying_names")
def test_a_redirect_from_outside_never_leads_into_the_house(server: Server) -> None:
    server.routes["/old.png"] = redirect(server.url("/a.png"))
    assert refusal(as_outside(server, "/"), as_outside(server, "/old.png")) == Reason.UNSAFE_REDIRECT
    assert [asked.path for asked in server.requests] == ["/old.png"]


@pytest.mark.usefixtures("lying_names")
def test_a_platform_that_the_house_names_itself_is_reached_by_its_name(server: Server) -> None:
    assert get(as_outside(server, "/"), as_outside(server, "/a.png")) == b"picture"


def test_a_key_goes_to_the_platform_and_to_nobody_else(server: Server) -> None:
    with Server({"/b.png": Reply(body=b"other")}) as other:
        platform = server.url().replace("//", "//anna:geheim@")
        assert (get(platform, server.url("/a.png")), get(platform, other.url("/b.png"))) == (b"picture", b"other")
        assert "authorization" in server.requests[0].headers
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("::1", False),
        ("10.1.2.3", False),
        ("192.168.178.1", False),
        ("172.16.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:192.168.1.1", False),
        ("::ffff:8.8.8.8", True),
    ],
)
def test_which_addresses_belong_to_the_open_internet(address: str, outside: bool) -> None:
    assert is_global(address) is outside
