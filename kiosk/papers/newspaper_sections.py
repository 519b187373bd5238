"""The sections of the newspaper: a kind each, events by month, everything else by category."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from kiosk.dates import month_alone
from kiosk.house import House, kind_word
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.newspaper_blocks import Advice, Block, Cell, Group, Rows, Section
from kiosk.papers.newspaper_entries import Compositor, whole
from kiosk.papers.newspaper_items import ENTRIES_MAX, Once, entries, later
from sync.records import Kind

ORDER = (Kind.OFFER, Kind.REQUEST, Kind.EVENT, Kind.JOB, Kind.NOTICE)
"""What members trade comes first: it is their newspaper."""


class Sections:
    """The blocks of all sections, the lines of the contents that lead to them, and the hashes of what is printed."""

    def __init__(self, compositor: Compositor, last: date) -> None:
        """`last` is the last day of which events are printed."""
        self._compositor, self._house = compositor, compositor.house
        self.blocks: list[Block] = []
        self.contents: list[tuple[Cell, list[Cell]]] = []
        """A line for each section, with those of its groups."""
        self.hashes: dict[str, str] = {}
        self.counts: dict[Kind, int] = {}
        for kind in ORDER:
            found = entries(self._house, kind, last)
            self._add(kind, found[:ENTRIES_MAX])
            self.blocks.extend(_left(self._house, len(found) - ENTRIES_MAX))
            if kind is Kind.EVENT:
                self.blocks.extend(_later(self._house, last))

    def _add(self, kind: Kind, found: list[Once]) -> None:
        self.counts[kind] = len(found)
        if not found:
            return
        key, title = f"s-{kind}", kind_word(self._house.words, kind)
        self.blocks.append(Section(key=key, running=title, fresh=True, title=title))
        cells = []
        for number, (name, ones) in enumerate(_groups(self._compositor, kind, found).items()):
            cells.append(Cell(whole(name), f"{key}-{number}"))
            self.blocks.append(Group(key=f"{key}-{number}", title=whole(name)))
            for one in ones:
                entry, hashes = self._compositor.entry(one)
                self.blocks.append(entry)
                self.hashes |= hashes
        self.contents.append((Cell(title, key), cells))


def _left(house: House, count: int) -> Iterator[Advice]:
    """Where entries are told of for which there is no room."""
    if count > 0:
        _, left = house.words.say, house.words.count("{n} more entry", "{n} more entries", count)
        told = _("{entries}: please look at the terminal, or ask us.").format(entries=left)
        yield Advice(title=_("And more"), lines=(told,))


def _later(house: House, last: date) -> Iterator[Advice]:
    """Where events are told of that come after the last day."""
    if count := later(house, last):
        _, dates = house.words.say, house.words.count("{n} more date", "{n} more dates", count)
        told = _("{dates} after {day}: please look at the terminal, or ask us.")
        told = told.format(dates=dates, day=whole_day(house.words, last))
        yield Advice(title=_("Later on"), lines=(told,))


def contents_rows(sections: Sections, columns: int) -> Iterator[Rows]:
    """The contents: sections in bold, their groups below in columns that are read downwards."""
    for head, cells in sections.contents:
        yield Rows(cells=(head,), columns=1, strong=True)
        high = -(-len(cells) // columns)
        for at in range(high):
            yield Rows(cells=tuple(cells[at::high]), columns=columns)


def _groups(compositor: Compositor, kind: Kind, found: list[Once]) -> Mapping[str, list[Once]]:
    """Entries by their group, the groups in order; an entry stands once, under its first category."""
    house, clean, groups = compositor.house, compositor.consents.clean, dict[str, list[Once]]()
    other = house.words.say("Other things")
    for once in found:
        name = _month(house, once) if kind is Kind.EVENT else next(map(clean, once.item.categories), other)
        groups.setdefault(name, []).append(once)
    if kind is Kind.EVENT:
        return groups
    return dict(sorted(groups.items(), key=lambda group: (group[0] == other, _letters(group[0]), group[0])))


def _letters(name: str) -> str:
    """Ä counts as A (DIN 5007, 1)."""
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))


def _month(house: House, once: Once) -> str:
    """`November 2026`; what began before counts for today's."""
    if once.item.starts is None:
        return house.words.say("Date in the text")
    day = max(date.fromisoformat(once.item.starts[:10]), house.today)
    return f"{month_alone(house.words, day)} {day.year}"
