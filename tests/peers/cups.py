"""A real CUPS for tests (cups.sh), whose queues lead to sockets of the test."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("cups.sh")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
MISSING = [name for name in ("cupsd", "lp", "lpstat", "lpadmin") if not shutil.which(name, path=PATH)]
if not Path("/usr/lib/cups/backend/socket").exists():
    MISSING.append("the socket backend")


class Sink:
    """A printer on a port of this machine that takes what comes, when it is switched on."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])

    def switch_on(self) -> None:
        self._socket.listen()
        threading.Thread(target=self._take, daemon=True).start()

    def switch_off(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                job = b""
                while part := connection.recv(65_536):
                    job += part
                self.jobs.append(job)


class Spooler:
    """A running CUPS: `bon` leads to a printer that is on, `akte` to one that is off."""

    def __init__(self, folder: Path, bon: Sink) -> None:
        self.folder, self.bon = folder, bon

    def command(self, *words: str) -> None:
        subprocess.run(words, check=True, env={**os.environ, "PATH": PATH}, capture_output=True, timeout=20)

    def wishes(self) -> bytes:
        """What CUPS keeps of its jobs beside their files: IPP attributes."""
        return b"".join(path.read_bytes() for path in (self.folder / "spool").rglob("c*") if path.is_file())

    @property
    def spooled(self) -> list[Path]:
        """Files of jobs, with what is printed."""
        return [path for path in (self.folder / "spool").rglob("d*") if path.is_file()]


@pytest.fixture(scope="module")
def cups() -> Iterator[Spooler]:
    """One that runs as long as the tests of a module; they skip where it is not installed."""
    if MISSING:
        pytest.skip(f"CUPS is not installed (cups, cups-client: {', '.join(MISSING)})")
    folder = Path(tempfile.mkdtemp(prefix="kiosk-cups-"))  # a Unix socket's path has 107 bytes at most
    bon, akte = Sink(), Sink()
    bon.switch_on()
    words = ["bash", str(SCRIPT), "start", str(folder), str(bon.port), str(akte.port)]
    try:
        subprocess.run(words, check=True, timeout=60, capture_output=True)
        yield Spooler(folder, bon)
    finally:
        subprocess.run(["bash", str(SCRIPT), "stop", str(folder)], check=True, timeout=30)
        shutil.rmtree(folder)
        bon.switch_off()
        akte.switch_off()


@pytest.fixture
def spooler(cups: Spooler, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    """The same, as the program's commands find it."""
    monkeypatch.setenv("CUPS_SERVER", str(cups.folder / "sock"))
    cups.bon.jobs.clear()
    return cups
