"""What lies in a backup: a plain tar, with a manifest at its beginning that names every file and its SHA-256."""

import io
import tarfile
from collections.abc import Mapping
from datetime import datetime
from hashlib import file_digest
from pathlib import Path, PurePosixPath

import msgspec

from sync.backup.errors import NotRestored, Why
from sync.backup.raw_copy import LEDGER_FILES
from sync.backup.recovery import PUBLIC, SEALED

FORMAT = 1
"""Of the archive. What a later program writes is refused; older formats stay readable."""
SETTINGS, ERASURES = "kiosk.toml", "erasures.json"
SINGLE = ("staff.json", "device.key", SEALED, PUBLIC, "letters.key", ERASURES, "printer.toml", SETTINGS)
"""Files beside the ledger's own; those that are not there are left out."""
FOLDERS = ("letters", "secrets")
_MANIFEST = "manifest.json"
_MANIFEST_MOST = 1 << 20
"""Bytes: a box of 500 letters and a town's platforms take a tenth."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself."""

    format: int = FORMAT
    program: str
    """Version of the program that wrote it."""
    terminal: str
    """Its mark in references ("QK1")."""
    at: datetime
    trust: str
    demo: bool = False
    """Whether it is of the made-up neighbourhood, whose people have a folder of their own."""
    damaged: bool = False
    """A copy of a broken ledger, for somebody who knows how to repair it."""
    ledger_hash: str | None = None
    files: dict[str, str]
    """Name in the archive → SHA-256."""


def pack(manifest: Manifest, files: Mapping[str, Path], to: Path) -> Manifest:
    """Write the archive; the manifest with its sums. Raises OSError."""
    manifest = msgspec.structs.replace(manifest, files={name: _sum(path) for name, path in files.items()})
    with tarfile.open(to, "w", format=tarfile.PAX_FORMAT) as tar:
        told = msgspec.json.format(msgspec.json.encode(manifest))
        tar.addfile(_entry(_MANIFEST, len(told)), io.BytesIO(told))
        for name, path in files.items():
            with path.open("rb") as file:
                tar.addfile(_entry(name, path.stat().st_size), file)
    return manifest


def unpack(archive: Path, to: Path) -> Manifest:
    """Put every file of an archive into a folder, mode 0600, and compare its sum.

    Raises `NotRestored`: no archive of ours, spoiled, or of a later program. Raises OSError.
    """
    try:
        with tarfile.open(archive, "r:") as tar:
            manifest = _manifest(tar)
            for name, wanted in manifest.files.items():
                _put(tar, name, to / name)
                if _sum(to / name) != wanted:
                    raise NotRestored(Why.SPOILED)
    except (tarfile.TarError, KeyError, EOFError) as error:
        raise NotRestored(Why.SPOILED) from error
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    file = tar.extractfile(first) if first and first.name == _MANIFEST and first.size <= _MANIFEST_MOST else None
    if file is None:
        raise NotRestored(Why.NO_BACKUP)
    content = file.read()
    try:
        if msgspec.json.decode(content, type=dict[str, object]).get("format") != FORMAT:
            raise NotRestored(Why.TOO_NEW)
        manifest = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise NotRestored(Why.NO_BACKUP) from error
    if not all(map(_ours, manifest.files)):
        raise NotRestored(Why.NO_BACKUP)
    return manifest


def _ours(name: str) -> bool:
    """Whether a name may be restored: a backup puts nothing anywhere else."""
    if name in (*LEDGER_FILES, *SINGLE):
        return True
    path = PurePosixPath(name)
    return len(path.parts) == 2 and path.parts[0] in FOLDERS and path.name not in ("..", "") and str(path) == name


def _put(tar: tarfile.TarFile, name: str, path: Path) -> None:
    file = tar.extractfile(name)
    if file is None:
        raise NotRestored(Why.SPOILED)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as to:
        while piece := file.read(1 << 20):
            to.write(piece)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    """No owner and no time: they would say more than the manifest."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
