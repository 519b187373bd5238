"""The index on the net: a small signed file that tells which version there is, and where its bundles lie."""

import re
from base64 import b64decode
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import msgspec

from sync.ledger.whole_files import read_whole, write_whole
from sync.update import signing
from sync.update.manifest import NUMBER
from sync.update.unusable import Unusable, Why

FORMAT = 1
INDEX_MOST = 64_000
"""Bytes; an index with two bundles and their news has 3,000."""
SEEN = "index.json"
"""The file of what was seen last, in the folder for updates."""
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class Place(msgspec.Struct, frozen=True):
    """Where a bundle lies; `url` may be relative to the index."""

    arch: str
    python: str
    url: str
    sha256: str
    bytes: int


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What the index says. `serial` grows with each one that is signed: an older one is never believed again."""

    format: int
    serial: int
    version: str
    news: str
    bundles: tuple[Place, ...]

    @classmethod
    def decode(cls, answer: bytes, keys: Iterable[bytes]) -> Self:
        """Read the file and check its signature. Raises `Unusable`."""
        try:
            envelope = msgspec.json.decode(answer[: INDEX_MOST + 1], type=_Envelope)
            told, signature = envelope.index.encode(), b64decode(envelope.signature, validate=True)
        except (msgspec.MsgspecError, RecursionError, ValueError) as error:
            raise Unusable(Why.NO_INDEX) from error
        signing.check(signing.INDEX, told, signature, keys)
        try:
            index = msgspec.json.decode(told, type=cls)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise Unusable(Why.NO_INDEX) from error
        if index.format != FORMAT or not NUMBER.fullmatch(index.version):
            raise Unusable(Why.NO_INDEX)
        return index

    def place(self, arch: str, python: str) -> Place:
        """The bundle for a computer. Raises `Unusable` where there is none for its kind."""
        for place in self.bundles:
            if (place.arch, place.python) == (arch, python) and _DIGEST.fullmatch(place.sha256):
                return place
        raise Unusable(Why.MACHINE, version=self.version)


class _Envelope(msgspec.Struct, frozen=True):
    """The signed text as it was signed, letter by letter, and the signature in base64."""

    index: str
    signature: str


class Seen(msgspec.Struct, frozen=True):
    """What was seen last: the index whole, where it came from, and the server's mark for asking whether it changed."""

    index: Index
    url: str
    etag: str | None = None

    @classmethod
    def read(cls, folder: Path) -> "Seen | None":
        """None before the first time, and where the file is none of ours. Raises `Unstorable`."""
        try:
            return msgspec.json.decode(read_whole(folder / SEEN) or b"", type=cls)
        except msgspec.MsgspecError:
            return None

    def put(self, folder: Path) -> None:
        """Keep it in place of an older one. Raises `Unusable` for one that is older itself, `Unstorable`."""
        before = Seen.read(folder)
        if before and before.index.serial > self.index.serial:
            raise Unusable(Why.STALE, serial=self.index.serial, seen=before.index.serial)
        write_whole(folder / SEEN, msgspec.json.encode(self))
