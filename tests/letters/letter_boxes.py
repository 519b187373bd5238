"""A letter box and a ledger for tests, and what people leave there."""

from pathlib import Path

from sync.ledger.ledger import Ledger
from sync.letters.box import LetterBox
from sync.letters.intake import take_in
from sync.letters.letter import Face, Feedback, Interest
from tests.ledger.ledgers import KEY
from tests.sync.clocks import FakeClock

TITLE = "Rollstuhltaxi zum Markt"


def interest(name: str | None = "Anna", member: str | None = None) -> Interest:
    return Interest(item="abcd", kind="offer", title=TITLE, name=name, member=member)


def feedback(words: str = "Der Kaffee ist zu kalt", face: Face = Face.FAIR) -> Feedback:
    return Feedback(number="261120-12344", face=face, words=words)


class Post:
    """One data folder: a box, and a ledger that is opened when staff sign in."""

    def __init__(self, folder: Path, clock: FakeClock | None = None) -> None:
        self.folder, self.clock = folder, clock or FakeClock()
        self.box = self.another()

    def another(self) -> LetterBox:
        """The same box, as after power-up."""
        return LetterBox(self.folder, self.clock, "QK1")

    def ledger(self) -> Ledger:
        """Open it; for the test to close."""
        return Ledger.open(self.folder / "members.db", KEY, self.clock)

    def signed_in(self) -> "Post":
        """Staff were there once."""
        with self.ledger() as ledger:
            take_in(ledger, self.box)
        return self

    def left(self, what: Interest | Feedback | None = None) -> str:
        """Leave one; its id."""
        letter = self.box.letter(what or interest())
        self.box.drop(letter)
        return letter.id

    def files(self) -> dict[str, bytes]:
        """What lies in the box."""
        return {path.name: path.read_bytes() for path in (self.folder / "letters").iterdir()}
