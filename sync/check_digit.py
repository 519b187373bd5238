"""A digit at a number's end that tells whether people typed it rightly."""

_DAMM = (
    *("0317598642", "7092154863", "4206871359", "1750983426", "6123045978"),
    *("3674209581", "5869720134", "8945362017", "9438617205", "2581436790"),
)
"""H. M. Damm, Total anti-symmetrische Quasigruppen (2004), order 10. One digit that finds every wrong digit and every
two neighbours in wrong order; ISO 7064 MOD 37,36 misses some of these, and needs letters, which no keypad has."""


def check_digit(digits: str) -> int:
    """The digit that belongs behind these; 0 for digits that end with their own."""
    found = 0
    for digit in digits:
        found = int(_DAMM[found][int(digit)])
    return found
