"""A house with a signed-in desk and things published, for tests of papers for A4."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from kiosk.centre_settings import Visit
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.paper_settings import PaperSettings
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.papers.making import make
from kiosk.settings import Settings
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.pages import house_of
from tests.kiosk.staff_house import staffed
from tests.sync.clocks import BERLIN, TUESDAY, FakeClock

IMPRINT = "Herausgeber: Verein Lindenhof"
VISIT = Visit(address="Lindenhof 3, 50735 Köln", phone="0221 98 76 54", hours=("Mo bis Do 9 bis 12 Uhr",))
SETTINGS = Settings(paper=PaperSettings(title="Lindenblatt", imprint=(IMPRINT,), copies=5), visit=VISIT)


class PressRoom:
    """The house, its desk, and a clock that the test moves."""

    def __init__(self, house: House, desk: Desk, clock: FakeClock) -> None:
        self.house, self.desk, self.clock = house, desk, clock

    def publish(self, items: Iterable[Item]) -> None:
        """Read a platform whole: these are there, everything else is gone."""
        now, replica = self.clock.now(), self.house.replica
        for _ in range(2):
            replica.begin("portal", now)
            replica.store("portal", "all", Batch(items=list(items)), now)
            replica.end_stream("portal", "all", replica.pulled("portal", "all"), now, complete=True)
            replica.settle("portal", ["all"], now, agreed=["all"])
            replica.conclude("portal", "ok", now, True, None, None)

    def newspaper(self, **wishes: object) -> Made:
        return make(Paper.NEWSPAPER, self.house, self.desk, msgspec.convert(wishes, Wishes))


@contextmanager
def press_room(folder: Path, items: Iterable[Item] = (), language: str = "de") -> Iterator[PressRoom]:
    clock = FakeClock(TUESDAY)
    with Replica.open(folder / "public.db", BERLIN) as replica:
        house = house_of(replica, clock, language, demo=False)
        house.visit = VISIT
        desk = house.desk = staffed(folder / "desk", replica, clock, SETTINGS)
        room = PressRoom(house, desk, clock)
        room.publish(items)
        try:
            yield room
        finally:
            desk.close()


def ad(number: int = 1, kind: Kind = Kind.OFFER, **fields: object) -> Item:
    """Something with all that an entry can have."""
    usual: dict[str, object] = {
        "remote": f"ad:{number}",
        "kind": kind,
        "title": f"Fahrrad reparieren {number}",
        "text": "Ich komme zu Ihnen nach Hause.",
        "place": "Werkstatt im Hof",
        "price": "1 Stunde",
        "categories": ("Handwerk",),
        "contact": "Herr Niemand, 0221 33 44 55",
        "url": f"https://lindenhof.example/anzeigen/{number}",
        "published": "2026-11-01T10:00:00+01:00",
    }
    return msgspec.convert(usual | fields, Item)


def event(number: int, day: int, **fields: object) -> Item:
    """An event of December 2026, from three to five."""
    times = {"starts": f"2026-12-{day:02}T15:00:00+01:00", "ends": f"2026-12-{day:02}T17:00:00+01:00"}
    return ad(number, Kind.EVENT, **({"title": f"Tanztee {number}"} | times | fields))
