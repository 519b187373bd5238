"""Keys with which platforms are read: one file each, in a folder that nobody else may read."""

import stat
from pathlib import Path

from kiosk.settings_table import Table


def secret_path(secrets: Path, name: str) -> Path:
    """Where the reading key of a platform lies."""
    return secrets / name


def read_secret(table: Table, secrets: Path, name: str) -> str | None:
    """The reading key, if there is one; a file that others can read is a problem of the platform's table."""
    path = secret_path(secrets, name)
    try:
        open_to_others = stat.S_IMODE(path.stat().st_mode) & 0o077
        secret = path.read_text("utf-8").strip("\r\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError):
        sentence = table.words.say("its key in {path} cannot be read. Run: kiosk secret set {name} --read-only")
        table.problem(sentence, path=path, name=name)
        return None
    if open_to_others:
        table.problem(table.words.say("its key can be read by others. Run: chmod 600 {path}"), path=path)
    return secret or None
