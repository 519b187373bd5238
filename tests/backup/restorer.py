"""A process that restores, for tests that kill it: `restorer BACKUP CARD`, the words on stdin."""

import sys
from pathlib import Path

from sync.backup.restore import restore
from tests.sync.clocks import FakeClock


def main() -> None:
    card = Path(sys.argv[2])
    restored = restore(Path(sys.argv[1]), sys.stdin.read(), card, card / "kiosk.toml", FakeClock())
    print(restored.ledger_hash)


if __name__ == "__main__":
    main()
