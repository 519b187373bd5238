"""The commands as other programs see them: a process with arguments, streams and an exit code."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tests.kiosk.settings_file import CENTRE

PATIENCE_S = 60
"""A command that takes longer hangs."""


class Ran(msgspec.Struct, frozen=True):
    """What came of a command."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, object]]:
        """The JSON objects of stdout, one a line."""
        return [msgspec.json.decode(line, type=dict[str, object]) for line in self.out.splitlines()]


class Kiosk:
    """The program with a data folder and settings of its own; nothing of this machine's user is seen."""

    def __init__(self, folder: Path, settings: str | None = None) -> None:
        self.folder, self.data, self.home = folder, folder / "data", folder / "home"
        self.home.mkdir(exist_ok=True)
        self.temporary = folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.settings = folder / "kiosk.toml"
        if settings is not None:
            self.settings.write_text(CENTRE + settings)

    def words(self, *words: str) -> list[str]:
        """The whole command line."""
        named = ["--settings", str(self.settings)] if self.settings.exists() else []
        return [sys.executable, "-m", "kiosk", *named, "--data", str(self.data), *words]

    def environment(self) -> dict[str, str]:
        """As good as empty."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.temporary)}

    def run(self, *words: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> Ran:
        """Run to its end; never a traceback, and everything is UTF-8."""
        done = subprocess.run(
            self.words(*words),
            input=stdin,
            capture_output=True,
            timeout=PATIENCE_S,
            env=self.environment() | dict(environment or {}),
            cwd=self.home,
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        assert ran.code in (0, 2, 3, 4, 5), ran
        return ran

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start, with both streams on pipes."""
        return subprocess.Popen(
            self.words(*words),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=self.environment(),
            cwd=self.home,
        )

    def shell(self, line: str) -> Ran:
        """A line for the shell in which `kiosk` stands for the program; the last exit code is printed by the line."""
        call = " ".join(f"'{word}'" for word in self.words())
        done = subprocess.run(
            ["sh", "-c", line.replace("kiosk", call)],
            capture_output=True,
            timeout=PATIENCE_S,
            env=self.environment(),
            cwd=self.home,
        )
        assert b"Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
