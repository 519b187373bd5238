"""Words of an item and words of a visitor, folded alike, and the hits in between.

Two FTS5 indexes: the words of the titles together with every ending of them (`_haus` for
Krankenhaus, so that a prefix query finds inside compounds), and all words of all fields without
endings, for these take three times as long to fill. Inside the words of a text a compound is found
through the vocabulary: few words, each with its endings.
Hits are never ranked one against all: title hits come first, then text hits.
Measured at 100,000 items (SQLite 3.40, x86): 0.1 to 3 ms for one word, 4 to 6 ms for several, none found included;
ranking every hit takes up to 185 ms.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product
from json import dumps
from operator import itemgetter

from sync.records import Item, Kind

INSIDE_MIN = 3
"""Letters from which a query is also looked for inside words; shorter ones are in nearly every word."""
WORD_MAX = 80
"""Letters of a word; a longer one is taken for two. The longest word in German law had 79."""
WORDS_MAX = 8
"""Words of a query that count; the screen's keyboard has room for fewer."""
SORTED_MAX = 500
"""Hits put in order by kind and date: forty pages; where there are more, the newest read come first."""
CHUNK = 200
"""Words of the vocabulary asked for at once: an FTS5 query of more takes over 5 ms."""
CHUNKS_MAX = 40
"""Questions of a search inside texts at most: 8,000 words of the vocabulary, 0.2 s at worst."""

_WORD = re.compile(rf"[\w\u0300-\u036f\u064b-\u065f]{{1,{WORD_MAX}}}")
"""Letters and digits with the marks that may stay beside them (İ becomes two letters when its case is folded)."""
_SPELT = {"ä": "ae", "ö": "oe", "ü": "ue"}
_NUMBER = itemgetter(0)
_STROKES = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}


class _Folding(dict[int, str]):
    """A table for `str.translate` that takes the marks off each letter once.

    Brackets and blanks of a letter that stands for several (⑴) go too: the index would take them for two words.
    """

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        self[code] = bare = "".join(
            part for part in parts if part.isalnum() or not (part.isascii() or unicodedata.category(part) == "Mn")
        )
        return bare


_BARE = _Folding({ord(letter): bare for letter, bare in _STROKES.items()})
_WRITTEN_OUT = _Folding({ord(letter): bare for letter, bare in (_STROKES | _SPELT).items()})


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """A case-folded word with umlauts as bare letters; also with umlauts written out, where that differs.

    Nothing for a mark without a letter.
    """
    bare, spelt = word.translate(_BARE), word.translate(_WRITTEN_OUT)
    return tuple(filter(None, (bare,) if bare == spelt else (bare, spelt)))


@lru_cache(maxsize=4096)
def endings(word: str) -> str:
    """A word with its endings of `INSIDE_MIN` letters and more, marked by `_`, parted by blanks."""
    return " ".join((word, *(f"_{word[at:]}" for at in range(1, len(word) - INSIDE_MIN + 1)))) if _parts(word) else word


def _parts(word: str) -> bool:
    return len(word) > INSIDE_MIN and word.isalpha()


