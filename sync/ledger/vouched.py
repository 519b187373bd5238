"""What staff say about the date while the machine cannot know it: counts until the machine starts anew (R10)."""

import msgspec

from sync.ledger.kept import Kept

_NAME = "clock"


class Vouched(msgspec.Struct, frozen=True):
    """The last answer."""

    boot: str
    offset_ms: int | None
    """What to add to the machine's clock; None where staff could not say either."""


def asked(kept: Kept, boot: str) -> bool:
    """Whether staff were asked in this run of the machine."""
    return _last(kept, boot) is not None


def vouched_ms(kept: Kept, boot: str) -> int | None:
    """What to add to the machine's clock, if staff vouched for it in this run of the machine."""
    last = _last(kept, boot)
    return last.offset_ms if last else None


def vouch(kept: Kept, boot: str, offset_ms: int | None) -> None:
    """Keep the answer, within the transaction of the caller."""
    kept.put(_NAME, msgspec.json.encode(Vouched(boot, offset_ms)))


def _last(kept: Kept, boot: str) -> Vouched | None:
    found = kept.get(_NAME)
    last = msgspec.json.decode(found, type=Vouched) if found else None
    return last if last and last.boot == boot else None
