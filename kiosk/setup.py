"""The first start of a terminal: which questions it asks, and where it stands, also after the plug was pulled."""

from enum import StrEnum
from pathlib import Path

import msgspec

from kiosk.words import LANGUAGES
from sync.ledger.whole_files import read_whole, stored, sync_folder, write_whole

FILE = "setup.json"
"""Its name in the data folder; while it is there, the set-up is not finished."""


class Step(StrEnum):
    """The questions, in their order. From `PHONE` on somebody of the staff is signed in."""

    LANGUAGE = "language"
    NAME = "name"
    PANEL = "panel"
    STAFF = "staff"
    PHONE = "phone"
    ADDRESS = "address"
    NETWORK = "network"
    SITES = "sites"
    PRINTER = "printer"
    CLOCK = "clock"


NEEDED = (Step.NAME, Step.STAFF)
"""What no terminal can be without; everything else can wait."""


class Progress(msgspec.Struct):
    """What the file holds: answers themselves stand in the settings and in the ledger."""

    at: Step = Step.LANGUAGE
    language: str = "de"
    """Chosen before there is a settings file, which needs a name."""
    answered: list[Step] = []


class SetUp:
    """The set-up of this terminal, as far as it got; a step counts as soon as it is on the disk."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._progress = Progress()
        self.said: dict[Step, str] = {}
        """What was typed and not yet saved: "Zurück" loses none of it."""

    @property
    def begun(self) -> bool:
        """Whether a set-up is not finished."""
        return self._path.exists()

    def load(self) -> None:
        """Go on where it was. A file that cannot be read begins anew: what was answered is in the settings."""
        found = read_whole(self._path)
        try:
            self._progress = msgspec.json.decode(found or b"{}", type=Progress)
        except msgspec.MsgspecError:
            self._progress = Progress()
        if self._progress.language not in LANGUAGES:
            self._progress.language = "de"

    @property
    def at(self) -> Step:
        """The question that comes next."""
        return self._progress.at

    @property
    def language(self) -> str:
        """Of the pages, as long as there are no settings."""
        return self._progress.language

    def is_answered(self, step: Step) -> bool:
        """Whether somebody answered it, rather than leaving it for later."""
        return step in self._progress.answered

    def speak(self, language: str) -> None:
        """The language was chosen. Raises Unstorable."""
        self._progress.language = language
        self._keep()

    def answer(self, step: Step, *, later: bool = False) -> None:
        """It was answered, or left for later. Raises Unstorable."""
        self.said.pop(step, None)
        if step in self._progress.answered and later:
            self._progress.answered.remove(step)
        elif step not in self._progress.answered and not later:
            self._progress.answered.append(step)
        self._keep()

    def reach(self, step: Step) -> None:
        """This question is on the screen now. Raises Unstorable."""
        if step is not self._progress.at or not self.begun:
            self._progress.at = step
            self._keep()

    def finish(self) -> None:
        """It is over: from the next start on this is a terminal like any other. Raises Unstorable."""
        with stored():
            self._path.unlink(missing_ok=True)
            sync_folder(self._path.parent)

    def _keep(self) -> None:
        write_whole(self._path, msgspec.json.encode(self._progress))
