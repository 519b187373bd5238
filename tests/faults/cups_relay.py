"""A CUPS queue before the network cable of a printer."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from printing.devices import open_device
from printing.wire import Device
from tests.faults.tcp_relay import TcpRelay
from tests.peers.cups import MISSING, PATH, SCRIPT

INSTALLED = not MISSING and Path("/usr/lib/cups/backend/socket").exists()
QUEUE = "bon"
QUIET_S = 0.05
"""Until a cable notices that somebody connected."""


class CupsRelay(TcpRelay):
    """The program gives its jobs to a queue, which leads to the cable."""

    def device(self) -> Device:
        return open_device(f"cups://{QUEUE}")

    def settle(self) -> None:
        """CUPS says that a job is gone when the last byte left it, before anybody took it."""
        time.sleep(QUIET_S)
        super().settle()


@contextmanager
def spooler(port: int) -> Iterator[None]:
    """A CUPS of its own whose queue leads to this port; the program finds it by CUPS_SERVER."""
    folder = tempfile.mkdtemp(prefix="kiosk-cups-")  # CUPS' own user may enter no folder within a test's
    environment = {**os.environ, "PATH": PATH}
    start = [str(SCRIPT), "start", folder, str(port), str(port)]
    said = subprocess.run(start, check=True, env=environment, timeout=60, capture_output=True, text=True).stdout
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = said.strip().splitlines()[-1]
    try:
        yield
    finally:
        if before is None:
            del os.environ["CUPS_SERVER"]
        else:
            os.environ["CUPS_SERVER"] = before
        subprocess.run([SCRIPT, "stop", folder], check=True, timeout=30)
        shutil.rmtree(folder)
