"""A mail server on 127.0.0.1 that takes messages as real ones do, and breaks at the step that a test names."""

import base64
import socketserver
import ssl
import sys
import threading
from collections.abc import Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Self

CLOSE, SILENT, DRIP = "close", "silent", "drip"
"""Hang up without a word; say nothing until the server ends; a reply that never ends. Other faults are replies."""
USER, PASSWORD = "kiosk", "kanarie-7391"
REPLIES = {"connect": "220 briefkasten.example", "STARTTLS": "220 go on", "DATA": "354 go on", "QUIT": "221 bye"}


class _Talk(socketserver.StreamRequestHandler):
    server: "_Listener"

    def handle(self) -> None:
        self._box = self.server.box
        if self._box.certificate and not self._box.starttls:
            self._encrypt()
        going = self._reply("connect")
        while going and (command := self.rfile.readline().decode().strip()):
            self._box.commands.append(command)
            going = self._step(command.split()[0].upper(), command)

    def _step(self, word: str, command: str) -> bool:
        if word == "EHLO" and word not in self._box.faults:
            return self._say("\r\n".join(f"250-{offer}" for offer in self._box.offers) + "\r\n250 HELP")
        if word == "AUTH" and word not in self._box.faults:
            good = base64.b64decode(command.split()[2]).decode().split("\0")[1:] == [USER, PASSWORD]
            return self._say("235 come in" if good else "535 5.7.8 no")
        going = self._reply(word)
        if word == "STARTTLS" and going and word not in self._box.faults:
            self._encrypt()
        return self._text() if word == "DATA" and going and word not in self._box.faults else going and word != "QUIT"

    def _text(self) -> bool:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line or "text" in self._box.faults:
                return False
            lines.append(line.removeprefix(b"."))
        if self._box.faults.get("end", CLOSE)[0] not in "45":
            self._box.messages.append(message_from_bytes(b"".join(lines), _class=EmailMessage, policy=default))
        return self._reply("end")

    def _reply(self, step: str) -> bool:
        """Say what belongs to a step, or do what the test wants there; False when the talk is over."""
        fault = self._box.faults.get(step)
        if fault == SILENT:
            self._box.stopping.wait()
        if fault == DRIP:
            while not self._box.stopping.wait(0.05):
                self._say("250-and")
        return fault not in (CLOSE, SILENT, DRIP) and self._say(fault or REPLIES.get(step, "250 ok"))

    def _say(self, words: str) -> bool:
        self.wfile.write(f"{words}\r\n".encode())
        return True

    def _encrypt(self) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._box.certificate or "")
        self.rfile.close()
        self.wfile.close()
        self.request = context.wrap_socket(self.request, server_side=True)
        self.setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = False
    block_on_close = True
    box: "MailBox"

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), OSError):  # a client that hangs up is part of the tests
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class MailBox:
    """Takes mail. `faults` maps a step to what happens there in place of its reply.

    Steps: `connect`, `EHLO`, `STARTTLS`, `AUTH`, `MAIL`, `RCPT`, `DATA`, `text` (hangs up within it), `QUIT` and
    `end`, after the last dot: the message is stored then, unless the fault is a 4xx or 5xx reply. With a
    `certificate` (PEM file) it speaks TLS from the first byte, or after STARTTLS.
    """

    def __init__(
        self, faults: Mapping[str, str] | None = None, *, certificate: Path | None = None, starttls: bool = False
    ) -> None:
        self.faults = dict(faults or {})
        self.certificate, self.starttls = certificate, starttls
        self.offers = ["briefkasten.example", "AUTH PLAIN", *(["STARTTLS"] if starttls else [])]
        self.commands: list[str] = []
        self.messages: list[EmailMessage] = []
        self.stopping = threading.Event()
        self._listener = _Listener(("127.0.0.1", 0), _Talk)
        self._listener.box = self
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()

    def url(self, scheme: str = "smtp") -> str:
        """Its address as it stands in the settings."""
        return f"{scheme}://{USER}@127.0.0.1:{self._listener.server_address[1]}"
