"""Members and balances, read anew from the platforms that know them."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

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
    error: SyncError | None = None


def refresh(
    ledger: Ledger, sources: Sequence[Source], connect: Callable[[Source], Roster], *, at_once: bool = False
) -> Iterator[Refreshed]:
    """Read every platform whose members were not read for `EVERY_S`. Raises `Unstorable`, `Damaged`."""
    for source in sources:
        if at_once or _due(ledger, source):
            yield _read(ledger, source, connect)


def _due(ledger: Ledger, source: Source) -> bool:
    kept = ledger.kept.get(_name(source))
    last = msgspec.json.decode(kept, type=Read) if kept else None
    now = ledger.clock.monotonic()
    return last is None or last.boot != ledger.clock.boot or not 0 <= now - last.at_s < EVERY_S


def _read(ledger: Ledger, source: Source, connect: Callable[[Source], Roster]) -> Refreshed:
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
        ledger.people.store(members)
        ledger.people.keep_only(source.name, [member.number for member in members])
        ledger.kept.put(_name(source), msgspec.json.encode(Read(ledger.clock.boot, ledger.clock.monotonic())))
        ledger.journal.note("members read", facts=f"{source.name} {len(members)}")
    return Refreshed(platform=source.name, members=len(members))


def _name(source: Source) -> str:
    return f"roster:{source.name}"
