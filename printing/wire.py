"""What every way to a printer promises, and how long a job may wait on it."""

from typing import Protocol

import msgspec


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long a job waits, in seconds. A slip must be there or be refused before people walk away."""

    connect_s: float = 3.0
    write_s: float = 3.0
    """Longest time in which the printer takes not one byte."""
    job_s: float = 60.0
    """Longest time for all bytes of a job: the longest slip takes 45 over a line of 19,200 Bd. Slower lines have
    more, in proportion."""
    read_s: float = 1.5
    """For the answer to one question about the status."""
    look_s: float = 1.0
    """Without a word, before a printer that should confirm is asked what holds it."""
    confirm_s: float = 15.0
    """For the paper to come out: 70 cm at 60 mm/s, the slowest printers."""


class Wire(Protocol):
    """An open way to the printer, for one job."""

    def send(self, data: bytes) -> None:
        """All of it; raises DeviceTrouble with the number of bytes that left."""
        ...

    def receive(self, wait_s: float) -> bytes:
        """What the printer says next, nothing when it stays silent so long; raises DeviceTrouble when it hung up."""
        ...

    def finish(self) -> None:
        """Wait until the other side took everything, as far as one can see; raises DeviceTrouble when it did not."""
        ...

    def close(self) -> None:
        """Let go of the device; never raises."""
        ...


class Device(Protocol):
    """A printer as the settings name it."""

    @property
    def answers(self) -> bool:
        """Whether this way leads back: only then can the printer be asked."""
        ...

    def open(self, patience: Patience) -> Wire:
        """Raises DeviceTrouble with `sent` 0."""
        ...
