"""Which versions of the program lie on this machine, as the steward's notes tell (`deploy/raspberrypi/update/`)."""

import sys
from pathlib import Path
from typing import Self

import msgspec

from sync.update.manifest import NUMBER

PROGRAM = Path("/opt/kiosk")


class Trial(msgspec.Struct, frozen=True):
    """A version that is being tried, or that did not prove itself; `back` runs instead of it."""

    version: str
    back: str
    starts: int = 0


class Installed(msgspec.Struct, frozen=True):
    """What is known of them. `tried` runs and is not kept yet; `failed` was tried last, and something ended it."""

    program: Path
    tried: Trial | None
    failed: Trial | None

    @classmethod
    def read(cls, program: Path = PROGRAM) -> Self:
        """Nothing is known where nothing can be read."""
        return cls(program, _note(program / "state/tried"), _note(program / "state/failed"))

    @property
    def ours(self) -> bool:
        """Whether the program that runs is one of these versions: only then the steward can exchange it."""
        return Path(sys.prefix).resolve().is_relative_to((self.program / "versions").resolve())

    @property
    def on_trial(self) -> bool:
        """Whether the program that runs is the version that is being tried."""
        return self.tried is not None and self.ours and self.tried.version == running()

    def python(self, version: str) -> Path:
        """The interpreter of a version."""
        return self.program / "versions" / version / "bin" / "python"


def running() -> str:
    """The version of this program."""
    from importlib.metadata import version

    return version("quartierskiosk")


def _note(path: Path) -> Trial | None:
    try:
        note = msgspec.json.decode(path.read_bytes(), type=Trial)
    except (OSError, msgspec.MsgspecError):
        return None
    return note if NUMBER.fullmatch(note.version) else None
