"""`kiosk setup`: the questions of the first start, opened from a shell."""

from kiosk.commands.run import run
from kiosk.first_start import refuse_where_done
from kiosk.session import Session


def setup(session: Session) -> int:
    """Open the set-up, or go on with it; Ctrl+C ends it, and nothing is lost. Raises Stop."""
    refuse_where_done(session)
    return run(session, offline=True, attended=True, first_start=True)
