"""What stands in one cell, as people and their programs write it: dates, amounts, yes and no."""

import re
from datetime import date

YES = frozenset(("ja", "j", "x", "1", "yes", "y", "true", "wahr"))
NO = frozenset(("nein", "n", "0", "", "no", "false", "falsch"))
YEAR_MIN = 1900
"""An earlier year is a slip of the keys, or Excel's zero day (1899-12-30)."""

_GERMAN = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_AMOUNT = re.compile(r"([-+−]?)(?:([0-9]{1,9})|([1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2}))(?:,([0-9]{1,2}))?")
_EITHER = re.compile(r"[-+−]?[0-9]{1,3}[.,][0-9]{3}")
"""`1.234` is a thousand in German Excel and a fraction in the export of a database: refused rather than guessed."""
_ENGLISH = re.compile(r"([-+−]?)(?:([0-9]{1,9})|([1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}))\.([0-9]{1,2})")


def iso_date(text: str) -> str | None:
    """`1.2.2026` or `2026-02-01` as the latter; None when it is no day. A year of two digits is nobody's guess."""
    german, iso = _GERMAN.fullmatch(text), _ISO.fullmatch(text)
    if german:
        day, month, year = german.groups()
    elif iso:
        year, month, day = iso.groups()
    else:
        return None
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year >= YEAR_MIN else None


def hundredths(text: str) -> int | None:
    """`2,50`, `-1.234,5`, `2.5` or `1,234.50` in hundredths; None for what is no amount, or could be two."""
    found = _AMOUNT.fullmatch(text) or _ENGLISH.fullmatch(text)
    if not found or _EITHER.fullmatch(text):
        return None
    sign, plain, grouped, rest = found.groups()
    whole = plain or grouped.replace(".", "").replace(",", "")
    amount = int(whole) * 100 + int((rest or "0").ljust(2, "0"))
    return -amount if sign in ("-", "−") else amount


def yes_or_no(text: str) -> bool | None:
    """A yes-word or a no-word, in small or capital letters; None for any other."""
    word = text.casefold()
    return True if word in YES else False if word in NO else None
