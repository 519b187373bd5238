"""The two files of the key ring: `staff.json` with the sealed data key, `device.key` with this device's secret."""

import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from sync.ledger.keyring_errors import DeviceKeyMissing, RingDamaged, RingMissing
from sync.ledger.sealing import KEY_BYTES, SALT_BYTES, SEALED_BYTES, Cost
from sync.ledger.whole_files import alone, read_whole, stored, write_whole

LOCK = "staff.lock"
"""Held by whoever changes the ring or tries a PIN."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One staff member."""

    id: str
    name: str
    sealed: Annotated[bytes, msgspec.Meta(min_length=SEALED_BYTES, max_length=SEALED_BYTES)]
    """The data key under the key of their PIN."""

    @property
    def about(self) -> bytes:
        """What the seal is bound to: an entry cannot pass for another person's."""
        return msgspec.json.encode([self.id, self.name])


class Ring(msgspec.Struct, frozen=True, kw_only=True):
    """All of `staff.json`. One salt for all: one derivation tells whose PIN it is."""

    version: Literal[1] = 1
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
    cost: Cost
    device: bytes
    """The mark of the device key: another one is noticed before a right PIN is called wrong."""
    data: bytes
    """The mark of the data key."""
    staff: Annotated[tuple[Entry, ...], msgspec.Meta(min_length=1)]


def mark(key: bytes, salt: bytes) -> bytes:
    """Tells a random key from another one and nothing else about it."""
    return hmac.digest(key, b"quartierskiosk ring " + salt, hashlib.sha256)


class RingFile:
    """The ring's files in one folder. Every method may raise `Unstorable`."""

    def __init__(self, folder: Path) -> None:
        self._ring = folder / "staff.json"
        self._device = folder / "device.key"
        self._ledger = folder / "members.db"
        self._lock = folder / LOCK

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes the ring meanwhile, in any process."""
        with alone(self._lock):
            yield

    def read(self) -> Ring | None:
        """The ring as it stands on the disk; None before the first staff member. Raises `RingUnusable`."""
        content = read_whole(self._ring)
        if content is None:
            with stored():
                ledger = self._ledger.exists()
            if ledger:
                raise RingMissing
            return None
        try:
            return msgspec.json.decode(content, type=Ring)
        except msgspec.DecodeError as error:
            raise RingDamaged from error

    def write(self, ring: Ring) -> None:
        """Put another ring in its place, whole and synced."""
        write_whole(self._ring, msgspec.json.format(msgspec.json.encode(ring)) + b"\n")

    def device_key(self, ring: Ring) -> bytes:
        """The secret that this ring was made with. Raises `DeviceKeyMissing`."""
        key = read_whole(self._device)
        if key is None or not hmac.compare_digest(mark(key, ring.salt), ring.device):
            raise DeviceKeyMissing
        return key

    def make_device_key(self) -> bytes:
        """The secret for a first ring, made where there is none, never overwritten. Raises `DeviceKeyMissing`.

        Asks for the name and not for the file: it may be a link to a stick that is not plugged in.
        """
        if not os.path.lexists(self._device):
            write_whole(self._device, os.urandom(KEY_BYTES))
        key = read_whole(self._device)
        if key is None or len(key) != KEY_BYTES:
            raise DeviceKeyMissing
        return key
