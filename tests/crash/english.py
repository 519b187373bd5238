"""Whether a line is an English sentence of the catalogue where German was asked for (I10)."""

import re
from functools import cache

from kiosk.words import Words


@cache
def _english() -> re.Pattern[str]:
    """Every sentence that German says in other words, with anything in place of its braces."""
    catalogue: dict[object, str] = getattr(Words("de")._catalogue, "_catalog")  # noqa: B009  gettext tells it to nobody
    plain = {str(key[0] if isinstance(key, tuple) else key): text for key, text in catalogue.items()}
    sentences = [one for one, german in plain.items() if len(_words(one)) > 1 and _words(one) != _words(german)]
    return re.compile("|".join(".+".join(map(re.escape, re.split(r"\{[^}]*\}", one))) for one in sentences))


def _words(sentence: str) -> list[str]:
    """What a sentence says whatever stands in its braces."""
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"\{[^}]*\}", "", sentence))


def is_english(line: str) -> bool:
    """Only whole sentences count: names and addresses are nobody's language."""
    return _english().fullmatch(line.strip()) is not None
