"""A2, A3: what is offered beside a page stands there in whole words, or behind the help of that page."""

from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.screens.builder import Builder
from kiosk.screens.public.detail import Detail
from kiosk.words import LANGUAGES
from sync.records import Kind
from sync.replica import Listing, Replica
from tests.kiosk.letter_pages import with_box
from tests.kiosk.pages import GRIDS, house_of
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a3_no_word_is_broken_on_a_button_beside_an_item(
    replicas: dict[str, Replica], tmp_path: Path, language: str, grid: tuple[int, int]
) -> None:
    clock = FakeClock(TUESDAY)
    house = with_box(house_of(replicas["demo"], clock, language), tmp_path, clock)
    interest = house.words.say("I am interested")
    for item in house.replica.page(Listing(Kind.OFFER), house.now(), 0, 40):
        view = Detail(item.id).view(house, Frame(*grid))
        offered = [button.lines for button in view.buttons if button.action == "interest"]
        assert len(offered) + ("interest" in dict(view.more)) == 1
        assert [" ".join(lines) for lines in offered] in ([], [interest])


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a3_nor_where_the_item_fits_its_page_and_the_place_of_the_way_on_is_free(
    replicas: dict[str, Replica], language: str, grid: tuple[int, int]
) -> None:
    build = Builder(house_of(replicas["demo"], FakeClock(TUESDAY), language), Frame(*grid), "page")
    labels = {key: build.house.words.say(key) for key in ("Print", "Remember", "I am interested")}
    build.controls(actions=tuple(labels.items()))
    shown = {button.action: " ".join(button.lines) for button in build.buttons if button.action in labels}
    assert shown | dict(build.more) == (labels if build.frame.small else {})


def test_a_shorter_action_takes_the_place_that_is_too_narrow_for_the_first(replicas: dict[str, Replica]) -> None:
    build = Builder(house_of(replicas["demo"], FakeClock(TUESDAY)), Frame(42, 13), "page")
    build.controls(actions=[(name, "Mm") for name in "ab"] + [("long", "Nachbarschaft"), ("short", "Kurz")])
    assert [name for name, _ in build.more] == ["long"]
    assert {"a", "b", "short"} <= {button.action for button in build.buttons}
