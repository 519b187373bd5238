"""Which platform a booking goes to."""

from collections.abc import Sequence

from sync.couriers.pretix_shop import takes
from sync.ledger.records import PAPER, Job, Payment, Seat
from sync.mailboxes import mailbox
from sync.records import Source


def carrier(sources: Sequence[Source], what: Payment | Seat | Job) -> str:
    """The name of the first platform, in the settings' order, that takes it; `PAPER` where none does."""
    return next((source.name for source in sources if _takes(source, what)), PAPER)


def _takes(source: Source, what: Payment | Seat | Job) -> bool:
    if str(what.__struct_config__.tag) not in source.books:
        return False
    if source.kind == "mail":
        return isinstance(what, Seat | Job) and bool(source.recipient or mailbox(what.contact))
    return source.kind != "pretix" or (isinstance(what, Seat) and takes(source, what))
