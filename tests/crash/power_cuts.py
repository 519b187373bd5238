"""Fault (b) without a disk that fails: the power goes at any step of a recorded day, also with torn writes.

The day is recorded once, call by call, with everything that was said to people and to the ring between the calls. At
each step the card is rebuilt as it would be found: with nothing that was not synced (so also as if each sync had been
forgotten, for nothing was told before it), or with some of the sectors on their way. A card that says "synced" and has
not done it takes what was told with it, whoever writes the program: `lying` asks only that no half of it stays.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from re import findall

from sync.errors import SyncError
from sync.ledger.records import State
from tests.crash.card import Card
from tests.crash.checker import findings
from tests.crash.nursery import Answer, Nursery
from tests.crash.recorded import OPTIONS, Spoken, Step, Synced, steps
from tests.crash.strace import traced
from tests.crash.told import Told
from tests.crash.town import Town
from tests.crash.write_faults import live_through

WHOLE = ("I1", "I2", "I6", "I7", "I8")
"""Findings that also a lying card may never cause."""


class Recording:
    """One day of a town, and the card at its beginning."""

    def __init__(self, nursery: Nursery, town: Town, log: Path) -> None:
        self._before = {str(path.relative_to(town.folder)): path.read_bytes() for path in _files(town.folder)}
        with nursery.born(town) as life, traced(life, log, *OPTIONS):
            live_through(life, Told())
        self.steps: Sequence[Step] = list(steps(log, town.folder))

    def cuts(self, folder: Path, seed: int, step: int = 1) -> Iterator[tuple[int, list[str]]]:
        """(n, findings) for a power cut after the n-th call: every `step`-th, every sync and whatever was told.

        Each one with nothing that was on its way, and with some of it.
        """
        card, said, sent = Card(self._before), Told(), list[str]()
        for number, one in enumerate(self.steps):
            card.take(one)
            if isinstance(one, Spoken):
                _listen(one, said, sent)
            if number % step and not isinstance(one, Spoken | Synced):
                continue
            for dice in (None, Random(f"{seed} {number}")) if card.torn else (None,):
                town = _rebuilt(folder, card, dice)
                yield number, [*findings(town, said), *_unsent(town, sent)]

    def lying(self, folder: Path) -> Iterator[tuple[int, list[str]]]:
        """(n, findings) for a card that never does the sync at the n-th call and loses power before the next one."""
        for number, one in enumerate(self.steps):
            if not isinstance(one, Synced):
                continue
            card, said = Card(self._before), Told()
            for later, other in enumerate(self.steps):
                if later > number and isinstance(other, Synced):
                    break
                if later != number:
                    card.take(other)
                if isinstance(other, Spoken):
                    _listen(other, said, [])
            yield number, findings(_rebuilt(folder, card, None), said)


def _listen(one: Spoken, said: Told, sent: list[str]) -> None:
    """What was told to people, and which payments left for the ring."""
    if b'"subject"' in one.data:
        sent += findall(r"\[(QK1-\w{6})\]", one.data.decode())
    said.hear(("",), Answer(tuple(one.data.decode(errors="replace").split("\n")), None))


def _rebuilt(folder: Path, card: Card, dice: Random | None) -> Town:
    """The terminal as it is found; paper stays what it is, with or without power."""
    for path in _files(folder):
        path.unlink()
    files = card.found(dice)
    if "paper" in card.live:
        files["paper"] = bytes(card.live["paper"])
    for name, raw in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(raw)
    return Town(folder)


def _unsent(town: Town, sent: Sequence[str]) -> Iterator[str]:
    """R4: what has left for the ring is never found waiting as if it had not: it would be sent again unasked."""
    try:
        with town.ledger() as ledger:
            states = {one.booking.reference: one.sending.state for one in ledger.all()}
    except SyncError as error:
        yield f"I1 {error}"
        return
    for reference in sent:
        if states.get(reference, State.WAITING) is State.WAITING:
            yield f"I5 {reference} was sent, and would be sent again without a look"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
