"""Which state of the terminal the handover binder on the shelf tells of."""

from datetime import datetime
from hashlib import blake2s

import msgspec

from kiosk.settings import Settings

HANDOVER = "handover"
"""Under which name the ledger keeps what was printed last."""
MARK_BYTES = 8


class Handed(msgspec.Struct, frozen=True):
    """The binder that was printed last."""

    at: datetime
    """UTC."""
    mark: str
    """Of the state it tells of (`state_mark`)."""


def state_mark(settings: Settings, names: tuple[str, ...]) -> str:
    """A short mark of settings and staff: another one as soon as any of them changes. No key goes into it."""
    bare = msgspec.structs.replace(settings, platforms=(), warnings=(), learned=())
    platforms = [msgspec.structs.replace(source, secret=None) for source in settings.platforms]
    return blake2s(
        msgspec.json.encode((bare, platforms, sorted(names)), enc_hook=str), digest_size=MARK_BYTES
    ).hexdigest()
