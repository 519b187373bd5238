"""Foreign text becomes clean text here and nowhere else (R23)."""

import re
import unicodedata
from urllib.parse import urlsplit

TITLE_MAX = 200
"""Letters of a one-line field: over six lines of the smallest grid; longer titles are mistakes or attacks."""
TEXT_MAX = 20_000
"""Letters of a text: some seven printed A4 pages, more than anyone reads standing."""
URL_MAX = 1_000
"""Letters of an address: more does not fit a QR code that a telephone can read from paper."""
MARKS_MAX = 3
"""Combining marks a letter may bear (R23): enough for Vietnamese and Hebrew, too few for towers."""

_PLAIN = re.compile(r"[\n\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2015\u2018-\u201e\u2022\u2026\u20ac]*")
"""Letters that need no second look; nearly all German text. Composed, so NFC would not change them."""
_JOINER, _PICTURE = "\u200d", "\ufe0f"
_KEYCAPS = frozenset("0123456789#*")
_NAME, _WORD = re.compile(r"[^\d_@/\\]+\s[^\d_@/\\]+"), re.compile(r"[^\W\d_]{2,}")
_DROPPED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


class _Letters(dict[int, int | str | None]):
    """A table for `str.translate` that decides each letter once."""

    def __missing__(self, code: int) -> int | str | None:
        self[code] = kept = _decide(code)
        return kept


def _decide(code: int) -> int | str | None:
    letter = chr(code)
    if letter in ("\n", "\u200c", _JOINER):
        return code
    if letter in "\u2028\u2029":
        return "\n"
    if letter == "\t":
        return " "
    return None if unicodedata.category(letter) in _DROPPED else code


_LETTERS = _Letters()


def clean(text: str, limit: int = TEXT_MAX) -> str:
    """Text that can do no harm on a screen or on paper: NFC, no control, bidi, private or unassigned letters.

    Line feeds stay, tabs become blanks, CR LF and Unicode line ends become line feeds. At most
    `MARKS_MAX` combining marks a letter; cut to `limit` letters. Cleaning twice changes nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _PLAIN.fullmatch(text):
        text = unicodedata.normalize("NFC", text.translate(_LETTERS))
        text = unicodedata.normalize("NFC", _without_towers(_without_stray_joiners(text)))
    return shorten(text, limit)


def shorten(text: str, limit: int) -> str:
    """At most `limit` letters; what was cut shows as an ellipsis, at the last blank where one is near."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    blank = max(head.rfind(" ", limit * 3 // 4), head.rfind("\n", limit * 3 // 4))
    return (head[:blank] if blank > 0 else head).rstrip(" \n" + _JOINER) + "…"


def _is_picture(letter: str) -> bool:
    """Whether a letter may stand beside a joiner: symbols, skin tones, the picture mark itself."""
    return letter == _PICTURE or unicodedata.category(letter) in ("So", "Sk", "Sm")


def _without_stray_joiners(text: str) -> str:
    """Keep joiners and picture marks inside emoji only; elsewhere they hide or join foreign letters."""
    if _JOINER not in text and _PICTURE not in text:
        return text
    kept: list[str] = []
    for at, letter in enumerate(text):
        before = kept[-1] if kept else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if letter == _JOINER and not (_is_picture(before) and _is_picture(after) and after != _PICTURE):
            continue
        if letter == _PICTURE and (before == _PICTURE or not (_is_picture(before) or _may_be_picture(before, after))):
            continue
        kept.append(letter)
    return "".join(kept)


def _may_be_picture(before: str, after: str) -> bool:
    """Keycaps (1️⃣) and the few punctuation marks with a picture form (‼️)."""
    return (before in _KEYCAPS and after == "\u20e3") or before in "\u203c\u2049\u3030\u303d"


def _without_towers(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.category(letter)[0] == "M" else 0
        if marks <= MARKS_MAX:
            kept.append(letter)
    return "".join(kept)


def line(text: str | None, limit: int = TITLE_MAX) -> str | None:
    """A clean one-line field; None when nothing is left."""
    if not text:
        return None
    return clean(" ".join(clean(text, limit=TEXT_MAX).split()), limit) or None


def paragraphs(text: str | None, limit: int = TEXT_MAX) -> str | None:
    """Clean plain text of several lines: blanks folded, at most one blank line in a row; None when empty."""
    if not text:
        return None
    lines = [" ".join(part.split()) for part in clean(text, limit=4 * limit).split("\n")]
    return shorten(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"), limit) or None


def safe_url(url: str | None) -> str | None:
    """An http or https address in ASCII without blanks, else None. Nothing else may be linked or printed."""
    if not url or len(url) > URL_MAX:
        return None
    url = clean(url.strip(), URL_MAX)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or any(c in url for c in ' "<>\\^`{|}\n'):
        return None
    if parts.username or parts.password:
        return None
    host = f"[{host}]" if ":" in host else host
    return _ascii(parts._replace(netloc=host + port).geturl())


def _ascii(url: str) -> str:
    """Percent-encode what is not ASCII: QR codes of other payloads are misread (printing reference, 5)."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in url)


def description_of(described: str | None, *names: str | None) -> str | None:
    """What a picture shows, in one line: its description, else the first name that somebody gave it.

    Names are clean lines. Two words or more without a figure are one; cameras and files bear others (`IMG_2034`).
    """
    named = (name for name in names if name and _NAME.fullmatch(name) and len(_WORD.findall(name)) > 1)
    return described or next(named, None)


def title_of(title: str | None, text: str | None, untitled: str = "(ohne Titel)") -> str:
    """The title, else the first words of the text, else a mark that both are missing."""
    if title:
        return title
    words = line(text, 60)
    return words or untitled
