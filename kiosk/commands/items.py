"""`kiosk items`: what the replica holds."""

import msgspec

from kiosk.dates import when_words
from kiosk.output import put, put_json
from kiosk.session import DONE, Session
from sync.records import PUBLIC_KEYS, Kind, StoredItem


def items(session: Session, kind: Kind | None, search: str | None, *, as_json: bool) -> int:
    """Print every item, streamed; a line each."""
    house = session.house
    for item in house.replica.items(kind, search, house.now()):
        if as_json:
            put_json(public(item))
        else:
            put(_line(session, item))
    return DONE


def public(item: StoredItem) -> dict[str, object]:
    """The keys of an item in JSON, all of them always there."""
    values = msgspec.to_builtins(item)
    return {key: values[key] for key in PUBLIC_KEYS}


def _line(session: Session, item: StoredItem) -> str:
    house = session.house
    when = when_words(house.words, item, house.today)
    mark = house.words.say("cancelled") if item.cancelled else None
    return "  ".join(part for part in (item.id, item.kind.value, item.title, when, item.place, mark) if part)
