"""German syllables, and two measures of how easy a text reads, made of them."""

import re
from collections.abc import Sequence

import msgspec

NUCLEUS = re.compile(r"aa|ee|oo|ie|ei|ai|ey|ay|eu|äu|au|[aeiouyäöüé]")
"""The vowels of one syllable, the longest first."""
APART = (
    *("be|end", "be|ein", "be|inha", "be|irr", "ge|ein", "ge|irr", "ge|end", "muse|um", "ruhe|stand"),
    *("famili|e", "feri|en", "lini|e", "medi|en", "seri|en", "seri|e", "materi|al", "studi|e", "prämi|e", "juli|"),
    *("zwei|er", "ide|en", "asi|en", "itali|en", "neu|er"),
)
"""Where two vowels that look like one belong to two syllables."""
QU = re.compile(r"qu")
DIGITS = re.compile(r"\d")


class Measured(msgspec.Struct, frozen=True):
    """How easy a text reads; every figure of the whole text at once."""

    sentences: int
    words: int
    mean: float
    """Words in a sentence."""
    longest: int
    vienna: float
    """First Wiener Sachtextformel: about the school year that understands it, 4 to 15."""
    vienna_4: float
    """Fourth Wiener Sachtextformel, of two figures only."""
    flesch: float
    """Reading ease for German, 0 to 100 and above: 70 and more is easy."""


def syllables(word: str) -> int:
    """How many syllables a German word has, at least one; figures count as one, as they are taken in at a glance."""
    text = word.lower()
    if DIGITS.search(text):
        return 1
    for pair in APART:
        text = text.replace(pair.replace("|", ""), pair)
    return max(1, len(NUCLEUS.findall(QU.sub("qw", text))))


def measure(sentences: Sequence[Sequence[str]]) -> Measured:
    """The figures of a text, given as the words of its sentences; the text is not empty.

    Wiener Sachtextformeln: R. Bamberger and E. Vanecek, Lesen – Verstehen – Lernen – Schreiben, Wien 1984.
    Reading ease: T. Amstad, Wie verständlich sind unsere Zeitungen?, Zürich 1978 (R. Flesch's of 1948 made for German).
    """
    words = [word for sentence in sentences for word in sentence]
    counted = [syllables(word) for word in words]
    length, per_word = len(words) / len(sentences), sum(counted) / len(words)
    many = 100 * sum(count >= 3 for count in counted) / len(words)
    single = 100 * sum(count == 1 for count in counted) / len(words)
    long = 100 * sum(len(word.replace("-", "")) > 6 for word in words) / len(words)
    return Measured(
        sentences=len(sentences),
        words=len(words),
        mean=length,
        longest=max(map(len, sentences)),
        vienna=0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * single - 0.875,
        vienna_4=0.2744 * many + 0.2656 * length - 1.693,
        flesch=180 - length - 58.5 * per_word,
    )
