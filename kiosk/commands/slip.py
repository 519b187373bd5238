"""`kiosk slip`: the slip of one item, printed or shown."""

import msgspec

from kiosk.notices import slip_outcome
from kiosk.output import put
from kiosk.papers.item_slip import item_slip
from kiosk.press import Press, preview_text
from kiosk.printer_settings import EXAMPLE, device_wanted
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from kiosk.settings import PrinterSettings
from kiosk.toml_lines import shown
from printing.errors import PrinterSettingsError
from printing.printer import Printed


def slip(session: Session, item_id: str, *, preview: bool, device: str | None) -> int:
    """Print the slip, or show it as text. Exit 3 when it may not have come out."""
    house, printer = session.house, session.settings.printer
    item = house.replica.item("".join(item_id.split()).lower())
    if item is None:
        sentence = house.words.say("There is no item {id}. See: kiosk items")
        raise Stop(WRONG, sentence.format(id=item_id))
    made = item_slip(house, item)
    if preview:
        put(preview_text(made, printer).rstrip("\n"))
        return DONE
    if device is not None:
        printer = msgspec.structs.replace(printer, device=device)
    outcome = _press(session, printer).print(made)
    warn(slip_outcome(house.words, outcome))
    return DONE if isinstance(outcome, Printed) else OPEN


def _press(session: Session, printer: PrinterSettings) -> Press:
    try:
        return Press(printer)
    except PrinterSettingsError as error:
        say = session.words.say
        sentence = say("The printer must be {wanted}, not {device}. Write for example: --device {example}")
        facts = {"wanted": device_wanted(error, say), "device": shown(printer.device), "example": EXAMPLE}
        raise Stop(WRONG, sentence.format(**facts)) from error
