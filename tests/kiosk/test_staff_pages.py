"""The way in, the desk and what stands around it keep the rules of all pages, on every grid, in both languages."""

from collections.abc import Callable, Iterator

import pytest

from kiosk.desk import Desk
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.screens.staff.binders import BindersPage
from kiosk.screens.staff.cover import cover
from kiosk.screens.staff.desk import DeskPage
from kiosk.screens.staff.device import DevicePage
from kiosk.screens.staff.door import SignIn
from kiosk.screens.staff.more import MorePage
from kiosk.screens.staff.papers import PapersPage
from kiosk.screens.tiles import TilePage
from kiosk.widgets.paint import paint
from kiosk.widgets.view import View
from sync.replica import Replica
from tests.kiosk import page_rules
from tests.kiosk.door_pages import doors, inner_pages
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, house_of, turned
from tests.kiosk.staff_house import new_desk, staffed
from tests.sync.clocks import TUESDAY, FakeClock

Views = Callable[[str, tuple[int, int]], list[Shown]]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
in_both = pytest.mark.parametrize("language", LANGUAGES)
TASKS: dict[type[TilePage], tuple[str, ...]] = {
    DeskPage: ("payment", "seat", "job", "outbox", "clarify", "papers", "more"),
    MorePage: ("pile", "storno", "members", "requests", "opinions", "closing", "device"),
    PapersPage: ("newspaper", "statement", "vouchers", "emergency", "handouts", "binders", "print-test"),
    BindersPage: ("handover", "privacy", "check", "distribution"),
    DevicePage: ("check", "backup", "settings", "update", "help", "pin", "power"),
}


@pytest.fixture(scope="module")
def desks(replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Desk]]:
    """One at which nobody works, one at which somebody is signed in."""
    folder, replica, clock = tmp_path_factory.mktemp("desks"), replicas["demo"], FakeClock(TUESDAY)
    pair = [new_desk(folder / "new", replica, clock), staffed(folder / "staffed", replica, clock)]
    yield pair
    for desk in pair:
        desk.close()


@pytest.fixture(scope="module")
def office(replicas: dict[str, Replica], desks: list[Desk]) -> Callable[[str], House]:
    """The house with somebody signed in, in a language."""

    def build(language: str) -> House:
        house = house_of(replicas["demo"], FakeClock(TUESDAY), language)
        house.desk = desks[1]
        return house

    return build


@pytest.fixture(scope="module")
def shown(replicas: dict[str, Replica], desks: list[Desk], office: Callable[[str], House]) -> Views:
    """Every page of this test in a language on a grid, drawn once."""
    drawn: dict[tuple[str, tuple[int, int]], list[Shown]] = {}

    def views(language: str, grid: tuple[int, int]) -> list[Shown]:
        if (language, grid) not in drawn:
            outside, frame = house_of(replicas["demo"], FakeClock(TUESDAY), language), Frame(*grid)
            outside.desk = desks[0]
            found = [one for page in doors(outside) for one in turned(page, outside, frame)]
            inside = office(language)
            found += [one for page in inner_pages(inside) for one in turned(page, inside, frame)]
            drawn[language, grid] = found
        return drawn[language, grid]

    return views


@on_every_grid
@in_both
@pytest.mark.parametrize("rule", page_rules.EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_a2_a9_a23_every_page_keeps(
    shown: Views, rule: Callable[[Shown], None], language: str, grid: tuple[int, int]
) -> None:
    for one in shown(language, grid):
        rule(one)


@on_every_grid
@in_both
def test_the_ten_words_stand_at_most_once_and_no_two_buttons_do_the_same(
    shown: Views, language: str, grid: tuple[int, int]
) -> None:
    for one in shown(language, grid):
        page_rules.ten_words_once(one, language)
        page_rules.buttons_differ(one)


@on_every_grid
@in_both
def test_a2_nothing_is_shortened_but_the_name_in_the_title(shown: Views, language: str, grid: tuple[int, int]) -> None:
    for one in shown(language, grid):
        said = [text.text for text in one.view.texts] + [line for b in one.view.buttons for line in b.lines]
        assert not [line for line in said if line.endswith("…") and not line.endswith(" …")], str(one)


@on_every_grid
@in_both
def test_how_old_the_content_is_stands_on_every_page(
    shown: Views, office: Callable[[str], House], language: str, grid: tuple[int, int]
) -> None:
    age = "".join(freshness(office(language)).split())
    for one in shown(language, grid):
        assert age in "".join("".join(text.text.split()) for text in one.view.texts), str(one)


@on_every_grid
@in_both
@pytest.mark.parametrize("page", TASKS)
def test_a22_everything_that_can_be_done_stands_on_the_desk_seven_things_at_a_time(
    office: Callable[[str], House], page: type[TilePage], language: str, grid: tuple[int, int]
) -> None:
    house, shown, frame = office(language), page(), Frame(*grid)
    found: set[str] = set()
    for _ in range(9):
        view = shown.view(house, frame)
        here = {button.action for button in view.buttons if button.action.startswith("go:")}
        assert len(here) <= (5 if grid == (28, 8) else 7)
        found |= here
        shown.act(house, frame, "next")
    assert found == {f"go:{task}" for task in TASKS[page]}


@on_every_grid
@in_both
@pytest.mark.parametrize("left_s", [60.0, 31.4, 1.0, 0.0])
def test_a16_a17_the_cover_says_the_time_in_words_and_as_a_bar_and_has_one_large_button(
    office: Callable[[str], House], language: str, grid: tuple[int, int], left_s: float
) -> None:
    house, frame = office(language), Frame(*grid)
    view = cover(house, frame, left_s)
    one = Shown(DeskPage(), frame, view)
    for rule in (
        page_rules.texts_fit,
        page_rules.labels_fit,
        page_rules.nothing_overlaps,
        page_rules.buttons_are_large,
    ):
        rule(one)
    (button,) = view.buttons
    assert button.rect.w >= frame.w // 2 or button.rect.w == 60
    said = " ".join(text.text for text in view.texts)
    seconds = {60.0: "1 Minute", 31.4: "32 Sekunden", 1.0: "1 Sekunde", 0.0: "0 Sekunden"}[left_s]
    assert language != "de" or seconds in said
    bar = next(text.text for text in view.texts if set(text.text) <= {"█", "░"})
    assert round(len(bar) * left_s / 60) == bar.count("█")
    assert [row.cell_length for row in paint(view)] == [grid[0]] * grid[1]


def painted(view: View) -> str:
    return "\n".join(row.text for row in paint(view))


@on_every_grid
def test_a25_the_pin_is_dots_the_last_digit_too(
    desks: list[Desk], office: Callable[[str], House], grid: tuple[int, int]
) -> None:
    house, page, frame = office("de"), SignIn(), Frame(*grid)
    before = page.view(house, frame)
    page.typed(house, "7")
    one = page.view(house, frame)
    page.typed(house, "\b")
    page.typed(house, "3")
    assert page.view(house, frame) == one != before
    assert painted(one).count("●") == 1
