"""Help is one touch away: it leads on, and offers what found no room on the page that asked."""

from collections.abc import Callable

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.help import Help
from kiosk.screens.public.listing import Listed
from kiosk.screens.steps import Dress, Hear, Resize, Swap
from kiosk.senses import BodySenses
from kiosk.theme import FOCUS, THEMES
from kiosk.type_size import Size
from kiosk.visitor import Theme
from sync.records import Kind
from tests.kiosk.pages import GRIDS, turned
from tests.kiosk.piloted import Driven, driven

pytestmark = pytest.mark.anyio
Houses = Callable[..., House]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)


async def ask(hand: Driven) -> None:
    """Wherever the button stands on this page."""
    await hand.turn_to("help")


@on_four_grids
async def test_a_page_for_reading_says_how_it_works(house: Houses, grid: tuple[int, int]) -> None:
    async with driven(house("demo"), grid) as hand:
        await ask(hand)
        await hand.turn_to("go:how")
        assert hand.view.name == "how"
        await hand.tap("back")
        assert hand.view.name == "help"
        await hand.tap("back")
        assert hand.view.name == "home"


@on_four_grids
async def test_colours_are_shown_at_once_and_are_forgotten_on_walk_away(house: Houses, grid: tuple[int, int]) -> None:
    built = house("demo")
    async with driven(built, grid) as hand:
        await ask(hand)
        await hand.turn_to("go:colours")
        await hand.turn_to("theme:yellow")
        assert hand.view.name == "colours"
        assert built.visitor.theme is Theme.YELLOW
        rows = [segment for y in range(grid[1]) for segment in hand.app.canvas.render_line(y)]
        grounds = {segment.style.bgcolor.name for segment in rows if segment.style and segment.style.bgcolor}
        assert grounds <= {colours[1] for colours in THEMES[Theme.YELLOW].values()} | {FOCUS[1]}
        assert hand.button("theme:yellow").lines[0].startswith("✓ ")
        await hand.tick(121)
        assert built.visitor.theme.value == "paper"


@on_four_grids
async def test_a33_whoever_reads_no_german_finds_a_language_by_its_own_name(
    house: Houses, grid: tuple[int, int]
) -> None:
    async with driven(house("demo"), grid) as hand:
        await hand.turn_to("languages")
        await hand.turn_to("language:tr")
        assert hand.view.name == "home"
        await hand.turn_to("kind:event")
        assert hand.button("back").lines == ("Geri",)
        await hand.tick(121)
        await hand.turn_to("kind:event")
        assert hand.button("back").lines == ("Zurück",)


@on_every_grid
def test_what_the_machine_cannot_do_is_not_offered(house: Houses, grid: tuple[int, int]) -> None:
    built, frame = house("demo"), Frame(*grid)
    BodySenses(built)
    shown = [*turned(Listed(Kind.EVENT), built, frame), *turned(Help(Listed(Kind.EVENT)), built, frame)]
    offered = {button.action for one in shown for button in one.view.buttons}
    assert not offered & {"listen", "size", "go:reading", "go:size"}


@on_every_grid
def test_a1_the_size_is_one_touch_away_or_behind_help(house: Houses, grid: tuple[int, int]) -> None:
    built, frame = house("demo"), Frame(*grid)
    page = Listed(Kind.EVENT)
    if page.view(built, frame).button_for("size"):
        assert isinstance(page.act(built, frame, "size"), Resize)
        return
    helping = Help(page)
    assert "go:size" in {one.action for turn in turned(helping, built, frame) for one in turn.view.buttons}
    assert isinstance(helping.act(built, frame, "go:size"), Resize)


def test_a27_reading_aloud_is_begun_stopped_repeated_and_made_slower(house: Houses) -> None:
    built, frame, page = house("demo"), Frame(60, 20), Listed(Kind.EVENT)
    assert page.act(built, frame, "listen") == Hear("toggle")
    helping = Help(page).act(built, frame, "go:reading")
    assert isinstance(helping, Swap)
    reading = helping.page
    assert {one.action for one in reading.view(built, frame).buttons} >= {"hear:toggle"}
    built.visitor.listening = True
    offered = {one.action for one in reading.view(built, frame).buttons}
    assert {"hear:toggle", "hear:again", "hear:slower", "hear:faster"} <= offered
    built.visitor.pace = -1
    assert "hear:slower" not in {one.action for one in reading.view(built, frame).buttons}


def test_colours_lead_to_the_theme_that_is_named(house: Houses) -> None:
    from kiosk.screens.public.colours import Colours

    built, frame = house("demo"), Frame(60, 20)
    for theme in Theme:
        assert Colours().act(built, frame, f"theme:{theme}") == Dress(theme)


@on_every_grid
def test_a1_how_large_the_type_is_stands_where_it_is_changed(house: Houses, grid: tuple[int, int]) -> None:
    built, frame, told = house("demo"), Frame(*grid), set()
    for size in Size:
        built.size = size
        button = Listed(Kind.EVENT).view(built, frame).button_for("size")
        tiles = [one for turn in turned(Help(Listed(Kind.EVENT)), built, frame) for one in turn.view.buttons]
        found = button or next(one for one in tiles if one.action == "go:size")
        told.add(found.lines)
    assert len(told) == len(Size)
