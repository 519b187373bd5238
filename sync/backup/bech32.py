"""Bech32, the spelling of age's keys: letters that are hard to mistake, and a checksum (BIP 173)."""

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LETTERS = 6


def spelt(prefix: str, raw: bytes) -> str:
    """Bytes as `prefix`, "1", letters and checksum, all in lower case."""
    values = _fives(raw)
    head = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    rest = _remainder([*head, *values, *[0] * _CHECK_LETTERS]) ^ 1
    check = [(rest >> 5 * (_CHECK_LETTERS - 1 - at)) & 31 for at in range(_CHECK_LETTERS)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in [*values, *check])}"


def _fives(raw: bytes) -> list[int]:
    """Bits in groups of five, the last one filled up with zeros."""
    missing = -len(raw) * 8 % 5
    number, groups = int.from_bytes(raw) << missing, (len(raw) * 8 + missing) // 5
    return [(number >> 5 * (groups - 1 - at)) & 31 for at in range(groups)]


def _remainder(values: list[int]) -> int:
    rest = 1
    for value in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                rest ^= generator
    return rest
