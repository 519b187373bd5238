"""Amounts as people write and read them: whole numbers of hundredths inside, a comma or a point outside."""

import re

from kiosk.words import Words

_WRITTEN = re.compile(r"([0-9]{1,5})(?:[.,]([0-9]{1,2}))?")


def parse_amount(text: str) -> int | None:
    """Hundredths of `2`, `2,5` or `2.50`, at most `sync.ledger.rules.AMOUNT_MAX`; None for everything else."""
    found = _WRITTEN.fullmatch(text.strip())
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def amount_words(words: Words, hundredths: int, unit: str) -> str:
    """`2,5 Stunden`; the unit is the ring's own word and stays as it is."""
    return f"{number_words(words, hundredths)} {unit}"


def balance_words(words: Words, hundredths: int, unit: str) -> str:
    """The same with its sign, `+2,5 Stunden` and `−3 Stunden`, for what can stand on either side of nothing."""
    sign = "+" if hundredths > 0 else "−" if hundredths < 0 else ""
    return f"{sign}{amount_words(words, abs(hundredths), unit)}"


def number_words(words: Words, hundredths: int) -> str:
    """The bare number, without needless zeros: `1.234,5`."""
    whole, rest = divmod(abs(hundredths), 100)
    mark = words.say("decimal mark") if rest else ""
    decimals = f"{rest:02}".rstrip("0")
    return f"{'−' if hundredths < 0 else ''}{words.number(whole)}{mark}{decimals}"
