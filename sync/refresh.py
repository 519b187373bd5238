"""Members and balances, read anew from the platforms that know them."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from sync import plan
from sync.couriers.base import Roster
from sync.errors import SyncError, Unstorable
from sync.ledger.file import Damaged
from sync.ledger.ledger import Ledger
from sync.records import Source

EVERY_S = 900.0
"""Between two readings, seconds: balances are shown with their age; a ring of 500 costs some ten requests or more."""


class Read(msgspec.Struct, frozen=True):
    """When members were last read, in powered time; another boot reads anew."""

    boot: str
    at_s: float


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading one platform's members; `error` where it was not all of them: then nothing changed."""

    platform: str
    members: int = 0
    missing: int = 0
    """Known members that the platform no longer names and that stay for now."""
    held: bool = False
    """So many that it is taken for a fault of the platform: they stay until staff say that it is right."""
    erased: int = 0
    """Members whom the platform still names and who were erased here: they are not stored again."""
    error: SyncError | None = None


def refresh(
    ledger: Ledger,
    sources: Sequence[Source],
    connect: Callable[[Source], Roster],
    *,
    at_once: bool = False,
    accept: str | None = None,
) -> Iterator[Refreshed]:
    """Read every platform whose members were not read for `EVERY_S`; `accept` names one whose losses are right.

    Raises `Unstorable`, `Damaged`.
    """
    for source in sources:
        if at_once or _due(ledger, source):
            yield _read(ledger, source, connect, accept=accept == source.name)


def _due(ledger: Ledger, source: Source) -> bool:
    kept = ledger.kept.get(_name(source))
    last = msgspec.json.decode(kept, type=Read) if kept else None
    now = ledger.clock.monotonic()
    return last is None or last.boot != ledger.clock.boot or not 0 <= now - last.at_s < EVERY_S


def _read(ledger: Ledger, source: Source, connect: Callable[[Source], Roster], *, accept: bool) -> Refreshed:
    roster = connect(source)
    try:
        members = roster.members()
    except (Unstorable, Damaged):
        raise
    except SyncError as error:
        return Refreshed(platform=source.name, error=error)
    finally:
        roster.close()
    with ledger.change():
        told = {member.number for member in members}
        missing, held = _forget(ledger, source.name, told, accept=accept)
        welcome, erased = ledger.erasures.sift(members)
        ledger.people.store(welcome)
        ledger.kept.put(_name(source), msgspec.json.encode(Read(ledger.clock.boot, ledger.clock.monotonic())))
        ledger.journal.note("members read", facts=f"{source.name} {len(welcome)}")
    return Refreshed(platform=source.name, members=len(welcome), missing=missing, held=held, erased=erased)


def _forget(ledger: Ledger, platform: str, told: set[str], *, accept: bool) -> tuple[int, bool]:
    """Forget who left; how many missing ones stay, and whether because there are too many at once (R6).

    A few are believed when a second complete reading says the same an hour later; many only when staff say so,
    for what the centre knows of them besides (consents, no internet) stands nowhere else.
    """
    known, name = ledger.people.of(platform), f"missing:{platform}"
    since = msgspec.json.decode(ledger.kept.get(name) or b"{}", type=dict[str, int])
    now, trusted = int(ledger.clock.now().timestamp()), ledger.clock.trusted
    marks = {number: plan.missed_at(since.get(number), now, trusted) for number in known - told}
    held = not accept and plan.is_outage(len(marks), len(known))
    old = {number for number, at in marks.items() if plan.confirmed(at, now, trusted)}
    gone = set(marks) if accept else set() if held else old
    stay = {number: at for number, at in marks.items() if number not in gone}
    ledger.people.keep_only(platform, [*told, *stay])
    ledger.kept.put(name, msgspec.json.encode(stay))
    return len(stay), held


def _name(source: Source) -> str:
    return f"roster:{source.name}"
