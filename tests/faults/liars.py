"""Printers that do not tell the truth: the table must show each of them."""

from printing.printer import NotStarted, Outcome, Printed, Printer, Unconfirmed
from printing.wire import Device
from tests.faults.trial import HASTY, PROFILE


class Believing(Printer):
    """Says that it printed whatever was sent without asking."""

    def print(self, job: bytes) -> Outcome:
        outcome = super().print(job)
        return Printed(confirmed=True) if isinstance(outcome, Unconfirmed) else outcome


class Stubborn(Printer):
    """Sends again what may have come out."""

    def print(self, job: bytes) -> Outcome:
        outcome = super().print(job)
        return super().print(job) if isinstance(outcome, Unconfirmed) else outcome


class Careless(Printer):
    """Takes a job whose end it does not know for one that never began."""

    def print(self, job: bytes) -> Outcome:
        outcome = super().print(job)
        return NotStarted(outcome.trouble) if isinstance(outcome, Unconfirmed) else outcome


LIARS: dict[str, type[Printer]] = {
    "said printed without paper": Believing,
    "printed twice": Stubborn,
    "said not started, and paper came out": Careless,
}
"""By what is found of each."""


def lying(liar: type[Printer], device: Device) -> Printer:
    """One of them behind this device."""
    return liar(device, PROFILE, HASTY)
