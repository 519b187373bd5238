"""`kiosk slip`: the slip of an item, of several, of a list, or of the house itself, printed or shown."""

from collections.abc import Sequence

import msgspec

from kiosk.notices import slip_outcome
from kiosk.output import put
from kiosk.papers.consent import consents
from kiosk.papers.extract import extract_slip
from kiosk.papers.feedback import feedback_day, feedback_slip, new_feedback_number
from kiosk.papers.handouts import Handout, available, handout_slip
from kiosk.papers.item_slip import item_slip
from kiosk.papers.memo import MEMO_MAX, memo_slip
from kiosk.press import Press, preview_text
from kiosk.printer_settings import device_example, device_wanted
from kiosk.session import DONE, OPEN, WRONG, Session, Stop, warn
from kiosk.settings import PrinterSettings
from kiosk.toml_lines import shown
from printing.errors import PrinterSettingsError
from printing.printer import Printed
from printing.slip import Slip
from sync.records import Kind, StoredItem
from sync.replica import Listing

LINES = {
    Handout.OPENING: ("[centre]", 'hours = ["Mo bis Do 9 bis 12 Uhr"]'),
    Handout.PERSON: ("[centre]", 'person = "Frau Yıldız, im Büro"'),
    Handout.WIFI: ("[wifi]", 'name = "Quartierstreff-Gast"'),
}
"""Table and line to write where the settings say nothing about a slip of the house."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for; exactly one of them makes sense."""

    ids: tuple[str, ...] = ()
    handout: str | None = None
    feedback: str | None = None
    """A number that was given before; empty: a new one."""
    listed: str | None = None
    """A kind, as on the command line (`offers`)."""
    category: str | None = None
    """Only of a list."""


def slip(session: Session, wanted: Wanted, *, preview: bool, device: str | None) -> int:
    """Print the slip, or show it as text. Exit 3 when it may not have come out."""
    made, printer = _made(session, wanted), session.settings.printer
    if preview:
        put(preview_text(made, printer).rstrip("\n"))
        return DONE
    if device is not None:
        printer = msgspec.structs.replace(printer, device=device)
    outcome = press_of(session, printer).print(made)
    warn(slip_outcome(session.words, outcome))
    return DONE if isinstance(outcome, Printed) else OPEN


def _made(session: Session, wanted: Wanted) -> Slip:
    ways = (bool(wanted.ids), wanted.handout is not None, wanted.feedback is not None, wanted.listed is not None)
    if ways.count(True) != 1 or (wanted.category and not wanted.listed):
        say = session.words.say
        raise Stop(WRONG, say("Which slip? Name one or more items, or one of the options. See: kiosk slip --help"))
    if wanted.handout is not None:
        return _handout(session, Handout(wanted.handout))
    if wanted.listed is not None:
        return _list(session, Kind.from_plural(wanted.listed), wanted.category)
    return _feedback(session, wanted.feedback) if wanted.feedback is not None else _items(session, wanted.ids)


def _items(session: Session, ids: Sequence[str]) -> Slip:
    """One slip for one item; several stand on one Merkzettel."""
    items = {item.id: item for item in (_item(session, id_) for id_ in ids)}
    if len(items) > MEMO_MAX:
        raise Stop(WRONG, session.words.say("At most {count} items fit on one slip.").format(count=MEMO_MAX))
    return memo_slip(session.house, [*items.values()]) if len(items) > 1 else item_slip(session.house, *items.values())


def _list(session: Session, kind: Kind, category: str | None) -> Slip:
    """Whoever calls it has not signed in: contacts go by chiffre."""
    house = session.house
    if category is not None and category not in dict(house.replica.categories(kind, house.now())):
        sentence = session.words.say("There is no category {name}. See: kiosk items {kind}")
        raise Stop(WRONG, sentence.format(name=shown(category), kind=kind.plural))
    return extract_slip(house, Listing(kind, category=category), consents(None, house.words))


def _item(session: Session, typed: str) -> StoredItem:
    item = session.house.replica.item("".join(typed.split()).lower())
    if item is None:
        raise Stop(WRONG, session.words.say("There is no item {id}. See: kiosk items").format(id=typed))
    return item


def _handout(session: Session, handout: Handout) -> Slip:
    if handout not in available(session.house):
        sentence = session.words.say("The settings say nothing about this. Write below {table}: {line}")
        table, line = LINES[handout]
        raise Stop(WRONG, sentence.format(table=table, line=line))
    return handout_slip(session.house, handout)


def _feedback(session: Session, number: str) -> Slip:
    house = session.house
    if number and feedback_day(number) is None:
        raise Stop(WRONG, session.words.say("There is no feedback number {number}.").format(number=number))
    return feedback_slip(house, number or new_feedback_number(house.today))


def press_of(session: Session, printer: PrinterSettings) -> Press:
    """The printer that a command names; raises Stop where there can be none."""
    try:
        return Press(printer)
    except PrinterSettingsError as error:
        say = session.words.say
        sentence = say("The printer must be {wanted}, not {device}. Write for example: --device {example}")
        facts = {"wanted": device_wanted(error, say), "device": shown(printer.device), "example": device_example(error)}
        raise Stop(WRONG, sentence.format(**facts)) from error
