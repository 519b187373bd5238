"""An item becomes an entry of the newspaper: short enough to fit, its contact as consent says, marked, with a code."""

import re
from collections.abc import Iterator

import msgspec

from kiosk.dates import date_words, span, when_words
from kiosk.facts import headline
from kiosk.house import House
from kiosk.papers.chiffre import chiffre
from kiosk.papers.consent import Consents, Contact
from kiosk.papers.issues import Comparison, Mark, print_hash
from kiosk.papers.newspaper_blocks import Entry, Fact, Told
from kiosk.papers.newspaper_items import Once
from kiosk.papers.unbroken import numbers_unbroken, unbroken
from printing.errors import CodeRefused
from printing.sheet_code import SheetCode, sheet_code
from printing.typeset import LATIN
from sync.records import Item, Kind, StoredItem
from sync.text import shorten

AGAIN_MAX = 5
"""Further dates of a series that are named: two months of a weekly one."""
PLACE_MAX, PRICE_MAX, CONTACT_MAX = 80, 40, 160
"""Letters of a place, a price and a contact: on A5 three, two and five lines, so that an entry always fits a page."""
GAP = 4
"""Letters of the space between two facts on a line, and of a colon and a blank."""
LONG = re.compile(r"\S{24,}")
"""Longer than the half of the narrowest line; only what has no place to be hyphenated at has to be cut."""
PIECE = 12
"""Letters of such a word that stay together: the widest ones fit a title of A5 beside its code."""
NO_WIDTH = "\u200b"
WORD_MAX = 64
"""Letters from which it is no word any more: the longest law of Germany had 63 (2013)."""
ROW = re.compile(r"(.)\1{3}")
"""A letter that somebody leaned on."""
AROUND = "„“”‚‘’\"'«»()[].,:;!?…–-"
"""What stands around a word and is no part of it."""


class Size(msgspec.Struct, frozen=True):
    """How much of an entry a page of this size takes."""

    title: int
    """Letters of a title."""
    title_line: int
    """Letters of a line of it beside a code, on the safe side."""
    line: int
    """The same of facts and text."""
    text: int
    """Lines of a text: what is longer is read at the terminal."""
    lines: int
    """Lines that title, facts and text may take together, one left for a word about more."""


A4 = Size(title=160, title_line=36, line=44, text=12, lines=32)
A5 = Size(title=90, title_line=22, line=27, text=12, lines=23)


