"""A bundle: one zip of stored files whose manifest is signed; nothing in it is used before every hash is right."""

import errno
import hashlib
import os
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sync.ledger.whole_files import sync_folder
from sync.update import signing
from sync.update.manifest import FILE, Manifest
from sync.update.unusable import Unusable, Why

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
BUNDLE_MOST = 400_000_000
"""Bytes. All wheels of the program have some 90 million; a card's free space and a slow line bear four times that."""
FILES_MOST = 200
"""The program has 60 wheels."""
MANIFEST_MOST = 256_000
"""Bytes; 200 files take 40,000."""
CHUNK = 1 << 20
_PARTS = frozenset({MANIFEST, SIGNATURE})


class Bundle:
    """A bundle whose signature and list of files are right; the files themselves are checked as they are taken out."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def check(self) -> None:
        """Read everything. Raises `Unusable` where a file is not the one that was signed."""
        for name in self.manifest.files:
            self._copy(name, None)

    def unpack(self, folder: Path) -> Manifest:
        """Write all files into a new folder, synced. Raises `Unusable`, OSError; the folder is then of no use."""
        folder.mkdir(mode=0o700)
        for name in self.manifest.files:
            handle = os.open(folder / Path(name).name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as file:
                self._copy(name, file)
                file.flush()
                os.fsync(file.fileno())
        sync_folder(folder)
        return self.manifest

    def _copy(self, name: str, file: IO[bytes] | None) -> None:
        entry, digest = self.manifest.files[name], hashlib.sha256()
        with _readable(Why.CHANGED), self._archive.open(name) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                if file:
                    file.write(chunk)
        if digest.hexdigest() != entry.sha256:
            raise Unusable(Why.CHANGED, file=name)


@contextmanager
def opened(path: Path, keys: Iterable[bytes]) -> Iterator[Bundle]:
    """Open a bundle. Raises `Unusable`; OSError where the file cannot be read at all."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > BUNDLE_MOST:
            raise Unusable(Why.TOO_LARGE)
        with _readable():
            archive = zipfile.ZipFile(file)
            bundle = _signed(archive, size, keys)
        with archive:
            yield bundle


def _signed(archive: zipfile.ZipFile, size: int, keys: Iterable[bytes]) -> Bundle:
    entries = archive.infolist()
    _plain(entries, size)
    found = {entry.filename: entry.file_size for entry in entries}
    if not found.keys() >= _PARTS:
        raise Unusable(Why.NO_BUNDLE)
    if found[MANIFEST] > MANIFEST_MOST or found[SIGNATURE] != signing.BYTES:
        raise Unusable(Why.SIGNATURE)
    told = archive.read(MANIFEST)
    signing.check(signing.BUNDLE, told, archive.read(SIGNATURE), keys)
    manifest = Manifest.decode(told)
    signed, there = manifest.files.keys(), found.keys() - _PARTS
    if missing := signed - there:
        raise Unusable(Why.MISSING, file=min(missing))
    if extra := there - signed:
        raise Unusable(Why.EXTRA, file=min(extra))
    if changed := [name for name in manifest.files if found[name] != manifest.files[name].bytes]:
        raise Unusable(Why.CHANGED, file=min(changed))
    return Bundle(archive, manifest)


def _plain(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Stored files with the names of ours, each once: then there is nothing to unpack, and nowhere to climb to."""
    names = {entry.filename for entry in entries}
    if len(entries) > FILES_MOST or sum(entry.file_size for entry in entries) > size:
        raise Unusable(Why.TOO_LARGE)
    if len(names) != len(entries):
        raise Unusable(Why.HOSTILE)
    for entry in entries:
        kind = entry.external_attr >> 16 & 0o170000
        stored = entry.compress_type == zipfile.ZIP_STORED and entry.compress_size == entry.file_size
        named = entry.filename in _PARTS or FILE.fullmatch(entry.filename)
        if kind not in (0, 0o100000) or not stored or entry.flag_bits & 1 or not named:
            raise Unusable(Why.HOSTILE, file=entry.filename)


@contextmanager
def _readable(why: Why = Why.NO_BUNDLE) -> Iterator[None]:
    """What zipfile says of a broken file, and the system of a place before its beginning; errors of the disk pass."""
    try:
        yield
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error) as error:
        raise Unusable(why) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise Unusable(why) from error
