"""`kiosk members`: who is in the ring, as far as the ledger knows."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kiosk.commands.signing import signed_in
from kiosk.desk import Desk
from kiosk.notices import held_members
from kiosk.output import put, put_json
from kiosk.privacy_words import left_out
from kiosk.session import DONE, OPEN, Session, warn
from sync.ledger.records import Account, Member

PAGE = 500
"""Members that are read at once; the list is streamed."""


def members(session: Session, search: str | None, *, refresh: bool, accept: str | None, as_json: bool) -> int:
    """Everybody, or those whom the words find; with `refresh` read anew from the platforms that know them first.

    `accept` names a platform that is read anew, and whose losses are right.
    """
    with signed_in(session) as desk:
        whole = _refresh(session, desk, accept) if refresh or accept else True
        for member in _found(desk, search or ""):
            if as_json:
                put_json(values(session, member))
            else:
                put("  ".join(filter(None, (member.number, member.name, member.phone, member.email))))
    return DONE if whole else OPEN


def values(session: Session, member: Member) -> dict[str, object]:
    """A member in JSON, all keys always there.

    `number`, `name`, `short`, `email`, `phone`, `joined` (ISO date), `print`, `public`, `offline`, `source` (`csv`
    or a platform), `balance`, `floor` and `ceiling` (`"2.50"`), `balance_read` (when that was, ISO 8601).
    """
    account = member.account
    return {
        "number": member.number,
        "name": member.name,
        "short": member.short,
        "email": member.email,
        "phone": member.phone,
        "joined": member.joined,
        "print": member.print,
        "public": member.public,
        "offline": member.offline,
        "source": member.source,
        "balance": decimal(account.balance) if account else None,
        "balance_read": _read(session, account) if account else None,
        "floor": decimal(account.floor) if account else None,
        "ceiling": decimal(account.ceiling) if account else None,
    }


def _found(desk: Desk, search: str) -> Iterator[Member]:
    at = 0
    while page := desk.ledger.people.find(search, at, PAGE):
        yield from page
        at += len(page)


def decimal(hundredths: int | None) -> str | None:
    """`-2.50`; None where nothing is known."""
    if hundredths is None:
        return None
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:02}"


def _read(session: Session, account: Account) -> str:
    when = datetime.fromtimestamp(account.read_ms / 1000, UTC).astimezone(session.settings.zone)
    return when.isoformat(timespec="seconds")


def _refresh(session: Session, desk: Desk, accept: str | None) -> bool:
    """Whether every platform that knows members told all of them; trouble is said."""
    from kiosk.commands.deliver import trouble_words
    from kiosk.posting import Posting

    whole = True
    for read in Posting(desk, desk.ledger, session.words).refresh(at_once=True, accept=accept):
        if read.error:
            whole = False
            said = trouble_words(session, desk, read.platform, read.error.reason, read.error.facts)
            warn(f"{read.platform}: {said}")
        if read.held:
            whole = False
            warn(held_members(session.words, read.platform, read.missing))
        if read.erased:
            warn(f"{read.platform}: {left_out(session.words, read.erased)}")
    return whole
