"""A machine with a program in it: bundles are really checked, and a version is a script that says its name."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from update.versions import Versions

from steward.answers import Refused
from steward.deeds import update as deeds
from steward.system import Done, System
from tests.update.bundles import Signer

OLD, NEW = "0.1.0", "0.2.0"
NAME = "kiosk-0.2.0-aarch64.kioskupdate"


def version(program: Path, name: str) -> None:
    """A version that says its name, with an interpreter that knows this program."""
    (program / "versions" / name / "bin").mkdir(parents=True)
    script = program / "versions" / name / "bin" / "kiosk"
    script.write_text(f"#!/bin/sh\necho {name}\n")
    script.chmod(0o755)
    python = script.with_name("python")
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)


def started(program: Path, boot: str = "boot 1") -> str:
    """What runs after a start: first it is chosen, then it is called."""
    Versions(program, boot=boot).choose()
    return subprocess.run([program / "current/bin/kiosk"], capture_output=True, text=True, check=True).stdout.strip()


class Machine:
    """A root folder with a program in it. Bundles are really checked; a version is only a script that says its name."""

    def __init__(self, root: Path, who: Signer) -> None:
        self.root, self.program, self.who = root, root / "opt/kiosk", who
        self.bundles = root / "var/lib/kiosk/update"
        self.bundles.mkdir(parents=True)
        version(self.program, OLD)
        os.symlink(f"versions/{OLD}", self.program / "current")
        self.ran: list[tuple[str, ...]] = []
        self.make_fails = False
        self.python: str | None = None
        """What the interpreter of a version that is made does instead, as a line of the shell."""
        self.system = System(root, run=self._run)

    def _run(self, words: Sequence[str], seconds: float) -> Done:
        self.ran.append(tuple(words))
        if words[0] == deeds.PYTHON:
            return self._unpack(words)
        if words[0] == deeds.MAKE_VERSION and not self.make_fails:
            wheels = self.root / words[3].lstrip("/")
            assert (wheels / "requirements.txt").exists()
            made = next(wheels.glob("quartierskiosk-*")).name.split("-")[1]
            version(self.program, made)
            if self.python:
                (self.program / "versions" / made / "bin/python").write_text(f"#!/bin/sh\n{self.python}\n")
        return Done(1 if words[0] == deeds.MAKE_VERSION and self.make_fails else 0)

    def _unpack(self, words: Sequence[str]) -> Done:
        code = (
            "import sys, pathlib; from sync.update import unpack, manifest\n"
            "key = bytes.fromhex(sys.argv.pop(1))\n"
            "unpack.trusted = lambda: [key]\n"
            "here = manifest.Here('0.1.0', 'aarch64', 'cp313', 3)\n"
            "manifest.Here.now = classmethod(lambda kind, version: here)\n"
            "sys.exit(unpack.main())"
        )
        places = [str(self.root / word.lstrip("/")) for word in words[5:7]]
        command = [sys.executable, "-c", code, self.who.public.hex(), *places, *words[7:]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return Done(done.returncode, done.stdout, done.stderr)

    def make(self, name: str = NAME, **more: str) -> str:
        """The version that it makes of a bundle."""
        return deeds.update({"step": "make", "bundle": name, **more}, self.system).facts["version"]

    def refuses(self, **facts: str) -> str:
        """Why it does not; nothing was changed."""
        with pytest.raises(Refused) as caught:
            deeds.update(facts, self.system)
        assert not (self.program / "incoming").exists()
        assert started(self.program) == OLD
        return str(caught.value.reason)
