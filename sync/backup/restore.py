"""The way back: from a backup and the words on the envelope to a terminal that goes on where the other one ended (R38).

All or nothing. Everything is put together and looked through in `restore.new`; renaming that to `restored` is the
moment from which it counts, and `finish` then moves its files to their places, also after a power cut in the middle.
"""

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sync.backup.age_file import unseal
from sync.backup.archive import ERASURES, Manifest, unpack
from sync.backup.content_hash import ledger_hash
from sync.backup.errors import NotRestored, Why
from sync.backup.raw_copy import LEDGER_FILES
from sync.backup.recovery import SEALED, identity, unsealed
from sync.backup.restored import NEW, OF_DEMO, READY, WINS, finish
from sync.clock import BootClock
from sync.errors import SyncError
from sync.ledger import schema
from sync.ledger.erasing import replay
from sync.ledger.erasures import marks_in
from sync.ledger.file import Damaged, connect, transaction, translated
from sync.ledger.ledger import Ledger
from sync.ledger.ring_file import Ring, mark
from sync.ledger.whole_files import sync_folder

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

_OURS = (*LEDGER_FILES, "staff.json", "device.key", "members.mark")
"""Where one of these lies, somebody works already."""


class Restored(msgspec.Struct, frozen=True):
    """What was restored."""

    manifest: Manifest
    ledger_hash: str
    """Of the backup's ledger as it was, before anything in it was distrusted or erased again."""
    erased: int
    settings_left: bool
    """Whether other settings were there already: those stay, and the backup's lie in `kiosk.toml.restored`."""


def blank(folder: Path) -> bool:
    """Whether nobody works on this terminal yet."""
    return not any(os.path.lexists(folder / name) for name in (*_OURS, READY))


def restore(
    backup: Path, words: str, data: Path, settings: Path, clock: BootClock, *, settings_win: bool = False
) -> Restored:
    """Restore a backup to a blank data folder; `settings_win`: its settings replace what is there already.

    Raises `NotTheWords`, `NotRestored`: nothing was changed. Raises OSError: the stick's or the card's own.
    """
    key = identity(words)
    data.mkdir(parents=True, exist_ok=True)
    new = data / NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    try:
        manifest = _opened(backup, key, new)
        if not blank(_folder(data, manifest)):
            raise NotRestored(Why.NOT_BLANK)
        data_key = _data_key(new, key)
        total = _looked_through(new / LEDGER_FILES[0], data_key, manifest)
        erased = _distrusted(new, data_key, manifest, clock, backup)
        if manifest.demo:
            (new / OF_DEMO).touch()
        if settings_win:
            (new / WINS).touch()
        _synced(new)
        os.rename(new, data / READY)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    sync_folder(data)
    return Restored(manifest, total, erased, finish(data, settings))


def _folder(data: Path, manifest: Manifest) -> Path:
    return data / "demo" if manifest.demo else data


def _opened(backup: Path, key: "Identity", new: Path) -> Manifest:
    archive = new / "backup.tar"
    with archive.open("wb") as to:
        unseal(backup, to, key)
    manifest = unpack(archive, new)
    archive.unlink()
    if manifest.damaged:
        raise NotRestored(Why.LEDGER_DAMAGED)
    return manifest


def _data_key(new: Path, key: "Identity") -> bytes:
    """The key in the backup, if it is that of its ring."""
    try:
        data_key = unsealed((new / SEALED).read_bytes(), key)
        ring = msgspec.json.decode((new / "staff.json").read_bytes(), type=Ring)
    except (FileNotFoundError, msgspec.DecodeError) as error:
        raise NotRestored(Why.SPOILED) from error
    if mark(data_key, ring.salt) != ring.data:
        raise NotRestored(Why.SPOILED)
    return data_key


def _looked_through(path: Path, data_key: bytes, manifest: Manifest) -> str:
    """The ledger hash of the file as it came, whatever program wrote it."""
    try:
        with translated(), closing(connect(path, data_key)) as db:
            if schema.version(db) > schema.VERSION:
                raise NotRestored(Why.TOO_NEW)
            total = ledger_hash(db)
    except SyncError as error:
        raise NotRestored(Why.SPOILED) from error
    if manifest.ledger_hash not in (None, total):
        raise NotRestored(Why.SPOILED)
    return total


def _distrusted(new: Path, data_key: bytes, manifest: Manifest, clock: BootClock, backup: Path) -> int:
    """Bring the ledger to this program's form, look through it, ask first for whatever waits, and erase again.

    The list beside the backup counts too: it is as new as the newest backup on that stick. The ledger's tie to the
    terminal that wrote it is cut: the one that it is moved to is the right one from now on.
    """
    beside = backup.with_name(f"kiosk-{manifest.terminal}-{ERASURES}")
    try:
        marks = {*marks_in(new / ERASURES), *marks_in(beside)}
        (new / ERASURES).unlink(missing_ok=True)
        with Ledger.open(new / LEDGER_FILES[0], data_key, clock, manifest.terminal) as ledger:
            ledger.prove()
            erased = replay(ledger, marks)
            with transaction(ledger.db):
                ledger.journal.note("backup restored", facts=manifest.at.isoformat(timespec="seconds"))
                ledger.kept.drop("file")
    except Damaged as error:
        raise NotRestored(Why.SPOILED) from error
    except SyncError as error:
        raise NotRestored(Why.DISK) from error
    (new / "members.mark").unlink(missing_ok=True)
    return erased


def _synced(new: Path) -> None:
    """Every file is on the card before the rename that makes them count."""
    for path in new.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    for folder in (*filter(Path.is_dir, new.rglob("*")), new):
        sync_folder(folder)
