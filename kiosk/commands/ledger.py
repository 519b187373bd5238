"""`kiosk ledger hash`: one number for everything that was entered, equal before a backup and after its restore."""

from kiosk.commands.signing import signed_in
from kiosk.output import put
from kiosk.session import DONE, Session
from sync.backup.content_hash import ledger_hash


def hash_(session: Session) -> int:
    """64 hexadecimal digits, after the whole ledger was looked through."""
    with signed_in(session, prove=True) as desk:
        put(ledger_hash(desk.ledger.db))
    return DONE
