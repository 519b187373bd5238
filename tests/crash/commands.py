"""Fault (a) once more, with the program itself: `kiosk book`, `storno` and `deliver`, killed on their way."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.crash.kills import Day
from tests.crash.nursery import PATIENCE_S, Answer
from tests.crash.town import Town

FROM = 0.3
"""Share of a whole run before which a command is not killed: until then it only imports."""
WANTED = ("payment", "storno", "deliver")


class CommandDay(Day):
    """The same day with a process for every deed."""

    whole_s = 0.0

    def run(self, kills: int) -> None:
        """Commands until so many of them were killed; the first one is let be, and timed."""
        started = time.monotonic()
        deed = next(deed for deed in iter(self._next, None) if deed[0] == "payment")
        self.hear(deed, self._ran(deed, None))
        self.whole_s = time.monotonic() - started
        self.trouble()
        while self.counts["kills"] < kills and not self.found:
            deed = next(deed for deed in iter(self._next, None) if deed[0] in WANTED)
            answer = self._ran(deed, self.whole_s * (FROM + self.dice.random() * (1 - FROM)))
            self.hear(deed, answer)
            if answer.code is None:
                self.look()
        self.bank.calm()
        self.settle()

    def _ran(self, deed: Sequence[str], kill_s: float | None) -> Answer:
        """One command, killed after so many seconds if it is not done by then."""
        with subprocess.Popen(
            words(self.town, deed), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"]}
        ) as process:
            try:
                out, err = process.communicate(timeout=kill_s or PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                out, err = process.communicate()
        whole = [line for stream in (out, err) for line in stream.decode().split("\n")[:-1]]
        return Answer(tuple(whole), process.returncode if process.returncode >= 0 else None)


def words(town: Town, deed: Sequence[str]) -> list[str]:
    """A deed as a command line."""
    kind, *rest = deed
    named = ["--settings", str(town.settings), "--data", str(town.data), "--pin-file", str(town.pin_file)]
    options = ("--from", "--to", "--amount", "--text", "--paper")
    paid = ["book", "payment", *(word for pair in zip(options, rest, strict=False) for word in pair)]
    return [sys.executable, "-P", "-m", "kiosk", *named, *(paid if kind == "payment" else [kind, *rest])]
