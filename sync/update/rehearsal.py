"""A new version opens a copy of the ledger before it may open the ledger itself, and the present one opens it after.

The new version is started as `python -I -m sync.update.rehearsal COPY TERMINAL`, with the data key in hexadecimal
digits on standard input, and prints `{"bookings": 12}`. That is a promise between versions: keep it.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from sync.backup.errors import NotGood
from sync.backup.snapshot import snapshot
from sync.clock import BootClock, SystemClock
from sync.errors import SyncError
from sync.ledger.ledger import Ledger
from sync.update.unusable import Unusable, Why

LONGEST_S = 600.0
"""Seconds: 100,000 bookings are looked through in a minute on a slow card."""


class Heard(msgspec.Struct, frozen=True):
    """What the new version found in the copy."""

    bookings: int


def rehearse(python: Path, ledger: Path, data_key: bytes, terminal: str, scratch: Path, clock: BootClock) -> None:
    """Raises `Unusable` where the new version cannot read all bookings, or this one could not go on afterwards.

    `python` is the new version's interpreter, `scratch` a folder that is made and removed. The copy is encrypted.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    copy = scratch / "members.db"
    try:
        scratch.mkdir(mode=0o700, parents=True)
        snapshot(ledger, data_key, copy)
        found = _opened(copy, data_key, terminal, clock)
        if _heard(python, copy, data_key, terminal) != found or _opened(copy, data_key, terminal, clock) != found:
            raise Unusable(Why.LEDGER)
    except (SyncError, NotGood) as error:
        raise Unusable(Why.LEDGER) from error
    except OSError as error:
        raise Unusable(Why.DISK) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _opened(copy: Path, data_key: bytes, terminal: str, clock: BootClock) -> int:
    """How many bookings there are, after all was looked through. Raises `SyncError`."""
    with Ledger.open(copy, data_key, clock, terminal) as ledger:
        ledger.prove()
        return sum(ledger.outbox.counts().values())


def _heard(python: Path, copy: Path, data_key: bytes, terminal: str) -> int | None:
    words = [str(python), "-I", "-B", "-m", "sync.update.rehearsal", str(copy), terminal]
    try:
        done = subprocess.run(
            words, input=data_key.hex().encode(), capture_output=True, timeout=LONGEST_S, check=False, cwd="/", env={}
        )
        return msgspec.json.decode(done.stdout, type=Heard).bookings if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, msgspec.MsgspecError):
        return None


def main() -> int:
    """The new version's part: 3 where it cannot open the copy."""
    copy, terminal = sys.argv[1:]
    try:
        bookings = _opened(Path(copy), bytes.fromhex(sys.stdin.read()), terminal, SystemClock())
    except (SyncError, ValueError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
        return 3
    sys.stdout.write(msgspec.json.encode(Heard(bookings)).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
