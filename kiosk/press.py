"""From a slip to the printer, or to rows for the screen."""

from kiosk.settings import PrinterSettings
from printing.devices import open_device
from printing.encode import encode
from printing.layout import layout
from printing.preview import plain, preview
from printing.printer import Outcome, Printer
from printing.profile import Own, Profile, profile_for
from printing.slip import Slip
from printing.test_sheet import TestSheet, sheet_bytes


def profile_of(settings: PrinterSettings) -> Profile:
    """What the printer of the settings can do; raises PrinterSettingsError where they were not checked."""
    own = Own(
        dots=settings.dots,
        dpi=settings.dpi,
        columns=settings.columns,
        codec=settings.code_page,
        page=settings.code_page_number,
        cutter=settings.cutter,
        kanji=settings.kanji,
        native_qr=settings.native_qr,
        answers=settings.status,
    )
    return profile_for(settings.paper_mm, settings.model, own=own)


class Press:
    """A printer with its paper, as the settings name it. Not thread-safe."""

    def __init__(self, settings: PrinterSettings) -> None:
        self._profile = profile_of(settings)
        self._printer = Printer(open_device(settings.device), self._profile)

    def print(self, slip: Slip) -> Outcome:
        """Lay out, encode whole, send; what became of it."""
        return self.send(self.job(slip))

    def job(self, slip: Slip) -> bytes:
        """All bytes of a slip; nothing is sent."""
        if isinstance(slip, TestSheet):
            return sheet_bytes(slip, self._profile)
        return encode(layout(slip, self._profile), self._profile)

    def send(self, job: bytes) -> Outcome:
        """Send a whole job; what became of it."""
        return self._printer.print(job)


def preview_text(slip: Slip, settings: PrinterSettings) -> str:
    """The slip as plain text, the same lines as on paper."""
    return plain(preview(layout(slip, profile_of(settings))))
