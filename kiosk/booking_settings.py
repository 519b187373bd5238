"""The keys of a `[[platform]]` that takes bookings: which ones, in what unit, from whom, and how patiently."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from kiosk.settings_table import Table, nearest
from sync.ledger.rules import AMOUNT_MAX
from sync.records import Source
from sync.text import line

BOOKS = {"cyclos": ("payment",), "pretix": ("seat",), "mail": ("seat", "job")}
"""Kind of platform → what it can take."""
UNIT_MAX = 16
"""Letters of a unit: a row of 58 mm paper."""
LARGEST = AMOUNT_MAX / 100
SENDER = "kiosk@example.org"

_NAME = re.compile(r"[\w.-]{1,100}", re.ASCII)
"""Cyclos' internal names and ids; others would change the question that they are a part of."""
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"[\w.!#$%&'*+/=?^`{{|}}~-]{{1,64}}@(?:{_LABEL}\.)+[a-z]{{2,63}}", re.IGNORECASE | re.ASCII)


def read_bookings(table: Table, source: Source) -> Source:
    """The source with what it takes; problems are noted in the table."""
    source = _patience(table, _message(table, _ring(table, source)))
    if belongs(table, source.kind, ("pretix",), "product"):
        source = msgspec.structs.replace(source, product=line(table.text("product", "", "Anmeldung")))
    return msgspec.structs.replace(source, books=_books(table, source.kind))


def belongs(table: Table, kind: str, allowed: Iterable[str], *keys: str) -> bool:
    """Whether a platform of this kind may have these keys; each that it has all the same is noted as a problem."""
    if kind in ("", *allowed):
        return True
    sentence = table.words.say("'{key}' is only for kind = \"{allowed}\". Remove the line.")
    for key in keys:
        if table.raw(key) is not None:
            table.problem(sentence, key=key, allowed='", "'.join(allowed))
    return False


def _books(table: Table, kind: str) -> tuple[str, ...]:
    """What it takes, in the order of the file; a platform with nothing to read must take something."""
    if not belongs(table, kind, BOOKS, "books"):
        return ()
    raw, able = table.raw("books"), BOOKS.get(kind, ("payment", "seat", "job"))
    if raw is None and kind != "mail":
        return ()
    if raw is None:
        table.missing("books", list(able))
    elif isinstance(raw, list) and _chosen(raw, able):
        return tuple(raw)
    else:
        wanted = table.words.say("a list with some of {allowed}").format(allowed=", ".join(able))
        near = [nearest(word, able) for word in (raw if isinstance(raw, list) else [raw]) if isinstance(word, str)]
        table.wrong("books", raw, wanted, list(dict.fromkeys(filter(None, near))) or list(able))
    return ()


def _chosen(raw: list[object], able: Sequence[str]) -> bool:
    return bool(raw) and all(word in able for word in raw) and len(set(map(str, raw))) == len(raw)


def _ring(table: Table, source: Source) -> Source:
    """How an exchange ring counts, and where its payments carry our reference."""
    keys = ("payment_type", "reference_field", "unit", "smallest", "floor", "ceiling")
    if not belongs(table, source.kind, ("cyclos",), *keys):
        return source
    return msgspec.structs.replace(
        source,
        payment_type=_internal(table, "payment_type", "member.stunden"),
        reference_field=_internal(table, "reference_field", "kioskRef"),
        unit=_unit(table, source.unit),
        smallest=_hundredths(table, "smallest", 0.25, 0.01, 1000),
        floor=_hundredths(table, "floor", -10, -LARGEST, 0),
        ceiling=_hundredths(table, "ceiling", 50, 0, LARGEST),
    )


def _internal(table: Table, key: str, example: str) -> str | None:
    value = table.text(key, "", example)
    if value and not _NAME.fullmatch(value):
        wanted = table.words.say("an internal name or number of Cyclos")
        table.wrong(key, value, wanted, re.sub(r"[^\w.-]", "", value, flags=re.ASCII)[:100] or example)
    return value or None


def _unit(table: Table, default: str) -> str:
    value = table.text("unit", default, default)
    unit = line(value) or ""
    if not unit or len(unit) > UNIT_MAX:
        wanted = table.words.say("a word of at most {count} letters").format(count=UNIT_MAX)
        table.wrong("unit", value, wanted, unit[:UNIT_MAX].strip() or default)
    return unit


def _hundredths(table: Table, key: str, example: float, low: float, high: float) -> int | None:
    """An amount in hundredths; None where none is set."""
    if table.raw(key) is None:
        return None
    value = table.number(key, example, low, high)
    if round(value, 2) != value:
        table.wrong(key, value, table.words.say("a number with at most two decimals"), round(value, 2))
    return round(value * 100)


def _message(table: Table, source: Source) -> Source:
    """Who writes to organisers, and who gets what has no organiser's address."""
    if not belongs(table, source.kind, ("mail",), "sender", "recipient"):
        return source
    sender = _address(table, "sender", required=source.kind == "mail")
    return msgspec.structs.replace(source, sender=sender, recipient=_address(table, "recipient"))


def _address(table: Table, key: str, *, required: bool = False) -> str | None:
    value = table.text(key, "", SENDER, required=required)
    if value and not _ADDRESS.fullmatch(value):
        bare = re.sub(r"^.*<|>.*$|\s", "", value)
        wanted = table.words.say("a mail address")
        table.wrong(key, value, wanted, bare if _ADDRESS.fullmatch(bare) else SENDER)
    return value or None


def _patience(table: Table, source: Source) -> Source:
    """Bounds: an hour between two questions (the longest hold-off), a thousand rounds (about a month of such hours)."""
    if not belongs(table, source.kind, BOOKS, "look_again_s", "hold_off_s", "tries"):
        return source
    return msgspec.structs.replace(
        source,
        look_again_s=table.number("look_again_s", 60.0, 0.1, 3600),
        hold_off_s=table.number("hold_off_s", 30.0, 0.1, 3600),
        tries=table.whole("tries", 20, 1, 1000),
    )
