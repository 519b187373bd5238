"""The cable between the program and a printer: lets a given number of a job's bytes through, then something happens."""

import re
import threading
from collections.abc import Callable
from enum import Enum
from typing import Self

import msgspec

from printing.devices import open_device
from printing.wire import Device

_QUESTIONS = re.compile(rb"(?:\x00|\x10\x04[\x01-\x04]|\x1dr\x01)*")
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
    DEAD = "dead"
    """Bytes go nowhere, and nobody notices."""
    TORN = "torn"
    """The connection breaks, and both sides see it."""


class Plan(msgspec.Struct, frozen=True):
    """After so many bytes of the next job `act` is called, and tells what the cable does then; None: on connecting."""

    after: int | None
    act: Callable[[], Cable]


class Talk:
    """One opening of the way: `down` gives bytes to the printer, `up` to the program."""

    def __init__(self, down: Callable[[bytes], object], up: Callable[[bytes], object]) -> None:
        self._down, self._up = down, up
        self._begun = False
        self.cable = Cable.WHOLE

    def beyond_questions(self, data: bytes) -> bytes:
        """What of it belongs to a job; questions before it, and what fills up a torn one, are passed on."""
        if self._begun:
            return data
        found = _QUESTIONS.match(data)
        assert found
        self.down(found[0])
        self._begun = found.end() < len(data)
        return data[found.end() :]

    def down(self, data: bytes) -> None:
        """To the printer, if the way still leads there."""
        if data and self.cable not in (Cable.TORN, Cable.DEAD):
            self._down(data)

    def up(self, data: bytes) -> None:
        """To the program, unless it gets lost."""
        if data and self.cable is Cable.WHOLE:
            self._up(data)


class Relay:
    """What all cables have in common. One opening at a time, as with most printers."""

    url = ""
    """What the settings call `device`."""

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._free, self._loose = threading.Event(), threading.Event()
        self._free.set()
        self._thread: threading.Thread | None = None
        self._clogged = self.plugged = False
        self.brought = 0
        """Bytes of jobs that came since the last plan."""
        self.left_hanging = False
        """Whether the printer does not know that the way broke, and still waits for the end of a command."""

    def device(self) -> Device:
        """The way, as the program takes it."""
        return open_device(self.url)

    def __enter__(self) -> Self:
        self.plug_in()
        return self

    def __exit__(self, *_: object) -> None:
        self.loosen()
        self.unplug()

    def plug_in(self) -> None:
        """The way is open; nothing happens when it is."""
        if self.plugged:
            return
        self._end()
        self.plugged = True
        self.lay()
        self._thread = threading.Thread(target=self.serve)
        self._thread.start()

    def lay(self) -> None:
        """Make the place where the program finds the printer."""
        raise NotImplementedError

    def serve(self) -> None:
        """Pass on what comes until it is unplugged."""
        raise NotImplementedError

    def unplug(self) -> None:
        """The way is closed for whoever comes next, at once."""
        self.plugged = False
        if self._thread is not threading.current_thread():
            self._end()

    def plan(self, plan: Plan | None) -> None:
        """For the next opening that brings so much."""
        self._loose.clear()
        self._plan, self.brought = plan, 0

    def loosen(self) -> None:
        """A clogged cable is free again."""
        if self._clogged:
            self._clogged = False
            self._free.clear()
            self._loose.set()

    def settle(self) -> None:
        """Wait until everything was passed on, or the cable is clogged."""
        assert self._free.wait(PATIENCE_S), "a way stays open"

    def opened(self, talk: Talk) -> None:
        """The program opened the way."""
        self._free.clear()
        if self._plan and self._plan.after is None:
            self._happen(talk)

    def closed(self) -> None:
        """Nobody uses it now."""
        self._free.set()

    def bring(self, talk: Talk, data: bytes) -> int:
        """Bytes for the printer, and how many of them were taken; the plan is due behind so many of a job's."""
        whole, data = len(data), talk.beyond_questions(data)
        due = None if self._plan is None or self._plan.after is None else self._plan.after - self.brought
        self.brought += len(data)
        if due is None or due > len(data) or not data:
            talk.down(data)
            return whole
        talk.down(data[:due])
        self.arrived()
        self._happen(talk)
        if self._clogged:
            self.brought -= len(data) - due
            return whole - len(data) + due
        talk.down(data[due:])
        return whole

    def clog(self) -> None:
        """Hold everything until it is loosened."""
        self._clogged = True
        self._free.set()
        assert self._loose.wait(PATIENCE_S), "nobody loosens the cable"

    def arrived(self) -> None:
        """What was passed on is with the printer when this returns."""

    def _happen(self, talk: Talk) -> None:
        assert self._plan
        plan, self._plan = self._plan, None
        talk.cable = plan.act()
        if talk.cable is Cable.CLOGGED:
            self.clog()

    def _end(self) -> None:
        if self._thread:
            self._thread.join(PATIENCE_S)
            assert not self._thread.is_alive(), "a cable hangs"
