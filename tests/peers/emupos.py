"""The simulated printer (emupos.sh): where it is installed, and one of each paper for as long as it is needed."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SCRIPT = Path(__file__).with_name("emupos.sh")
CACHE = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers"))
EMUPOS = Path(os.environ.get("EMUPOS", CACHE / "emupos" / "bin" / "emupos"))


@contextmanager
def emulated(folder: Path) -> Iterator[int]:
    """Printers that keep their paper in a folder; the port of the first, behind which the other one and the API are."""
    port, environment = free_ports(), {**os.environ, "EMUPOS": str(EMUPOS)}
    subprocess.run([SCRIPT, "start", folder, str(port)], check=True, env=environment, timeout=60, capture_output=True)
    try:
        yield port
    finally:
        subprocess.run([SCRIPT, "stop", folder], check=True, timeout=30)


def free_ports() -> int:
    """The first of three ports in a row that nobody uses; two processes at once begin to look in different places."""
    begin = os.getpid() % 3_333
    for first in (20_000 + 3 * ((begin + at) % 3_333) for at in range(3_333)):
        with socket.socket() as one, socket.socket() as two, socket.socket() as three:
            try:
                for at, sock in enumerate((one, two, three)):
                    sock.bind(("127.0.0.1", first + at))
            except OSError:
                continue
            return first
    raise OSError("no three free ports")
