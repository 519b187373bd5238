"""Where a member stands in the ledger: row, bookings, wishes, drafts and what statements remember."""

from collections.abc import Iterator

import msgspec

from sync.ledger.ledger import Ledger
from sync.ledger.records import State, What
from sync.ledger.rows import what_of

SETTLED = (State.CONFIRMED, State.CANCELLED)
"""Of these bookings nothing will ever be sent or decided any more."""
_LISTS = ("statement", "missing:%")
"""Things kept by name that are objects by member number: last statements, and who is missing on a platform."""


class Traces(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that hangs on one number."""

    number: str
    member: bool
    """Whether there is a row of theirs."""
    bookings: dict[int, What]
    """Receipt → content, also of bookings that were taken back."""
    open: tuple[int, ...]
    """Receipts among them that are not settled."""
    wishes: tuple[str, ...]
    """Ids of open wishes that were left with this number."""
    drafts: tuple[str, ...]
    """Under which names the ledger keeps bookings that were begun with this member."""
    lists: tuple[str, ...]
    """Under which names it keeps lists with this number."""

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.member or self.bookings or self.wishes or self.drafts or self.lists)


def traces(ledger: Ledger, number: str) -> Traces:
    """Look everything through; nothing is written."""
    bookings = {receipt: what for receipt, what in contents(ledger) if number in what.members}
    wishes = ledger.db.execute("SELECT id FROM interest WHERE state = 'open' AND member = ?", (number,))
    drafts = [name for name, draft in kept_objects(ledger, "draft:%") if number in _named(draft)]
    lists = [name for like in _LISTS for name, listed in kept_objects(ledger, like) if number in listed]
    return Traces(
        number=number,
        member=ledger.people.get(number) is not None,
        bookings=bookings,
        open=tuple(one for one in bookings if ledger.outbox.sending(one).state not in SETTLED),
        wishes=tuple(id for (id,) in wishes),
        drafts=tuple(drafts),
        lists=tuple(lists),
    )


def contents(ledger: Ledger) -> Iterator[tuple[int, What]]:
    """Every receipt with what was booked, oldest first."""
    for receipt, content in ledger.db.execute("SELECT receipt, content FROM booking ORDER BY receipt").fetchall():
        yield receipt, what_of(content)


def numbers(ledger: Ledger) -> set[str]:
    """Every member number that stands anywhere."""
    found = {number for (number,) in ledger.db.execute("SELECT number FROM member")}
    found.update(number for _, what in contents(ledger) for number in what.members)
    sql = "SELECT member FROM interest WHERE state = 'open' AND member NOT NULL"
    found.update(number for (number,) in ledger.db.execute(sql))
    for _, draft in kept_objects(ledger, "draft:%"):
        found.update(_named(draft))
    return found.union(*(listed for like in _LISTS for _, listed in kept_objects(ledger, like)))


def kept_objects(ledger: Ledger, like: str) -> Iterator[tuple[str, dict[str, object]]]:
    """What is kept under such names as JSON objects; what is none is left out."""
    rows = ledger.db.execute("SELECT name, value FROM kept WHERE name LIKE ? ORDER BY name", (like,)).fetchall()
    for name, value in rows:
        try:
            yield name, msgspec.json.decode(value, type=dict[str, object])
        except msgspec.DecodeError:
            continue


def _named(draft: dict[str, object]) -> set[str]:
    """The numbers in a draft; the name of a guest is none."""
    told = [draft.get("payer"), draft.get("payee"), None if draft.get("who") == "guest" else draft.get("name")]
    return {one for one in told if isinstance(one, str)}
