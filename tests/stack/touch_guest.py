"""What a program says to the touch screen: surfaces, windows and buffers, as far as foot and cage need them."""

import mmap
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from tests.stack.wire import Arg, Body, Reader, Stream

GLOBALS = (
    ("wl_compositor", 4),
    ("wl_subcompositor", 1),
    ("wl_shm", 1),
    ("wl_output", 3),
    ("wl_seat", 5),
    ("xdg_wm_base", 2),
    ("wl_data_device_manager", 3),
)
FRAME_S = 0.016
"""A frame lasts so long, seconds."""
FULLSCREEN, ACTIVATED = 2, 4


@dataclass
class Surface:
    """What a program draws on; the one with a window is the one that counts."""

    attached: int | None = None
    xdg: int | None = None
    window: int | None = None
    told: bool = False
    waiting: list[int] = field(default_factory=list)


@dataclass
class Pool:
    file: mmap.mmap
    handle: int


@dataclass
class Buffer:
    pool: Pool
    at: int
    width: int
    height: int
    stride: int


class Screen(Protocol):
    """What a guest stands on."""

    size: tuple[int, int]
    touch: "tuple[Guest, int] | None"
    later: "list[tuple[float, Guest, int]]"

    def serial(self) -> int:
        """A number that no event had yet."""
        ...

    def shown(self, guest: "Guest", surface: int, buffer: Buffer) -> None:
        """The guest drew its window."""
        ...


class Guest:
    """One program on the screen: its objects, by the numbers that it gave them."""

    def __init__(self, screen: Screen, link: socket.socket) -> None:
        self._screen = screen
        self.stream = Stream(link, self._take)
        self._kinds = {1: "wl_display"}
        self._surfaces: dict[int, Surface] = {}
        self._surface_of: dict[int, int] = {}
        self._pools: dict[int, Pool] = {}
        self._buffers: dict[int, Buffer] = {}

    def tell(self, target: int, opcode: int, kinds: str = "", *args: Arg) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self.stream.send(target, opcode, kinds, *args)

    def done(self, callback: int) -> None:
        """A callback comes once."""
        self.tell(callback, 0, "u", now_ms())
        self.tell(1, 1, "u", callback)

    def _take(self, target: int, opcode: int, body: Body) -> None:
        handler: Callable[[int, int, Reader], None] | None = getattr(self, f"_{self._kinds.get(target)}", None)
        if handler:
            handler(target, opcode, Reader(body))

    def _wl_display(self, _: int, opcode: int, asked: Reader) -> None:
        number = asked.uint()
        if opcode == 0:
            self.done(number)
            return
        self._kinds[number] = "wl_registry"
        for name, (interface, version) in enumerate(GLOBALS, 1):
            self.tell(number, 0, "usu", name, interface, version)

    def _wl_registry(self, _: int, opcode: int, asked: Reader) -> None:
        asked.uint()
        interface, version, number = asked.text(), asked.uint(), asked.uint()
        self._kinds[number] = interface
        if interface == "wl_shm":
            self.tell(number, 0, "u", 0)
            self.tell(number, 0, "u", 1)
        elif interface == "wl_output":
            self._describe_output(number, version)
        elif interface == "wl_seat":
            self.tell(number, 0, "u", 4)
            if version >= 2:
                self.tell(number, 1, "s", "seat0")

    def _describe_output(self, number: int, version: int) -> None:
        width, height = self._screen.size
        self.tell(number, 0, "iiiiissi", 0, 0, 154, 86, 0, "test", "touch", 0)
        self.tell(number, 1, "uiii", 3, width, height, 60000)
        if version >= 2:
            self.tell(number, 3, "i", 1)
            self.tell(number, 2)

    def _wl_compositor(self, _: int, opcode: int, asked: Reader) -> None:
        if opcode == 0:
            number = asked.uint()
            self._kinds[number] = "wl_surface"
            self._surfaces[number] = Surface()

    def _wl_shm(self, _: int, opcode: int, asked: Reader) -> None:
        number, size = asked.uint(), asked.int()
        self._kinds[number] = "wl_shm_pool"
        handle = self.stream.handles.pop(0)
        self._pools[number] = Pool(mmap.mmap(handle, size, prot=mmap.PROT_READ), handle)

    def _wl_shm_pool(self, target: int, opcode: int, asked: Reader) -> None:
        pool = self._pools[target]
        if opcode == 0:
            number = asked.uint()
            self._kinds[number] = "wl_buffer"
            self._buffers[number] = Buffer(pool, asked.int(), asked.int(), asked.int(), asked.int())
        elif opcode == 1:
            os.close(pool.handle)
        else:
            pool.file = mmap.mmap(pool.handle, asked.int(), prot=mmap.PROT_READ)

    def _wl_surface(self, target: int, opcode: int, asked: Reader) -> None:
        surface = self._surfaces[target]
        if opcode == 1:
            surface.attached = asked.uint()
        elif opcode == 3:
            surface.waiting.append(asked.uint())
        elif opcode == 6:
            self._commit(target, surface)

    def _commit(self, number: int, surface: Surface) -> None:
        if surface.window is not None and surface.xdg is not None and not surface.told:
            surface.told = True
            width, height = self._screen.size
            self.tell(surface.window, 0, "iiuuu", width, height, 8, FULLSCREEN, ACTIVATED)
            self.tell(surface.xdg, 0, "u", self._screen.serial())
        if surface.attached:
            if surface.window is not None:
                self._screen.shown(self, number, self._buffers[surface.attached])
            self.tell(surface.attached, 0)
            surface.attached = None
        self._screen.later += [(time.monotonic() + FRAME_S, self, callback) for callback in surface.waiting]
        surface.waiting = []

    def _xdg_wm_base(self, _: int, opcode: int, asked: Reader) -> None:
        number = asked.uint()
        if opcode == 2:
            self._kinds[number] = "xdg_surface"
            self._surface_of[number] = asked.uint()
            self._surfaces[self._surface_of[number]].xdg = number

    def _xdg_surface(self, target: int, opcode: int, asked: Reader) -> None:
        if opcode == 1:
            self._surfaces[self._surface_of[target]].window = asked.uint()

    def _wl_seat(self, _: int, opcode: int, asked: Reader) -> None:
        if opcode == 2:
            self._screen.touch = (self, asked.uint())


def now_ms() -> int:
    """Wayland's clock."""
    return int(time.monotonic() * 1000) & 0xFFFFFFFF
