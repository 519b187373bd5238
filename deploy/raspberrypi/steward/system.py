"""The machine below: programs that are run by their words, never by a shell, and the places that deeds write to."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TOOL_S = 20.0
"""Seconds that a program may take, where a deed does not say otherwise."""
TEXT_MOST = 200_000
"""Letters of an answer that are looked at."""
_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
"""Nothing of the caller's environment reaches a program; its sentences are in English, for they are looked at."""


@dataclass(frozen=True)
class Done:
    """How a program ended."""

    code: int
    out: str = ""
    err: str = ""

    @property
    def well(self) -> bool:
        """Whether it says that it worked."""
        return self.code == 0


Run = Callable[[Sequence[str], float], Done]
"""A program and its words, and the seconds it may take."""


def run(words: Sequence[str], seconds: float = TOOL_S) -> Done:
    """Run a program; one that is missing or takes too long is told like one that failed."""
    try:
        done = subprocess.run(
            list(words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_ENVIRONMENT,
            cwd="/",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Done(127)
    return Done(done.returncode, _text(done.stdout), _text(done.stderr))


def _text(content: bytes) -> str:
    return content[:TEXT_MOST].decode("utf-8", "replace")


@dataclass(frozen=True)
class System:
    """What deeds may touch; tests give another root and another way to run programs."""

    root: Path = Path("/")
    run: Run = run
    set_time: Callable[[float], None] = field(default=lambda s: time.clock_settime(time.CLOCK_REALTIME, s))
    monotonic: Callable[[], float] = time.monotonic

    def at(self, path: str) -> Path:
        """A place of the machine, `/etc/kiosk`."""
        return self.root / path.lstrip("/")

    def tool(self, *words: str, seconds: float = TOOL_S) -> Done:
        """Run a program by its whole path."""
        return self.run(words, seconds)


def write_whole(path: Path, content: str, mode: int) -> None:
    """The old file or the new one, never half of one. Raises OSError."""
    draft = path.with_name(f".{path.name}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    with open(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, mode)
        file.write(content)
        file.flush()
        os.fsync(handle)
    os.replace(draft, path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(folder)
    os.close(folder)