class Compositor(msgspec.Struct, frozen=True):
    """Makes the entries of one newspaper."""

    house: House
    consents: Consents
    comparison: Comparison
    size: Size

    def entry(self, once: Once) -> tuple[Entry, dict[str, str]]:
        """The entry, and the hash of what is printed of each date in it, by item id."""
        item, contact = self.consents.cleaned(once.item), self.consents.contact(once.item)
        hashes = {one.id: print_hash(item, one, contact.text) for one in once.items}
        title, facts = shorten(headline(self.house.words, item), self.size.title), self._facts(once, item, contact)
        code = _code(item.url)
        entry = Entry(
            title=whole(title),
            mark=self._mark(once, hashes),
            text=self._text(item, title, facts),
            facts=facts,
            code=code,
            code_words=self.house.words.say("Code with the address {url}").format(url=code.url) if code else "",
        )
        return entry, hashes

    def _mark(self, once: Once, hashes: dict[str, str]) -> Told | None:
        """A series is new when all of its dates are, changed when one of those that were there is."""
        say, before = self.house.words.say, self.comparison.before or {}
        known = [item for item in once.items if item.id in before]
        marks = {self.comparison.mark(item, hashes[item.id]) for item in known or once.items}
        if Mark.CHANGED in marks:
            return Told(say("changed"), new=False)
        return Told(say("new"), new=True) if marks == {Mark.NEW} else None

    def _facts(self, once: Once, item: StoredItem, contact: Contact) -> tuple[tuple[Fact, ...], ...]:
        """In lines: those that have room beside each other share one."""
        lines: list[list[Fact]] = []
        for fact in self._told(once, item, contact):
            if lines and sum(map(_letters, (*lines[-1], fact))) <= self.size.line * 6 // 5:
                lines[-1].append(fact)
            else:
                lines.append([fact])
        return tuple(map(tuple, lines))

    def _told(self, once: Once, item: StoredItem, contact: Contact) -> Iterator[Fact]:
        words, today = self.house.words, self.house.today
        _ = words.say
        when = when_words(words, item, today) or (_("Date in the text") if item.kind is Kind.EVENT else None)
        again = [day for one in once.again if (day := self._day(one))]
        facts = {
            _("When"): when,
            _("Also on"): self._again(again),
            _("Where"): item.place and shorten(item.place, PLACE_MAX),
            _("Contact"): self._contact(item, contact),
            _("Price"): item.price and shorten(item.price, PRICE_MAX),
        }
        yield from (Fact(label, whole(numbers_unbroken(value))) for label, value in facts.items() if value)
        yield Fact(_("Chiffre") if contact.kind == "chiffre" else _("Number"), chiffre(once.item))

    def _contact(self, item: StoredItem, contact: Contact) -> str | None:
        if contact.kind == "chiffre":
            return None
        if contact.text:
            return shorten(contact.text, CONTACT_MAX)
        return None if item.url else self.house.words.say("Please ask in the office.")

    def _day(self, item: Item) -> str | None:
        first, _ = span(item)
        return unbroken(date_words(self.house.words, first, self.house.today)) if first else None

    def _again(self, days: list[str]) -> str | None:
        named, more = days[:AGAIN_MAX], len(days) - AGAIN_MAX
        rest = [self.house.words.count("{n} more date", "{n} more dates", more)] if more > 0 else []
        return ", ".join((*named, *rest)) or None

    def _text(self, item: Item, title: str, facts: tuple[tuple[Fact, ...], ...]) -> tuple[str, ...]:
        """The paragraphs that the page has room for; says where there is more."""
        size, told = self.size, list[str]()
        taken = lines_of(len(title), size.title_line) + sum(
            lines_of(sum(map(_letters, line)), size.line) for line in facts
        )
        room = min(size.text, size.lines - taken)
        for paragraph in filter(None, map(str.strip, (item.text or "").split("\n"))):
            fitting = shorten(paragraph, room * size.line) if room > 0 else ""
            told += [whole(fitting)] if fitting else []
            room -= lines_of(len(fitting), size.line)
            if fitting != paragraph:
                return (*told, self.house.words.say("There is more to read at the terminal."))
        return tuple(told)


def lines_of(letters: int, line: int) -> int:
    """Lines of so many letters that a text takes at most."""
    return -(-letters // line)


def _letters(fact: Fact) -> int:
    return len(fact.label) + len(fact.value) + GAP


def whole(text: str) -> str:
    """A text whose addresses and other words that no dictionary hyphenates can be cut by U+200B."""
    return LONG.sub(lambda found: _cut(found[0]), text)


def _cut(word: str) -> str:
    """Behind the signs that part an address or a compound, and where there is none for long."""
    address = any(sign in word.strip(AROUND) for sign in "@/.")
    pieces = re.findall(r"[^@/.?&=_-]*[^\s]", word)
    return NO_WIDTH.join(NO_WIDTH.join(_short(piece)) if address or _solid(piece) else piece for piece in pieces)


def _short(piece: str) -> Iterator[str]:
    """Latin letters may part anywhere, so that lines become full; letters of other scripts belong together."""
    size = 1 if len(piece) > PIECE and max(piece) <= LATIN else PIECE
    return (piece[at : at + size] for at in range(0, len(piece), size))


def _solid(piece: str) -> bool:
    """Whether the dictionary finds no place in it: only words of Latin letters have some."""
    bare = piece.strip(AROUND)
    return not bare.isalpha() or len(bare) >= WORD_MAX or max(bare) > LATIN or bool(ROW.search(bare))


def _code(url: str | None) -> SheetCode | None:
    try:
        return sheet_code(url) if url else None
    except CodeRefused:
        return None
