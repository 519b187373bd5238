"""Houses to look at: what platforms wrote in four kinds, a locked office, and offices with somebody signed in."""

from pathlib import Path

from kiosk.demo.neighbourhood import neighbourhood
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.settings import PrinterSettings, Settings
from kiosk.words import Words
from sync.letters.letter import Interest
from sync.replica import Replica
from tests.kiosk.booking_pages import CHEAP, MEMBERS, PIN, RING
from tests.kiosk.conftest import LONG_NAME, fill
from tests.kiosk.hostile import hostile
from tests.kiosk.letter_pages import with_box
from tests.kiosk.pages import BERLIN, house_of
from tests.kiosk.staff_house import CANARIES, new_desk, staffed
from tests.sync.clocks import TUESDAY, FakeClock

CONTENTS = ("demo", "hostile", "empty", "unread")


class Town:
    """Everything that scenes are drawn from, in one folder; houses are made when they are first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        demo = neighbourhood(FakeClock(TUESDAY).now().date(), BERLIN)
        filled = {"demo": demo, "hostile": hostile(), "empty": []}
        self.replicas = {name: fill(folder / f"{name}.db", items) for name, items in filled.items()}
        self.replicas["unread"] = Replica.open(folder / "unread.db", BERLIN)
        self._desks: dict[str, Desk] = {}
        self._inside: dict[str, House] = {}

    def outside(self, content: str, words: Words, *, new: bool = False) -> House:
        """For residents: the office is locked, its members and letters are canaries; `new`: nobody works there yet."""
        name = "new" if new else "locked"
        if name not in self._desks:
            make = new_desk if new else staffed
            self._desks[name] = make(self._folder / name, self.replicas["demo"], FakeClock(TUESDAY))
            self._desks[name].lock()
        house = self._house(content, words)
        box = with_box(house, self._folder / name, FakeClock(TUESDAY)).letters
        assert box
        if not box.waiting():
            box.drop(box.letter(Interest(item="k7q2", kind="offer", title="Kuchen", name=CANARIES[0])))
        house.desk = self._desks[name]
        return house

    def inside(self, content: str, room: str, words: Words) -> House:
        """Somebody is signed in; each room has its own ledger, so that what one books does not change another."""
        key = f"{content}-{room}"
        if key not in self._inside:
            house = self._house(content, words)
            settings = Settings(platforms=(RING,), printer=PrinterSettings(device="file:///dev/null"))
            house.desk = Desk(self._folder / key, settings, FakeClock(TUESDAY), lambda: house.replica, CHEAP)
            house.desk.enrol_first("Frau Büro", PIN)
            house.desk.ledger.people.store(MEMBERS)
            self._inside[key] = with_box(house, self._folder / key, FakeClock(TUESDAY), open_=False)
        self._inside[key].words = words
        return self._inside[key]

    def _house(self, content: str, words: Words) -> House:
        name = LONG_NAME if content == "hostile" else "Quartierstreff Lindenhof"
        clock = FakeClock(TUESDAY)
        house = house_of(self.replicas[content], clock, words.language, centre=name, demo=content == "demo")
        house.words, house.printer = words, content != "empty"
        return house

    def close(self) -> None:
        """Let go of every file."""
        for desk in (*self._desks.values(), *(house.desk for house in self._inside.values())):
            if desk:
                desk.close()
        for replica in self.replicas.values():
            replica.close()
