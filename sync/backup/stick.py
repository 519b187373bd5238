"""The stick: which one it is, what lies on it, and which old backups may go (R37)."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

import msgspec

from sync.backup.errors import NotGood, Why, stick_trouble
from sync.ledger.whole_files import sync_folder

SUFFIX, DRAFT = ".kioskbackup", ".part"
_MARK = "kiosk-stick.txt"
"""Which stick it is: a FAT volume is renamed by any computer, and its own number of 32 bits is often the factory's."""
_MARK_MOST = 200
"""Bytes of it that are read; it has 40."""
_NAME = re.compile(r"kiosk-(?P<terminal>[A-Za-z0-9]+)-(?P<at>\d{4}-\d{2}-\d{2}-\d{4})(?:-\d+)?\.kioskbackup")
_NUMBER = re.compile(r"(?P<number>\d{1,4}) (?P<id>[0-9a-f]{16})")
_STAMP = "%Y-%m-%d-%H%M"


class Keep(msgspec.Struct, frozen=True):
    """How many backups a stick keeps: the newest of so many days, weeks and months (R37)."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


class StickMark(NamedTuple):
    """Which stick."""

    number: int
    id: str

    @property
    def name(self) -> str:
        """What people write on it."""
        return f"Stick {self.number}"

    def check(self, folder: Path) -> None:
        """A pulled stick may leave a folder of the card behind that takes files as well. Raises `NotGood`, OSError."""
        found = _marked(folder)
        if found is None or found["id"] != self.id:
            raise NotGood(Why.STICK_GONE)


def stick_mark(folder: Path, new_number: Callable[[], int]) -> StickMark:
    """The mark of a stick, made where there is none. Raises `NotGood`."""
    try:
        if found := _marked(folder):
            return StickMark(int(found["number"]), found["id"])
        mark = StickMark(new_number(), os.urandom(8).hex())
        put_beside(folder, _MARK, f"Kiosk-Stick {mark.number} {mark.id}\r\n".encode("ascii"))
    except OSError as error:
        raise stick_trouble(error) from error
    return mark


def is_marked(folder: Path) -> bool:
    """Whether a backup was made there before; a stick that cannot be read is none of ours."""
    try:
        return bool(_marked(folder))
    except OSError:
        return False


def _marked(folder: Path) -> re.Match[str] | None:
    """What the mark says. Sticks are anybody's: no link is followed, no pipe waited for, no huge file read."""
    try:
        handle = os.open(folder / _MARK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        content = os.read(handle, _MARK_MOST) if S_ISREG(os.fstat(handle).st_mode) else b""
    finally:
        os.close(handle)
    return _NUMBER.search(content.decode("ascii", "replace"))


def free_name(folder: Path, terminal: str, at: datetime, note: str = "") -> Path:
    """A name that no file has, of letters that FAT knows; the time is the centre's."""
    base = f"kiosk-{terminal}-{at.strftime(_STAMP)}{note}"
    names = (f"{base}{'' if number == 1 else f'-{number}'}{SUFFIX}" for number in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


def backups(folder: Path, terminal: str | None = None) -> list[Path]:
    """The backups of this terminal (None: of any) that lie there, the newest first. Raises OSError."""
    found = [(match, path) for path in folder.iterdir() if _ours(path.name) and (match := _NAME.fullmatch(path.name))]
    ours = [(match["at"], path.name, path) for match, path in found if terminal in (None, match["terminal"])]
    return [path for _, _, path in sorted(ours, reverse=True)]


def superfluous(names: Iterable[str], keep: Keep) -> list[str]:
    """Which backups the plan no longer needs; it looks at names alone, so files of others are never in it.

    All of the newest day stay: whoever made one by hand today means to find it.
    """
    newest_first = sorted(filter(_ours, names), key=_at, reverse=True)
    kept = {name for name in newest_first if _day(_at(name)) == _day(_at(newest_first[0]))}
    for of, most in ((_day, keep.daily), (_week, keep.weekly), (_month, keep.monthly)):
        kept.update(_first_of_each(newest_first, of, most))
    return [name for name in newest_first if name not in kept]


def put_beside(folder: Path, name: str, content: bytes) -> None:
    """A small file on a stick, whole and synced. Raises OSError.

    Its mode is left alone: FAT has none, and refuses to have one set. The draft is always a new file: what lies there
    under its name may be a link into the terminal.
    """
    draft = folder / f"{name}{DRAFT}"
    draft.unlink(missing_ok=True)
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, folder / name)
    sync_folder(folder)


def room(folder: Path) -> int:
    """Bytes that a stick still takes. Raises OSError."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


def sweep(folder: Path, terminal: str) -> None:
    """Drafts of this terminal that a pulled stick left behind. Raises OSError."""
    for path in folder.glob(f"kiosk-{terminal}-*{SUFFIX}{DRAFT}"):
        path.unlink()


def _first_of_each(newest_first: Sequence[str], of: Callable[[datetime], object], most: int) -> list[str]:
    first: dict[object, str] = {}
    for name in newest_first:
        first.setdefault(of(_at(name)), name)
    return list(first.values())[:most]


def _at(name: str) -> datetime:
    """The day and minute in a name; whose they are in which zone makes no difference here."""
    match = _NAME.fullmatch(name)
    assert match
    return datetime.strptime(match["at"], _STAMP).replace(tzinfo=UTC)


def _ours(name: str) -> bool:
    """Whether the program made this name: one with a date that no calendar has was made by people."""
    try:
        return bool(_NAME.fullmatch(name) and _at(name))
    except ValueError:
        return False


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month
