"""`kiosk members export`: everything that is stored about a member, for people and for machines (Art. 15, 20 GDPR)."""

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from kiosk.commands.members import decimal
from kiosk.commands.members import values as member_values
from kiosk.commands.paper import filed
from kiosk.commands.signing import signed_in
from kiosk.output import put, put_json
from kiosk.papers.export import own_data, report_of, text_lines
from kiosk.papers.export_sections import platforms_of
from kiosk.session import DONE, Session, warn
from sync.backup.stick import Keep
from sync.ledger.export import Stored


def export_member(session: Session, number: str, out: Path | None, *, as_json: bool) -> int:
    """Plain text on stdout, or JSON; `out` is the PDF to hand over. An unknown number is refused (4)."""
    from printing.typeset import pdf

    if out:
        filed(session, out, None)
    with signed_in(session) as desk:
        found = own_data(session.house, desk, number)
        report = report_of(session.house, desk, found)
        with desk.ledger.change():
            desk.ledger.journal.note("member exported", staff=desk.me)
    if out:
        filed(session, out, pdf("export", report))
        warn(session.words.say("Written: {path}").format(path=out))
    if as_json:
        put_json(values(session, found))
    elif not out:
        for line in text_lines(report):
            put(line)
    return DONE


def values(session: Session, found: Stored) -> Any:
    """The object of `--json`; its keys are explained in docs/privacy.md. Times bear the centre's offset."""
    told: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(found, member=None))
    told["member"] = member_values(session, found.member) if found.member else None
    told["entries"] = {unit: decimal(amount) for unit, amount in found.entries.items()}
    told["copies"] = {"platforms": platforms_of(found), "backups": _backups(session.settings.backup.keep)}
    for booking, row in zip(found.bookings, told["bookings"], strict=True):
        row["amount"] = decimal(booking.amount)
    return _local(session, told)


def _backups(keep: Keep) -> dict[str, int]:
    """How long copies on sticks are kept."""
    return {"days": keep.daily, "weeks": keep.weekly, "months": keep.monthly}


def _local(session: Session, told: Any) -> Any:
    """Every moment in it in the centre's time zone."""
    match told:
        case {"at": str(at), "trust": str(trust)}:
            when = datetime.fromisoformat(at).astimezone(session.settings.zone)
            return {"at": when.isoformat(timespec="seconds"), "trust": trust}
        case dict():
            return {key: _local(session, one) for key, one in told.items()}
        case list() | tuple():
            return [_local(session, one) for one in told]
    return told
