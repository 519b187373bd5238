"""The cable between the program and a printer: lets a given number of a job's bytes through, then something happens."""

import contextlib
import re
import select
import socket
import struct
import threading
from collections.abc import Callable
from enum import Enum
from typing import Self

import msgspec

_QUESTIONS = re.compile(rb"(?:\x10\x04[\x01-\x04])*")
PATIENCE_S = 30.0
"""Whoever waits longer hangs."""


class Cable(Enum):
    """What the cable does from then on."""

    WHOLE = "whole"
    """Bytes go both ways."""
    DEAF = "deaf"
    """The printer's answers get lost."""
    CLOGGED = "clogged"
    """Nothing gets through until `loosen`; then what was held does."""
    TORN = "torn"
    """The connection is reset; the printer sees it end."""


class Plan(msgspec.Struct, frozen=True):
    """After so many bytes of the next job `act` is called, and tells what the cable does then; None: on connecting."""

    after: int | None
    act: Callable[[], Cable]


class Relay:
    """A port on loopback before a printer's. One connection at a time, as most printers."""

    def __init__(self, listen: int, printer: int) -> None:
        self._port, self._printer = listen, printer
        self._plan: Plan | None = None
        self._free, self._loose = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self.plugged = self._clogged = False
        self.brought = 0
        """Bytes of jobs that came since the last plan."""

    def __enter__(self) -> Self:
        self.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self.unplug()
        self.settle()

    @property
    def url(self) -> str:
        """What the settings call `device`."""
        return f"tcp://127.0.0.1:{self._port}"

    def plug_in(self) -> None:
        """Listen."""
        if self.plugged:
            return
        if self._thread:
            self._thread.join(PATIENCE_S)
        self.plugged = True
        self._free.set()
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._thread = threading.Thread(target=self._serve, args=(self._listener,))
        self._thread.start()

    def unplug(self) -> None:
        """New connections are refused."""
        if self.plugged:
            self._listener.shutdown(socket.SHUT_RDWR)
        self.plugged = False

    def plan(self, plan: Plan | None) -> None:
        """For the next connection that brings so much."""
        self._loose.clear()
        self._plan, self.brought = plan, 0

    def loosen(self) -> None:
        """A clogged cable is free again."""
        if self._clogged:
            self._clogged = False
            self._free.clear()
            self._loose.set()

    def settle(self) -> None:
        """Wait until no connection is open, or the cable is clogged."""
        assert self._free.wait(PATIENCE_S), "a connection stays open"

    def _serve(self, listener: socket.socket) -> None:
        with listener:
            while True:
                try:
                    ours, _ = listener.accept()
                except OSError:
                    return
                self._free.clear()
                theirs = socket.create_connection(("127.0.0.1", self._printer), timeout=PATIENCE_S)
                with ours, theirs, contextlib.suppress(OSError):
                    self._talk(ours, theirs)
                self._free.set()

    def _talk(self, ours: socket.socket, theirs: socket.socket) -> None:
        """Until both sides have hung up, or the cable is torn."""
        talk = _Talk(ours, theirs)
        if self._plan and self._plan.after is None:
            self._happen(talk)
        ends = {ours: theirs, theirs: ours}
        while ends and talk.cable is not Cable.TORN:
            for end in select.select(list(ends), [], [], PATIENCE_S)[0]:
                data = end.recv(65_536)
                if not data:
                    ends.pop(end).shutdown(socket.SHUT_WR)
                elif end is theirs:
                    talk.answer(data)
                else:
                    self._bring(talk, talk.beyond_questions(data))
        if talk.cable is Cable.TORN:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _bring(self, talk: "_Talk", data: bytes) -> None:
        """A piece of a job; the plan is due behind so many bytes of it."""
        due = None if self._plan is None or self._plan.after is None else self._plan.after - self.brought
        self.brought += len(data)
        if due is None or due > len(data) or not data:
            talk.theirs.sendall(data)
            return
        talk.theirs.sendall(data[:due])
        self._happen(talk)
        if talk.cable is not Cable.TORN:
            talk.theirs.sendall(data[due:])

    def _happen(self, talk: "_Talk") -> None:
        assert self._plan
        plan, self._plan = self._plan, None
        talk.cable = plan.act()
        if talk.cable is Cable.CLOGGED:
            self._clogged = True
            self._free.set()
            assert self._loose.wait(PATIENCE_S), "nobody loosens the cable"


class _Talk:
    """One connection."""

    def __init__(self, ours: socket.socket, theirs: socket.socket) -> None:
        self.theirs, self._ours = theirs, ours
        self.cable = Cable.WHOLE
        self._begun = False

    def beyond_questions(self, data: bytes) -> bytes:
        """What of it belongs to a job; questions before it are passed on."""
        if self._begun:
            return data
        found = _QUESTIONS.match(data)
        assert found
        self.theirs.sendall(found[0])
        self._begun = found.end() < len(data)
        return data[found.end() :]

    def answer(self, data: bytes) -> None:
        """To the program, unless it gets lost."""
        if self.cable is Cable.WHOLE:
            self._ours.sendall(data)
