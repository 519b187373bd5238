"""One backup: snapshot, archive, sealed file on the stick, and only what was read back from there counts (R37)."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sync.backup.age_file import seal
from sync.backup.archive import ERASURES, pack
from sync.backup.belongings import Belongings
from sync.backup.errors import NotGood, Why, stick_trouble
from sync.backup.log import BackupLog, Copy
from sync.backup.raw_copy import LEDGER_FILES, raw_copy
from sync.backup.read_back import drop_cache, read_back
from sync.backup.recovery import Recovery
from sync.backup.snapshot import snapshot
from sync.backup.stick import DRAFT, StickMark, backups, free_name, put_beside, room, stick_mark, superfluous, sweep
from sync.clock import BootClock, Trust
from sync.errors import SyncError
from sync.ledger.whole_files import sync_folder
from sync.lock import RoundLock

if TYPE_CHECKING:
    from pyrage.x25519 import Recipient

_WORK, _LOCK = "backup.work", "backup.lock"
SPARE_BYTES = 1 << 20
"""What stays free on a stick: the folder itself may have to grow, and FAT hands out whole clusters of up to 64 KiB."""


class Backup:
    """Makes backups of one terminal, one at a time."""

    def __init__(self, what: Belongings, clock: BootClock, settle: Callable[[Path], Path] = drop_cache) -> None:
        self.what, self._clock = what, clock
        self._settle = settle
        """Called with the new file before it is read back; says where it lies then, for a stick that is mounted anew
        may get another folder. Raises OSError."""
        self.log = BackupLog(what.folder)
        self._work = what.folder / _WORK

    def to(self, stick: Path, data_key: bytes | None, *, damaged: bool = False) -> Copy:
        """Back up to a folder of a stick, and note what came of it.

        Without the ledger's key its files are copied while nobody has them open, and bytes are compared. `damaged`
        copies a broken ledger as it is; such a copy never counts as good. Raises `NotGood`; then older backups are as
        they were.
        """
        at = self._clock.now()
        with self._alone(), self._working():
            mark = stick_mark(stick, self._new_number)
            path = free_name(stick, self.what.terminal, at.astimezone(self.what.zone), "-damaged" if damaged else "")
            try:
                copy, path = self._made(path, at, mark, data_key, damaged=damaged)
            except NotGood as error:
                self.log.add(self._noted(path, at, mark, good=False, reason=error.why.value))
                raise
            self.log.add(copy)
            self._tidy(path.parent, proved=copy.ledger_hash is not None)
        return copy

    def _made(
        self, path: Path, at: datetime, mark: StickMark, data_key: bytes | None, *, damaged: bool
    ) -> tuple[Copy, Path]:
        """What came of it, and where it lies after it was read back."""
        from pyrage.x25519 import Identity

        recipient, ephemeral = Recovery(self.what.folder).recipient(), Identity.generate()
        if recipient is None:
            raise NotGood(Why.NO_WORDS)
        self._room(path.parent, proving=data_key is not None)
        total = self._taken(data_key, damaged=damaged)
        archive = self._work / "backup.tar"
        self._packed(archive, at, total, damaged=damaged)
        size = self._written(archive, path, [recipient, ephemeral.to_public()])
        try:
            path = self._settle(path)
            read_back(path, archive, ephemeral, self._work / "back", data_key if total else None, total, self._clock)
            mark.check(path.parent)
        except (OSError, NotGood) as error:
            with suppress(OSError):
                path.unlink()
            raise (stick_trouble(error) if isinstance(error, OSError) else error) from error
        reason = Why.LEDGER_DAMAGED.value if damaged else None
        return self._noted(path, at, mark, good=not damaged, reason=reason, ledger_hash=total, bytes=size), path

    def _taken(self, data_key: bytes | None, *, damaged: bool) -> str | None:
        """Put the ledger into the working folder; its hash, where the key is known."""
        ledger = self.what.folder / LEDGER_FILES[0]
        if not ledger.exists():
            raise NotGood(Why.NO_LEDGER)
        if damaged or data_key is None:
            raw_copy(self.what.folder, self._work, locked=not damaged)
            return None
        return snapshot(ledger, data_key, self._work / LEDGER_FILES[0])

    def _packed(self, archive: Path, at: datetime, total: str | None, *, damaged: bool) -> None:
        what = self.what
        about = what.about(at, self._clock.trust)
        manifest = msgspec.structs.replace(about, damaged=damaged, ledger_hash=total)
        try:
            pack(manifest, dict(what.files(self._work)), archive)
            for name in LEDGER_FILES:
                (self._work / name).unlink(missing_ok=True)
        except OSError as error:
            raise NotGood(Why.DISK) from error

    def _written(self, archive: Path, path: Path, recipients: "list[Recipient]") -> int:
        """The sealed file under its last name and on the stick; its size. Raises `NotGood`: nothing of it is left."""
        draft = path.with_name(path.name + DRAFT)
        try:
            with archive.open("rb") as source, draft.open("xb") as to:
                seal(source, to, recipients)
                to.flush()
                os.fsync(to.fileno())
            os.rename(draft, path)
            sync_folder(path.parent)
            return path.stat().st_size
        except OSError as error:
            for left in (draft, path):
                with suppress(OSError):
                    left.unlink(missing_ok=True)
            raise stick_trouble(error) from error

    def _room(self, stick: Path, *, proving: bool) -> None:
        """Whether the stick has room for another one; drafts and what the plan no longer needs make some."""
        parts = [self.what.folder / name for name in LEDGER_FILES]
        needed = sum(path.stat().st_size for path in parts if path.exists()) + SPARE_BYTES
        try:
            sweep(stick, self.what.terminal)
            if room(stick) < needed and proving:
                self._forget_old(stick)
            if room(stick) < needed:
                raise NotGood(Why.STICK_FULL, needed=needed, free=room(stick))
        except OSError as error:
            raise stick_trouble(error) from error

    def _tidy(self, stick: Path, *, proved: bool) -> None:
        """After a good one: forget old ones, and lay the list of those who asked to be erased beside the new one.

        A ledger that nobody could look through may be damaged: it takes no other backup's place.
        """
        with suppress(OSError):
            if (erasures := self.what.folder / ERASURES).is_file():
                put_beside(stick, f"kiosk-{self.what.terminal}-{ERASURES}", erasures.read_bytes())
        with suppress(OSError):
            if proved:
                self._forget_old(stick)

    def _forget_old(self, stick: Path) -> None:
        """Only by a clock that can be trusted (R11). Raises OSError."""
        if self._clock.trust is Trust.UNTRUSTED:
            return
        for name in superfluous((path.name for path in backups(stick, self.what.terminal)), self.what.keep):
            (stick / name).unlink()

    def _noted(self, path: Path, at: datetime, mark: StickMark, **told: object) -> Copy:
        facts = {"at": at, "trust": self._clock.trust.value, "stick": mark.name, "stick_id": mark.id, "file": path.name}
        return msgspec.convert({**facts, **told}, type=Copy)

    def _new_number(self) -> int:
        return 1 + len({copy.stick_id for copy in self.log.read()})

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with RoundLock(self.what.folder / _LOCK) as lock:
            if not lock.take():
                raise NotGood(Why.RUNNING)
            yield

    @contextmanager
    def _working(self) -> Iterator[None]:
        """A folder of the card for copies on their way; nothing of it stays."""
        shutil.rmtree(self._work, ignore_errors=True)
        try:
            self._work.mkdir(mode=0o700, parents=True)
            (self._work / "back").mkdir()
        except OSError as error:
            raise NotGood(Why.DISK) from error
        try:
            yield
        except SyncError as error:
            raise NotGood(Why.DISK) from error
        finally:
            shutil.rmtree(self._work, ignore_errors=True)


def clear_away(folder: Path) -> None:
    """What a backup that was cut off left in a data folder; nothing while another one is made. Raises `Unstorable`."""
    with RoundLock(folder / _LOCK) as lock:
        if lock.take():
            shutil.rmtree(folder / _WORK, ignore_errors=True)
