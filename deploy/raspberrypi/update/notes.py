"""What is noted about versions on trial: small files and one link, each there whole or not at all."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Trial:
    """A version on trial; `back` is the one that runs otherwise. `since_s` counts from the machine's start."""

    version: str
    back: str
    boot: str = ""
    starts: int = 0
    since_s: float = 0.0


class Notes:
    """The notes in one folder, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> Trial | None:
        """What was noted; None where nothing was, or nothing that this program wrote."""
        try:
            told = Trial(**json.loads((self._folder / name).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        texts = all(isinstance(text, str) for text in (told.version, told.back, told.boot))
        numbers = all(isinstance(number, int | float) for number in (told.starts, told.since_s))
        return told if texts and numbers else None

    def write(self, name: str, trial: Trial) -> None:
        """In place of what was noted under this name; it is on the disk on return."""
        draft = self._folder / f"{name}.new"
        with draft.open("w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), 0o644)  # the program reads it, whatever the mask of the service that writes it
            json.dump(asdict(trial), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, self._folder / name)
        sync(self._folder)

    def clear(self, name: str) -> None:
        """Forget it; no harm where there is nothing."""
        if (path := self._folder / name).exists():
            path.unlink()
            sync(self._folder)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold them for oneself, waiting; the system lets them go when their holder dies."""
        self._folder.mkdir(exist_ok=True)
        self._folder.chmod(0o755)
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def point(link: Path, target: str) -> None:
    """Move a link; it leads to the old target or to the new one at every moment."""
    draft = link.with_name(f"{link.name}.new")
    draft.unlink(missing_ok=True)
    os.symlink(target, draft)
    os.replace(draft, link)
    sync(link.parent)


def sync(folder: Path) -> None:
    """What was put in or taken out is on the disk on return."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
