"""The pages of the letter box keep the rules of all pages, and leave what was typed, once, and nothing of it behind."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.letter_words import DRAWN, SIGNS, face_words
from kiosk.screens.public.feedback import FeedbackPage
from kiosk.widgets.paint import paint
from kiosk.words import LANGUAGES as ALL_LANGUAGES
from kiosk.words import Words
from sync.letters.letter import Face
from sync.replica import Replica
from tests.kiosk import page_rules
from tests.kiosk.letter_pages import resident_pages, staff_pages, with_box
from tests.kiosk.pages import GRIDS, LANGUAGES, Shown, house_of, turned
from tests.kiosk.staff_house import staffed
from tests.sync.clocks import TUESDAY, FakeClock

Views = Callable[[str, tuple[int, int]], list[Shown]]
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
in_both = pytest.mark.parametrize("language", LANGUAGES)
CONTENTS = ("demo", "hostile")
WITH_A_TITLE = ("interest-check", "request:", "ask:")
"""Pages on which the title of a hostile item stands, as its platform shortened it."""


@pytest.fixture(scope="module")
def shown(replicas: dict[str, Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """Every page of residents, and those of staff, with usual and with hostile items, drawn once."""
    drawn: dict[tuple[str, tuple[int, int]], list[Shown]] = {}
    offices: dict[str, House] = {}

    def office(content: str) -> House:
        if content not in offices:
            folder, clock = tmp_path_factory.mktemp(content), FakeClock(TUESDAY)
            offices[content] = with_box(house_of(replicas[content], clock), folder, clock, open_=False)
            offices[content].desk = staffed(folder, replicas[content], clock)
        return offices[content]

    def views(language: str, grid: tuple[int, int]) -> list[Shown]:
        if (language, grid) not in drawn:
            drawn[language, grid] = []
            for content in CONTENTS:
                clock, frame = FakeClock(TUESDAY), Frame(*grid)
                outside = with_box(house_of(replicas[content], clock, language), tmp_path_factory.mktemp("out"), clock)
                inside = office(content)
                inside.words = outside.words
                pages = [(outside, page) for page in resident_pages(outside)]
                drawn[language, grid] += [one for house, page in pages for one in turned(page, house, frame)]
                drawn[language, grid] += [one for page in staff_pages(inside) for one in turned(page, inside, frame)]
        return drawn[language, grid]

    yield views
    for one in offices.values():
        assert one.desk
        one.desk.close()


@on_every_grid
@in_both
@pytest.mark.parametrize("rule", page_rules.EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_a2_a9_a23_every_page_of_the_letter_box_keeps(
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
def test_a2_only_what_platforms_and_people_wrote_is_shortened_and_only_on_cards(
    shown: Views, language: str, grid: tuple[int, int]
) -> None:
    for one in shown(language, grid):
        texts = [text.text for text in one.view.texts if text.look.name != "TITLE"]
        labels = [line for b in one.view.buttons if not b.action.startswith("open:") for line in b.lines]
        cut = [line for line in (*texts, *labels) if line.endswith("…") and not line.endswith(" …")]
        assert not cut or one.page.name.startswith(WITH_A_TITLE), (str(one), cut)


@on_every_grid
@in_both
def test_a22_at_most_seven_things_can_be_chosen_and_five_on_the_smallest_grid(
    shown: Views, language: str, grid: tuple[int, int]
) -> None:
    usual = ("key:", "range:", "back", "start", "next", "previous", "help", "ok", "listen", "size")
    for one in shown(language, grid):
        choices = [button.action for button in one.view.buttons if not button.action.startswith(usual)]
        assert len(choices) <= (5 if grid == (28, 8) else 7), str(one)


@on_every_grid
@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_a2_the_three_smileys_stand_beside_each_other_with_whole_words_in_every_language(
    replicas: dict[str, Replica], tmp_path: Path, language: str, grid: tuple[int, int]
) -> None:
    clock = FakeClock(TUESDAY)
    house = with_box(house_of(replicas["demo"], clock, language), tmp_path, clock)
    one = Shown(FeedbackPage(), Frame(*grid), FeedbackPage().view(house, Frame(*grid)))
    faces = [button for button in one.view.buttons if button.action.startswith("face:")]
    assert [button.lines[-1] for button in faces] == [face_words(house.words, face) for face in Face]
    assert len({button.rect.y for button in faces}) == 1
    for rule in (page_rules.labels_fit, page_rules.buttons_are_large, page_rules.buttons_are_apart):
        rule(one)


@on_every_grid
def test_every_row_is_painted_to_its_full_width(shown: Views, grid: tuple[int, int]) -> None:
    for one in shown("de", grid):
        assert [row.cell_length for row in paint(one.view)] == [grid[0]] * grid[1], str(one)


@on_every_grid
def test_a7_a_smiley_never_stands_without_its_word(shown: Views, grid: tuple[int, int]) -> None:
    for one in shown("de", grid):
        for button in one.view.buttons:
            label = " ".join(button.lines)
            faces = ((SIGNS[face], " ".join(DRAWN[face]), face_words(Words("de"), face)) for face in Face)
            for sign, word in ((sign, word) for *signs, word in faces for sign in signs):
                assert sign not in label or word in label, (str(one), button)
