"""What the catalogue says, as people read it: placeholders filled, cut into sentences and words."""

import re
from string import Formatter

TYPICAL = {
    "age": "vor 5 Minuten",
    "all": "3",
    "amount": "2,5 Stunden",
    "at": "1",
    "bound": "20",
    "cause": "",
    "centre": "Quartier Rosenhof",
    "count": "12",
    "dates": "3 weitere Termine",
    "day": "Dienstag, 3. März",
    "detail": "",
    "digits": "4",
    "entries": "12 weitere Einträge",
    "host": "portal.example",
    "id": "4711",
    "kind": "Angebote",
    "last": "Mittwoch, 4. März",
    "limit": "20",
    "member": "1042",
    "month": "März",
    "n": "12",
    "name": "Rosenhof",
    "new": "10042",
    "number": "4711",
    "old": "10041",
    "paper": "17",
    "place": "Büro",
    "platform": "Tauschring",
    "receipt": "10042",
    "reference": "QK1-7F3K9Q",
    "seats": "2 Plätze",
    "staff": "Erika",
    "start": "14:30",
    "text": "Garten",
    "time": "14:30 Uhr",
    "title": "Offenes Café",
    "url": "portal.example",
    "wait": "30 Sekunden",
    "weekday": "Dienstag",
    "what": "",
    "when": "Dienstag, 3. März",
    "who": "1042",
    "year": "2027",
}
"""A value as it usually stands in a placeholder; one that brings a sentence of its own is left empty."""
OTHERWISE = "Garten"
"""A value for every other placeholder: one short word."""
END = re.compile(r"(?<=[.?!…])[“”»)]?\s+|(?<=:)\s+(?=[„A-ZÄÖÜ\d])|\n+")
ORDINAL = re.compile(r"(?<=\d)\.(?= [a-zäöüA-ZÄÖÜ])")
WORD = re.compile(r"[\w'’/]+(?:[-.,:@_/][\w]+)*")
FULL = re.compile(r"[.?!…:][“”»)]?$")


def filled(sentence: str) -> str:
    """With a typical value in every placeholder."""
    parts = []
    for text, name, _, _ in Formatter().parse(sentence):
        parts.append(text + ("" if name is None else TYPICAL.get(name, OTHERWISE)))
    return " ".join("".join(parts).split(" ")).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text: a full stop, a new line, or a colon before a capital ends one; `3. März` does not."""
    whole = ORDINAL.sub("\0", filled(text))
    return [part.replace("\0", ".").strip() for part in END.split(whole) if WORD.search(part)]


def words(sentence: str) -> list[str]:
    """Its words; what hangs together by a hyphen is one."""
    return WORD.findall(sentence)


def is_sentence(text: str) -> bool:
    """Whether it is said as a sentence: a label and a heading end without a stop."""
    return bool(FULL.search(text.strip())) and len(words(text)) > 1
