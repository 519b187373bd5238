"""`kiosk check`: how the terminal is kept alive, one finding a line (R40)."""

from contextlib import nullcontext

import msgspec

from kiosk.check.finding import Finding, State
from kiosk.check.report import Readings, findings, take
from kiosk.check.titles import SIGNS, title_of
from kiosk.commands.signing import signed_in
from kiosk.output import put, put_json
from kiosk.session import DONE, OPEN, Session, Stop, warn
from kiosk.words import Words


def self_check(session: Session, *, as_json: bool) -> int:
    """Worst first; exit 3 when something is bad. With a PIN file also what only the ledger tells; nobody is asked.

    A ledger that does not open (a full or a broken card) hides nothing of the rest, and ends with 3, too.
    """
    shut = False
    try:
        read = _taken(session, inside=session.pin_file is not None)
    except Stop as stop:
        if stop.code != OPEN:
            raise
        warn(*stop.sentences)
        read, shut = _taken(session, inside=False), True
    found = findings(session.words, read)
    for one in found:
        if as_json:
            put_json(values(one))
        else:
            for line in _lines(session.words, one):
                put(line)
    return OPEN if shut or any(one.state is State.BAD for one in found) else DONE


def _taken(session: Session, *, inside: bool) -> Readings:
    """Raises Stop."""
    settings, house = session.settings, session.house
    printer = settings.printer if house.printer else None
    with signed_in(session) if inside else nullcontext(session.desk) as desk:
        return take(house, desk, None, printer=printer, inside=inside)


def values(one: Finding) -> dict[str, object]:
    """The keys of the JSON."""
    told = msgspec.to_builtins(one)
    return {name: told[name] for name in ("name", "state", "sentence", "todo", "facts")}


def _lines(words: Words, one: Finding) -> list[str]:
    head = f"{SIGNS[one.state]} {title_of(words, one.name)}: {one.sentence}"
    return [head, f"  {one.todo}"] if one.todo else [head]
