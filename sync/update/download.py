"""Asking the net for an index or a bundle; nothing about this terminal is sent, not even its version."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager

import httpcore
import httpx
import msgspec

from sync.clock import Clock
from sync.connectors.addresses import parse, public, target
from sync.connectors.http import REDIRECTS_MAX
from sync.connectors.trouble import from_exception, from_status
from sync.connectors.wire import Deadline, Dialler, pool
from sync.errors import Reason, SyncError, Unreachable
from sync.hosts import is_private

SILENCE_S = 20.0
"""Longest silence of a server, seconds."""
WHOLE_S = 2 * 3600.0
"""Longest time for one answer, seconds: 100 MB over a line of 0.12 Mbit/s. What came by then is kept."""
AGENT = "Quartierskiosk"
_MOVED = (301, 302, 303, 307, 308)
Sink = Callable[[int, Iterator[bytes]], None]
"""Gets the status (200 or 206) and the body, in pieces."""


class Answered(msgspec.Struct, frozen=True):
    """What the server said besides the body; `url` is where it came from in the end."""

    status: int
    url: str
    etag: str | None = None


def ask(url: str, clock: Clock, sink: Sink, headers: Mapping[str, str] = {}) -> Answered:
    """GET an address over https, or inside the house; redirects are followed. Raises `SyncError`.

    The sink gets the body of 200 and 206 only; 304 and 416 are answers without one.
    """
    address, deadline = public(parse(url)), Deadline(clock, SILENCE_S)
    deadline.start(WHOLE_S)
    for _ in range(REDIRECTS_MAX + 1):
        if address.scheme == "http" and not is_private(address.host):
            raise Unreachable(Reason.UNENCRYPTED, host=address.host)
        with _trouble(address.host, clock):
            answered = _once(address, deadline, sink, headers)
        if isinstance(answered, Answered):
            return answered
        address = target(address, answered)
    raise Unreachable(Reason.REDIRECTS, host=address.host)


def _once(address: httpx.URL, deadline: Deadline, sink: Sink, headers: Mapping[str, str]) -> Answered | str:
    """One request; a string is where it leads on to."""
    url = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    fields = {"User-Agent": AGENT, "Accept-Encoding": "identity", **headers}
    lines = [(b"Host", address.netloc), *((name.encode(), value.encode()) for name, value in fields.items())]
    with (
        closing(pool(Dialler(deadline), encrypted=address.scheme == "https")) as connections,
        connections.stream("GET", url, headers=lines) as response,
    ):
        named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _MOVED and "location" in named:
            return named["location"]
        if response.status in (200, 206):
            sink(response.status, response.iter_stream())
        elif response.status not in (304, 416):
            raise from_status(response.status, keyed=False)
        return Answered(response.status, str(address), named.get("etag"))


@contextmanager
def _trouble(host: str, clock: Clock) -> Iterator[None]:
    """Every error with the host's name, and httpcore's with a reason."""
    try:
        yield
    except SyncError as error:
        raise type(error)(error.reason, **({"host": host} | error.facts)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
        found = from_exception(error, trusted=clock.trusted)
        raise type(found)(found.reason, **({"host": host} | found.facts)) from error
