"""What a ledger goes through when it is opened: its form, whether it was restored, and erasures that it missed."""

from typing import TYPE_CHECKING

from sync.errors import Reason
from sync.ledger import schema
from sync.ledger.audit import mark_findings
from sync.ledger.file import Damaged

if TYPE_CHECKING:
    from sync.ledger.ledger import Ledger


def prepare(ledger: "Ledger") -> None:
    """Bring it to the form and the state that this program works with. Raises `Damaged`, `Unstorable`."""
    _fit(ledger)
    _meet(ledger)
    if missed := ledger.erasures.meet():
        _erase_again(ledger, missed)


def _erase_again(ledger: "Ledger", missed: set[str]) -> None:
    """Not in a ledger whose own list was changed: that must be seen, and not be mended in passing."""
    from sync.ledger.erasing import replay

    for wrong in mark_findings(ledger.db):
        raise Damaged(Reason.LEDGER_DAMAGED, found=wrong)
    replay(ledger, missed)


def _fit(ledger: "Ledger") -> None:
    db, found = ledger.db, schema.version(ledger.db)
    if found > schema.VERSION and schema.opens_from(db) > schema.VERSION:
        raise Damaged(Reason.LEDGER_DAMAGED, version=found)
    if found < schema.VERSION:
        with ledger.change():  # another process may be making the same file
            if schema.version(db) == 0 and ledger.origin.marked:
                raise Damaged(Reason.LEDGER_DAMAGED, found="nothing")
            if schema.version(db) < schema.VERSION:
                schema.migrate(db)


def _meet(ledger: "Ledger") -> None:
    """A file that is not the one this terminal wrote was restored: what waits in it may have been sent (R38)."""
    if ledger.origin.fits:
        return
    with ledger.change():
        if ledger.origin.fits:  # another process was renewing it
            return
        if ledger.origin.known:
            for part in (ledger.outbox, ledger.printouts, ledger.vouchers):
                part.distrust()
        ledger.origin.renew()
