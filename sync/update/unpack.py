"""For the steward, as root: `python -I -m sync.update.unpack BUNDLE FOLDER` checks everything, then unpacks.

Prints one JSON object: `{"version": "0.2.0"}`, or `{"why": "signature"}` with exit code 4. What it is given is a copy
that nobody else can write to.
"""

import json
import sys
from pathlib import Path

from sync.update.bundle import opened
from sync.update.manifest import Here, check_fits
from sync.update.room import GROWN, check_room
from sync.update.signing import trusted
from sync.update.unusable import Unusable, Why


def unpack(bundle: Path, folder: Path, keys: list[bytes], here: Here, *, older: bool) -> str:
    """Into a new folder, after every signature and hash was found to be right; returns the version.

    Raises `Unusable`; the folder is then of no use.
    """
    try:
        with opened(bundle, keys) as found:
            check_fits(found.manifest, here, older=older)
            check_room(folder.parent, GROWN * found.manifest.total)
            found.check()
            return found.unpack(folder).version
    except OSError as error:
        raise Unusable(Why.DISK) from error


def main() -> int:
    """The command."""
    from importlib.metadata import version

    bundle, folder, *older = sys.argv[1:]
    here = Here.now(version("quartierskiosk"))
    try:
        told = {"version": unpack(Path(bundle), Path(folder), trusted(), here, older=bool(older))}
    except Unusable as error:
        told = {"why": error.why.value}
    sys.stdout.write(json.dumps(told))
    return 4 if "why" in told else 0


if __name__ == "__main__":
    sys.exit(main())
