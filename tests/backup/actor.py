"""A process that makes one backup, `actor CARD STICK`, and says what came of it: for tests in which its calls fail."""

import sys
from pathlib import Path

from sync.backup.errors import NotGood
from tests.backup.terminal import PIN, Terminal


def main() -> None:
    terminal = Terminal(Path(sys.argv[1]))
    found = terminal.ring.open_with(PIN)
    assert found
    terminal.clock.later(days=1)
    try:
        copy = terminal.backup().to(Path(sys.argv[2]), found.data_key)
    except NotGood as error:
        print(error.why)
    else:
        print("good", copy.file)


if __name__ == "__main__":
    main()
