"""A Wayland server with nothing but a touch screen: what shows on it is kept, and fingers come as wl_touch."""

import select
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.stack.touch_guest import Buffer, Guest, now_ms
from tests.stack.wire import Stream


class TouchScreen:
    """The server; everything happens while `run` runs."""

    def __init__(self, path: Path, width: int, height: int) -> None:
        self.size = (width, height)
        self.touch: tuple[Guest, int] | None = None
        self.later: list[tuple[float, Guest, int]] = []
        self._surface = 0
        self._serial = 0
        self._guests: list[Guest] = []
        self._picture: Image.Image | None = None
        self._link = socket.socket(socket.AF_UNIX)
        self._link.bind(str(path))
        self._link.listen(4)

    def serial(self) -> int:
        self._serial += 1
        return self._serial

    def shown(self, guest: Guest, surface: int, buffer: Buffer) -> None:
        """A program drew its window."""
        self._surface = surface
        held = buffer.pool.file[buffer.at : buffer.at + buffer.stride * buffer.height]
        self._picture = Image.frombuffer("RGB", (buffer.width, buffer.height), held, "raw", "BGRX", buffer.stride, 1)

    def picture(self) -> Image.Image:
        """What is on the screen."""
        assert self._picture
        return self._picture

    def run(self, seconds: float) -> None:
        """Serve for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            due = [one for one in self.later if one[0] <= time.monotonic()]
            self.later = [one for one in self.later if one not in due]
            for _, guest, callback in due:
                guest.done(callback)
            wait_s = min(left, 0.004) if self.later else left
            sources: list[socket.socket | Stream] = [self._link, *(guest.stream for guest in self._guests)]
            ready, _, _ = select.select(sources, [], [], wait_s)
            self._serve(ready)

    def _serve(self, ready: Sequence[object]) -> None:
        if self._link in ready:
            self._guests.append(Guest(self, self._link.accept()[0]))
        self._guests = [guest for guest in self._guests if guest.stream not in ready or guest.stream.read()]

    def slide(self, *places: tuple[float, float], rest_s: float = 0.08) -> None:
        """A finger comes down on the first place, slides over the others, and is lifted; one place is a tap."""
        assert self.touch
        guest, number = self.touch
        (x, y), *others = places
        guest.tell(number, 0, "uuuiff", self.serial(), now_ms(), self._surface, 0, x, y)
        guest.tell(number, 3)
        self.run(rest_s)
        for x, y in others:
            guest.tell(number, 2, "uiff", now_ms(), 0, x, y)
            guest.tell(number, 3)
            self.run(0.02)
        guest.tell(number, 1, "uui", self.serial(), now_ms(), 0)
        guest.tell(number, 3)
