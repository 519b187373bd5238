"""Printers made by others (emupos): their power switch, their faults, and the paper that came out."""

import http.client
import os
import random
import select
import signal
import socket
import subprocess
import threading
from pathlib import Path
from typing import Self

import pytest

from printing.status import CONFIRM
from tests.peers.emupos import EMUPOS

INSTALLED = EMUPOS.exists()
needs_emupos = pytest.mark.skipif(not INSTALLED, reason="emupos is not installed (tests/peers/emupos.sh install DIR)")

PORTS = range(20_000, 32_000)
"""Below the ports that the system gives to outgoing connections: a printer that is off keeps its own."""

BORN_S = 60
"""Longest time for a printer to be ready, seconds, on a busy machine."""
_CONFIG = """
schema: 1
api: {{ host: 127.0.0.1, port: {api} }}
devices:
  - {{ id: printer, type: printer, profile: epson-tm-t20iii, receipts_dir: ./receipts, job_idle_timeout_ms: 600000,
      connections: [ {{ tcp: {{ port: {port} }} }}, {{ serial: {{ pty: true, link: line }} }} ] }}
"""
"""Ten minutes of silence end no slip here: only a cut or the end of a connection does."""


class EmulatorNursery:
    """The process that printers are forked from."""

    def __enter__(self) -> Self:
        program = [str(EMUPOS.with_name("python")), str(Path(__file__).with_name("emulator_nursery.py"))]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True, cwd=EMUPOS.parent)
        self._lock = threading.Lock()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def born(self, folder: Path) -> int:
        """The process number of a printer that is ready; one at a time."""
        assert self._process.stdin
        assert self._process.stdout
        with self._lock:
            self._process.stdin.write(f"{folder}\n")
            self._process.stdin.flush()
            ready, _, _ = select.select([self._process.stdout], [], [], BORN_S)
            assert ready, "the printer does not start"
            said, pid = self._process.stdout.readline().rsplit(" ", 1)
        assert said == str(folder), said
        return int(pid)


class Emulator:
    """One printer of 80 mm in a folder of its own, switched on."""

    def __init__(self, nursery: EmulatorNursery, folder: Path) -> None:
        self._nursery, self._folder = nursery, folder
        self._receipts = folder / "receipts"
        self._receipts.mkdir(parents=True)
        self.port, self._api = free_ports()
        self._kept = [kept(port) for port in (self.port, self._api)]
        (folder / "emupos.yaml").write_text(_CONFIG.format(api=self._api, port=self.port))
        self.faults: set[str] = set()
        self._pid: int | None = None
        self.on()

    @property
    def line(self) -> Path:
        """Its serial port."""
        return self._folder / "emupos" / "line"

    def on(self) -> None:
        """Nothing happens when it is on."""
        if self._pid is None:
            self._pid = self._nursery.born(self._folder)

    def off(self) -> None:
        """At once, after it has worked through what came: what it holds is lost."""
        if self._pid is not None:
            self.worked_through()
            handle = os.pidfd_open(self._pid)
            os.kill(self._pid, signal.SIGKILL)
            select.select([handle], [], [])  # its ports are free when it is gone, not before
            os.close(handle)
        self._pid = None
        self.faults.clear()

    def fault(self, name: str) -> None:
        """From now on, for all bytes that it has not been sent yet."""
        self._ask("PUT", f"/faults/{name}")
        self.faults.add(name)

    def clear(self) -> None:
        """All faults."""
        while self.faults:
            self._ask("DELETE", f"/faults/{self.faults.pop()}")

    def worked_through(self) -> None:
        """It has one thread: whatever it was sent before is done when it answers a question."""
        self._ask("GET", "")

    def close(self) -> None:
        """Switch it off for good."""
        self.off()
        for port in self._kept:
            port.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def feed(self, data: bytes) -> None:
        """Print it without the program."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(data + CONFIRM)
            assert line.recv(1), "it does not print"

    def paper(self) -> list[str]:
        """The text of every strip that came out, oldest first."""
        if self._pid is not None:
            self.worked_through()
        return [file.with_suffix(".txt").read_text("utf-8") for file in sorted(self._receipts.glob("*.json"))]

    def pictures(self) -> list[Path]:
        """The same as pictures in printer dots."""
        return sorted(self._receipts.glob("*.png"))

    def tear_off(self) -> None:
        """Take away what came out."""
        for file in self._receipts.iterdir():
            file.unlink()

    def _ask(self, method: str, path: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._api, timeout=20)
        try:
            connection.request(method, f"/api/v1/devices/printer{path}")
            answer = connection.getresponse()
            assert answer.status < 300, answer.read()
        finally:
            connection.close()


def kept(port: int) -> socket.socket:
    """The port stays ours while nobody listens there: whoever looks for a free one passes it over."""
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", port))
    return holder


def free_ports() -> tuple[int, int]:
    """Two neighbours on loopback that nobody uses."""
    for first in random.Random(os.getpid()).sample(PORTS, len(PORTS)):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.0.0.1", first))
                two.bind(("127.0.0.1", first + 1))
            except OSError:
                continue
            return first, first + 1
    raise OSError("no free ports")
