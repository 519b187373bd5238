"""Requests, read as what they are: files of a stranger who may have been taken over.

The folder belongs to the program's user, so anything may lie there: links, pipes, folders, huge or foreign files. A
request is taken away before it is carried out, so that none is ever done twice.
"""

import json
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_NAME = re.compile(r"[0-9a-f]{16}\.json")
SIZE_MOST = 4096
"""Bytes of a request; the longest has 200."""
FACTS_MOST, LETTERS_MOST = 8, 256
"""Facts of a request, and letters of each: a path on a stick is the longest."""
AT_ONCE = 32
"""Requests of one run; who has more to ask is asked again by the path unit."""


@dataclass(frozen=True)
class Request:
    """What somebody wants. `facts` may hold a passphrase: they are shown to nobody."""

    deed: str
    facts: Mapping[str, str] = field(repr=False)


class Unreadable(Exception):
    """No request, however one looks at it."""


def waiting(folder: Path) -> Iterator[str]:
    """Names of the requests, in no order. What could never be one is taken away: it would wake the steward for ever."""
    for name in sorted(name for name in os.listdir(folder) if name.endswith(".json"))[:AT_ONCE]:
        if _NAME.fullmatch(name):
            yield name
        else:
            _take_away(folder, name)


def take(folder: Path, name: str, owner: int) -> Request:
    """Read a request of `owner` (a user id) and take it away. Raises `Unreadable`."""
    try:
        content = _content(folder / name, owner)
    finally:
        _take_away(folder, name)
    return _request(content)


def _content(path: Path, owner: int) -> bytes:
    """The bytes of an ordinary file; nothing waits, as opening a pipe would, and no link is followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Unreadable from error
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_uid != owner or about.st_nlink != 1:
            raise Unreadable
        content = os.read(handle, SIZE_MOST + 1)
    finally:
        os.close(handle)
    if len(content) > SIZE_MOST:
        raise Unreadable
    return content


def _request(content: bytes) -> Request:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    match told:
        case {"deed": str(deed), "facts": dict(facts), **rest} if not rest and _plain(facts):
            return Request(deed, facts)
    raise Unreadable


def _plain(facts: Mapping[object, object]) -> bool:
    """Few words, short, each one of printable letters."""
    words = [word for pair in facts.items() for word in pair]
    return len(facts) <= FACTS_MOST and all(
        isinstance(word, str) and len(word) <= LETTERS_MOST and (word.isprintable() or not word) for word in words
    )


def _take_away(folder: Path, name: str) -> None:
    """Whatever lies there under this name, also a folder."""
    with suppress(OSError):
        os.unlink(folder / name)
        return
    shutil.rmtree(folder / name, ignore_errors=True)
