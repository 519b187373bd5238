"""Changes in the text of `kiosk.toml`: values are put in place, everything else stays as somebody wrote it."""

import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from kiosk.toml_lines import toml_line
from kiosk.words import Words

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Values = Mapping[str, object]
"""Key → value; None takes the key away."""
Tables = Mapping[str, Values]
"""Heading → values, as `{"centre": {"name": "Quartierstreff Riehl"}}`."""
Platforms = Mapping[str, Values | None]
"""Name of a `[[platform]]` → its values; an unknown name becomes a new one, None takes it away."""
NO_TABLES: Tables = {}
NO_PLATFORMS: Platforms = {}


class NotByProgram(Exception):
    """The text is written in a way that only a person can change without harm."""


def edited(words: Words, text: str, tables: Tables = NO_TABLES, platforms: Platforms = NO_PLATFORMS) -> str:
    """The text with these changes; a new table comes last, with one comment in the language of `words`.

    Raises NotByProgram, and ValueError where the text is no TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    wanted = _applied(tomllib.loads(text), tables, platforms)
    try:
        document = tomlkit.parse(text)
        _change(document, tables, platforms)
        new = _ended(tomlkit.dumps(document)) + _added(words, tomllib.loads(text), tables, platforms)
        same = tomllib.loads(new := new.lstrip("\n")) == wanted
    except (TOMLKitError, ValueError, KeyError, TypeError) as error:
        raise NotByProgram from error
    if not same:
        raise NotByProgram
    return new


def _applied(raw: dict[str, object], tables: Tables, platforms: Platforms) -> dict[str, object]:
    """What the new text has to say."""
    new = deepcopy(raw)
    for heading, values in tables.items():
        table = _set(_table(new.get(heading, {})), values)
        new[heading] = table
        if not table:
            del new[heading]
    rows = [row for row in _rows(new) if platforms.get(str(row.get("name")), {}) is not None]
    for row in rows:
        _set(row, platforms.get(str(row["name"])) or {})
    known = {str(row.get("name")) for row in rows}
    rows += [_set({"name": name}, values) for name, values in platforms.items() if values and name not in known]
    new.pop("platform", None)
    return new | ({"platform": rows} if rows else {})


def _change(document: "TOMLDocument", tables: Tables, platforms: Platforms) -> None:
    """Only what stands there already."""
    for heading, values in tables.items():
        if heading in document:
            _set(_table(document[heading]), values)
            if not document[heading]:
                del document[heading]
    rows = _rows(document)
    for at in reversed(range(len(rows))):
        wanted = platforms.get(str(rows[at].get("name")), {})
        if wanted is None:
            del rows[at]
        else:
            _set(rows[at], wanted)
    if "platform" in document and not rows:
        del document["platform"]


def _added(words: Words, raw: dict[str, object], tables: Tables, platforms: Platforms) -> str:
    """The text of what does not stand there yet, to be put behind it."""
    known = [str(row.get("name")) for row in _rows(raw)]
    blocks = [
        [f"# {_comment(words, heading)}", f"[{heading}]", *_lines(values)]
        for heading, values in tables.items()
        if heading not in raw and any(value is not None for value in values.values())
    ]
    new = [name for name, values in platforms.items() if values is not None and name not in known]
    for name in new:
        comment = [] if known or name != new[0] else [f"# {_comment(words, 'platform')}"]
        blocks.append([*comment, "[[platform]]", *_lines({"name": name, **(platforms[name] or {})})])
    return "".join("".join(f"{line}\n" for line in ["", *block]) for block in blocks)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _lines(values: Values) -> Iterator[str]:
    return (toml_line(key, value) for key, value in values.items() if value is not None)


def _set(table: MutableMapping[str, object], values: Values) -> MutableMapping[str, object]:
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        elif table.get(key) != value or isinstance(value, bool):  # what is equal keeps the comments in its list
            with _behind_the_last(table):
                table[key] = _inline(value)
    return table


@contextmanager
def _behind_the_last(table: MutableMapping[str, object]) -> Iterator[None]:
    """A new key stands behind the others: tomlkit would put it behind the remark above the next heading."""
    from tomlkit.items import Table

    body = table.value.body if isinstance(table, Table) else []
    last = next((at for at in range(len(body), 0, -1) if body[at - 1][0] is not None), 0)
    remarks, body[last:] = body[last:], []
    yield
    body.extend(remarks)


def _inline(value: object) -> object:
    """A table inside a table stays on its line."""
    import tomlkit

    if not isinstance(value, Mapping):
        return value
    table = tomlkit.inline_table()
    table.update(value)
    return table


def _table(value: object) -> MutableMapping[str, object]:
    if not isinstance(value, MutableMapping):
        raise NotByProgram
    return value


def _rows(raw: Mapping[str, object]) -> list[MutableMapping[str, object]]:
    """The platforms; a list is what tomllib and tomlkit give for double brackets."""
    rows = raw.get("platform", [])
    if not isinstance(rows, list) or not all(isinstance(row, MutableMapping) for row in rows):
        raise NotByProgram
    return cast("list[MutableMapping[str, object]]", rows)


def _comment(words: Words, heading: str) -> str:
    """What a table is for; written once, with the table."""
    _ = words.say
    match heading:
        case "centre":
            return _("Who we are, and when somebody is there.")
        case "platform":
            return _("One for each site that the terminal reads.")
        case "printer":
            return _("Where slips come out.")
        case "screen":
            return _("How large the letters are.")
        case "wifi":
            return _("The network for guests, for the slip with its code.")
    return _("How the terminal behaves.")
