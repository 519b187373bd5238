"""What lies on a memory card when the power goes: what was synced, and of the rest whatever the card had got to.

A sector of 512 bytes is written whole or not at all, in any order between two syncs. Names of files (a rename, a
deletion) hold at once, as on a journalled file system; what comes back of a deletion would be whole and harmless.
"""

from itertools import pairwise
from random import Random

import msgspec

from tests.crash.recorded import Cut, Gone, Moved, Step, Synced, Write

SECTOR = 512


class Card:
    """Files by name, as the programs see them (`live`) and as they would be found after the power is back."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.live = {name: bytearray(raw) for name, raw in files.items()}
        self._synced = {name: bytearray(raw) for name, raw in files.items()}
        self._pending: dict[str, list[Write | Cut]] = {}

    @property
    def torn(self) -> bool:
        """Whether anything was written and not synced."""
        return any(self._pending.values())

    def take(self, step: Step) -> None:
        """The next step of a recording."""
        match step:
            case Write(path, at):
                place = len(self.live.get(path, b"")) if at is None else at
                self._change(path, msgspec.structs.replace(step, at=place))
            case Cut(path):
                self._change(path, step)
            case Synced(path):
                for one in self._pending.pop(path, []):
                    _apply(self._synced.setdefault(path, bytearray()), one)
            case Gone(path):
                for files in (self.live, self._synced, self._pending):
                    files.pop(path, None)
            case Moved(path, to):
                for files in (self.live, self._synced):
                    files[to] = files.pop(path, bytearray())
                self._pending[to] = self._pending.pop(path, [])

    def found(self, dice: Random | None = None) -> dict[str, bytes]:
        """The files after the power is back; with dice some of the sectors that were on their way have arrived."""
        files = {name: bytearray(raw) for name, raw in self._synced.items()}
        for name, changes in self._pending.items():
            for one in changes if dice else ():
                assert dice
                _apply_some(files.setdefault(name, bytearray()), one, dice)
        return {name: bytes(raw) for name, raw in files.items()}

    def _change(self, path: str, one: Write | Cut) -> None:
        _apply(self.live.setdefault(path, bytearray()), one)
        self._pending.setdefault(path, []).append(one)


def _apply(file: bytearray, one: Write | Cut) -> None:
    if isinstance(one, Cut):
        file[one.size :] = bytes(max(one.size - len(file), 0))
        return
    assert one.at is not None
    file.extend(bytes(max(one.at - len(file), 0)))
    file[one.at : one.at + len(one.data)] = one.data


def _apply_some(file: bytearray, one: Write | Cut, dice: Random) -> None:
    """Each sector by a throw of the dice."""
    if isinstance(one, Cut):
        if dice.random() < 0.5:
            _apply(file, one)
        return
    assert one.at is not None
    end = one.at + len(one.data)
    edges = [one.at, *range(one.at - one.at % SECTOR + SECTOR, end, SECTOR), end]
    for start, stop in pairwise(edges):
        if dice.random() < 0.5:
            _apply(file, Write(one.path, start, one.data[start - one.at : stop - one.at]))
