"""Started by kiosk-steward.path when a request lies there; ends when none does."""

import logging
import pwd
import sys
from pathlib import Path

from .rounds import work_off
from .system import System

FOLDER = Path("/run/kiosk-steward")
USER = "kiosk"
"""Whose requests are taken."""


def main() -> int:
    """0 when every request has its answer, 1 where answers cannot be written."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    try:
        work_off(FOLDER, pwd.getpwnam(USER).pw_uid, System())
    except (KeyError, OSError) as error:
        logging.getLogger("steward").error("cannot answer: %s", type(error).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
