"""A house whose steward really carries out what it is asked for."""

from collections.abc import Mapping

from update.versions import Versions

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.steward import Answer, Deed, Steward
from kiosk.update_offers import Offer, of_file
from steward.answers import Refused
from steward.table import deed
from sync.backup.log import BackupLog, Copy
from tests.deploy.update_machine import NAME, Machine
from tests.update.bundles import HERE, bundle


class NextDoor(Steward):
    """The steward's own deeds, without a file in between."""

    present = True

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine
        self.asked: list[tuple[str, dict[str, str]]] = []

    def ask(self, word: Deed, facts: Mapping[str, str] = {}, *, patience_s: float = 30.0) -> Answer:
        self.asked.append((word.value, dict(facts)))
        try:
            answer = deed(word.value)(facts, self._machine.system)
        except Refused as refused:
            return Answer(done=False, reason=str(refused.reason))
        return Answer(answer.done, answer.reason, dict(answer.facts))


class Town:
    """All of it."""

    def __init__(self, house: House, desk: Desk, machine: Machine) -> None:
        self.house, self.desk, self.machine, self.program = house, desk, machine, machine.program

    @property
    def versions(self) -> Versions:
        """What may be started."""
        return Versions(self.program)

    def backed_up(self, **later: float) -> None:
        """A good backup is made, and then so much time goes by."""
        now = self.house.clock.now()
        BackupLog(self.desk.folder).add(Copy(at=now, trust="ntp", stick="Stick 1", stick_id="1", file="x", good=True))
        self.house.clock.later(**later)  # type: ignore[attr-defined]

    def offer(self) -> Offer:
        """A good bundle on a stick."""
        stick = self.machine.root / "media/kiosk/STICK"
        stick.mkdir(parents=True, exist_ok=True)
        return of_file(bundle(stick / NAME, self.machine.who), HERE, [self.machine.who.public])
