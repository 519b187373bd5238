"""PDFs on a disk or a stick: written whole or not at all, and never over something that is no PDF."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from sync.ledger.whole_files import sync_folder

_MARK = b"%PDF-"
"""How every PDF begins (ISO 32000)."""


class NoPdf(Exception):
    """Something lies there already that is no PDF: it is not ours to overwrite."""


def check_target(path: Path) -> None:
    """Whether a PDF may go there: a folder that takes files, and no other file of that name. Raises NoPdf, OSError."""
    path = path.resolve()
    if path.is_dir():
        raise IsADirectoryError(21, os.strerror(21))
    if path.exists() and not (path.is_file() and _is_pdf(path)):
        raise NoPdf(path)
    handle, draft = mkstemp(dir=path.parent)
    os.close(handle)
    os.unlink(draft)


def save(path: Path, pdf: bytes) -> None:
    """Put it there, readable for this user alone: names may stand in it. It is on the disk on return.

    Raises NoPdf, OSError: then an older file is still there.
    """
    check_target(path)
    path = path.resolve()
    handle, draft = mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(handle)
        os.replace(draft, path)
    except OSError:
        with suppress(OSError):
            os.unlink(draft)
        raise
    sync_folder(path.parent)


def _is_pdf(path: Path) -> bool:
    """An empty file is nobody's loss."""
    with path.open("rb") as file:
        return file.read(len(_MARK)) in (_MARK, b"")
