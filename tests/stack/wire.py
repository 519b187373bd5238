"""Wayland's bytes: messages of words of 32 bits, as clients and servers write them to a socket."""

import socket
import struct
from collections.abc import Callable, Sequence

Arg = int | float | str
Body = bytes


def packed(kinds: str, args: Sequence[Arg]) -> bytes:
    """The arguments of a message: `u` and `i` whole numbers, `f` with eight binary places, `s` a text."""
    return b"".join(_one(kind, arg) for kind, arg in zip(kinds, args, strict=True))


def _one(kind: str, arg: Arg) -> bytes:
    if kind == "s":
        text = str(arg).encode() + b"\0"
        return struct.pack("<I", len(text)) + text + bytes(-len(text) % 4)
    number = int(float(arg) * 256) if kind == "f" else int(arg)
    return struct.pack("<I", number & 0xFFFFFFFF)


def message(target: int, opcode: int, body: bytes) -> bytes:
    """A whole message to or from an object."""
    return struct.pack("<II", target, (8 + len(body)) << 16 | opcode) + body


class Reader:
    """The arguments of one message, one after the other."""

    def __init__(self, body: Body) -> None:
        self._body, self._at = body, 0

    def uint(self) -> int:
        self._at += 4
        return int.from_bytes(self._body[self._at - 4 : self._at], "little")

    def int(self) -> int:
        number = self.uint()
        return number - (1 << 32) if number >= 1 << 31 else number

    def text(self) -> str:
        length = self.uint()
        found = self._body[self._at : self._at + length - 1].decode()
        self._at += length + -length % 4
        return found


class Stream:
    """One end of a socket; whole messages are handed on, with the file descriptors that came along."""

    def __init__(self, link: socket.socket, take: Callable[[int, int, Body], None]) -> None:
        self.link, self._take = link, take
        self._left = b""
        self.handles: list[int] = []

    def fileno(self) -> int:
        return self.link.fileno()

    def read(self) -> bool:
        """Take what is there; whether the other end is still there."""
        try:
            data, handles, _, _ = socket.recv_fds(self.link, 65536, 16)
        except ConnectionResetError:
            return False
        self.handles += handles
        self._left += data
        while len(self._left) >= 8:
            target, word = struct.unpack_from("<II", self._left)
            size = word >> 16
            if len(self._left) < size:
                break
            body, self._left = self._left[8:size], self._left[size:]
            self._take(target, word & 0xFFFF, body)
        return bool(data)

    def send(self, target: int, opcode: int, kinds: str = "", *args: Arg, handle: int | None = None) -> None:
        data = message(target, opcode, packed(kinds, args))
        socket.send_fds(self.link, [data], [] if handle is None else [handle])
