"""The keyboard on the screen: every letter can be typed on every grid, in few taps."""

import pytest

from kiosk.frame import Frame
from kiosk.screens.keyboard import ALPHABET, DELETE, DIGITS, SPACE, UMLAUTS, Keyboard, lay_keys
from tests.kiosk.pages import GRIDS

ALL = {f"key:{letter}" for letter in ALPHABET + UMLAUTS + DIGITS} | {SPACE, DELETE}
FREQUENT = "enisratdhulcgmobwfkz"
"""The twenty letters that make 97 % of German text."""
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")


def taps(keyboard: Keyboard) -> dict[str, int]:
    """Key → taps that it takes from the first keys on."""
    found: dict[str, int] = {}
    opened, ahead = {""}, [("", 1)]
    while ahead:
        at, depth = ahead.pop(0)
        for action in filter(None, keyboard.actions(at)):
            kind, letters = action.split(":")
            if kind == "key":
                found[action] = min(depth, found.get(action, depth))
            elif letters not in opened:
                opened.add(letters)
                ahead.append((letters, depth + 1))
    return found


@on_every_grid
def test_every_letter_can_be_typed(grid: tuple[int, int]) -> None:
    assert taps(lay_keys(Frame(*grid))).keys() == ALL


@on_every_grid
def test_letters_are_near(grid: tuple[int, int]) -> None:
    keyboard = lay_keys(Frame(*grid))
    near = taps(keyboard)
    assert near[DELETE] == 1
    assert max(near.values()) <= 4
    assert sum(near[f"key:{letter}"] for letter in FREQUENT) / len(FREQUENT) <= 2.3


@pytest.mark.parametrize("cols", range(28, 161, 3))
@pytest.mark.parametrize("rows", [8, 9, 11, 13, 15, 18, 24, 30, 50])
def test_keys_fit_and_stand_apart_on_any_grid(cols: int, rows: int) -> None:
    frame = Frame(cols, rows)
    keyboard = lay_keys(frame)
    assert taps(keyboard).keys() == ALL
    for at in ("", *(action[6:] for action in keyboard.actions("") if action.startswith("range:"))):
        actions = keyboard.actions(at)
        places = keyboard.places(frame, len(actions))
        assert len(actions) == len(places)
        assert all(place.w >= 4 and place.right <= frame.x + frame.w for place in places)
        assert all(frame.body.y <= place.y and place.bottom <= frame.body.bottom for place in places)
        assert len({(place.x, place.y) for place in places}) == len(places)
