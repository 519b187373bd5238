"""A Wayland client that looks and taps: wlr-screencopy and wlr-virtual-pointer, as wlroots' compositors have them."""

import mmap
import os
import select
import socket
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.stack.wire import Arg, Body, Reader, Stream

LEFT, RIGHT, MIDDLE = 0x110, 0x111, 0x112
"""The left button, or a finger, and the others, by the kernel's numbers."""
Handler = Callable[[int, Reader], None]


class Client:
    """A connection, with the globals that the compositor has."""

    def __init__(self, path: Path) -> None:
        link = socket.socket(socket.AF_UNIX)
        link.connect(str(path))
        self._stream = Stream(link, self._take)
        self._handlers: dict[int, Handler] = {1: self._trouble}
        self._last = 1
        self._globals: dict[str, int] = {}
        self._registry = self.new(self._announced)
        self.send(1, 1, "u", self._registry)
        self.settle()

    def close(self) -> None:
        self._stream.link.close()

    def new(self, handler: Handler | None = None) -> int:
        """The number of a new object, whose events go to the handler."""
        self._last += 1
        if handler:
            self._handlers[self._last] = handler
        return self._last

    def send(self, target: int, opcode: int, kinds: str = "", *args: Arg, handle: int | None = None) -> None:
        self._stream.send(target, opcode, kinds, *args, handle=handle)

    def bind(self, interface: str, version: int, handler: Handler | None = None) -> int:
        number = self.new(handler)
        self.send(self._registry, 0, "usuu", self._globals[interface], interface, version, number)
        return number

    def pump(self, wait_s: float | None = None) -> bool:
        """Take the next events; whether any came."""
        ready, _, _ = select.select([self._stream], [], [], wait_s)
        if ready and not self._stream.read():
            raise EOFError("the compositor is gone")
        return bool(ready)

    def settle(self) -> None:
        """Wait until the compositor has taken all that was sent."""
        done: list[int] = []
        self.send(1, 0, "u", self.new(lambda opcode, event: done.append(opcode)))
        while not done:
            self.pump()

    def _take(self, target: int, opcode: int, body: Body) -> None:
        if handler := self._handlers.get(target):
            handler(opcode, Reader(body))

    def _trouble(self, opcode: int, event: Reader) -> None:
        if opcode == 0:
            raise RuntimeError(f"object {event.uint()}, code {event.uint()}: {event.text()}")

    def _announced(self, opcode: int, event: Reader) -> None:
        if opcode == 0:
            name = event.uint()
            self._globals[event.text()] = name


class Pointer:
    """A finger that is a mouse; places are pixels of a panel of `width` by `height`."""

    def __init__(self, client: Client, width: int, height: int) -> None:
        self._client, self._width, self._height = client, width, height
        manager = client.bind("zwlr_virtual_pointer_manager_v1", 1)
        self._number = client.new()
        client.send(manager, 0, "uu", 0, self._number)
        client.settle()

    def press(self, x: int, y: int, button: int = LEFT) -> None:
        """Come down on a place."""
        self.move(x, y)
        self._button(button, down=True)

    def move(self, x: int, y: int) -> None:
        """Go to a place."""
        self._client.send(self._number, 1, "uuuuu", _now_ms(), x, y, self._width, self._height)
        self._frame()

    def release(self, button: int = LEFT) -> float:
        """Let go; when that was, by the monotonic clock."""
        released = time.monotonic()
        self._button(button, down=False)
        return released

    def wheel(self, way: int) -> None:
        """One notch down (1) or up (-1)."""
        self._client.send(self._number, 3, "uuf", _now_ms(), 0, 15.0 * way)
        self._frame()
        self._client.settle()

    def _button(self, button: int, *, down: bool) -> None:
        self._client.send(self._number, 2, "uuu", _now_ms(), button, int(down))
        self._frame()
        self._client.settle()

    def _frame(self) -> None:
        self._client.send(self._number, 4)


class Camera:
    """Pictures of the first output, at once or when something on it changed."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._shm, self._output = client.bind("wl_shm", 1), client.bind("wl_output", 1)
        self._manager = client.bind("zwlr_screencopy_manager_v1", 2)
        self._file: mmap.mmap | None = None
        self._shape = (0, 0, 0, 0)
        self._buffer = 0
        client.settle()

    def take(self, *, changed: bool = False, wait_s: float | None = None) -> float | None:
        """A picture, and when it was ready; `changed`: not before something changed, None when nothing does."""
        ended: list[float | None] = []
        shape: list[tuple[int, int, int, int]] = []

        def event(opcode: int, about: Reader) -> None:
            if opcode == 0:
                shape.append((about.uint(), about.uint(), about.uint(), about.uint()))
            elif opcode in (2, 3):
                ended.append(time.monotonic() if opcode == 2 else None)

        frame = self._client.new(event)
        self._client.send(self._manager, 0, "uiu", frame, 0, self._output)
        while not shape and not ended:
            self._client.pump()
        if shape:
            self._hold(shape[0])
            self._client.send(frame, 2 if changed else 0, "u", self._buffer)
        until = None if wait_s is None else time.monotonic() + wait_s
        while not ended:
            left = None if until is None else until - time.monotonic()
            if left is not None and left <= 0:
                break
            self._client.pump(left)
        self._client.send(frame, 1)
        return ended[0] if ended else None

    def picture(self) -> Image.Image:
        """The last picture."""
        assert self._file
        _, width, height, stride = self._shape
        return Image.frombuffer("RGB", (width, height), self._file[:], "raw", "BGRX", stride, 1)

    def _hold(self, shape: tuple[int, int, int, int]) -> None:
        if shape == self._shape:
            return
        form, width, height, stride = self._shape = shape
        handle = os.memfd_create("picture")
        os.ftruncate(handle, stride * height)
        self._file = mmap.mmap(handle, stride * height)
        pool, self._buffer = self._client.new(), self._client.new()
        self._client.send(self._shm, 0, "ui", pool, stride * height, handle=handle)
        self._client.send(pool, 0, "uiiiiu", self._buffer, 0, width, height, stride, form)
        os.close(handle)


def _now_ms() -> int:
    return int(time.monotonic() * 1000) & 0xFFFFFFFF
