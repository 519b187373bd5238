"""One request and its whole answer over a kept connection, in time and in size; every failure a `SyncError`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version

import httpcore
import httpx

from sync.clock import Clock
from sync.connectors.answer import Answer
from sync.connectors.base import Tally
from sync.connectors.trouble import from_exception
from sync.connectors.wire import Deadline, Dialler, pool, unpacked
from sync.errors import Reason, SyncError, Unanswered, Unreachable
from sync.records import Source


class Exchange:
    """The wire of one platform: keeps a connection, counts into `tally`; knows no redirects and no credentials."""

    def __init__(self, source: Source, clock: Clock, tally: Tally, fence: str | None = None) -> None:
        self._source = source
        self._clock = clock
        self._tally = tally
        self._deadline = Deadline(clock, source.timeout_s)
        self._dialler = Dialler(self._deadline, fence)
        self._pools: dict[str, httpcore.ConnectionPool] = {}

    def start(self) -> None:
        """A new answer begins: `answer_s` from now on."""
        self._deadline.start(self._source.answer_s)

    def read(self, address: httpx.URL, headers: Mapping[str, str], wanted: Collection[int]) -> Answer:
        """GET; once more when an idle connection turned out to be closed. Only a wanted status brings its body."""
        opened = self._dialler.opened
        with _trouble(address.host, self._clock):
            try:
                return self._once("GET", address, headers, wanted=wanted)
            except (httpcore.RemoteProtocolError, httpcore.NetworkError):
                if self._dialler.opened > opened:
                    raise
                return self._once("GET", address, headers, wanted=wanted)

    def write(self, address: httpx.URL, headers: Mapping[str, str], body: bytes) -> Answer:
        """POST, once, on a fresh connection: one that died idle would look like a lost answer.

        Raises `Unanswered` from the first byte on that may have left, other errors before.
        """
        self.close()
        written = self._dialler.written
        try:
            with _trouble(address.host, self._clock):
                return self._once("POST", address, headers, body=body)
        except SyncError as error:
            if self._dialler.written > written:
                raise Unanswered(error.reason, **error.facts) from error.__cause__
            raise

    def close(self) -> None:
        """Give back the connections; the next request opens its own."""
        for one in self._pools.values():
            one.close()

    def _once(
        self,
        method: str,
        address: httpx.URL,
        headers: Mapping[str, str],
        *,
        body: bytes | None = None,
        wanted: Collection[int] | None = None,
    ) -> Answer:
        """Ask, and read the body of a wanted status (None: of any); another body is left unread."""
        self._tally.requests += 1
        if address.scheme not in self._pools:
            self._pools[address.scheme] = pool(self._dialler, encrypted=address.scheme == "https")
        url = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
        fields = _fields(address, headers, body)
        with self._pools[address.scheme].stream(method, url, headers=fields, content=body) as response:
            named = _lowered(response.headers)
            whole = response.status != 304 and (wanted is None or response.status in wanted)
            content = self._body(response, named) if whole else b""
        return Answer(status=response.status, headers=named, body=content, url=str(address))

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        limit = int(self._source.max_mb * 1e6)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            raise Unreachable(Reason.TOO_LARGE, megabytes=f"{self._source.max_mb:g}")
        try:
            return unpacked(self._counted(response), headers.get("content-encoding", "").strip().lower(), limit)
        except httpcore.RemoteProtocolError as error:
            raise Unreachable(Reason.CUT) from error

    def _counted(self, response: httpcore.Response) -> Iterator[bytes]:
        for chunk in response.iter_stream():
            self._tally.bytes += len(chunk)
            yield chunk


@contextmanager
def _trouble(host: str, clock: Clock) -> Iterator[None]:
    """Gives every error that leaves its block the host's name, and httpcore's a reason."""
    try:
        yield
    except SyncError as error:
        raise named(error, host) from error.__cause__
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise named(from_exception(error, trusted=clock.trusted), host) from error


def named(error: SyncError, host: str) -> SyncError:
    """The same error with the host among its facts."""
    return type(error)(error.reason, **({"host": host} | error.facts))


def _fields(address: httpx.URL, headers: Mapping[str, str], body: bytes | None) -> list[tuple[bytes, bytes]]:
    length = {} if body is None else {"Content-Length": str(len(body))}
    fields = {"User-Agent": _agent(), "Accept-Encoding": "gzip", **length, **headers}
    return [(b"Host", address.netloc), *((name.encode(), value.encode()) for name, value in fields.items())]


@cache
def _agent() -> str:
    return f"Quartierskiosk/{version('quartierskiosk')}"


def _lowered(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header names in lower case; a repeated header is one, joined by commas (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found
