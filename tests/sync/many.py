"""A made-up town of any size: items with German words, compounds and dates over a year, the same for the same seed."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from sync.records import Item, Kind

SHARES = ((Kind.EVENT, 40), (Kind.OFFER, 20), (Kind.REQUEST, 12), (Kind.JOB, 8), (Kind.NOTICE, 20))
"""Percent of each kind."""
ZONE = ZoneInfo("Europe/Berlin")


class Words:
    """Pieces of German words, from the file beside this one."""

    def __init__(self) -> None:
        text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
        parts = dict(part.split("]\n") for part in text.split("[")[1:])
        self.heads, self.middles = parts["heads"].split(), parts["middles"].split()
        self.tails, self.small, self.places = parts["tails"].split(), parts["small"].split(), parts["places"].split()

    def nouns(self) -> list[str]:
        """Some 20,000 nouns, nearly all of them compounds."""
        pairs = [head + tail for head in self.heads for tail in self.tails]
        triples = [head + middle + tail for head in self.heads for middle in self.middles for tail in self.tails[:6]]
        return pairs + triples


def many(count: int, today: date, seed: int = 1) -> Iterator[Item]:
    """`count` items; events from the day before `today` over a year, everything else published in the year before."""
    rng, words = random.Random(seed), Words()
    nouns = words.nouns()
    rng.shuffle(nouns)
    kinds = rng.choices([kind for kind, _ in SHARES], [share for _, share in SHARES], k=count)
    pool = rng.choices(nouns, [1 / (at + 50) for at in range(len(nouns))], k=16 * count)
    begin = datetime(today.year, today.month, today.day, tzinfo=ZONE)
    for number, kind in enumerate(kinds):
        item = _item(rng, words, number, kind, pool[16 * number : 16 * number + 16], begin)
        yield _dated(rng, item, begin) if kind is Kind.EVENT else item


def _item(rng: random.Random, words: Words, number: int, kind: Kind, nouns: list[str], begin: datetime) -> Item:
    small = rng.choices(words.small, k=16)
    text = [word for pair in zip(nouns[3:], small, strict=False) for word in pair]
    published = begin - timedelta(minutes=rng.randrange(525_600))
    return Item(
        remote=f"{kind}:{number}",
        kind=kind,
        title=f"{nouns[0]} {small[14]} {small[15]} {nouns[1]}",
        text=f"{' '.join(text[:12])}.\n\n{' '.join(text[12:])}.",
        place=f"{rng.choice(words.places)} {nouns[2]}" if rng.random() < 0.7 else None,
        price=rng.choice((None, "frei", "5 €", "2 Stunden")),
        categories=tuple(rng.sample(words.tails[:12], rng.randrange(3))),
        contact=f"Chiffre {rng.randrange(1000)}",
        url=f"https://stadt.example/{kind}/{number}",
        published=_text(published),
        changed=_text(published + timedelta(hours=rng.randrange(48))),
        revision=f"{number}",
    )


def _dated(rng: random.Random, item: Item, begin: datetime) -> Item:
    day = begin + timedelta(days=rng.randrange(-1, 364))
    if rng.random() < 0.1:
        last = day + timedelta(days=rng.randrange(3))
        return replace(item, starts=day.date().isoformat(), ends=last.date().isoformat(), all_day=True)
    starts = day.replace(hour=rng.randrange(8, 21), minute=rng.choice((0, 15, 30, 45)))
    ends = _text(starts + timedelta(minutes=30 * rng.randrange(1, 8))) if rng.random() < 0.8 else None
    return replace(item, starts=_text(starts), ends=ends, cancelled=rng.random() < 0.01)


def _text(when: datetime) -> str:
    return when.isoformat(timespec="seconds")
