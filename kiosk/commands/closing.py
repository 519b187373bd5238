"""`kiosk closing`: the day in figures, shown and printed, after the whole ledger was looked through."""

from kiosk.commands.days import day_of
from kiosk.commands.printing import print_slips
from kiosk.commands.signing import signed_in
from kiosk.output import flush, put
from kiosk.papers.closing import closing_slip
from kiosk.press import preview_text
from kiosk.session import DONE, Session
from sync.ledger.closing import close_day


def closing(session: Session, day: str | None) -> int:
    """`day` as `2026-11-24`; today where none is named. A damaged ledger ends it with its sentence (3)."""
    wanted = session.house.today if day is None else day_of(session, "--day", day)
    with signed_in(session, prove=True) as desk:
        slip = closing_slip(session.house, close_day(desk.ledger, wanted, session.settings.zone, desk.me))
    try:
        put(preview_text(slip, session.settings.printer).rstrip("\n"))
        flush()
    finally:
        if session.house.printer:
            print_slips(session, [slip])
    return DONE
