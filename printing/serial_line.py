"""A printer on a serial line: real flow control, and time limits that fit the speed of the line."""

import contextlib
import errno
import os
import select
import termios
import time
from typing import Any, Literal

import msgspec

from printing.errors import DeviceTrouble, Trouble
from printing.wire import Patience

Flow = Literal["xonxoff", "rtscts", "none"]
"""How the printer says "wait". DSR/DTR is missing: pyserial does nothing with it on Linux."""
Parity = Literal["none", "even", "odd"]
BAUDS = (1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400)
"""The speeds that printers can be switched to."""
USUAL_BAUD = 19_200
"""The speed that the time limit of a job is made for."""
CHUNK = 256
"""Bytes handed over at once: a tenth of a second at 19,200 Bd, so that a full printer is noticed soon."""
LOOK_S = 0.02
"""Between two looks at what still waits in the system."""

_TROUBLES = {
    errno.ENOENT: Trouble.NO_DEVICE_FILE,
    errno.ENOTDIR: Trouble.NO_DEVICE_FILE,
    errno.EISDIR: Trouble.NO_DEVICE_FILE,
    errno.ENODEV: Trouble.NO_DEVICE_FILE,
    errno.ENXIO: Trouble.NO_DEVICE_FILE,
    errno.EIO: Trouble.NO_DEVICE_FILE,
    errno.ENOTTY: Trouble.NOT_A_PRINTER,
    errno.EINVAL: Trouble.NOT_A_PRINTER,
    errno.EACCES: Trouble.NO_PERMISSION,
    errno.EPERM: Trouble.NO_PERMISSION,
    errno.EBUSY: Trouble.BUSY,
    errno.EAGAIN: Trouble.BUSY,
}


class SerialLine(msgspec.Struct, frozen=True):
    """`serial:///dev/ttyUSB0?baud=19200&flow=xonxoff&bits=8&parity=none`."""

    path: str
    baud: int = USUAL_BAUD
    flow: Flow = "xonxoff"
    """Harmless where the printer never says "wait" this way; `rtscts` without its wires waits for ever."""
    bits: Literal[7, 8] = 8
    parity: Parity = "none"
    answers: bool = True

    def open(self, patience: Patience) -> "SerialWire":
        import serial  # 15 ms: not at start-up

        try:
            line = serial.Serial(
                self.path,
                self.baud,
                bytesize=self.bits,
                parity=self.parity[0].upper(),
                xonxoff=self.flow == "xonxoff",
                rtscts=self.flow == "rtscts",
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            raise DeviceTrouble(_why_closed(error)) from error
        return SerialWire(line, patience, slow=max(1.0, USUAL_BAUD / self.baud))


class SerialWire:
    """An open line; what stands in the system's buffer when a job is given up is dropped."""

    def __init__(self, line: Any, patience: Patience, *, slow: float) -> None:
        """`slow`: how many times longer than usual a job may take on this line."""
        self._line, self._patience = line, patience
        self._job_s = patience.job_s * slow

    def send(self, data: bytes) -> None:
        """By the system's own call: pyserial's limit for writing forgets how much went out, and its writing without
        a limit turns round and round while the printer says "wait"."""
        sent, until = 0, time.monotonic() + self._job_s
        while sent < len(data):
            _, ready, _ = select.select([], [self._line], [], self._patience.write_s)
            if not ready or time.monotonic() > until:
                raise self._given_up(sent)
            try:
                sent += os.write(self._line.fileno(), data[sent : sent + CHUNK])
            except BlockingIOError:
                continue
            except OSError as error:
                raise DeviceTrouble(Trouble.CUT_OFF, sent) from error

    def receive(self, wait_s: float) -> bytes:
        try:
            self._line.timeout = wait_s
            first = bytes(self._line.read(1))
            return first + bytes(self._line.read(self._line.in_waiting)) if first else b""
        except OSError as error:
            raise DeviceTrouble(Trouble.CUT_OFF) from error

    def finish(self) -> None:
        """Wait until the last byte left for the line; the system alone would wait half a minute at closing."""
        until = time.monotonic() + self._patience.write_s
        least = None
        try:
            while left := self._line.out_waiting:
                if least is None or left < least:
                    least, until = left, time.monotonic() + self._patience.write_s
                if time.monotonic() > until:
                    raise self._given_up(0)
                time.sleep(LOOK_S)
        except OSError as error:
            raise DeviceTrouble(Trouble.CUT_OFF) from error

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._line.close()

    def _given_up(self, sent: int) -> DeviceTrouble:
        """Bytes that the system still holds would come out when somebody changes the roll, an hour later."""
        with contextlib.suppress(OSError, termios.error):
            self._line.reset_output_buffer()
        return DeviceTrouble(Trouble.STUCK, sent)


def _why_closed(error: Exception) -> Trouble:
    """pyserial keeps the number of what it could not set up in the error before."""
    before = error.__context__.args[:1] if error.__context__ else ()
    numbers = (getattr(error, "errno", None), *before)
    return next((_TROUBLES[number] for number in numbers if number in _TROUBLES), Trouble.NO_DEVICE_FILE)
