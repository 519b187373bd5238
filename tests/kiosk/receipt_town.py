"""Receipts of one ledger on a printer that does what the test says, and remembers every slip of which a byte left."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kiosk.press import Press
from kiosk.receipt_press import Run, print_noted
from kiosk.receipt_slips import ReceiptSlip
from kiosk.settings import PrinterSettings
from printing.errors import Trouble
from printing.printer import NotStarted, Outcome, Printed, Unconfirmed
from printing.slip import Heading, Slip
from tests.ledger.ledgers import Centre

CONFIRMED, TAKEN = Printed(confirmed=True), Printed(confirmed=False)
OFF, BROKEN = NotStarted(Trouble.UNREACHABLE), Unconfirmed(Trouble.CUT_OFF)
CUT_BEFORE, CUT_AFTER, DISK_FULL = "power cut before the first byte", "power cut in the middle", "disk full at the end"
Fate = Outcome | str
"""What becomes of a slip: an outcome, or that the power fails."""
FATES: tuple[Fate, ...] = (CONFIRMED, TAKEN, OFF, BROKEN, CUT_BEFORE, CUT_AFTER, DISK_FULL)


class PowerCut(BaseException):
    """The process is gone: nothing after it is done."""


class Paper(Press):
    """What left for the printer: (receipt, side, whether it says COPY), in this order."""

    def __init__(self, centre: Centre) -> None:
        super().__init__(PrinterSettings())
        self.left: list[tuple[int, int, bool]] = []
        self.fates: list[Fate] = []
        self._centre, self._about = centre, (0, 0, False)

    def job(self, slip: Slip) -> bytes:
        words = slip.blocks[0]
        assert isinstance(words, Heading)
        receipt, side, kind = words.text.split()
        self._about = int(receipt), int(side), kind == "copy"
        return super().job(slip)

    def send(self, job: bytes) -> Outcome:
        fate = self.fates.pop(0) if self.fates else CONFIRMED
        if fate == CUT_BEFORE:
            raise PowerCut
        if not isinstance(fate, NotStarted):
            self.left.append(self._about)
        if fate == CUT_AFTER:
            raise PowerCut
        if fate == DISK_FULL:
            self._centre.ledger.db.execute("PRAGMA query_only = ON")
            return CONFIRMED
        assert not isinstance(fate, str)
        return fate

    @property
    def originals(self) -> Counter[tuple[int, int]]:
        """How many there are of each slip that do not say that they are copies."""
        return Counter((receipt, side) for receipt, side, copy in self.left if not copy)


class Town:
    """A ledger, its printer, and somebody who prints."""

    def __init__(self, folder: Path) -> None:
        self.centre = Centre(folder)
        self.paper = Paper(self.centre)

    def print(self, receipt: int, sides: Sequence[int], *fates: Fate) -> Run | None:
        """Print these slips; None where the power failed: then the program begins anew."""
        self.paper.fates = list(fates)
        slips = [ReceiptSlip(receipt, side, *(_slip(receipt, side, kind) for kind in KINDS)) for side in sides]
        try:
            return print_noted(self.paper, self.centre.ledger.printouts, slips, "Anna")
        except PowerCut:
            self.centre.again()
            return None
        finally:
            self.centre.ledger.db.execute("PRAGMA query_only = OFF")


KINDS = ("original", "copy")


def _slip(receipt: int, side: int, kind: str) -> Slip:
    return Slip((Heading(f"{receipt} {side} {kind}"),))
