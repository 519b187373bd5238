"""The real Radicale of `radicale.sh`, started for a test and written to as its owner."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

SCRIPT = Path(__file__).with_name("radicale.sh")


def missing() -> str | None:
    """Why it cannot run here; None when it can."""
    cache = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers"))
    program = Path(os.environ.get("RADICALE_VENV", cache / "radicale")) / "bin" / "radicale"
    return (
        None if program.exists() else f"no Radicale at {program}: tests/peers/radicale.sh install {program.parents[1]}"
    )


class Radicale:
    """A running server with one public calendar."""

    def __init__(self, base: str) -> None:
        self.address = f"{base}/treff/veranstaltungen/"

    def put(self, name: str, text: str) -> None:
        """Store one event file as the owner."""
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        self._owner("PUT", name, content=text.encode(), headers=headers)

    def get(self, name: str) -> str:
        """One event file as it is stored."""
        return httpx.get(self.address + name, trust_env=False).raise_for_status().text

    def delete(self, name: str) -> None:
        """Take one event file away as the owner."""
        self._owner("DELETE", name)

    def _owner(self, method: str, name: str, content: bytes = b"", headers: dict[str, str] | None = None) -> None:
        with httpx.Client(auth=("treff", "kiosk-test"), trust_env=False) as client:
            client.request(method, self.address + name, content=content, headers=headers).raise_for_status()


@contextmanager
def running(folder: Path) -> Iterator[Radicale]:
    """Start with the seeded calendar, all files in `folder`; ends it in any case."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    try:
        started = _script("start", str(folder), str(port))
        yield Radicale(started.strip())
    finally:
        _script("stop", str(folder))


def _script(*words: str) -> str:
    return subprocess.run(["bash", str(SCRIPT), *words], check=True, stdout=subprocess.PIPE, text=True).stdout
