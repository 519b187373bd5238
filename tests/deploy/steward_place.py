"""A machine of files for the steward: its folders, its answers, and programs that only note how they were called."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from steward.answers import Answer
from steward.rounds import work_off
from steward.system import Done, System


@dataclass
class Programs:
    """What was run; `says` has the answers, by the first words of the call."""

    says: dict[str, Done] = field(default_factory=dict)
    called: list[list[str]] = field(default_factory=list)

    def __call__(self, words: Sequence[str], seconds: float) -> Done:
        self.called.append(list(words))
        call = " ".join(words)
        return next((done for start, done in self.says.items() if call.startswith(start)), Done(0))


@dataclass
class Machine:
    """A root folder, programs, and a clock that only notes what it was set to."""

    root: Path
    programs: Programs = field(default_factory=Programs)
    times: list[float] = field(default_factory=list)

    @property
    def system(self) -> System:
        return System(self.root, self.programs, self.times.append, lambda: 1000.0)

    def put(self, path: str, content: str = "") -> Path:
        """A file of this machine."""
        where = self.root / path.lstrip("/")
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(content)
        return where


def folders(folder: Path) -> Path:
    """As tmpfiles makes them; the requests' folder is open for the test's own user."""
    for name in ("requests", "answers"):
        (folder / name).mkdir(parents=True)
    return folder


def asked(folder: Path, machine: Machine, owner: int, name: str = "0123456789abcdef.json") -> Answer | None:
    """One round; the answer to the request of this name, None where there is none."""
    work_off(folder, owner, machine.system)
    answer = folder / "answers" / name
    return Answer(**json.loads(answer.read_text())) if answer.exists() else None
