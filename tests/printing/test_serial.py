"""Real pyserial over a pseudo-terminal; and a printer made by others (emupos) at its end."""

import json
import os
import pty
import re
import select
import subprocess
import termios
import threading
import time
import tty
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from printing.devices import open_device
from printing.encode import encode
from printing.errors import Trouble
from printing.layout import layout
from printing.printer import NotStarted, Outcome, Printed, Printer, Unconfirmed
from printing.profile import Profile, profile_for
from printing.wire import Patience
from tests.peers.emupos import EMUPOS
from tests.peers.peers import free_port
from tests.printing.slips import COFFEE

XON, XOFF = b"\x11", b"\x13"
QUICK = Patience(write_s=0.3, read_s=0.2, confirm_s=0.5, look_s=0.1)
MUTE = Profile(answers=False)
JOB = bytes(range(256)) * 80
"""Every byte there is, and more than a pseudo-terminal keeps: 4,096."""


class Line:
    """The printer's end of a line."""

    def __init__(self) -> None:
        self.master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        self.path = os.ttyname(self._slave)
        self.got = bytearray()
        self._readers: list[threading.Thread] = []

    def print(
        self, job: bytes = JOB, options: str = "", profile: Profile = MUTE, patience: Patience = QUICK
    ) -> Outcome:
        return Printer(open_device(f"serial://{self.path}{options}"), profile, patience).print(job)

    def read(self, pause_s: float = 0.0, answer: Callable[[bytes], bytes] | None = None) -> None:
        """Take what comes from now on."""

        def run() -> None:
            while True:
                try:
                    data = os.read(self.master, 1024)
                except OSError:
                    return
                self.got += data
                if answer:
                    os.write(self.master, answer(data))
                time.sleep(pause_s)

        self._readers.append(threading.Thread(target=run, daemon=True))
        self._readers[-1].start()

    def say(self, data: bytes) -> None:
        os.write(self.master, data)

    def unplug(self) -> None:
        """Its number may be the next line's, so nobody may read from it any more."""
        os.close(self._slave)
        for reader in self._readers:
            reader.join(5)
        os.close(self.master)


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    try:
        line.unplug()
    except OSError:
        return


def settled(line: Line, count: int) -> bytes:
    """What arrived, once so many bytes did."""
    until = time.monotonic() + 5
    while len(line.got) < count and time.monotonic() < until:
        time.sleep(0.01)
    return bytes(line.got)


def test_every_byte_arrives_as_it_is(line: Line) -> None:
    line.read()
    assert line.print() == Printed(confirmed=False)
    assert settled(line, len(JOB)) == JOB


@pytest.mark.parametrize(
    ("options", "speed", "xon", "cts"),
    [
        ("", termios.B19200, True, False),
        ("?baud=38400&flow=rtscts", termios.B38400, False, True),
        ("?baud=115200&flow=none", termios.B115200, False, False),
    ],
)
def test_speed_and_flow_control_are_really_set(line: Line, options: str, speed: int, xon: bool, cts: bool) -> None:
    line.read()
    line.print(b"job", options)
    inward, _, control, _, ispeed, ospeed, _ = termios.tcgetattr(line.master)
    assert (ispeed, ospeed) == (speed, speed)
    assert bool(inward & termios.IXON) is xon
    assert bool(control & termios.CRTSCTS) is cts


def test_a_printer_that_says_wait_is_waited_for(line: Line) -> None:
    """Its buffer is full: it says so, works for a while, and goes on. In between nothing comes."""
    job, quiet = JOB * 12, threading.Event()

    def printer() -> None:
        line.got += os.read(line.master, 1024)
        line.say(XOFF)
        while select.select([line.master], [], [], 0.15)[0]:
            line.got += os.read(line.master, 4096)
        if len(line.got) < len(job):
            quiet.set()
        line.read()
        line.say(XON)

    full = threading.Thread(target=printer, daemon=True)
    full.start()
    assert line.print(job) == Printed(confirmed=False)
    full.join(5)
    assert quiet.is_set()
    assert settled(line, len(job)) == job


def test_r22_a_printer_that_stands_still_is_given_up_and_gets_only_what_it_had_taken(line: Line) -> None:
    """A pseudo-terminal's other end holds 4,095 bytes; what stood before it in the system is dropped."""
    assert line.print() == Unconfirmed(Trouble.STUCK)
    line.read()
    assert settled(line, 4095) == JOB[:4095]
    assert line.print(b"next") == Printed(confirmed=False)
    assert settled(line, 4099) == JOB[:4095] + b"next"


