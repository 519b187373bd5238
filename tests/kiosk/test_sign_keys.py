"""Keys for names, addresses and numbers: every sign can be reached on every grid, in three taps at most."""

import pytest

from kiosk.frame import Frame
from kiosk.screens.sign_keys import ADDRESS, TELEPHONE, TEXT, SignKeys
from tests.kiosk.pages import GRIDS

SETS = {"text": TEXT, "address": ADDRESS, "telephone": TELEPHONE}


def taps(keys: SignKeys, grid: tuple[int, int]) -> dict[str, int]:
    """Every key, and how many taps lead to it from the page of keys that stands there first."""
    keyboard, opened, pages = keys._keyboard(Frame(*grid)), {""}, [("", 1)]
    found: dict[str, int] = {}
    for at, many in pages:
        actions = keyboard.actions(at)
        assert len(actions) <= keyboard.size, (grid, at)
        for action in filter(None, actions):
            kind, _, what = action.partition(":")
            if kind == "key":
                found.setdefault({"space": " "}.get(what, what), many)
            elif what not in opened:
                opened.add(what)
                pages.append((what, many + 1))
    return found


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("name", SETS)
def test_every_sign_is_three_taps_away_at_most(name: str, grid: tuple[int, int]) -> None:
    found = taps(SignKeys(60, sets=SETS[name], capitals=name == "text"), grid)
    wanted = set("".join(SETS[name])) | ({" "} if name != "address" else set())
    assert set(found) == wanted | {"delete"}
    assert max(found.values()) <= (3 if grid[1] < 11 else 2)


def test_digits_of_a_telephone_are_one_tap_away_from_38_columns_on() -> None:
    for grid in GRIDS[2:]:
        found = taps(SignKeys(60, sets=TELEPHONE), grid)
        assert {found[digit] for digit in "0123456789"} == {1}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("treff am markt", "Treff am Markt"),
        ("am markt", "Am Markt"),
        ("haus-mitte", "Haus-Mitte"),
        ("straße 3, 50735 köln", "Straße 3, 50735 Köln"),
        ("  treff", "Treff"),
        ("treff\b\b\b\b\b\b", ""),
        ("x" * 70, f"X{'x' * 59}"),
    ],
)
def test_words_of_a_name_begin_with_capitals_but_small_ones(typed: str, text: str) -> None:
    keys = SignKeys(60)
    for letter in typed:
        keys.typed(letter)
    assert keys.text == text


def test_an_address_stays_as_it_is_typed_and_has_no_blanks() -> None:
    keys = SignKeys(60, sets=ADDRESS, capitals=False)
    for letter in "https://a b.DE/x-y":
        keys.typed(letter)
    assert keys.text == "https://ab.DE/x-y"
