"""Rules that are tried on every screen: here on a sample of grids, languages and contents, by `make access` on all."""

import random
from collections.abc import Iterator

import pytest

from kiosk.words import LANGUAGES
from tests.access.rules import PAINTED, SEEN, Job, Tally, sweep
from tests.access.scenes import scenes, screens
from tests.access.sweep import GRIDS
from tests.access.town import Town

SEED = 5
ABSTRACT = {"BookingsPage", "CardList", "Check", "DeedPage", "Door", "Figure", "Finder", "Left", "Question", "SlipPage"}
ABSTRACT |= {"EntriesSlip", "NumberPage", "TilePage", "Typing"}
ABSTRACT |= {"ChoicePage", "ChoiceStep", "StepPage", "StewardPage", "TextStep"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    built = Town(tmp_path_factory.mktemp("town"))
    yield built
    built.close()


@pytest.fixture(scope="module")
def swept(town: Town) -> list[Tally]:
    return sweep(town, sample())


def sample() -> list[Job]:
    """The smallest grid in German, every language on some grid, hostile items on one, nothing on one."""
    choose = random.Random(SEED)
    others = [Job("demo", language, choose.choice(GRIDS), False, 5) for language in LANGUAGES if language != "de"]
    bare = Job("empty", choose.choice(list(LANGUAGES)), choose.choice(GRIDS), True, 2)
    hostile = Job("hostile", choose.choice(list(LANGUAGES)), choose.choice(GRIDS), False, 3)
    return [Job("demo", "de", (28, 8), True, 3), *others, hostile, bare]


def held(swept: list[Tally], rule: str) -> None:
    found = [tally for tally in swept if tally.rule == rule]
    assert found
    for tally in found:
        assert tally.tried, tally.what
        assert not tally.failures, "\n".join([f"{tally.what}: {tally.failures} times", *tally.failed])


def test_a2_every_screen_is_complete(swept: list[Tally]) -> None:
    held(swept, "A2")


def test_a3_lines_are_short_and_have_no_hyphens_of_ours(swept: list[Tally]) -> None:
    held(swept, "A3")


def test_a4_no_tricks_of_type(swept: list[Tally]) -> None:
    held(swept, "A4")


def test_a6_letters_and_edges_of_every_state_are_strong(swept: list[Tally]) -> None:
    held(swept, "A6")


def test_a7_states_differ_without_colour(swept: list[Tally]) -> None:
    held(swept, "A7")


def test_a9_buttons_are_large_and_apart_in_cells_and_millimetres(swept: list[Tally]) -> None:
    held(swept, "A9")


def test_a10_each_cell_presses_one_button_or_none(swept: list[Tally]) -> None:
    held(swept, "A10")


def test_a17_the_cover_tells_the_time_in_words_and_as_a_bar(swept: list[Tally]) -> None:
    held(swept, "A17")


def test_a19_a_question_has_the_mark_on_back(swept: list[Tally]) -> None:
    held(swept, "A19")


def test_a22_choices_are_few(swept: list[Tally]) -> None:
    held(swept, "A22")


def test_a23_back_start_and_help_have_their_places(swept: list[Tally]) -> None:
    held(swept, "A23")


def test_a24_no_screen_without_sign_in_names_anybody(swept: list[Tally]) -> None:
    held(swept, "A24")


def test_a25_a_pin_is_never_shown(swept: list[Tally]) -> None:
    held(swept, "A25")


def test_a27_all_of_a_page_is_said_and_nothing_else(swept: list[Tally]) -> None:
    held(swept, "A27")


def test_a29_what_is_heard_is_seen(swept: list[Tally]) -> None:
    held(swept, "A29")


def test_a32_dates_are_words(swept: list[Tally]) -> None:
    held(swept, "A32")


def test_a33_no_screen_mixes_languages(swept: list[Tally]) -> None:
    held(swept, "A33")


def test_a35_texts_of_platforms_are_marked(swept: list[Tally]) -> None:
    held(swept, "A35")


def test_every_check_on_screens_has_a_test_here() -> None:
    named = {name.split("_")[1].upper() for name in globals() if name.startswith("test_a")}
    assert {rule for rule, _check in SEEN} | {rule for rule, _check in PAINTED} == named


def test_every_page_of_the_code_is_among_the_screens(town: Town) -> None:
    """A page that is added to the code has to be added to the pages that are looked at."""
    seen = {type(getattr(scene.page, "_page", scene.page)) for scene in scenes(town, "demo", "de", (60, 20))}
    assert {kind.__name__ for kind in screens() - seen} == ABSTRACT
