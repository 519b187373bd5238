"""Which version of the program runs: an update is tried once, and whatever does not prove itself makes way (R39).

Root's, and of Python's own library alone: it must work when the versions that it chooses from do not.
All that is known stands in the program's folder:

- `versions/0.2.0/` a version, whole; `current` a link to the one that runs;
- `state/trial` the next start shall try a version; `state/tried` it is being tried;
- `state/failed` the last one that was tried did not prove itself.

Without `tried`, what `current` leads to is kept. So one deletion keeps a version, and one link brings another back.
"""

import os
import re
import shutil
import time
from pathlib import Path

from .notes import Notes, Trial, point

PROGRAM = Path("/opt/kiosk")
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}", re.ASCII)
STARTS_MOST = 3
"""Runs of the machine in which a version may be tried. Within one run it gets one start: whatever ended it there was
its own fault. That the power went is not, and in a house where the plug is pulled at night it happens; greenboot
allows three."""
PROBATION_S = 15 * 60.0
"""How long a version must have run before it is kept, seconds, as balena has it."""
GONE, DRAFT = "gone-", ".new-"
"""Before the name of a version that is being removed, and of one that is being made (make-version)."""


class Refused(Exception):
    """It is not done; the reason is one word of a closed set."""


class Versions:
    """The versions below one folder. `boot` names this run of the machine."""

    def __init__(self, program: Path = PROGRAM, *, boot: str | None = None) -> None:
        self.program, self.notes = program, Notes(program / "state")
        self.folder = program / "versions"
        self._boot = BOOT_ID.read_text("ascii").strip() if boot is None else boot

    @property
    def current(self) -> str | None:
        """The version that the link leads to; None where it leads nowhere."""
        try:
            name = Path(os.readlink(self.program / "current")).name
        except OSError:
            return None
        return name if self.whole(name) else None

    def whole(self, version: str) -> bool:
        """Whether there is such a version. Its folder bears its name only when everything is in it."""
        return bool(NUMBER.fullmatch(version)) and os.access(self.folder / version / "bin" / "kiosk", os.X_OK)

    def choose(self) -> str | None:
        """Before every start: which version it runs. The flag of a trial is gone before its version can run."""
        with self.notes.alone():
            tried, trial = self.notes.read("tried"), self.notes.read("trial")
            if tried and self.current in (None, tried.version, tried.back):
                self._again(tried)
            elif trial and not tried and self.current in (None, trial.back):
                self._begin(trial)
            elif tried or trial:  # somebody installed another version meanwhile, by install.sh: that one counts
                self.notes.clear("trial")
                self.notes.clear("tried")
            if self.current is None and (last := self._newest()):
                self._point(last)
            return self.current

    def attempt(self, version: str) -> None:
        """Have the next start try a version. Raises `Refused`: `unknown`, `on-trial`, `current`."""
        with self.notes.alone():
            now = self.current
            if not self.whole(version):
                raise Refused("unknown")
            if self.notes.read("tried"):
                raise Refused("on-trial")
            if now is None or now == version:
                raise Refused("current")
            self.notes.clear("failed")
            self.notes.write("trial", Trial(version, now))

    def keep(self, version: str, now_s: float | None = None) -> None:
        """What runs proved itself; older versions go, but the one before stays.

        Raises `Refused`: `not-on-trial`, `too-early`. `now_s` are the seconds since the machine's start.
        """
        with self.notes.alone():
            tried, now_s = self.notes.read("tried"), since_start() if now_s is None else now_s
            if tried is None or tried.version != version or self.current != version:
                raise Refused("not-on-trial")
            if tried.boot != self._boot or now_s - tried.since_s < PROBATION_S:
                raise Refused("too-early")
            self.notes.clear("trial")
            self.notes.clear("tried")
            self.prune(tried.back)

    def prune(self, *stay: str) -> None:
        """Remove all versions but the current one and those that stay, and what a power cut left half done.

        Nothing is removed while the link leads nowhere: one of them may be the last that runs.
        """
        if self.current is None:
            return
        for path in list(self.folder.iterdir()):
            if path.name.startswith((GONE, DRAFT)):
                shutil.rmtree(path)
            elif NUMBER.fullmatch(path.name) and path.name not in (self.current, *stay):
                gone = path.with_name(f"{GONE}{path.name}")
                os.rename(path, gone)
                shutil.rmtree(gone)

    def _begin(self, trial: Trial) -> None:
        if not self.whole(trial.version):
            self._fail(trial)
            return
        self.notes.write("tried", self._started(trial))
        self.notes.clear("trial")
        self._point(trial.version)

    def _again(self, tried: Trial) -> None:
        """It was started before and is not kept: another run of the machine may try it again, this one may not."""
        self.notes.clear("trial")
        if tried.boot == self._boot or tried.starts >= STARTS_MOST or not self.whole(tried.version):
            self._fail(tried)
            return
        self.notes.write("tried", self._started(tried))
        self._point(tried.version)

    def _started(self, trial: Trial) -> Trial:
        return Trial(trial.version, trial.back, self._boot, trial.starts + 1, since_start())

    def _fail(self, trial: Trial) -> None:
        """Back to what ran before; only then the trial is over."""
        if self.whole(trial.back):
            self._point(trial.back)
        self.notes.write("failed", trial)
        self.notes.clear("trial")
        self.notes.clear("tried")

    def _newest(self) -> str | None:
        names = [path.name for path in self.folder.iterdir() if self.whole(path.name)] if self.folder.is_dir() else []
        return max(names, key=lambda name: [int(part) for part in name.split(".")], default=None)

    def _point(self, version: str) -> None:
        point(self.program / "current", f"versions/{version}")


def since_start() -> float:
    """Seconds since the machine started, times of sleep among them."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)
