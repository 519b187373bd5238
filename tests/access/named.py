"""Rules that tests hold without looking at every screen: those tests are run, and counted by the rule in their name."""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from xml.etree import ElementTree

from tests.access.result import Result
from tests.access.rooms import ROOT

WHAT = {
    "A1": "capitals of 4.5 and 6.1 mm on four panels, refused below; sizes while it runs, on the real stack",
    "A5": "pairs of letters that people mix up differ; fonts are known by their hash",
    "A8": "an idle page changes with the minute alone, in the running application",
    "A11": "act on release; sliding off cancels, sliding on presses",
    "A12": "a second tap on the same button within 500 ms does nothing",
    "A14": "no handler of any gesture, nothing bound to a key",
    "A15": "touch reaches the program as mouse events, through the compositor and the terminal",
    "A16": "120 s and the start page, 45 s and the cover, 60 s to answer",
    "A17": "drafts outlive a power cut, a lock and a time-out",
    "A18": "held keys of a keyboard count once",
    "A19": "no path from a form to a booking but through the question",
    "A20": "what was booked can be taken back, from its page and by its number",
    "A21": "forced failures of printer, network, disk and voice: what happened, what to do, who helps",
    "A22": "every event, offer, request, job and notice is two taps from the start page, besides paging",
    "A24": "balances are hidden until asked for, and again after 15 s; nothing stays of what was typed",
    "A25": "a PIN is dots, its page is silent, the processes of the voice know nothing",
    "A26": "nothing is left after log-out, time-out and crash",
    "A27": "the voice: stop, once more, pace, headphones, processes",
    "A29": "reading aloud and its button",
    "A33": "every sentence of the code has its words in every language, with the same placeholders",
    "A34": "Arabic: ten golden rows, mirrored pages, telephone numbers, slips",
    "A36": "slips: double size, codes of 25 mm that are read faded and speckled",
    "A37": "slips say when, where, what it costs, whom to ask, and how old that is",
}
"""Rule → what its tests try."""
ONLY = {"A22": "test_a22_every_item_of_the_demo"}
"""Rule → those of its tests that are run, where the others do again what a row of the sweep does."""
SWEPT = ("tests/access/test_screens.py", "tests/access/test_hands.py")
"""Their checks are rows of their own, with more screens."""


def rules_in(name: str) -> set[str]:
    """The rules that a test's name says it holds: `test_a2_a9_…` two."""
    found = re.match(r"test((?:_a\d+)+)_", name)
    return {rule.upper() for rule in found[1].split("_") if rule} if found else set()


class Named:
    """Runs them in a process of their own while other rows are made; `results` waits for it."""

    def __init__(self, folder: Path) -> None:
        self._report = folder / "named.xml"
        self._log = folder / "named.log"

    def __enter__(self) -> "Named":
        chosen = " or ".join(ONLY.get(rule, f"_{rule.lower()}_") for rule in WHAT)
        skip = [word for path in SWEPT for word in ("--ignore", path)]
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-n",
            "0",
            "-k",
            chosen,
            f"--junitxml={self._report}",
            *skip,
            "tests",
        ]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)

    def results(self) -> list[Result]:
        """A row for each rule, once all have run."""
        self._process.wait()
        if not self._report.exists():
            return [Result("A1", "the named tests", 0, 0, 0, 0, 0, [self._log.read_text()[-300:]])]
        ran: dict[str, list[str]] = defaultdict(list)
        for rule, failure in _cases(self._report):
            ran[rule].append(failure)
        return [
            Result(rule, f"{what} ({len(ran[rule])} tests)", 0, 0, 0, 0, len(ran[rule]), list(filter(None, ran[rule])))
            for rule, what in WHAT.items()
        ]


def _cases(report: Path) -> Iterator[tuple[str, str]]:
    """Rule and failure of each test that ran; the failure is empty where it held. What was left out did not run."""
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("skipped") is not None:
            continue
        name = case.get("name", "")
        broken = case.find("failure") is not None or case.find("error") is not None
        for rule in rules_in(name):
            yield rule, f"{case.get('classname')}::{name}" if broken else ""
