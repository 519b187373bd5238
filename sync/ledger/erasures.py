"""The list of erased members: marks that tell nothing, known by the ledger and copied beside it for restores (R31)."""

import hashlib
import hmac
import logging
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from sync.ledger.audit import FORGOTTEN, MARKS
from sync.ledger.journal import Journal
from sync.ledger.kept import Kept
from sync.ledger.member import Member
from sync.ledger.whole_files import read_whole, write_whole

FILE = "erasures.json"
"""Beside the ledger. A backup takes it along, and the newest one counts when an older ledger is restored."""
_PURPOSE = b"quartierskiosk erasures 1"

log = logging.getLogger("sync.ledger.erasures")


class MarkFile(msgspec.Struct, frozen=True):
    """All of `erasures.json`."""

    marks: tuple[str, ...]
    """64 hex digits each: HMAC-SHA256 of a member number under a key that follows from the ledger's data key."""
    seal: str
    """The same of all marks: a list that somebody changed is not believed."""


class Erasures:
    """Writes within the transaction of its caller; the file is written before that ends."""

    def __init__(self, folder: Path, data_key: bytes, kept: Kept, journal: Journal) -> None:
        self._path, self._kept, self._journal = folder / FILE, kept, journal
        self._key = hmac.digest(data_key, _PURPOSE, hashlib.sha256)

    def mark(self, number: str) -> str:
        """Tells a number from every other one, and only to whoever has the data key."""
        return hmac.digest(self._key, unicodedata.normalize("NFC", number).encode(), hashlib.sha256).hex()

    def noted(self) -> set[str]:
        """The marks of members whom this ledger has erased."""
        return set(self._kept.told(MARKS, list[str]) or ())

    def filed(self) -> set[str]:
        """The marks in the file; none where it is missing, changed, or of another ledger. Raises `Unstorable`."""
        content = read_whole(self._path)
        if content is None:
            return set()
        try:
            found = msgspec.json.decode(content, type=MarkFile)
        except msgspec.DecodeError:
            found = MarkFile((), "")
        if not hmac.compare_digest(found.seal, self._seal(found.marks)):
            log.warning("%s was changed by somebody: it is written anew", FILE)
            return set()
        return set(found.marks)

    def known(self, number: str) -> bool:
        """Whether this member was erased, here or in the ledger that this one was restored for."""
        return self.mark(number) in self.noted() | self.filed()

    def sift(self, members: Iterable[Member]) -> tuple[list[Member], int]:
        """Those who may be stored, and how many were left out because they were erased."""
        every, marks = list(members), self.noted() | self.filed()
        stay = [member for member in every if self.mark(member.number) not in marks] if marks else every
        return stay, len(every) - len(stay)

    def add(self, mark: str, staff: str | None) -> int:
        """Note an erasure; which one it is, counted from 1."""
        self._journal.note(FORGOTTEN[0], staff=staff, facts=mark)
        self._keep(self.noted() | {mark})
        self.file(self.filed() | self.noted())
        return self._journal.count(FORGOTTEN[0])

    def forget(self, number: str, staff: str) -> bool:
        """Somebody joins again under their old number; False: it was not on the list."""
        mark = self.mark(number)
        if mark not in self.noted() | self.filed():
            return False
        if mark in self.noted():
            self._journal.note(FORGOTTEN[1], staff=staff, facts=mark)
            self._keep(self.noted() - {mark})
        self.file((self.filed() | self.noted()) - {mark})
        return True

    def meet(self) -> set[str]:
        """At opening: the file knows all that the ledger knows; what it knows besides is still to be erased here."""
        noted, filed = self.noted(), self.filed()
        if noted - filed:
            self.file(noted | filed)
        return filed - noted

    def file(self, marks: Collection[str]) -> None:
        """Write the copy, whole and synced. Raises `Unstorable`."""
        every = tuple(sorted(marks))
        write_whole(self._path, msgspec.json.format(msgspec.json.encode(MarkFile(every, self._seal(every)))) + b"\n")

    def _keep(self, marks: Collection[str]) -> None:
        self._kept.put(MARKS, msgspec.json.encode(sorted(marks)))

    def _seal(self, marks: Iterable[str]) -> str:
        return hmac.digest(self._key, msgspec.json.encode(["all", *marks]), hashlib.sha256).hex()


def marks_in(path: Path) -> tuple[str, ...]:
    """The marks of a file, as `replay` takes them; none where it is missing or no such file. Raises `Unstorable`."""
    try:
        content = read_whole(path)
        return msgspec.json.decode(content, type=MarkFile).marks if content else ()
    except msgspec.DecodeError:
        return ()
