"""A printer behind a device file (`/dev/usb/lp0`), or a plain file that collects the bytes."""

import contextlib
import errno
import os
import select
import stat
import time

import msgspec

from printing.errors import DeviceTrouble, Trouble
from printing.wire import Patience

_TROUBLES = {
    errno.ENOENT: Trouble.NO_DEVICE_FILE,
    errno.ENOTDIR: Trouble.NO_DEVICE_FILE,
    errno.EISDIR: Trouble.NO_DEVICE_FILE,
    errno.ENODEV: Trouble.NO_DEVICE_FILE,
    errno.ENXIO: Trouble.OFFLINE,
    errno.EACCES: Trouble.NO_PERMISSION,
    errno.EPERM: Trouble.NO_PERMISSION,
    errno.EROFS: Trouble.NO_PERMISSION,
    errno.EBUSY: Trouble.BUSY,
    errno.ENOSPC: Trouble.NO_SPACE,
    errno.EDQUOT: Trouble.NO_SPACE,
}


class FilePath(msgspec.Struct, frozen=True):
    """`file:///path`: a device file is written to, a plain file grows at its end."""

    path: str
    answers: bool = False

    def open(self, patience: Patience) -> "FileWire":
        flags = os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
        try:
            handle = os.open(self.path, flags | self._may_create(), 0o600)
        except OSError as error:
            raise DeviceTrouble(_TROUBLES.get(error.errno or 0, Trouble.NO_DEVICE_FILE)) from error
        return FileWire(handle, patience)

    def _may_create(self) -> int:
        """Never under /dev: a plain file in the place of an unplugged printer would swallow every job."""
        return 0 if os.path.realpath(self.path).startswith("/dev/") else os.O_CREAT


class FileWire:
    """An open file; nothing comes back from it."""

    def __init__(self, handle: int, patience: Patience) -> None:
        self._handle = handle
        self._patience = patience

    def send(self, data: bytes) -> None:
        sent, until = 0, time.monotonic() + self._patience.job_s
        while sent < len(data):
            _, ready, _ = select.select([], [self._handle], [], self._patience.write_s)
            if not ready or time.monotonic() > until:
                raise DeviceTrouble(Trouble.STUCK, sent)
            try:
                sent += os.write(self._handle, data[sent:])
            except BlockingIOError:
                continue
            except OSError as error:
                raise DeviceTrouble(self._why(error), sent) from error

    def receive(self, wait_s: float) -> bytes:
        return b""

    def finish(self) -> None:
        """A file has taken what it was given."""

    def close(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._handle)

    def _why(self, error: OSError) -> Trouble:
        """Printer drivers say "no space" for "no paper" (lp(4))."""
        if error.errno == errno.ENOSPC and stat.S_ISCHR(os.fstat(self._handle).st_mode):
            return Trouble.PAPER_OUT
        return Trouble.NO_SPACE if error.errno in (errno.ENOSPC, errno.EDQUOT) else Trouble.CUT_OFF
