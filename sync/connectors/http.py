"""How a platform is asked and told: one polite client whose every failure is a `SyncError` with the host's name."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence

import httpx
import msgspec

from sync.clock import Clock
from sync.connectors.addresses import credentials, origin, parse, public, target
from sync.connectors.answer import Answer, Validators
from sync.connectors.base import Tally
from sync.connectors.exchange import Exchange, named
from sync.connectors.trouble import from_status
from sync.errors import Reason, Rejected, Unreachable
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
    else, over https or inside the house only, and never into a fact or a log. `fenced`, for addresses that
    others wrote into its content: only a platform in the house may lead to other hosts in the house.
    """

    def __init__(
        self,
        source: Source,
        clock: Clock,
        *,
        headers: Mapping[str, str] | None = None,
        sleep: Callable[[float], None] = time.sleep,
        fenced: bool = False,
    ) -> None:
        self.tally = Tally()
        self._source = source
        self._clock = clock
        self._sleep = sleep
        home = parse(source.url)
        self._home = origin(home)
        self._keys = credentials(home) | dict(headers or {})
        self._wire = Exchange(source, clock, self.tally, home.host if fenced and not is_private(home.host) else None)
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
        self._wire.start()
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

    def post(
        self,
        url: str,
        body: object,
        *,
        params: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send `body` as JSON (None: nothing) in exactly one request, never repeated, never redirected.

        An answer of any status is returned with its body.
        Raises `Unreachable` (or `Rejected` before a key would show) only when nothing can have arrived, and
        `Unanswered` when the request may have left and no whole answer came. `headers` go along as they are.
        """
        address = public(parse(url))
        address = address.copy_merge_params(list(params)) if params else address
        content = b"" if body is None else msgspec.json.encode(body)
        kind = {"Content-Type": "application/json"} if content else {}
        fields = {"Accept": "application/json", **kind, **(headers or {})}
        keys = self._keys_for(address)
        self._rest(address.host)
        self._wire.start()
        try:
            return self._wire.write(address, fields | keys, content)
        finally:
            self._asked = self._clock.monotonic()

    def close(self) -> None:
        """Give back the connections."""
        self._wire.close()

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
        raise named(from_status(answer.status, keyed=keyed), answer.host)

    def _ask(self, address: httpx.URL, headers: Mapping[str, str], wanted: Collection[int]) -> Answer:
        """One reading request without redirects."""
        self._rest(address.host)
        try:
            return self._wire.read(address, headers, wanted)
        finally:
            self._asked = self._clock.monotonic()

    def _rest(self, host: str) -> None:
        """Wait out the pause since the last request."""
        pause = self._source.pause_ms
        seconds = (pause if pause is not None else 0 if is_loopback(host) else PAUSE_MS) / 1000
        if self._asked is not None and (left := self._asked + seconds - self._clock.monotonic()) > 0:
            self._sleep(left)
