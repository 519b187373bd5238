"""How a connector asks a platform: one polite client whose every failure is a `SyncError` with the host's name."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version

import httpcore
import httpx

from sync.clock import Clock
from sync.connectors.addresses import credentials, origin, parse, public, target
from sync.connectors.answer import Answer, Validators
from sync.connectors.base import Tally
from sync.connectors.trouble import from_exception, from_status
from sync.connectors.wire import Deadline, Dialler, pool, unpacked
from sync.errors import Reason, Rejected, SyncError, Unreachable
from sync.hosts import is_loopback, is_private
from sync.records import Source

__all__ = ["Answer", "Http", "Validators"]

REDIRECTS_MAX = 5
"""Redirects followed for one answer; http → https, a slash and a language are three."""
PAUSE_MS = 200
"""Pause between two requests to another machine: five a second is what small shared hosting bears."""

_PERMANENT = (301, 308)
_MOVED = (301, 302, 303, 307, 308)


class Http:
    """Asks one platform, one request at a time; keeps no cookies. Not for two threads.

    `headers` are credentials: they go to the origin (scheme, host, port) of `source.url` and nowhere
    else, over https or inside the house only, and never into a fact or a log.
    """

    def __init__(
        self,
        source: Source,
        clock: Clock,
        *,
        headers: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.tally = Tally()
        self._source = source
        self._clock = clock
        self._sleep = sleep
        home = parse(source.url)
        self._home = origin(home)
        self._keys = credentials(home) | dict(headers or {})
        self._deadline = Deadline(clock, source.timeout_s)
        self._dialler = Dialler(self._deadline)
        self._pools: dict[str, httpcore.ConnectionPool] = {}
        self._asked: float | None = None

    def get(
        self,
        url: str,
        *,
        params: Sequence[tuple[str, str]] = (),
        accept: str = "application/json",
        validators: Validators | None = None,
        statuses: Collection[int] = (200,),
        anonymous: bool = False,
    ) -> Answer:
        """Ask for `url`; a status outside `statuses` raises, 304 is good when `validators` held something.

        One `answer_s` holds for the whole, redirects included. `anonymous` leaves the credentials out.
        """
        address = public(parse(url))
        address = address.copy_merge_params(list(params)) if params else address
        asked = {"Accept": accept} | (validators.headers() if validators else {})
        good = {*statuses, 304} if validators and validators.headers() else set(statuses) - {304}
        self._deadline.start(self._source.answer_s)
        permanent = False
        for hop in range(REDIRECTS_MAX + 1):
            keys = {} if anonymous else self._keys_for(address)
            answer = self._ask(address, asked | keys, good)
            if answer.status not in _MOVED or answer.status in good or "location" not in answer.headers:
                self.tally.moved_to = self.tally.moved_to or (answer.url if permanent else None)
                return self._judged(answer, good, keyed=bool(keys))
            permanent = answer.status in _PERMANENT and (permanent or hop == 0)
            address = target(address, answer.headers["location"])
        raise Unreachable(Reason.REDIRECTS, host=address.host)

    def close(self) -> None:
        """Give back the connections."""
        for one in self._pools.values():
            one.close()

    def _keys_for(self, address: httpx.URL) -> dict[str, str]:
        """The credentials, if this address may see them; raises UNENCRYPTED before one would go over an open line."""
        if not self._keys or origin(address) != self._home:
            return {}
        if address.scheme == "http" and not is_private(address.host):
            raise Rejected(Reason.UNENCRYPTED, host=address.host)
        return self._keys

    def _judged(self, answer: Answer, good: Collection[int], *, keyed: bool) -> Answer:
        if answer.status == 304 and 304 in good:
            self.tally.not_modified += 1
        if answer.status in good:
            return answer
        raise _named(from_status(answer.status, keyed=keyed), answer.host)

    def _ask(self, address: httpx.URL, headers: Mapping[str, str], wanted: Collection[int]) -> Answer:
        """One request without redirects; once more when an idle connection turned out to be closed."""
        self._rest(address.host)
        opened = self._dialler.opened
        try:
            try:
                return self._exchange(address, headers, wanted)
            except (httpcore.RemoteProtocolError, httpcore.NetworkError):
                if self._dialler.opened > opened:
                    raise
                return self._exchange(address, headers, wanted)
        except SyncError as error:
            raise _named(error, address.host) from error.__cause__
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _named(from_exception(error, trusted=self._clock.trusted), address.host) from error
        finally:
            self._asked = self._clock.monotonic()

    def _rest(self, host: str) -> None:
        """Wait out the pause since the last request."""
        pause = self._source.pause_ms
        seconds = (pause if pause is not None else 0 if is_loopback(host) else PAUSE_MS) / 1000
        if self._asked is not None and (left := self._asked + seconds - self._clock.monotonic()) > 0:
            self._sleep(left)

    def _exchange(self, address: httpx.URL, headers: Mapping[str, str], wanted: Collection[int]) -> Answer:
        """Ask, and read the body of a wanted status; any other body is left unread."""
        self.tally.requests += 1
        if address.scheme not in self._pools:
            self._pools[address.scheme] = pool(self._dialler, encrypted=address.scheme == "https")
        url = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
        with self._pools[address.scheme].stream("GET", url, headers=_fields(address, headers)) as response:
            named = _lowered(response.headers)
            body = self._body(response, named) if response.status in wanted and response.status != 304 else b""
        return Answer(status=response.status, headers=named, body=body, url=str(address))

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
            self.tally.bytes += len(chunk)
            yield chunk


def _fields(address: httpx.URL, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    fields = {"User-Agent": _agent(), "Accept-Encoding": "gzip", **headers}
    return [(b"Host", address.netloc), *((name.encode(), value.encode()) for name, value in fields.items())]


@cache
def _agent() -> str:
    return f"Quartierskiosk/{version('quartierskiosk')}"


def _lowered(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header names in lower case; a repeated header is one, joined by commas (RFC 9110, 5.3)."""
    named: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        named[name] = f"{named[name]}, {value}" if name in named else value
    return named


def _named(error: SyncError, host: str) -> SyncError:
    """The same error with the host among its facts."""
    return type(error)(error.reason, **({"host": host} | error.facts))
