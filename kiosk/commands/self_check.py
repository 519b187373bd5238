"""`kiosk check`: how the terminal is kept alive, one finding a line (R40)."""

from contextlib import nullcontext

import msgspec

from kiosk.check.finding import Finding, State
from kiosk.check.report import findings, take
from kiosk.check.titles import SIGNS, title_of
from kiosk.commands.signing import signed_in
from kiosk.output import put, put_json
from kiosk.session import DONE, OPEN, Session
from kiosk.words import Words


def self_check(session: Session, *, as_json: bool) -> int:
    """Worst first; exit 3 when something is bad. With a PIN file also what only the ledger tells; nobody is asked."""
    settings, house, inside = session.settings, session.house, session.pin_file is not None
    printer = settings.printer if house.printer else None
    with signed_in(session) if inside else nullcontext(session.desk) as desk:
        read = take(house, desk, None, printer=printer, inside=inside)
    found = findings(session.words, read)
    for one in found:
        if as_json:
            put_json(values(one))
        else:
            for line in _lines(session.words, one):
                put(line)
    return OPEN if any(one.state is State.BAD for one in found) else DONE


def values(one: Finding) -> dict[str, object]:
    """The keys of the JSON."""
    told = msgspec.to_builtins(one)
    return {name: told[name] for name in ("name", "state", "sentence", "todo", "facts")}


def _lines(words: Words, one: Finding) -> list[str]:
    head = f"{SIGNS[one.state]} {title_of(words, one.name)}: {one.sentence}"
    return [head, f"  {one.todo}"] if one.todo else [head]
