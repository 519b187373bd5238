"""`kiosk printers`: what is plugged in, how the printer of the settings is, and the line to write for each."""

import getpass

import msgspec

from kiosk.notices import printer_trouble
from kiosk.output import put, put_json
from kiosk.press import profile_of
from kiosk.printer_settings import EXAMPLE
from kiosk.session import DONE, Session, warn
from kiosk.toml_lines import toml_line
from kiosk.words import Words
from printing.devices import open_device
from printing.errors import Trouble
from printing.find import CUPS, FILE, SERIAL, USB, Found, find, same
from printing.printer import Printer
from printing.status import Status


class Told(msgspec.Struct, frozen=True):
    """One way to a printer, as it is told; the keys of the JSON."""

    device: str
    name: str | None
    kind: str
    serial: str | None
    usable: bool
    in_settings: bool
    problem: str | None


def printers(session: Session, *, as_json: bool) -> int:
    """Print what was found, the printer of the settings first. Nothing found is no failure.

    Only the printer of the settings is asked how it is: a line may lead to anything.
    """
    set_up = session.settings.printer.device
    seen = _seen(set_up)
    status = _status(session) if set_up != "none" else Status()
    for found, mine in seen:
        told = _told(session.words, found, status if mine else None)
        if as_json:
            put_json(msgspec.structs.asdict(told))
        else:
            _put(session.words, told, status if mine else None)
    if not seen:
        _ = session.words.say
        named = _("A printer on the network is named by its address: {line}")
        line = toml_line("device", EXAMPLE)
        warn(_("No printer was found. Is one plugged in and switched on?"), named.format(line=line))
    return DONE


def _seen(set_up: str) -> list[tuple[Found, bool]]:
    """What was found, and whether it is the printer of the settings; that one first, also where it was not found."""
    seen = [(one, same(one, set_up)) for one in find()]
    if set_up != "none" and not any(mine for _, mine in seen):
        seen.append((Found(device=set_up, kind=set_up.partition(":")[0]), True))
    return sorted(seen, key=lambda pair: not pair[1])


def _status(session: Session) -> Status:
    settings = session.settings.printer
    return Printer(open_device(settings.device), profile_of(settings)).status()


def _told(words: Words, found: Found, status: Status | None) -> Told:
    trouble = (status.trouble if status else None) or found.trouble
    problem = unusable_words(words, found.kind, trouble) if trouble else None
    if status and status.near_end and not problem:
        problem = printer_trouble(words, Trouble.PAPER_NEAR_END)
    name, usable, asked = found.name or None, trouble is None, status is not None
    return Told(found.device, name, found.kind, found.serial, usable, asked, problem)


def unusable_words(words: Words, kind: str, trouble: Trouble) -> str:
    """What keeps a printer from printing, for whoever sets the machine up."""
    _ = words.say
    match trouble:
        case Trouble.NO_PERMISSION:
            group = "dialout" if kind == SERIAL else "lp"
            sentence = _("This user may not use it. Run: sudo usermod -aG {group} {user} (then sign in anew)")
            return sentence.format(group=group, user=_user())
        case Trouble.SEVERAL_ALIKE:
            return _("Several printers alike are plugged in. Use the one with a serial number or its device file.")
    return printer_trouble(words, trouble)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return "USER"


def _put(words: Words, told: Told, status: Status | None) -> None:
    _ = words.say
    kinds = {USB: "USB", FILE: _("device file"), SERIAL: _("serial line"), CUPS: "CUPS", "tcp": _("network")}
    number = _("serial number {number}").format(number=told.serial) if told.serial else ""
    put(", ".join(part for part in (told.name, kinds.get(told.kind, told.kind), number) if part))
    lines = [toml_line("device", told.device)]
    if told.in_settings:
        lines.append(_("This is the printer of the settings."))
    if told.problem:
        lines.append(told.problem)
    elif status:
        mute = _("It does not say how it is. It can be used all the same.")
        lines.append(_("It is ready.") if status.known else mute)
    for line in lines:
        put(f"  {line}")
