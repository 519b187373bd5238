"""Houses full of a demo, of hostile content, of one item and of nothing; drawn once for all rules."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from kiosk.demo.neighbourhood import neighbourhood
from kiosk.frame import Frame
from kiosk.house import House
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.hostile import hostile
from tests.kiosk.letter_pages import with_box
from tests.kiosk.pages import BERLIN, Shown, every_view, house_of
from tests.sync.clocks import TUESDAY, FakeClock

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")  # a busy machine is no failing test

LONG_NAME = "Nachbarschaftshaus und Mehrgenerationenzentrum am alten Wasserwerk"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def fill(path: Path, items: list[Item]) -> Replica:
    """A replica that was just read whole."""
    now = FakeClock(TUESDAY).now()
    replica = Replica.open(path, BERLIN)
    replica.begin("portal", now)
    replica.store("portal", "all", Batch(items=items), now)
    replica.conclude("portal", "ok", now, True, None, None)
    return replica


@pytest.fixture(scope="session")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Replica]]:
    folder = tmp_path_factory.mktemp("replicas")
    demo = neighbourhood(FakeClock(TUESDAY).now().date(), BERLIN)
    contents = {"demo": demo, "hostile": hostile(), "one": demo[:1], "empty": []}
    opened = {name: fill(folder / f"{name}.db", items) for name, items in contents.items()}
    opened["unread"] = Replica.open(folder / "unread.db", BERLIN)
    yield opened
    for replica in opened.values():
        replica.close()


@pytest.fixture(scope="session")
def house(replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], House]:
    """The house with this content, in this language, and with an open letter box; each time a new one."""
    box = tmp_path_factory.mktemp("box")

    def build(content: str, language: str = "de") -> House:
        name, clock = LONG_NAME if content == "hostile" else "Quartierstreff Lindenhof", FakeClock(TUESDAY)
        built = house_of(replicas[content], clock, language, centre=name, demo=content == "demo")
        return with_box(built, box, clock)

    return build


@pytest.fixture(scope="session")
def views(house: Callable[[str, str], House]) -> Callable[[str, str, tuple[int, int]], list[Shown]]:
    """Every page with this content, in this language, on this grid."""

    @cache
    def drawn(content: str, language: str, grid: tuple[int, int]) -> list[Shown]:
        return every_view(house(content, language), Frame(*grid))

    return drawn


@pytest.fixture(scope="session")
def kinds() -> tuple[Kind, ...]:
    return tuple(Kind)
