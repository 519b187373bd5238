"""Taking away what need not be kept any more (R32): the same search for the preview and for the run."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from sync.clock import Trust
from sync.ledger.bare import bare, is_pseudonym, new_pseudonym
from sync.ledger.ledger import Ledger
from sync.ledger.letters import Fate, Letters
from sync.ledger.records import Payment, Reversal, What
from sync.ledger.retention import DRAFTS, LETTERS, PAYMENTS, REGISTRATIONS, Kind, certain_day, day_of
from sync.ledger.rewriting import rewrite
from sync.ledger.traces import SETTLED, contents, kept_objects

RUN = "retention"
"""The journal's event of a run; its facts are counts (`payment 3, wish 1`)."""
_CERTAIN = (Trust.NTP.value, Trust.RTC.value)


class Over(msgspec.Struct, frozen=True, kw_only=True):
    """What is over today."""

    bookings: dict[int, What]
    """Receipt → what stays of it."""
    kinds: dict[int, Kind]
    """Receipt → `PAYMENT` or `REGISTRATION`."""
    wishes: tuple[str, ...]
    opinions: tuple[str, ...]
    drafts: tuple[str, ...]
    statements: tuple[str, ...]
    """Numbers of people who are no members any more."""

    @property
    def counts(self) -> dict[Kind, int]:
        """How many of each kind that a run takes away; every such kind is there."""
        bookings = list(self.kinds.values())
        return {
            **{kind: bookings.count(kind) for kind in (Kind.PAYMENT, Kind.REGISTRATION)},
            Kind.WISH: len(self.wishes),
            Kind.OPINION: len(self.opinions),
            Kind.DRAFT: len(self.drafts),
            Kind.STATEMENT: len(self.statements),
        }


def over(ledger: Ledger, zone: ZoneInfo) -> Over:
    """What is over today; nothing is written. Raises `DateUnsure`."""
    today, known = certain_day(ledger.clock, zone), _latest(ledger, zone)
    bookings = dict(_bookings(ledger, today, known))
    return Over(
        bookings=bookings,
        kinds={receipt: _kind(what) for receipt, what in bookings.items()},
        wishes=tuple(_letters(ledger, "interest WHERE state = 'open'", today, known)),
        opinions=tuple(_letters(ledger, "feedback WHERE words NOT NULL", today, known)),
        drafts=tuple(_drafts(ledger, today, zone)),
        statements=tuple(_statements(ledger)),
    )


def kept_until(ledger: Ledger, receipts: Iterable[int], zone: ZoneInfo) -> date | None:
    """Until when the law wants the last of these payments kept; None where there is no payment among them."""
    payments = [one for one in map(ledger.by_receipt, receipts) if _kind(one.booking.what) is Kind.PAYMENT]
    last = [PAYMENTS.last_day(day_of(one.booking.stamp.wall_ms, zone)) for one in payments]
    return max(last, default=None)


def run(ledger: Ledger, zone: ZoneInfo, staff: str | None) -> dict[Kind, int]:
    """Take it away in one synced transaction, and note how much of each kind it was; every such kind is there.

    Raises `DateUnsure`, `Unstorable`.
    """
    with ledger.change():
        found = over(ledger, zone)
        _take_away(ledger, found, staff)
        facts = ", ".join(f"{kind} {count}" for kind, count in found.counts.items() if count)
        ledger.journal.note(RUN, staff=staff, facts=facts or "nothing")
    if facts:
        ledger.fold()
    return found.counts


def _take_away(ledger: Ledger, found: Over, staff: str | None) -> None:
    rewrite(ledger, found.bookings, staff)
    letters = Letters(ledger)
    for id in found.wishes:
        if wish := letters.wish(id):
            letters.close(wish, Fate.DELETED, staff)
    for id in found.opinions:
        ledger.db.execute("UPDATE feedback SET words = NULL WHERE id = ?", (id,))
    for name in found.drafts:
        ledger.kept.drop(name)
    for name, listed in list(kept_objects(ledger, "statement")):
        stay = {number: last for number, last in listed.items() if number not in found.statements}
        if stay != listed:
            ledger.kept.put(name, msgspec.json.encode(stay))


def _latest(ledger: Ledger, zone: ZoneInfo) -> Callable[[int], date | None]:
    """The day on which a row of the journal was there at the latest, by the next certain clock; None: not known yet.

    So a wrong clock of that time keeps something longer, and never takes it away too early.
    """
    marks = ", ".join("?" * len(_CERTAIN))
    sql = f"SELECT seq, wall_ms FROM journal WHERE trust IN ({marks}) ORDER BY seq"
    rows = ledger.db.execute(sql, _CERTAIN).fetchall()
    seqs = [seq for seq, _ in rows]

    def latest(seq: int) -> date | None:
        at = bisect_left(seqs, seq)
        return day_of(rows[at][1], zone) if at < len(rows) else None

    return latest


def _bookings(ledger: Ledger, today: date, known: Callable[[int], date | None]) -> Iterator[tuple[int, What]]:
    """Settled ones that are old enough, and hold more than must stay.

    A payment of somebody who is still a member keeps the number: their balance is made of it.
    """
    seqs = dict(ledger.db.execute("SELECT receipt, seq FROM booking"))
    states = dict(ledger.db.execute("SELECT receipt, state FROM outbox"))
    members = {number for (number,) in ledger.db.execute("SELECT number FROM member")}
    names: dict[str, str] = {}
    for receipt, what in contents(ledger):
        term = PAYMENTS if _kind(what) is Kind.PAYMENT else REGISTRATIONS
        since = known(seqs[receipt])
        if states[receipt] not in SETTLED or since is None or not term.over(since, today):
            continue
        stay = members if _kind(what) is Kind.PAYMENT else set()
        gone = (one for one in what.members if one not in stay and not is_pseudonym(one))
        names.update({one: new_pseudonym() for one in gone if one not in names})
        left = bare(what, {number: name for number, name in names.items() if number not in stay})
        if left != what:
            yield receipt, left


def _kind(what: What) -> Kind:
    inner = what.what if isinstance(what, Reversal) else what
    return Kind.PAYMENT if isinstance(inner, Payment) else Kind.REGISTRATION


def _letters(ledger: Ledger, rows: str, today: date, known: Callable[[int], date | None]) -> Iterator[str]:
    for id, seq in ledger.db.execute(f"SELECT id, seq FROM {rows} ORDER BY seq, id"):
        since = known(seq)
        if since and LETTERS.over(since, today):
            yield id


def _drafts(ledger: Ledger, today: date, zone: ZoneInfo) -> Iterator[str]:
    """Those that were begun under a certain clock; the others go with the booking, or when staff give them up."""
    for name, draft in kept_objects(ledger, "draft:%"):
        begun = draft.get("wall_ms")
        if draft.get("trusted") is True and isinstance(begun, int) and DRAFTS.over(day_of(begun, zone), today):
            yield name


def _statements(ledger: Ledger) -> Iterator[str]:
    for _, listed in kept_objects(ledger, "statement"):
        yield from (number for number in listed if ledger.people.get(number) is None)
