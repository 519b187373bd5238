"""A scripted server on 127.0.0.1 for connector tests: routes, real HTTP, and the faults that platforms have."""

import gzip
import json
import os
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import parse_qs, urlsplit

import msgspec

LOGIN_PAGE = b"<!DOCTYPE html>\n<html><head><title>WLAN</title></head><body><form>Anmelden</form></body></html>"


class Asked(msgspec.Struct, frozen=True):
    """One request as it arrived; header names are in lower case."""

    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""
    port: int = 0
    """The client's: another one for each connection."""

    def first(self, name: str, default: str = "") -> str:
        """The first value of a query parameter."""
        return self.query.get(name, [default])[0]


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What to answer. With `raw` these bytes go out as they stand and the connection ends."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""
    raw: bytes | None = None
    beat: threading.Semaphore | None = None
    """With `raw`: one byte goes out each time that the test releases it."""
    silent: bool = False
    """Accept, read the request, say nothing until the server ends."""
    reset: bool = False
    """Read the request, then break the connection off (RST)."""


Route = Reply | Callable[[Asked], Reply]


def json_reply(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """A JSON answer."""
    named = {"Content-Type": "application/json;charset=UTF-8"} | dict(headers or {})
    return Reply(status=status, headers=named, body=json.dumps(value).encode())


def redirect(location: str, status: int = 302) -> Reply:
    """A redirect with an empty body."""
    return Reply(status=status, headers={"Location": location})


def cut_reply(body: bytes, announced: int) -> Reply:
    """A body that ends before its announced length."""
    return Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % announced + body)


def bomb(megabytes: int) -> Reply:
    """Spaces of this many million bytes, packed a thousand to one."""
    return Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(b" " * (megabytes * 1_000_000)))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "_Listener"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        named = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(named.get("content-length", "0")))
        query = parse_qs(parts.query, keep_blank_values=True)
        port = int(self.client_address[1])
        reply = self.server.owner.answer(Asked(parts.path, query, named, self.command, body, port))
        if reply.silent:
            self.server.owner.stopping.wait()
        elif reply.reset:
            self._break_off()
        elif reply.raw is not None:
            self._send_raw(reply.raw, reply.beat)
        else:
            self._send(reply)
        ended = reply.silent or reply.reset or reply.raw is not None
        self.close_connection = self.close_connection or ended

    def do_POST(self) -> None:
        self.do_GET()

    def _break_off(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in ({"Content-Length": str(len(reply.body))} | dict(reply.headers)).items():
            self.send_header(name, value)
        self.end_headers()
        if reply.status != 304:
            self.wfile.write(reply.body)

    def _send_raw(self, raw: bytes, beat: threading.Semaphore | None) -> None:
        if beat is None:
            self.wfile.write(raw)
            return
        for at in range(len(raw)):
            beat.acquire()
            if self.server.owner.stopping.is_set():
                return
            self.wfile.write(raw[at : at + 1])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on stderr."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    owner: "Server"

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):  # a client that hangs up is part of the tests
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class Server:
    """Answers by `routes`: path → `Reply`, or a function of the request; `*` for any other path, else 404.

    `routes` may be changed while it runs. `requests` holds what arrived. `certificate` is a PEM file
    with certificate and key: then it speaks TLS.
    """

    def __init__(self, routes: Mapping[str, Route], certificate: Path | None = None) -> None:
        self.routes: dict[str, Route] = dict(routes)
        self.requests: list[Asked] = []
        self.stopping = threading.Event()
        self._certificate = certificate
        self._listener = _Listener(("127.0.0.1", 0), _Handler)
        self._listener.owner = self
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        if self._certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(self._certificate)
            listening = self._listener.socket
            self._listener.socket = context.wrap_socket(listening, server_side=True, do_handshake_on_connect=False)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End; from now on connections are refused. Twice does no harm."""
        if self.stopping.is_set():
            return
        self.stopping.set()
        for route in self.routes.values():
            if isinstance(route, Reply) and route.beat:
                route.beat.release(1_000)
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()

    def url(self, path: str = "/") -> str:
        """The address of a path on this server."""
        return f"{'https' if self._certificate else 'http'}://127.0.0.1:{self._listener.server_port}{path}"

    def answer(self, asked: Asked) -> Reply:
        """The reply for a request, which is noted."""
        self.requests.append(asked)
        route = self.routes.get(asked.path, self.routes.get("*", Reply(status=404)))
        return route if isinstance(route, Reply) else route(asked)


_AUTHORITY = """[ca]
default_ca = house
[house]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = names
copy_extensions = copy
unique_subject = no
[names]
commonName = supplied
"""


def make_certificate(folder: Path, begins: str = "20200101", ends: str = "20491231") -> Path:
    """A self-made certificate for 127.0.0.1, valid between two days, with its key in one PEM file. Needs `openssl`."""
    (folder / "house.cnf").write_text(_AUTHORITY.format(folder=folder))
    (folder / "index.txt").touch()
    key, request, pem = (str(folder / name) for name in ("key.pem", "request.pem", "certificate.pem"))
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key)
    name = ("-subj", "/CN=Quartier", "-addext", "subjectAltName=IP:127.0.0.1", "-out", request)
    _openssl("req", *curve, *name)
    days = ("-startdate", f"{begins}000000Z", "-enddate", f"{ends}000000Z")
    self_signed = ("-selfsign", "-keyfile", key, "-in", request, "-out", pem, "-notext")
    _openssl("ca", "-batch", "-config", str(folder / "house.cnf"), *self_signed, *days)
    Path(pem).write_text(Path(pem).read_text() + Path(key).read_text())
    return Path(pem)


def _openssl(*words: str) -> None:
    subprocess.run([shutil.which("openssl") or "openssl", *words], check=True, capture_output=True)
