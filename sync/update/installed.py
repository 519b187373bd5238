"""Which versions of the program lie on this machine, as the steward's notes tell (`deploy/raspberrypi/update/`)."""

import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec

from sync.update.manifest import NUMBER, SUFFIX

PROGRAM = Path("/opt/kiosk")
REHEARSAL = "rehearsal"
"""The folder of the ledger's copy, in the folder for updates."""


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


def sweep(folder: Path) -> None:
    """Clear away what an update that was cut off left in its folder: bundles, and above all the copy of the ledger.

    What the net brought so far stays, for it can be gone on with.
    """
    shutil.rmtree(folder / REHEARSAL, ignore_errors=True)
    for path in (*folder.glob(f"*{SUFFIX}"), *folder.glob("*.copy")):
        with suppress(OSError):
            path.unlink()


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
