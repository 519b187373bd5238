"""What the house says about itself: from the help page to the slip, for visitors and for staff."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.centre_settings import Visit
from kiosk.demo.visit import VISIT
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.feedback import feedback_day
from kiosk.papers.handouts import Handout
from kiosk.screens.page import Page, help_page
from kiosk.screens.public.handout import HandoutPage, Handouts
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.handouts import HandoutsPage
from kiosk.screens.steps import Open, PrintSlips
from kiosk.words import Words
from printing.slip import Fact
from sync.replica import Replica
from tests.kiosk.booking_pages import office
from tests.kiosk.page_rules import back_and_start_stay, buttons_are_apart, labels_fit, nothing_overlaps, texts_fit
from tests.kiosk.pages import GRIDS, LANGUAGES, turned
from tests.kiosk.piloted import driven
from tests.kiosk.test_pages_slip import nobody
from tests.sync.clocks import TUESDAY, FakeClock

Houses = Callable[..., House]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)


@pytest.fixture
def staffed(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    """Somebody of the staff is in."""
    built = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    built.visit = VISIT
    yield built
    desk_of(built).close()


def ways(page: Page, house: House, frame: Frame) -> list[str]:
    """The actions of a page that lead on."""
    usual = ("back", "start", "next", "previous", "listen", "size", "help")
    shown = (button.action for one in turned(page, house, frame) for button in one.view.buttons)
    return list(dict.fromkeys(action for action in shown if action not in usual))


@on_every_grid
def test_the_help_page_leads_to_all_that_the_house_says_and_into_the_office(
    house: Houses, staffed: House, grid: tuple[int, int]
) -> None:
    frame = Frame(*grid)
    assert ways(Handouts(), house("demo"), frame) == [*(f"handout:{handout}" for handout in Handout), "feedback"]
    assert "go:house" in ways(help_page(), house("demo"), frame)
    desk_of(staffed).lock()
    assert ways(help_page(), staffed, frame)[-2:] == ["go:house", "office"]
    staffed.visit = Visit(phone="030 23125-110")
    assert ways(Handouts(), staffed, frame) == ["feedback"]


@on_every_grid
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_keep_the_rules_of_all_pages(staffed: House, language: str, grid: tuple[int, int]) -> None:
    staffed.words, staffed.printer = Words(language), True
    pages = [HandoutsPage(staffed), *map(HandoutPage, Handout)]
    for one in [shown for page in pages for shown in turned(page, staffed, Frame(*grid))]:
        texts_fit(one)
        labels_fit(one)
        nothing_overlaps(one)
        buttons_are_apart(one)
        back_and_start_stay(one)


def test_without_a_printer_the_facts_are_on_the_screen_and_nothing_is_offered_to_print(house: Houses) -> None:
    built, frame = house("demo"), Frame(58, 18)
    page = HandoutPage(Handout.WIFI)
    view = page.view(built, frame)
    assert view.button_for("print") is None
    told = " ".join(text.text for text in view.texts)
    assert "Lindenhof-Gast" in told
    assert "willkommen-im-treff" in told
    built.printer = True
    assert page.view(built, frame).button_for("print") is not None


@on_four_grids
@pytest.mark.anyio
async def test_a_visitor_takes_the_opening_hours_along(house: Houses, grid: tuple[int, int], tmp_path: Path) -> None:
    paper = tmp_path / "paper.bin"
    async with driven(house("demo"), grid, f"file://{paper}") as hand:
        await hand.turn_to("help")
        await hand.turn_to("go:house")
        await hand.turn_to("handout:opening")
        await hand.tap("print")
        await hand.until(lambda: hand.says("Ihr Zettel ist") and not hand.says("kommt gleich …"))
        assert b"030 23125-110" in paper.read_bytes()
        assert hand.view.button_for("print") is None
        await hand.tap("back")
        assert hand.view.name == "handouts"


@pytest.mark.anyio
async def test_a_printer_that_is_off_is_named_and_can_be_tried_again(house: Houses) -> None:
    async with driven(house("demo"), (58, 18), nobody()) as hand:
        await hand.tap("help")
        await hand.tap("go:house")
        await hand.tap("handout:wifi")
        await hand.tap("print")
        await hand.until(lambda: hand.says("Der Zettel ist nicht gedruckt."))
        await hand.tap("print")
        await hand.until(lambda: hand.view.button_for("print") is not None)
        await hand.tap("start")
        assert hand.view.name == "home"


def test_staff_hand_out_what_the_settings_say_and_new_feedback_numbers(staffed: House) -> None:
    frame, page = Frame(100, 30), HandoutsPage(staffed)
    assert ways(page, staffed, frame) == ["do:opening", "do:person", "do:wifi", "do:feedback"]
    step = page.act(staffed, frame, "do:wifi")
    assert isinstance(step, PrintSlips)
    assert step.key == "handout:wifi"
    numbers = []
    for _ in range(2):
        step = page.act(staffed, frame, "do:feedback")
        assert isinstance(step, PrintSlips)
        [number] = [
            block.value for block in step.slips[0].blocks if isinstance(block, Fact) and block.label == "Nummer"
        ]
        assert feedback_day(number) == staffed.today
        numbers.append(number)
    assert numbers[0] != numbers[1]
    staffed.visit = Visit()
    assert ways(page, staffed, frame) == ["do:feedback"]


def test_a_card_leads_to_its_page(house: Houses) -> None:
    built, frame = house("demo"), Frame(28, 8)
    step = Handouts().act(built, frame, "handout:person")
    assert isinstance(step, Open)
    assert step.page.name == "handout-person"
