"""R37: before a backup counts the steward mounts its stick anew; it may come back in another folder."""

from pathlib import Path

import msgspec
import pytest

from kiosk.backup_room import backup_of, belongings
from kiosk.place import Place
from kiosk.settings import Settings
from kiosk.steward import Steward
from sync.backup.errors import NotGood, Why
from sync.backup.recovery import Recovery
from sync.ledger.keyring import KeyRing
from sync.ledger.ledger import Ledger
from tests.kiosk.staff_house import CHEAP, PIN
from tests.sync.clocks import FakeClock


class Remounting:
    """A steward in a folder of its own, which answers one request as the real one does."""

    def __init__(self, folder: Path, answer: object, before: Path, after: Path) -> None:
        self.folder, self._answer, self._before, self._after = folder, answer, before, after
        for name in ("requests", "answers"):
            (folder / name).mkdir(parents=True)
        self.asked: list[object] = []

    def wait(self, _seconds: float) -> None:
        """Called between two looks for the answer: now the request lies there."""
        for request in (self.folder / "requests").glob("*.json"):
            self.asked.append(msgspec.json.decode(request.read_bytes()))
            if self._before.exists():
                self._before.rename(self._after)
            (self.folder / "answers" / request.name).write_bytes(msgspec.json.encode(self._answer))

    def steward(self) -> Steward:
        return Steward(self.folder, sleep=self.wait)


def made(tmp_path: Path, answer: object) -> tuple[Remounting, Path, Path]:
    """A backup to a stick that the steward mounts anew as STICK-2."""
    data, before, after = tmp_path / "data", tmp_path / "STICK", tmp_path / "STICK-2"
    opened = KeyRing(data, CHEAP).enrol_first("Anna", PIN)
    Ledger.open(data / "members.db", opened.data_key, FakeClock()).close()
    Recovery(data).make(opened.data_key)
    before.mkdir()
    remounting = Remounting(tmp_path / "steward", answer, before, after)
    what = belongings(Place(tmp_path / "kiosk.toml", data), Settings())
    backup_of(what, FakeClock(), remounting.steward()).to(before, opened.data_key)
    return remounting, before, after


def test_r37_a_stick_that_comes_back_elsewhere_is_read_back_there(tmp_path: Path) -> None:
    answer = {"done": True, "facts": {"folder": str(tmp_path / "STICK-2")}}
    remounting, before, after = made(tmp_path, answer)
    assert remounting.asked == [{"deed": "remount", "facts": {"folder": str(before)}}]
    assert len(list(after.glob("*.kioskbackup"))) == 1


def test_r37_a_stick_that_does_not_come_back_is_not_good(tmp_path: Path) -> None:
    with pytest.raises(NotGood) as refused:
        made(tmp_path, {"done": False, "reason": "no-stick"})
    assert refused.value.why is Why.STICK_GONE
