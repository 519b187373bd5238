"""Looks at the machine once a minute and stores the counter of the card now and then."""

import threading
from dataclasses import dataclass

from textual.message import Message

from kiosk.check.device import Device, look
from kiosk.check.readings.machine import Machine
from kiosk.check.readings.wear import keep
from kiosk.workers import Post, guarded
from sync.clock import BootClock

CHECKING = "check"
"""The thread, as the log names it."""
FIRST_S = 20.0
"""After the start, seconds: the first page comes first."""
EACH_S = 60.0
"""Between two looks, seconds: an alarm of the power supply lasts two, so it is a sample; R17 counts what is written."""
KEEP_S = 3600.0
"""Between two writes of the counter, seconds: 24 small files a day are 2 MB of the 20 that may be written (R17). A
power cut loses the count of an hour at most, a thousandth of what matters here."""


@dataclass
class Watched(Message):
    """The machine was looked at."""

    device: Device


class CheckWorker:
    """Only posts; the counter's file is its own."""

    def __init__(self, machine: Machine, clock: BootClock, post: Post) -> None:
        self._machine, self._clock, self._post = machine, clock, post
        self._device: Device | None = None
        self._kept_s: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=CHECKING, daemon=True)

    def start(self) -> None:
        """Begin a little later."""
        self._thread.start()

    def stop(self) -> None:
        """No further look."""
        self._stop.set()

    def once(self) -> None:
        """One look, whatever breaks."""
        guarded(CHECKING, self._one, self._post)

    def _run(self) -> None:
        wait_s = FIRST_S
        while not self._stop.wait(wait_s):
            self.once()
            wait_s = EACH_S

    def _one(self) -> None:
        now_s = self._clock.monotonic()
        self._device = look(self._machine, self._clock.boot, now_s).after(self._device)
        self._post(Watched(self._device))
        count = self._device.wear.count
        if count and (self._kept_s is None or now_s - self._kept_s >= KEEP_S):
            self._kept_s = now_s
            keep(self._machine, count)
