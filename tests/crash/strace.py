"""System calls of an actor, made to fail or written down, by strace: it reaches SQLCipher's own library too."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.crash.nursery import PATIENCE_S, Life


@cache
def missing() -> str | None:
    """Why it cannot be used here; None where it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip()[:80]}"


@contextmanager
def traced(life: Life, log: Path, *words: str) -> Iterator[None]:
    """Until the block ends, or the actor; `words` are options of strace, its report goes to `log`."""
    command = ["strace", "-p", str(life.pid), "-o", str(log), *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        attached = process.stderr.readline()
        assert "attached" in attached, attached
        try:
            yield
        finally:
            process.terminate()
            process.wait(PATIENCE_S)