def test_the_time_for_a_job_grows_with_the_slowness_of_the_line() -> None:
    patience = Patience(write_s=1.0, job_s=0.25)
    for options, outcome in (("?baud=19200", Unconfirmed(Trouble.STUCK)), ("?baud=1200", Printed(confirmed=False))):
        line = Line()
        line.read(pause_s=0.03)
        assert line.print(JOB * 2, options, patience=patience) == outcome
        line.unplug()


def test_r20_a_cable_pulled_out_in_the_middle_leaves_the_job_unconfirmed(line: Line) -> None:
    threading.Timer(0.1, line.unplug).start()
    assert line.print(patience=Patience(write_s=5.0)) == Unconfirmed(Trouble.CUT_OFF)


def test_a_printer_on_a_line_is_asked_and_confirms(line: Line) -> None:
    def answer(data: bytes) -> bytes:
        asked = re.findall(rb"\x10\x04[\x01-\x04]|\x1dr\x01", data)
        return b"".join(b"\x00" if question == b"\x1dr\x01" else b"\x12" for question in asked)

    line.read(answer=answer)
    assert line.print(b"job", profile=Profile()) == Printed(confirmed=True)


def test_r22_what_keeps_a_line_from_opening_is_named(line: Line, tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    for path, trouble in (
        (tmp_path / "missing", Trouble.NO_DEVICE_FILE),
        (tmp_path / "plain", Trouble.NOT_A_PRINTER),
        (tmp_path / "plain" / "below", Trouble.NO_DEVICE_FILE),
    ):
        assert Printer(open_device(f"serial://{path}"), MUTE, QUICK).print(JOB) == NotStarted(trouble), path
    held = open_device(f"serial://{line.path}").open(QUICK)
    try:
        assert line.print() == NotStarted(Trouble.BUSY)
    finally:
        held.close()


class Emulator:
    """A simulated printer that expects 9,600 Bd on a pseudo-terminal."""

    def __init__(self, folder: Path, port: int) -> None:
        self.path, self._api = folder / "emupos" / "line", f"http://127.0.0.1:{port}/api/v1"
        self.log = folder / "log"

    def ask(self, path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(f"{self._api}{path}", method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bytes(answer.read())

    def print(self, options: str) -> Outcome:
        profile = profile_for(80)
        job = encode(layout(COFFEE, profile), profile)
        return Printer(open_device(f"serial://{self.path}{options}"), profile).print(job)

    @property
    def up(self) -> bool:
        try:
            return bool(self.ask("/health")) and self.path.exists()
        except OSError:
            return False


@pytest.fixture
def emulator(tmp_path: Path) -> Iterator[Emulator]:
    if not EMUPOS.exists():
        pytest.skip("emupos is not installed (tests/peers/emupos.sh install DIR)")
    port = free_port()
    device = "{ id: line, type: printer, profile: epson-tm-t20iii, connections: [ { serial: { pty: true } } ] }"
    config = f"schema: 1\napi: {{ host: 127.0.0.1, port: {port} }}\ndevices:\n  - {device}\n"
    (tmp_path / "emupos.yaml").write_text(config)
    found = Emulator(tmp_path, port)
    with found.log.open("wb") as log:
        spoken = {**os.environ, "TMPDIR": str(tmp_path)}
        process = subprocess.Popen([EMUPOS, "run"], cwd=tmp_path, env=spoken, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 15
        while not found.up:
            assert time.monotonic() < until, found.log.read_text()
            time.sleep(0.05)
        yield found
    finally:
        process.terminate()
        process.wait(10)


def test_a_slip_comes_out_of_a_printer_on_a_line_at_its_own_speed(emulator: Emulator) -> None:
    assert emulator.print("?baud=9600&flow=none") == Printed(confirmed=True)
    assert "mismatch" not in emulator.log.read_text()
    assert "26. November" in emulator.ask("/devices/line/receipts/latest/text").decode()
    emulator.ask("/devices/line/faults/paper-out", "PUT")
    assert emulator.print("?baud=9600&flow=none") == NotStarted(Trouble.PAPER_OUT)
    assert len(json.loads(emulator.ask("/devices/line/receipts"))) == 1
