"""From the net: what is offered there, and the bundle itself, which goes on where a broken line left it."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from sync.clock import Clock
from sync.errors import Reason, Unreachable
from sync.ledger.whole_files import read_whole, sync_folder, write_whole
from sync.update.bundle import BUNDLE_MOST, CHUNK
from sync.update.download import ask
from sync.update.index import INDEX_MOST, Index, Seen
from sync.update.manifest import SUFFIX, Here
from sync.update.room import check_room
from sync.update.unusable import Unusable, Why

PART, ASKED = ".part", "asked"
WEEK = timedelta(days=7)
Progress = Callable[[int, int], object]
"""Bytes that are there, and how many there will be."""


def look(url: str, folder: Path, keys: Iterable[bytes], clock: Clock) -> Seen:
    """Ask what there is, and keep the answer. Raises `SyncError`, `Unusable`; what was seen before then stays."""
    before, body = Seen.read(folder), bytearray()

    def collect(status: int, pieces: Iterator[bytes]) -> None:
        for piece in pieces:
            body.extend(piece)
            if len(body) > INDEX_MOST:
                raise Unusable(Why.NO_INDEX)

    marks = {"If-None-Match": before.etag} if before and before.etag and before.url == url else {}
    write_whole(folder / ASKED, clock.now().isoformat().encode())
    answered = ask(url, clock, collect, marks)
    if answered.status == 304 and before and marks:
        return before
    if answered.status != 200:
        raise Unreachable(Reason.NOT_UNDERSTOOD, detail=answered.status)
    seen = Seen(Index.decode(bytes(body), keys), url, answered.etag)
    seen.put(folder)
    return seen


def due(folder: Path, now: datetime) -> bool:
    """Whether the net was not asked for a week; a time to come was told by a wrong clock. Raises `Unstorable`."""
    told = read_whole(folder / ASKED) or b""
    try:
        ago = now - datetime.fromisoformat(told.decode("ascii"))
    except (ValueError, TypeError):
        return True
    return not timedelta(0) <= ago < WEEK


def fetch(seen: Seen, here: Here, folder: Path, clock: Clock, progress: Progress = lambda there, all_: None) -> Path:
    """Bring the bundle into the folder, whole and with the hash that the index tells. Raises `SyncError`, `Unusable`.

    What came before the line broke stays, and the next call goes on from there.
    """
    place = seen.index.place(here.arch, here.python)
    if not 0 < place.bytes <= BUNDLE_MOST:
        raise Unusable(Why.TOO_LARGE)
    path = folder / f"kiosk-{seen.index.version}-{here.arch}{SUFFIX}"
    part = path.with_name(f"{path.name}{PART}")
    check_room(folder, place.bytes - _size(part))
    if _size(part) < place.bytes:
        _continued(urljoin(seen.url, place.url), part, place.bytes, clock, progress)
    if _size(part) != place.bytes or _digest(part) != place.sha256:
        part.unlink()
        raise Unusable(Why.CHANGED, file=path.name)
    os.replace(part, path)
    sync_folder(folder)
    return path


def _continued(url: str, part: Path, whole: int, clock: Clock, progress: Progress) -> None:
    def append(status: int, pieces: Iterator[bytes]) -> None:
        with part.open("ab" if status == 206 else "wb") as file:
            try:
                for piece in pieces:
                    file.write(piece)
                    if file.tell() > whole:
                        raise Unusable(Why.TOO_LARGE)
                    progress(file.tell(), whole)
            finally:
                file.flush()
                os.fsync(file.fileno())

    there = _size(part)
    try:
        answered = ask(url, clock, append, {"Range": f"bytes={there}-"} if there else {})
    except Unusable:
        part.unlink()
        raise
    if answered.status not in (200, 206):
        part.unlink(missing_ok=True)
        raise Unreachable(Reason.NOT_UNDERSTOOD, detail=answered.status)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
