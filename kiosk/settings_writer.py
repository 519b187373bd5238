"""`kiosk.toml` changed by the program: whole or not at all, and only into what the settings' own checker takes."""

import os
import tomllib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE

import msgspec

from kiosk.settings import Settings, SettingsError, checked
from kiosk.settings_file import read_table
from kiosk.settings_text import NO_PLATFORMS, NO_TABLES, NotByProgram, Platforms, Tables, edited
from kiosk.words import Words
from sync.ledger.whole_files import alone, read_whole, stored, sync_folder

MODE = 0o644
"""Of a new file: the settings hold no secret, and whoever looks after the terminal reads them."""
BEFORE, BROKEN = ".bak", ".broken"
"""Behind the name of the file: the last settings that could be used, and what somebody wrote that could not."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the file since it was read; nothing was written."""


class SettingsWriter(msgspec.Struct, frozen=True):
    """The settings file with all that its checker needs."""

    path: Path
    secrets: Path
    """The folder of the reading keys."""
    learned: Path | None = None
    """What the test print found out."""

    @property
    def exists(self) -> bool:
        """Whether there is a file, readable or not."""
        return os.path.lexists(self.path)

    @property
    def seen(self) -> str | None:
        """A mark of the file as it is now, to be handed to `change`; None where there is none. Raises Unstorable."""
        return _mark(read_whole(self.path))

    def read(self) -> Settings:
        """What the file says now. Raises SettingsError."""
        return checked(self._table(self.path), self.path.name, self.secrets, self.learned)

    def change(
        self,
        tables: Tables = NO_TABLES,
        platforms: Platforms = NO_PLATFORMS,
        *,
        words: Words,
        seen: str | None = None,
    ) -> Settings:
        """Write these changes and answer the new settings; they are on the disk on return.

        `seen` is the mark of the file that the person saw who wants the change; None: whatever it is now. Raises
        SettingsError (the file is broken, or would be), ChangedMeanwhile, NotByProgram and Unstorable; the file is
        then as it was.
        """
        path = self.path.resolve()
        with alone(path.with_name(f".{path.name}.lock")):
            old = read_whole(path)
            if seen is not None and seen != _mark(old):
                raise ChangedMeanwhile
            if old is not None:
                self._table(path)
            text = old.decode("utf-8-sig") if old is not None else ""
            new = edited(words, text, tables, platforms)
            settings = checked(tomllib.loads(new), path.name, self.secrets, self.learned)
            if new.encode() != old:
                self._put(path, old, new.encode())
            return settings

    def take(self, content: bytes) -> Settings:
        """Put a whole file from elsewhere in place of this one. Raises as `change` does."""
        path = self.path.resolve()
        try:
            raw = tomllib.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise NotByProgram from error
        settings = checked(raw, path.name, self.secrets, self.learned)
        with alone(path.with_name(f".{path.name}.lock")):
            old = read_whole(path)
            usable = old is not None and self._usable(path)
            if old is not None:
                _write(_beside(path, BEFORE if usable else BROKEN), old, _mode(path))
            _write(path, content, _mode(path), only_from=(old,))
        return settings

    def keep(self) -> None:
        """The terminal started with the file as it is: from now on it is the one to come back to. Raises Unstorable."""
        path = self.path.resolve()
        with alone(path.with_name(f".{path.name}.lock")):
            now, before = read_whole(path), _beside(path, BEFORE)
            if now is not None and now != read_whole(before):
                _write(before, now, _mode(path))

    def before(self) -> Settings | None:
        """The last settings that could be used; None where there are none, or they are of no use either."""
        try:
            before = _beside(self.path.resolve(), BEFORE)
            return checked(self._table(before), self.path.name, self.secrets, self.learned)
        except SettingsError:
            return None

    def go_back(self) -> Settings | None:
        """Take the last settings that could be used; what stands there now is kept beside them. Raises Unstorable."""
        path, settings = self.path.resolve(), self.before()
        if settings is None:
            return None
        with alone(path.with_name(f".{path.name}.lock")):
            now, before = read_whole(path), read_whole(_beside(path, BEFORE))
            if now is not None:
                _write(_beside(path, BROKEN), now, _mode(path))
            if before is not None:
                _write(path, before, _mode(_beside(path, BEFORE)))
        return settings

    def _table(self, path: Path) -> dict[str, object]:
        return read_table(path, Words("de"))

    def _put(self, path: Path, old: bytes | None, new: bytes) -> None:
        """What could be used before is kept, and the new file takes its place unless an editor was quicker."""
        mode = _mode(path)
        if old is not None and self._usable(path):
            _write(_beside(path, BEFORE), old, mode)
        _write(path, new, mode, only_from=(old,))

    def _usable(self, path: Path) -> bool:
        try:
            checked(self._table(path), path.name, self.secrets, self.learned)
        except SettingsError:
            return False
        return True


def _write(path: Path, content: bytes, mode: int, *, only_from: tuple[bytes | None] | None = None) -> None:
    """Put a file in the place of another; `only_from`: only where the other one is still this."""
    draft = _beside(path, ".new")
    with stored():
        try:
            _fill(draft, content, mode)
            if only_from and read_whole(path) != only_from[0]:
                raise ChangedMeanwhile
            os.replace(draft, path)
        except (OSError, ChangedMeanwhile):
            with suppress(OSError):
                draft.unlink()
            raise
        sync_folder(path.parent)


def _fill(path: Path, content: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    try:
        os.fchmod(handle, mode)  # neither the umask nor a draft that a killed writer left decides it
        while content:
            content = content[os.write(handle, content) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def _mode(path: Path) -> int:
    with stored():
        try:
            return S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            return MODE


def _mark(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()
