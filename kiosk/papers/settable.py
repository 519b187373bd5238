"""Data for the typesetter in letters that its fonts have: a page with a missing one cannot be read out."""

import msgspec

from printing.glyphs import shown


def settable(data: object) -> object:
    """The same data as plain lists and tables; a letter that no font has becomes a box."""
    return _settable(msgspec.to_builtins(data))


def _settable(value: object) -> object:
    match value:
        case str():
            return "\n".join(map(shown, value.split("\n")))
        case list() | tuple():
            return [_settable(one) for one in value]
        case dict():
            return {key: _settable(one) for key, one in value.items()}
        case _:
            return value
