"""Values and lines of TOML as they are written, for sentences that say what to write."""

import json
import re
from collections.abc import Mapping

SHOWN_MAX = 60
"""Letters of a wrong value that a sentence repeats: enough to find it in the file."""

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def toml_line(key: str, value: object) -> str:
    """`key = value`."""
    return f"{toml_key(key)} = {toml_value(value)}"


def toml_key(key: str) -> str:
    """A key, in quotation marks where it needs them."""
    return key if _BARE_KEY.fullmatch(key) else _quoted(key)


def toml_value(value: object) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case Mapping():
            return "{ " + ", ".join(f"{_quoted(str(key))} = {toml_value(item)}" for key, item in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(toml_value, value)) + "]"
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def shown(value: object) -> str:
    """A value as it stands in the file, cut where it is long."""
    text = toml_value(value)
    return text if len(text) <= SHOWN_MAX else f"{text[: SHOWN_MAX - 1]}…"


def _quoted(text: str) -> str:
    """A basic string; JSON's escapes are a part of TOML's, only DEL is missing there."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