def split(text: str) -> list[str]:
    """The words of a text in their order, case-folded."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold().replace("_", " "))


def words(text: str) -> set[str]:
    """Every word of a text, folded, in all its spellings (Öffnung: offnung, oeffnung)."""
    found = set(split(text))
    plain = {word for word in found if word.isascii()}
    return plain.union(*map(spellings, found - plain))


def indexed(item: Item) -> tuple[set[str], set[str]]:
    """The words of the title, and those of all that is searched: title, text, place and categories.

    The kind is among them, marked so that no query of a visitor can mean it.
    """
    title = {*words(item.title), f"__{item.kind}"}
    return title, title | words("\n".join((item.text or "", item.place or "", *item.categories)))


def add(db: sqlite3.Connection, items: Sequence[tuple[int, Item]]) -> None:
    """Put items, by their numbers, into the index.

    FTS5 writes out what waits for the commit at each step back in the numbers and at each statement of
    many rows: so they are put in order, and the vocabulary comes first.
    """
    titles, every, met = [], [], set[str]()
    for number, item in sorted(items, key=_NUMBER):
        title, found = indexed(item)
        titles.append((number, " ".join(map(endings, title))))
        every.append((number, " ".join(found)))
        met |= found
    _learn(db, met)
    db.executemany("INSERT INTO title_words (rowid, words) VALUES (?, ?)", titles)
    db.executemany("INSERT INTO all_words (rowid, words) VALUES (?, ?)", every)


def remove(db: sqlite3.Connection, items: Sequence[tuple[int, Item]]) -> None:
    """Take items out of the index; they must be given as they were put in."""
    rows = [(number, *indexed(item)) for number, item in sorted(items, key=_NUMBER)]
    titles = [(number, " ".join(map(endings, title))) for number, title, _ in rows]
    every = [(number, " ".join(found)) for number, _, found in rows]
    db.executemany("INSERT INTO title_words (title_words, rowid, words) VALUES ('delete', ?, ?)", titles)
    db.executemany("INSERT INTO all_words (all_words, rowid, words) VALUES ('delete', ?, ?)", every)


def _learn(db: sqlite3.Connection, found: set[str]) -> None:
    """Add new words to the vocabulary. Words stay when their last item goes: they then lead to nothing."""
    new = db.execute(
        "INSERT INTO vocabulary (word) SELECT value FROM json_each(?) WHERE value NOT IN (SELECT word FROM vocabulary)"
        " RETURNING number, word",
        (dumps([word for word in found if _parts(word)]),),
    ).fetchall()
    rows = [(number, endings(word)) for number, word in new]
    db.executemany("INSERT INTO vocabulary_parts (rowid, words) VALUES (?, ?)", rows)


def hits(db: sqlite3.Connection, text: str, since: int, kind: Kind | None = None) -> Iterator[int]:
    """Numbers of the items that hold every word of `text` and are not over at `since`, each once."""
    asked = list(filter(None, map(spellings, split(text))))[:WORDS_MAX]
    if not asked:
        return
    met: set[int] = set()
    for index, query in _queries(db, asked, kind):
        for number in _found(db, index, query, since):
            if number not in met:
                met.add(number)
                yield number


def _queries(db: sqlite3.Connection, asked: Sequence[tuple[str, ...]], kind: Kind | None) -> Iterator[tuple[str, str]]:
    """Index and FTS5 query, best hits first: in titles, by the beginning of any word, inside any word."""
    only = [f'"__{kind}"'] if kind else []
    begins = [_any(f'"{word}"*' for word in spellings) for spellings in asked]
    inside = [_any(f'"_{word}"*' for word in spellings if len(word) >= INSIDE_MIN) for spellings in asked]
    yield "title_words", _all(*only, *(_any(filter(None, pair)) for pair in zip(begins, inside, strict=True)))
    yield "all_words", _all(*only, *begins)
    compounds = [_compounds(db, query) for query in inside]
    if any(compounds) and all(found or _begins(db, begin) for begin, found in zip(begins, compounds, strict=True)):
        chunks = [_chunks([begin, *found]) for begin, found in zip(begins, compounds, strict=True)]
        for chosen in islice(product(*chunks), CHUNKS_MAX):
            yield "all_words", _all(*only, *chosen)


def _begins(db: sqlite3.Connection, begin: str) -> bool:
    """Whether any item has a word that begins so; if not, no other word of the query can help."""
    return db.execute("SELECT 1 FROM all_words WHERE all_words MATCH ? LIMIT 1", (begin,)).fetchone() is not None


def _compounds(db: sqlite3.Connection, inside: str) -> list[str]:
    """The known words that hold the asked one inside, quoted for a query."""
    if not inside:
        return []
    known = db.execute(
        "SELECT word FROM vocabulary_parts CROSS JOIN vocabulary ON number = vocabulary_parts.rowid"
        " WHERE vocabulary_parts MATCH ? LIMIT ?",
        (inside, CHUNK * CHUNKS_MAX),
    )
    return [f'"{word}"' for (word,) in known]


def _chunks(queries: Sequence[str]) -> list[str]:
    return [_any(queries[at : at + CHUNK]) for at in range(0, len(queries), CHUNK)]


def _any(queries: Iterable[str]) -> str:
    parts = list(queries)
    return f"({' OR '.join(parts)})" if len(parts) > 1 else "".join(parts)


def _all(*queries: str) -> str:
    return " AND ".join(queries)


def _found(db: sqlite3.Connection, index: str, query: str, since: int) -> Iterator[int]:
    """Hits of one FTS5 query: in order when they are few, else as the index gives them."""
    rows = db.execute(
        f"SELECT item.number, item.kind, item.rank FROM {index} CROSS JOIN item ON item.number = {index}.rowid"
        f" WHERE {index} MATCH ? AND item.until > ? ORDER BY {index}.rowid DESC",
        (query, since),
    )
    first: list[tuple[int, int, int]] = rows.fetchmany(SORTED_MAX + 1)
    if len(first) <= SORTED_MAX:
        first.sort(key=lambda row: row[1:])
    yield from (row[0] for row in first)
    yield from (row[0] for row in rows)
