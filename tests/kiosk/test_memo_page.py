"""The Merkzettel: collected from page to page, printed as one slip, forgotten on walk-away."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.papers.memo import MEMO_MAX
from kiosk.screens.public.memo import memo_action, memo_step
from tests.kiosk.piloted import Driven, driven

pytestmark = pytest.mark.anyio
Houses = Callable[..., House]
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)


async def note(hand: Driven, kind: str) -> str:
    """Open the first item of a kind and put it on the list; its id."""
    await hand.turn_to(f"kind:{kind}")
    item = hand.find("item:").action
    await hand.tap(item)
    await hand.tap("keep")
    await hand.tap("start")
    return item.removeprefix("item:")


async def to_memo(hand: Driven) -> None:
    await hand.turn_to("help")
    await hand.turn_to("go:memo")
    assert hand.view.name == "memo"


@on_four_grids
async def test_two_items_are_collected_and_printed_as_one_slip(
    house: Houses, grid: tuple[int, int], tmp_path: Path
) -> None:
    paper, built = tmp_path / "paper.bin", house("demo")
    async with driven(built, grid, f"file://{paper}") as hand:
        noted = [await note(hand, "event"), await note(hand, "job")]
        assert built.visitor.memo == noted
        await hand.turn_to("memo")
        assert hand.view.button_for(f"item:{noted[0]}")
        await hand.tap("print")
        assert hand.says("2 Einträge")
        await hand.tap("print")
        await hand.until(lambda: hand.says("Zettel ist gedruckt") or hand.says("Zettel ist beim Drucker"))
        item = built.replica.item(noted[1])
        assert item is not None
        assert item.title.split()[0].encode() in paper.read_bytes()


@on_four_grids
async def test_nothing_of_it_is_left_for_the_next_visitor(house: Houses, grid: tuple[int, int]) -> None:
    built = house("demo")
    async with driven(built, grid) as hand:
        await note(hand, "offer")
        await hand.tick(121)
        assert built.visitor.memo == []
        assert hand.view.name == "home"
        await to_memo(hand)
        assert hand.says("Merkzettel ist leer")


async def test_a_second_tap_takes_an_item_off_again_and_the_sign_tells(house: Houses) -> None:
    built = house("demo")
    async with driven(built, (58, 18)) as hand:
        await hand.turn_to("kind:offer")
        await hand.tap(hand.find("item:").action)
        await hand.tap("keep")
        assert hand.button("forget").lines[0].startswith("✓ ")
        await hand.tap("forget")
        assert built.visitor.memo == []
        assert hand.view.button_for("keep")


async def test_the_list_can_be_emptied(house: Houses) -> None:
    built = house("demo")
    async with driven(built, (58, 18)) as hand:
        await note(hand, "notice")
        await to_memo(hand)
        await hand.tap("empty")
        assert hand.view.name == "memo-empty"
        assert len(built.visitor.memo) == 1
        await hand.tap("back")
        assert hand.view.name == "memo"
        await hand.tap("empty")
        await hand.tap("empty")
        assert built.visitor.memo == []
        assert hand.says("Merkzettel ist leer")


def test_a_full_list_says_so_and_takes_no_more(house: Houses) -> None:
    built = house("demo")
    items = [item.id for item in built.replica.items(None, None, built.now())][: MEMO_MAX + 1]
    for item in items[:-1]:
        memo_step(built, item, "keep")
    assert memo_action(built, items[-1])[0] == "memo"
    assert memo_step(built, items[-1], "keep") is None
    assert built.visitor.memo == items[:-1]
    assert memo_action(built, items[0])[0] == "forget"
