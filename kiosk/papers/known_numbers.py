"""Telephone numbers and mail addresses in running text: those of some people, or all of them."""

import re
from collections.abc import Iterable, Iterator

NATIONAL = "49"
"""The country whose code is left out of a number as people write it at home."""
DIGITS_MIN = 6
"""Digits of the shortest number that is told apart from a price or a house number."""
DIGITS_MAX = 15
"""Digits of the longest one (ITU-T E.164)."""

_RUN = re.compile(r"(?:\+\s?)?\(?\d(?:[\s()/.·_‐-―−-]{0,4}\d)+")
"""Digits with what people write between them."""
_MAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]++\s?(?:@|＠|\s?[(\[{]\s?(?:at?|ät|@)\s?[)\]}]\s?|\sat\s)\s?[\w-]+"
    r"(?:\s?(?:\.(?!\s)|\s\.|[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]|\s(?:dot|punkt)\s)\s?[\w-]+)+",
    re.IGNORECASE,
)
"""`erna@example.org`, also as `erna (at) example (punkt) org`; a blank behind the dot begins a new sentence."""
_AT = re.compile(r"＠|[(\[{]\s?(?:at?|ät|@)\s?[)\]}]|\sat\s", re.IGNORECASE)
_DOT = re.compile(r"[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]|\s(?:dot|punkt)\s", re.IGNORECASE)

_MOMENT = (
    r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2})|\d{4}-\d\d-\d\d|\d{1,2}\.\s?\d{1,2}\.?|\d{1,2}|(?:19|20)\d\d)"
)
_MOMENTS = re.compile(rf"{_MOMENT}(?:(?:\s?[-‐-―/]\s?|(?<=\d{{4}})\s|(?<=\.)\s){_MOMENT})*")
"""Dates, times, years, and spans of them: `24.11.2026`, `08.30–10.00`, `1950-1960`."""
_AMOUNT = re.compile(r"\s?(?:€|euro\b|eur\b|km\b|kg\b|m²|qm\b|std\b|stunden\b)", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_BOOK = re.compile(r"97[89]")
"""How the number of a book begins (ISBN-13)."""
_RING = re.compile(
    r"\b(?:(?:tele[fp]h?on|tel|fon|phone|mobil|handy|ruf|fax)(?:nummer|nr)?|whatsapp|signal|sms)\b\W{0,3}(?:\w+\W{1,2})?$",
    re.IGNORECASE,
)
"""What stands before a number that is for dialling."""

Span = tuple[int, int]


class KnownNumbers:
    """Finds the numbers and addresses of some people in running text, however they are written there."""

    def __init__(self, phones: Iterable[str], mails: Iterable[str]) -> None:
        self._phones = {number for phone in phones for run in _RUN.findall(phone) if len(number := dialled(run)) > 2}
        self._ends = {number[-length:] for number in self._phones for length in range(DIGITS_MIN, len(number))}
        self._mails = {_address(mail) for mail in mails}

    def spans(self, text: str) -> Iterator[Span]:
        """Where they stand."""
        yield from (found.span() for found in _RUN.finditer(text) if self._holds(found[0]))
        yield from (found.span() for found in _MAIL.finditer(text) if _address(found[0]) in self._mails)

    def _holds(self, run: str) -> bool:
        """Whether one of the numbers is in a run of digits: bare, without area code, or beside other digits."""
        digits = dialled(run)
        if digits in self._phones or digits in self._ends:
            return True
        starts = range(len(digits) - DIGITS_MIN + 1)
        windows = (digits[at : at + length] for at in starts for length in range(DIGITS_MIN, DIGITS_MAX + 1))
        return any(window in self._phones for window in windows)


def every_number(text: str) -> Iterator[Span]:
    """Where anything stands that can be dialled or written to; dates, times, prices and books stay."""
    yield from (found.span() for found in _MAIL.finditer(text))
    yield from (found.span() for found in _RUN.finditer(text) if _rings(text, found.span()))


def dialled(run: str) -> str:
    """The digits of a number without country code and leading zero: `+49 (0)221 / 98 76-54` is `221987654`."""
    digits = "".join(str(int(letter)) for letter in run if letter.isdecimal())
    if run.lstrip("( ").startswith("+"):
        digits = digits.removeprefix(NATIONAL)
    elif digits.startswith("00"):
        digits = digits[2:].removeprefix(NATIONAL)
    return digits.lstrip("0")


def _rings(text: str, span: Span) -> bool:
    run = text[slice(*span)]
    count = sum(letter.isdecimal() for letter in run)
    before = text[max(0, span[0] - 30) : span[0]]
    if count >= 4 and _RING.search(before):
        return True
    if count < DIGITS_MIN or _MOMENTS.fullmatch(run) or _BOOK.match(run):
        return False
    return run[0] in "+(0" or not (_THOUSANDS.fullmatch(run) or _AMOUNT.match(text, span[1]))


def _address(found: str) -> str:
    """A mail address as it would be written in a letter head, without case."""
    plain = _DOT.sub(".", _AT.sub("@", found))
    return "".join(plain.split()).casefold().rstrip(".")
