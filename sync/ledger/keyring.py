"""The key ring: who may open the ledger, each with a PIN of their own (R26, R27).

The ledger's data key is random and lies in no file. Each staff member's entry holds it sealed under Argon2id of
their PIN and this device's secret. Someone who leaves is taken off the ring; the data key stays the same.
"""

import hmac
import os
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Self

import msgspec

from sync.ledger.keyring_errors import (
    LastOne,
    NameTaken,
    NameUnknown,
    NameUnusable,
    NotEmpty,
    PinNotDigits,
    PinTaken,
    PinTooShort,
    Stranger,
)
from sync.ledger.ring_file import Entry, Ring, RingFile, mark
from sync.ledger.sealing import COST, KEY_BYTES, SALT_BYTES, Cost, seal, stretch, unseal
from sync.text import line

PIN_MIN = 6
"""Digits (R26)."""
NAME_MAX = 40
"""Letters: a receipt says who booked, on one line of the widest paper (48 columns)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Proof that someone knew a PIN. A data class, for rich and Textual then print no hidden field either."""

    staff: str
    data_key: bytes = field(repr=False)
    """32 bytes, for SQLCipher."""


class KeyRing:
    """The ring of one data folder. Reads its file anew each time, for other processes change it too.

    Every method may raise `RingUnusable` and `Unstorable`; those that change it are synced on return.
    """

    def __init__(self, folder: Path, cost: Cost = COST) -> None:
        self._file = RingFile(folder)
        self._cost = cost

    @classmethod
    def open(cls, folder: Path, cost: Cost = COST) -> Self:
        """The ring of a folder, looked at once, so that an unusable one is known before a PIN is asked for.

        `cost` counts for a new ring only; an older one keeps its own.
        """
        keyring = cls(folder, cost)
        ring = keyring._file.read()
        if ring:
            keyring._file.device_key(ring)
        return keyring

    @property
    def empty(self) -> bool:
        """Nobody can sign in yet: `enrol_first`."""
        return self._file.read() is None

    def names(self) -> tuple[str, ...]:
        """The staff, in the order of their coming."""
        ring = self._file.read()
        return tuple(entry.name for entry in ring.staff) if ring else ()

    def enrol_first(self, name: str, pin: str) -> Opened:
        """Make ring and data key. Raises `NotEmpty`, `NewStaffRefused`."""
        name = usable_name(name)
        check_pin(pin)
        with self._file.alone():
            if self._file.read():
                raise NotEmpty
            device, salt, data_key = self._file.make_device_key(), os.urandom(SALT_BYTES), os.urandom(KEY_BYTES)
            entry = _entry(name, stretch(pin, salt, device, self._cost), data_key)
            self._file.write(
                Ring(salt=salt, cost=self._cost, device=mark(device, salt), data=mark(data_key, salt), staff=(entry,))
            )
        return Opened(name, data_key)

    def open_with(self, pin: str, name: str | None = None) -> Opened | None:
        """Who has this PIN; None when nobody has, or not `name`. As much work whoever is named, and whoever it is."""
        ring = self._file.read()
        if ring is None:
            return None
        key = self._key(ring, pin)
        opened = [(entry.name, unseal(key, entry.sealed, entry.about)) for entry in ring.staff]
        for found, data_key in opened:
            if data_key is not None and (name is None or _same(found, name)):
                return Opened(found, data_key)
        return None

    def add(self, opened: Opened, name: str, pin: str) -> None:
        """Another staff member. Raises `NewStaffRefused`, `Stranger`."""
        name = usable_name(name)
        check_pin(pin)
        with self._file.alone():
            ring = self._ring_of(opened)
            if any(_same(entry.name, name) for entry in ring.staff):
                raise NameTaken
            key = self._free_key(ring, pin, ring.staff)
            self._put(ring, (*ring.staff, _entry(name, key, opened.data_key)))

    def remove(self, opened: Opened, name: str) -> None:
        """Take someone off the ring. Raises `NameUnknown`, `LastOne`, `Stranger`."""
        with self._file.alone():
            ring = self._ring_of(opened)
            gone = _named(ring, name)
            if len(ring.staff) == 1:
                raise LastOne
            self._put(ring, tuple(entry for entry in ring.staff if entry is not gone))

    def change_pin(self, opened: Opened, pin: str, name: str | None = None) -> None:
        """Another PIN for whoever opened it, or for a colleague who forgot theirs.

        Raises `NewStaffRefused`, `NameUnknown`, `Stranger`.
        """
        check_pin(pin)
        with self._file.alone():
            ring = self._ring_of(opened)
            old = _named(ring, opened.staff if name is None else name)
            key = self._free_key(ring, pin, tuple(entry for entry in ring.staff if entry is not old))
            new = msgspec.structs.replace(old, sealed=seal(key, opened.data_key, old.about))
            self._put(ring, tuple(new if entry is old else entry for entry in ring.staff))

    def _ring_of(self, opened: Opened) -> Ring:
        """The ring, if it is the one that was opened: another data key would shut everybody out."""
        ring = self._file.read()
        if ring is None or not hmac.compare_digest(mark(opened.data_key, ring.salt), ring.data):
            raise Stranger
        if not any(entry.name == opened.staff for entry in ring.staff):
            raise Stranger
        return ring

    def _put(self, ring: Ring, staff: tuple[Entry, ...]) -> None:
        self._file.write(msgspec.structs.replace(ring, staff=staff))

    def _key(self, ring: Ring, pin: str) -> bytes:
        return stretch(pin, ring.salt, self._file.device_key(ring), ring.cost)

    def _free_key(self, ring: Ring, pin: str, others: tuple[Entry, ...]) -> bytes:
        """The key of a PIN that none of the others has."""
        key = self._key(ring, pin)
        if any(unseal(key, entry.sealed, entry.about) for entry in others):
            raise PinTaken
        return key


def too_easy(pin: str) -> bool:
    """Whether the digits are all the same or in a row: such a PIN is kept, and whoever asks for one may refuse it."""
    if not (pin.isascii() and pin.isdigit()):
        return False
    return {(int(after) - int(before)) % 10 for before, after in pairwise(pin)} in ({0}, {1}, {9})


def _entry(name: str, key: bytes, data_key: bytes) -> Entry:
    entry = Entry(id=os.urandom(8).hex(), name=name, sealed=b"")
    return msgspec.structs.replace(entry, sealed=seal(key, data_key, entry.about))


def _named(ring: Ring, name: str) -> Entry:
    for entry in ring.staff:
        if _same(entry.name, name):
            return entry
    raise NameUnknown


def _same(one: str, other: str) -> bool:
    return one.casefold() == (line(other) or "").casefold()


def usable_name(name: str) -> str:
    """As it is kept. Raises `NameUnusable`: digits alone are most likely a PIN, and names stand on every receipt."""
    clean = line(name)
    if clean is None or len(clean) > NAME_MAX or not any(letter.isalpha() for letter in clean):
        raise NameUnusable
    return clean


def check_pin(pin: str) -> None:
    """What the ring itself asks of a PIN. Raises `PinNotDigits`, `PinTooShort`."""
    if not (pin.isascii() and pin.isdigit()):
        raise PinNotDigits
    if len(pin) < PIN_MIN:
        raise PinTooShort
