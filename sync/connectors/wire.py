"""A connection that gives up in time: every step under the deadline of the whole answer, every body under a size."""

import ssl
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore

from sync.clock import Clock
from sync.errors import Reason, Unreachable
from sync.hosts import is_global

PIECE = 65_536
"""Bytes that are unpacked at a time: 1 kB of gzip may hold 1 MB, so a bomb is stopped one piece over the limit."""
IDLE_S = 5.0
"""Seconds that an unused connection stays open: shorter than the idle time of common servers (Apache: 5 s)."""


class Deadline:
    """When the answer that is being read must be whole. Headers count too, which no HTTP client does by itself."""

    def __init__(self, clock: Clock, silence_s: float) -> None:
        self._clock = clock
        self._silence_s = silence_s
        self._whole_s = 0.0
        self._until = 0.0

    def start(self, whole_s: float) -> None:
        """A new answer begins; it has `whole_s` seconds in all."""
        self._whole_s = whole_s
        self._until = self._clock.monotonic() + whole_s

    def left(self) -> tuple[float, Unreachable]:
        """Seconds that the next step may take, and the error if it takes longer; raises TOO_SLOW when none are left."""
        left = self._until - self._clock.monotonic()
        slow = Unreachable(Reason.TOO_SLOW, seconds=f"{self._whole_s:g}")
        if left <= 0:
            raise slow
        if left < self._silence_s:
            return left, slow
        return self._silence_s, Unreachable(Reason.SILENT, seconds=f"{self._silence_s:g}")


class _Stream(httpcore.NetworkStream):
    """One connection; httpcore's own time limits are replaced by the deadline's."""

    def __init__(self, inner: httpcore.NetworkStream, dialler: "Dialler") -> None:
        self._inner = inner
        self._dialler = dialler
        self._deadline = dialler.deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        seconds, late = self._deadline.left()
        try:
            return self._inner.read(max_bytes, seconds)
        except httpcore.TimeoutException as error:
            raise late from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        seconds, late = self._deadline.left()
        self._dialler.written += 1
        try:
            self._inner.write(buffer, seconds)
        except httpcore.TimeoutException as error:
            raise late from error

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds, late = self._deadline.left()
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, seconds)
        except httpcore.TimeoutException as error:
            raise late from error
        return _Stream(inner, self._dialler)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Dialler(httpcore.NetworkBackend):
    """Opens connections under the deadline; counts them, and what is written on them once they stand.

    A TLS handshake is not counted as written: no server has read a request by then. With a `fence`, a host's name,
    all other hosts must lie outside the house: what the internet names may not reach a router or this machine.
    """

    def __init__(self, deadline: Deadline, fence: str | None = None) -> None:
        self.deadline = deadline
        self._fence = fence
        self._inner = httpcore.SyncBackend()
        self.opened = 0
        self.written = 0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.opened += 1
        seconds, late = self.deadline.left()
        try:
            inner = self._inner.connect_tcp(host, port, seconds, local_address, socket_options)
        except httpcore.TimeoutException as error:
            raise late from error
        if self._fence not in (None, host) and not is_global(inner.get_extra_info("server_addr")[0]):
            inner.close()
            raise Unreachable(Reason.UNSAFE_REDIRECT)
        return _Stream(inner, self)


def pool(dialler: Dialler, *, encrypted: bool) -> httpcore.ConnectionPool:
    """A connection that is kept, one at a time, without proxies or anything else from the environment."""
    context = trust() if encrypted else None
    return httpcore.ConnectionPool(context, max_connections=1, keepalive_expiry=IDLE_S, network_backend=dialler)


def trust() -> ssl.SSLContext:
    """Whose certificates count: certifi's list and the machine's own.

    So a town's own authority counts after `update-ca-certificates`, or through OpenSSL's `SSL_CERT_FILE`.
    """
    import certifi

    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Python 3.13 turns it on; towns' own authorities often fail it
    context.load_verify_locations(certifi.where())
    return context


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body, at most `limit` bytes after unpacking; raises TOO_LARGE, CUT or NOT_UNDERSTOOD."""
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise Unreachable(Reason.NOT_UNDERSTOOD, detail="content-encoding")
    body = bytearray()
    for piece in _gunzipped(chunks) if "gzip" in encoding else chunks:
        body += piece
        if len(body) > limit:
            raise Unreachable(Reason.TOO_LARGE, megabytes=f"{limit / 1e6:g}")
    return bytes(body)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of at most `PIECE` bytes; several gzip members in a row are one body (RFC 1952, 2.2)."""
    machine = None
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                machine = zlib.decompressobj(zlib.MAX_WBITS | 16) if machine is None or machine.eof else machine
                yield machine.decompress(rest, PIECE)
                rest = machine.unconsumed_tail or machine.unused_data
        while machine and not machine.eof and (piece := machine.decompress(b"", PIECE)):
            yield piece
    except zlib.error as error:
        raise Unreachable(Reason.CUT) from error
    if machine and not machine.eof:
        raise Unreachable(Reason.CUT)
