"""The ways to a printer that are tried."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.emulator import Emulator, free_ports
from tests.faults.faults import TCP
from tests.faults.relay import Relay
from tests.faults.street import Way
from tests.faults.trial import Cable, honest


@contextmanager
def _tcp(emulator: Emulator, folder: Path) -> Iterator[Cable]:
    with Relay(free_ports()[0], emulator.port) as relay:
        yield relay


WAYS = (Way("tcp", _tcp, honest, TCP),)
