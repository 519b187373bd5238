"""The number of a voucher as it stands on paper, `QK1-P00017-3`: made, and read again however people type it."""

import re

from sync.check_digit import check_digit
from sync.ledger.rules import NotBooked, Rule

DIGITS = 5
"""Digits of a number, with zeros before it: 99,999 vouchers are more than a centre fills in within ten years."""
LONGEST = 20
"""Letters of the longest number with its hyphens: a mark of six and nine digits."""

_SEPARATORS = re.compile(r"[\s./_–—-]+")
_SHAPE = re.compile(r"([A-Z0-9]{2,6}?)P([0-9OIL]{5,9})([0-9OIL])")
_SHORT = re.compile(r"[0-9]{2,10}")
_DIGITS = str.maketrans("OIL", "011")
"""What people type in place of a digit."""


def voucher_code(terminal: str, number: int) -> str:
    """`QK1-P00017-3`: the terminal's mark, P for paper, the number, and a check digit over all of it."""
    digits = f"{number:0{DIGITS}}"
    return f"{terminal}-P{digits}-{_check(terminal, digits)}"


def is_voucher(text: str) -> bool:
    """Whether this looks like the number of a voucher, rightly typed or not; other papers keep their own numbers."""
    return _SHAPE.fullmatch(_bare(text)) is not None


def voucher_number(text: str, terminal: str, *, short: bool = False) -> int:
    """The number on a voucher of this terminal, typed with or without hyphens, in small letters, O for 0 or I for 1.

    With `short` the digits alone will do, the check digit last (`173`): on a page that takes nothing else.
    Raises `NotBooked`: what was typed is wrong, or the voucher is another terminal's.
    """
    bare = _bare(text)
    if short and _SHORT.fullmatch(bare):
        return _checked(text, terminal, f"{int(bare[:-1]):0{DIGITS}}", bare[-1])
    found = _SHAPE.fullmatch(bare)
    if found is None:
        raise NotBooked(Rule.VOUCHER_CHECK, paper=text.strip())
    mark, digits, check = found[1], *(found[at].translate(_DIGITS) for at in (2, 3))
    if mark.translate(_DIGITS) == terminal.translate(_DIGITS):
        return _checked(text, terminal, digits, check)
    _checked(text, mark, digits, check)
    raise NotBooked(Rule.VOUCHER_FOREIGN, paper=text.strip(), terminal=mark)


def canonical(paper: str, terminal: str) -> int | None:
    """The number of what stands exactly like this on a voucher of this terminal; None for everything else."""
    try:
        number = voucher_number(paper, terminal)
    except NotBooked:
        return None
    return number if voucher_code(terminal, number) == paper else None


def _checked(text: str, terminal: str, digits: str, check: str) -> int:
    if not int(digits) or digits != f"{int(digits):0{DIGITS}}" or _check(terminal, digits) != check:
        raise NotBooked(Rule.VOUCHER_CHECK, paper=text.strip())
    return int(digits)


def _bare(text: str) -> str:
    return _SEPARATORS.sub("", text).upper()


def _check(terminal: str, digits: str) -> str:
    """The digit over all of it; letters of the terminal's mark count as 10 to 35."""
    return str(check_digit("".join(str(int(letter, 36)) for letter in f"{terminal}P") + digits))
