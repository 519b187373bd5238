"""The size of type by the scale of Wayland's output: `wlr-randr` asks the compositor, nothing starts anew."""

import logging
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence

import msgspec

from kiosk.resizing import NotResized, Resized, Resizer
from kiosk.screen_settings import ScreenSettings
from kiosk.type_size import Size, scales
from kiosk.workers import Post, guarded

log = logging.getLogger("kiosk.output_scale")
PROGRAM = "wlr-randr"
LONGEST_S = 2.0
"""A compositor answers within 0.1 s; one that hangs must not hold the thread for ever."""
RESIZING = "resize"

Run = Callable[[Sequence[str]], str]
"""Carries out a command of fixed words; what it printed. Raises `NoOutput`."""


class NoOutput(Exception):
    """The output cannot be asked or changed; for the log."""


class Output(msgspec.Struct):
    """What `wlr-randr --json` says of an output, as far as it is needed."""

    name: str
    enabled: bool


def run_bounded(words: Sequence[str]) -> str:
    """Carry out `wlr-randr` with a time limit; raises NoOutput."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoOutput(f"{words[0]}: {type(error).__name__}") from error
    if done.returncode:
        raise NoOutput(f"{words[0]} ended with {done.returncode}: {done.stderr.strip()[:200]}")
    return done.stdout


def resizer_for(screen: ScreenSettings, post: Post, run: Run = run_bounded) -> Resizer | None:
    """What changes the size here; None where the settings or the stack do not allow it, and the log says why."""
    if screen.resize != "scale" or screen.panel is None or screen.font_px is None:
        return None
    offered = scales(screen.panel, screen.font_px)
    try:
        if len(offered) < 2:
            raise NoOutput(f"with pixelsize={screen.font_px} there is no other size on this panel")
        return ScaledOutput(_only_output(run), offered, screen.size, post, run)
    except NoOutput as error:
        log.warning("the size of type cannot be changed: %s", error)
        return None


def _only_output(run: Run) -> str:
    """The name of the output that is switched on; raises NoOutput where there is none, or more than one."""
    if not os.environ.get("WAYLAND_DISPLAY") or not shutil.which(PROGRAM):
        raise NoOutput(f"no Wayland, or no {PROGRAM}")
    try:
        outputs = msgspec.json.decode(run([PROGRAM, "--json"]), type=list[Output])
    except msgspec.MsgspecError as error:
        raise NoOutput(f"{PROGRAM} said something else than outputs") from error
    names = [output.name for output in outputs if output.enabled]
    if len(names) != 1:
        raise NoOutput(f"{len(names)} outputs are switched on")
    return names[0]


class ScaledOutput:
    """One thread that carries out the last size that was asked for."""

    def __init__(self, output: str, offered: Mapping[Size, float], start_size: Size, post: Post, run: Run) -> None:
        self._output, self._scales, self._post, self._run = output, dict(offered), post, run
        self.start_size = start_size if start_size in self._scales else self.sizes[0]
        self._wanted = self._done = self.start_size
        self._asked, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name=RESIZING, daemon=True)

    @property
    def sizes(self) -> tuple[Size, ...]:
        """What can be had here, the smallest first."""
        return tuple(self._scales)

    @property
    def current(self) -> Size:
        """What was last asked for, unless it failed."""
        return self._wanted

    def start(self) -> None:
        """Begin with the size of the settings: a terminal that crashed may have left another one behind."""
        self._thread.start()
        self.set(self.start_size)

    def set(self, size: Size) -> None:
        """Ask for another size; of several that wait the last one counts."""
        if size not in self._scales:
            raise ValueError(size)
        self._wanted = size
        self._asked.set()

    def stop(self) -> None:
        """No further change."""
        self._ended.set()
        self._asked.set()

    def _work(self) -> None:
        while self._asked.wait() and not self._ended.is_set():
            self._asked.clear()
            guarded(RESIZING, self.once, self._post)

    def once(self) -> None:
        """Carry out what is wanted now, and tell."""
        size = self._wanted
        try:
            self._run([PROGRAM, "--output", self._output, "--scale", str(self._scales[size])])
        except NoOutput as error:
            log.warning("the size of type stays: %s", error)
            if self._wanted is size:
                self._wanted = self._done
            self._post(NotResized(self._done))
        else:
            self._done = size
            self._post(Resized(size))
