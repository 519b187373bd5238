"""The terminal's working half as a process that may be killed: it does what it is told with the code of the commands.

`python -m tests.crash.actor FD` is a nursery: it imports everything once, then forks one actor for each socket that
it is sent over the socket FD. An actor that is told to `die` after so many steps (calls of Python or C functions)
sends itself SIGKILL there, so that the moment can be had again; whoever holds its pid may kill it at any other.
"""

import ctypes
import gc
import importlib
import os
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from kiosk.commands import book, closing, deliver, storno
from kiosk.commands.printing import print_receipts
from kiosk.commands.signing import signed_in
from kiosk.ending import guarded
from kiosk.output import put
from kiosk.session import DONE, Session
from sync.couriers.base import Why
from tests.crash.town import Town

LIBRARIES = (
    *(
        "sqlcipher3.dbapi2",
        "cryptography.hazmat.primitives.kdf.argon2",
        "httpx",
        "httpcore",
        "escpos.printer",
        "qrcode",
    ),
    *("cryptography.hazmat.primitives.ciphers.aead", "sync.couriers.cyclos", "kiosk.press", "printing.encode"),
    *("sync.couriers.cyclos_search", "qrcode"),
)
BORN = "geboren"
"""The first word of an actor; its pid follows."""
END = "fertig"
"""The first word of the line that ends an answer; the exit code and the steps taken follow."""

PR_SET_PTRACER = 0x59616D61
"""From linux/prctl.h."""


class Order(msgspec.Struct, frozen=True):
    """One line of what an actor is told."""

    deed: tuple[str, ...]
    die: int | None = None
    """After so many steps of this deed, or of those that follow."""


def copy(session: Session, receipt: str) -> int:
    """Both receipts once more."""
    with signed_in(session) as desk:
        booking = desk.ledger.by_receipt(int(receipt)).booking
        print_receipts(session, booking, {}, again=True)
    return DONE


def settle(session: Session, receipt: str) -> int:
    """Staff say that a note was handed over."""
    with signed_in(session) as desk:
        desk.ledger.outbox.settle(int(receipt), desk.me, Why.SETTLED)
    return DONE


def pages(session: Session) -> int:
    """What residents browse."""
    house = session.house
    put(f"seiten {sum(house.replica.counts(house.now()).values())} {int(house.last_good() is not None)}")
    return DONE


def rest(session: Session) -> int:
    """A clean end; the next deed starts anew."""
    session.close()
    for name in ("desk", "replica", "clock", "house"):
        vars(session).pop(name, None)
    return DONE


def limit(session: Session, size: str) -> int:
    """No file may grow beyond so many bytes: what a full disk does, without one."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))
    return DONE


DEEDS: dict[str, Callable[..., int]] = {
    "payment": lambda session, *words: book.payment(session, *words),
    "seat": lambda session, event, member, paper: book.seat(session, event, 2, member, None, paper),
    "job": lambda session, *words: book.job(session, *words),
    "storno": storno.storno,
    "deliver": lambda session: deliver.deliver(session, as_json=False),
    "closing": lambda session: closing.closing(session, None),
    "copy": copy,
    "settle": settle,
    "pages": pages,
    "rest": rest,
    "limit": limit,
}


class Steps:
    """Counts calls, and dies at the one it was told."""

    def __init__(self) -> None:
        self.taken = 0
        self.die: int | None = None

    def arm(self, die: int | None) -> None:
        if die is not None:
            self.taken, self.die = 0, die
        sys.setprofile(self._step if self.die is not None else None)

    def _step(self, frame: FrameType, event: str, about: Any) -> None:
        self.taken += 1
        if self.taken == self.die:
            os.kill(os.getpid(), signal.SIGKILL)


def live(talk: socket.socket, town: Town) -> None:
    """Do what the lines say until there is none; every answer ends with a line of its own."""
    session, steps = town.session(), Steps()
    with talk.makefile("w", encoding="utf-8") as said, talk.makefile("rb") as told:
        sys.stdout = sys.stderr = said
        said.write(f"{BORN} {os.getpid()}\n")
        said.flush()
        for line in told:
            order = msgspec.json.decode(line, type=Order)
            name, *words = order.deed
            steps.arm(order.die)
            code = guarded(lambda name=name, words=words: DEEDS[name](session, *words), session)  # type: ignore[misc]
            sys.setprofile(None)
            said.write(f"{END} {code} {steps.taken}\n")
            said.flush()
        session.close()


def _may_be_traced() -> None:
    """Where only parents may trace (Yama), strace asks for this permission."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)


def _born(talk: socket.socket, folder: Path) -> None:
    """An actor never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _may_be_traced()
        live(talk, Town(folder))
    except BaseException:  # noqa: BLE001  whatever it is, the driver must see it
        talk.sendall(traceback.format_exc().encode())
    finally:
        os._exit(0)


def main() -> None:
    """The nursery."""
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    while True:
        folder, handles, _, _ = socket.recv_fds(control, 4096, 1)
        if not folder:
            return
        if os.fork() == 0:
            control.close()
            _born(socket.socket(fileno=handles[0]), Path(folder.decode()))
        os.close(handles[0])


if __name__ == "__main__":
    main()
