"""What belongs into a backup: everything that no platform and no person could bring back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sync.backup.archive import FOLDERS, SETTINGS, SINGLE, Manifest
from sync.backup.raw_copy import LEDGER_FILES
from sync.backup.stick import Keep
from sync.clock import Trust


class Belongings(msgspec.Struct, frozen=True, kw_only=True):
    """What is backed up, and what is said about it."""

    folder: Path
    """Of the ledger, its key ring and the letters."""
    data: Path
    """Of `secrets/` and `printer.toml`; the same, but for the demo."""
    settings: Path
    terminal: str
    program: str
    zone: ZoneInfo
    keep: Keep = Keep()
    demo: bool = False

    def about(self, at: datetime, trust: Trust) -> Manifest:
        """What a backup of them says of itself, as far as that is known before."""
        return Manifest(
            program=self.program, terminal=self.terminal, demo=self.demo, at=at, trust=trust.value, files={}
        )

    def files(self, work: Path) -> Iterator[tuple[str, Path]]:
        """Names in the archive and where their content lies; the ledger's own in the folder `work`."""
        yield from ((name, work / name) for name in LEDGER_FILES if (work / name).exists())
        for name in SINGLE:
            folder = self.data if name == "printer.toml" else self.folder
            path = self.settings if name == SETTINGS else folder / name
            if path.is_file():
                yield name, path
        for name in FOLDERS:
            for path in sorted(((self.data if name == "secrets" else self.folder) / name).glob("*")):
                if path.is_file() and path.suffix not in (".new", ".lock"):
                    yield f"{name}/{path.name}", path
