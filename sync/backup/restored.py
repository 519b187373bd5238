"""The last step of a restore, which a power cut only delays: files move from `restored` to their places."""

import os
import shutil
from pathlib import Path

from sync.backup.archive import SETTINGS
from sync.ledger.whole_files import alone, sync_folder, write_whole

NEW, READY, LOCK = "restore.new", "restored", "restore.lock"
OF_DEMO = "demo"
"""Lies there where the backup is of the made-up neighbourhood."""
WINS = "settings-win"
"""Lies there where the backup's settings take the place of those that somebody had begun to make."""
_OF_DATA = ("secrets", "printer.toml")
"""What is set up before staff sign in: where it is there already, it stays."""
_LAST = "staff.json"
"""Until it is there nobody can sign in, so nobody meets half of a terminal."""


def finish(data: Path, settings: Path) -> bool:
    """Move what a restore put together; nothing where there was none. Raises OSError, `Unstorable`.

    Answers whether other settings were there already and stay; the backup's then lie beside them. Every command of
    the program finishes what it finds: one at a time, the others wait.
    """
    ready = data / READY
    if not ready.is_dir():
        return False
    with alone(data / LOCK):
        return ready.is_dir() and _finish(data, settings, ready)


def _finish(data: Path, settings: Path, ready: Path) -> bool:
    folder = data / "demo" if (ready / OF_DEMO).exists() else data
    folder.mkdir(mode=0o700, exist_ok=True)
    left = _settings(ready / SETTINGS, settings, wins=(ready / WINS).exists())
    for path in sorted(ready.iterdir(), key=lambda path: (path.name == _LAST, path.name)):
        if path.name not in (OF_DEMO, WINS, SETTINGS):
            _move(path, (data if path.name in _OF_DATA else folder) / path.name, keep=path.name in _OF_DATA)
    sync_folder(folder)
    sync_folder(data)
    shutil.rmtree(ready)
    sync_folder(data)
    return left


def _move(path: Path, to: Path, *, keep: bool) -> None:
    if path.is_dir():
        to.mkdir(mode=0o700, exist_ok=True)
        for inner in sorted(path.iterdir()):
            _move(inner, to / inner.name, keep=keep)
        sync_folder(to)
    elif not (keep and os.path.lexists(to)):
        os.replace(path, to)


def _settings(path: Path, settings: Path, *, wins: bool) -> bool:
    """Copied, for `/etc` may be another file system; of two files the one that is not used is kept beside the other."""
    if not path.exists():
        return False
    content = path.read_bytes()
    there = settings.read_bytes() if settings.exists() else None
    if there == content:
        return False
    settings.parent.mkdir(parents=True, exist_ok=True)
    if there is not None and wins:
        write_whole(settings.with_name(f"{settings.name}.replaced"), there)
    stays = there is not None and not wins
    write_whole(settings.with_name(f"{settings.name}.restored") if stays else settings, content)
    return stays
