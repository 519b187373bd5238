"""What changes by itself: news come to the screen, and never move anything under a finger."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.demo.neighbourhood import neighbourhood
from kiosk.house import House
from kiosk.widgets.canvas import HELD_S
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.conftest import fill
from tests.kiosk.pages import BERLIN, house_of
from tests.kiosk.piloted import Driven, driven
from tests.sync.clocks import TUESDAY, FakeClock

pytestmark = pytest.mark.anyio
GRID = (58, 18)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "public.db"


@pytest.fixture
def living(path: Path) -> Iterator[House]:
    """A house whose replica may change."""
    few = [item for item in neighbourhood(FakeClock(TUESDAY).now().date(), BERLIN) if item.kind is Kind.OFFER][:5]
    with fill(path, few) as replica:
        yield house_of(replica, FakeClock(TUESDAY), demo=False)


def news(path: Path, *titles: str, gone: tuple[str, ...] = ()) -> None:
    """Another process stores something."""
    items = [Item(remote=f"new:{title}", kind=Kind.OFFER, title=title) for title in titles]
    with Replica.open(path, BERLIN) as other:
        other.store("portal", "all", Batch(items=items, gone=gone), FakeClock(TUESDAY).now())


async def test_news_come_to_the_screen_by_themselves(living: House, path: Path) -> None:
    """With the application's own tick of a second, not with a test's."""
    async with driven(living, GRID) as hand:
        assert hand.says("Angebote 5")
        news(path, "Neues Fahrrad")
        await hand.until(lambda: hand.says("Angebote 6"))


async def test_news_wait_while_a_finger_is_down_and_two_seconds_longer(living: House, path: Path) -> None:
    async with driven(living, GRID) as hand:
        hand.clock.later(1)
        await hand.finger("kind:offer", up=False)
        news(path, "Neues Fahrrad")
        await hand.tick(HELD_S - 1)
        assert hand.says("Angebote 5")
        await hand.at(30, 16, down=False)
        await hand.tick(1.9)
        assert hand.says("Angebote 5")
        await hand.tick(0.2)
        assert hand.says("Angebote 6")


async def test_a_tap_in_flight_when_news_moved_the_buttons_does_not_count(living: House, path: Path) -> None:
    async with driven(living, GRID) as hand:
        await hand.tap("kind:offer")
        rect = hand.find("item:").rect
        news(path, "Neues Fahrrad")
        await hand.tick(2.1)
        assert hand.says("Neues Fahrrad")
        await hand.at(rect.x + 5, rect.y + 1)
        assert hand.view.name == "list:offer"
        hand.clock.later(1)
        await hand.at(rect.x + 5, rect.y + 1)
        assert hand.view.name.startswith("detail:")


async def test_news_elsewhere_leave_the_page_and_its_taps_alone(living: House, path: Path) -> None:
    async with driven(living, GRID) as hand:
        await hand.tap("kind:job")
        before = hand.view
        news(path, "Neues Fahrrad")
        await hand.tick(2.1)
        assert hand.view.buttons == before.buttons
        await hand.finger("start")
        assert hand.view.name == "home"


async def test_a8_an_idle_screen_changes_with_the_minute_alone(living: House) -> None:
    async with driven(living, GRID) as hand:
        painted = hand.view
        for _ in range(59):
            await hand.tick(1)
            assert hand.view is painted
        await hand.tick(1)
        assert hand.view is not painted
        assert hand.says("10:01")


async def open_one_that_vanishes(hand: Driven, living: House, path: Path) -> str:
    """Open the first offer, which then goes; the action of its card."""
    await hand.tap("kind:offer")
    card = hand.find("item:")
    item = living.replica.item(card.action.removeprefix("item:"))
    assert item is not None
    await hand.tap(card.action)
    news(path, gone=(item.remote,))
    return card.action


async def test_an_item_that_vanishes_while_it_is_read_says_so_and_leads_back(living: House, path: Path) -> None:
    async with driven(living, GRID) as hand:
        card = await open_one_that_vanishes(hand, living, path)
        await hand.tick(2.1)
        assert hand.says("Das gibt es nicht mehr.")
        await hand.tap("back")
        assert hand.view.button_for(card) is None


async def test_an_item_that_vanished_between_two_looks_is_not_printed(living: House, path: Path) -> None:
    async with driven(living, GRID) as hand:
        await open_one_that_vanishes(hand, living, path)
        await hand.tap("print")
        assert hand.says("Das gibt es nicht mehr.")


async def test_a_list_that_became_shorter_shows_its_last_page(living: House, path: Path) -> None:
    async with driven(living, GRID) as hand:
        await hand.tap("kind:offer")
        await hand.tap("next")
        await hand.tap("next")
        remotes = tuple(item.remote for item in living.replica.items(Kind.OFFER, None, living.now()))
        news(path, gone=remotes[1:])
        await hand.tick(2.1)
        assert [button.action[:5] for button in hand.view.buttons].count("item:") == 1
        assert hand.view.button_for("previous") is None


async def test_today_becomes_tomorrow_on_a_screen_that_nobody_touches(living: House, path: Path) -> None:
    day = living.today.isoformat()
    event = Item(remote="e", kind=Kind.EVENT, title="Abendbrot", starts=f"{day}T18:00:00+01:00")
    with Replica.open(path, BERLIN) as other:
        other.store("portal", "all", Batch(items=[event]), FakeClock(TUESDAY).now())
    async with driven(living, GRID) as hand:
        assert hand.says("Dienstag, 24. November")
        assert hand.says("Abendbrot")
        await hand.tick(timedelta(hours=15).total_seconds())
        assert hand.says("Mittwoch, 25. November")
        assert not hand.says("Abendbrot")
