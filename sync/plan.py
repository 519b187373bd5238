"""Decisions of a round, pure: what may vanish, when to read everything, how long to leave a platform alone."""

from collections.abc import Callable, Sequence

import msgspec

HELD_SHARE = 0.3
"""A pull that takes away more than this share of a platform is taken for an outage (R6)."""
HELD_MIN = 5
"""Losses below this number are never held: a small platform may go empty."""
HELD_S = 3600
"""Seconds after which a second complete pull confirms a held loss."""
FULL_S = 24 * 3600
"""Seconds after which everything is read again, for no incremental question sees every change."""
HOLD_OFF_S, HOLD_OFF_MAX_S = 30.0, 3600.0
"""First and longest time that the worker leaves a failing platform alone (R9)."""
UNKNOWN_TIME = -1
"""`missed_at` of an item that was missed while the clock could not be trusted."""


class Loss(msgspec.Struct, frozen=True):
    """A shown item that a complete pull of its stream did not name."""

    number: int
    missed_at: int
    """Epoch second of the first complete pull in a row without it, or `UNKNOWN_TIME`."""
    expired: bool
    """It was over before yesterday: it leaves by itself and counts for nothing."""
    agreed: bool = False
    """Staff accepted the loss, or the settings ask the platform something else than before."""


class Verdict(msgspec.Struct, frozen=True):
    """What becomes of the losses of one platform; the others stay shown."""

    hide: tuple[int, ...]
    drop: tuple[int, ...]
    held: bool


def missed_at(before: int | None, now: int, trusted: bool) -> int:
    """The mark of an item missed again: the first time counts, unless it cannot be told or lies ahead."""
    if not trusted:
        return UNKNOWN_TIME if before is None else before
    return now if before is None or not 0 <= before <= now else before


def vanish(losses: Sequence[Loss], shown: int, now: int, trusted: bool) -> Verdict:
    """Which losses are believed. `shown` counts the platform's items before, without expired ones.

    A loss that was marked `HELD_S` ago has been confirmed by this second complete pull; what is left is
    held when it is more than `HELD_SHARE` of the rest and at least `HELD_MIN`.
    """
    drop = tuple(loss.number for loss in losses if loss.expired)
    live = [loss for loss in losses if not loss.expired]
    believed = [loss.number for loss in live if loss.agreed or confirmed(loss.missed_at, now, trusted)]
    doubtful = [loss.number for loss in live if not (loss.agreed or confirmed(loss.missed_at, now, trusted))]
    held = is_outage(len(doubtful), shown - len(believed))
    return Verdict(hide=tuple(believed if held else believed + doubtful), drop=drop, held=held)


def confirmed(missed_at: int, now: int, trusted: bool) -> bool:
    """Whether a loss of that mark is missed long enough for a second complete answer to confirm it."""
    return trusted and missed_at >= 0 and now - missed_at >= HELD_S


def is_outage(lost: int, known: int) -> bool:
    """Whether so many of those known vanish at once that it is rather a fault of the platform (R6)."""
    return lost >= HELD_MIN and lost > HELD_SHARE * known


def wants_everything(last_full: int | None, now: int) -> bool:
    """Whether the cursor is left out: never read whole, a day ago, or at a time that lies ahead."""
    return last_full is None or not 0 <= now - last_full < FULL_S


def hold_off(failures: int, jitter: Callable[[], float], first_s: float = HOLD_OFF_S) -> float:
    """Seconds to leave a platform alone after so many failures in a row; `jitter` answers 0 to 1.

    Doubled each time, spread over the upper half, so that terminals that failed together come back apart.
    """
    longest = min(first_s * (1 << min(failures - 1, 10)), HOLD_OFF_MAX_S)
    return longest * (0.5 + jitter() / 2)


def state(read: int, failed: int, held: bool) -> str:
    """The platform's state: `read` counts batches and endings that arrived, `failed` the streams that did not end."""
    if failed and not read:
        return "failed"
    if held:
        return "held"
    return "partial" if failed else "ok"
