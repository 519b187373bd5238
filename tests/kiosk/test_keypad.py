"""The keypad: every digit on every grid, in keys of 20 mm, by hand and by keyboard."""

from collections.abc import Callable

import pytest

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.keypad import DELETE, OK, Keypad, lay_pad
from tests.kiosk.pages import GRIDS

DIGITS = {f"key:{digit}" for digit in "0123456789"}
on_every_grid = pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")


def keys(frame: Frame, *, comma: bool) -> set[str]:
    """Every key that can be reached in two taps."""
    first = {action for action, _ in lay_pad(frame, comma, "")[0]}
    ranges = [action.removeprefix("range:") for action in first if action.startswith("range:")]
    opened = {action for digits in ranges for action, _ in lay_pad(frame, comma, digits)[0]}
    return {action for action in first | opened if action.startswith("key:")}


@on_every_grid
def test_every_digit_and_the_comma_can_be_typed(grid: tuple[int, int]) -> None:
    assert keys(Frame(*grid), comma=False) == DIGITS | {DELETE}
    assert keys(Frame(*grid), comma=True) == DIGITS | {DELETE, "key:,"}


@pytest.mark.parametrize("cols", range(28, 161, 3))
@pytest.mark.parametrize("rows", [8, 9, 11, 12, 13, 15, 16, 18, 20, 24, 30, 50])
def test_a9_keys_are_large_and_apart_on_any_grid(cols: int, rows: int) -> None:
    frame = Frame(cols, rows)
    least = 4 if cols < 36 else 5 if cols < 48 else 6
    for opened in ("", "123", "0,"):
        laid, room = lay_pad(frame, True, opened)
        places = [place for _, place in laid]
        assert all(place.w >= least and place.h >= BUTTON_H for place in places)
        assert all(place.right <= frame.body.right and place.bottom <= frame.body.bottom for place in places)
        assert all(place.x >= frame.body.x and place.y >= frame.body.y for place in places)
        grown = {(x, y) for p in [*places, room] for x in range(p.x, p.right) for y in range(p.y, p.bottom)}
        assert len(grown) == sum(place.w * place.h for place in [*places, room])


@on_every_grid
@pytest.mark.parametrize("word", ["1904", "0,25", "12,5"])
def test_what_is_tapped_is_what_stands_there(house: Callable[..., House], grid: tuple[int, int], word: str) -> None:
    pad, built, frame = Keypad(4, comma=True), house("demo"), Frame(*grid)
    for letter in word:
        for _ in range(2):
            build = Builder(built, frame, "amount")
            pad.show(build, "OK")
            actions = [button.action for button in build.buttons]
            if f"key:{letter}" in actions:
                assert pad.press(f"key:{letter}")
                break
            assert pad.press(next(a for a in actions if a.startswith("range:") and letter in a))
    assert pad.text == word
    assert pad.press("key:7")
    assert pad.text == word
    assert pad.press(DELETE)
    assert pad.text == word[:-1]
    assert not pad.press(OK)


def test_a_keyboard_types_the_same_and_nothing_else() -> None:
    pad = Keypad(5, comma=True)
    assert [pad.typed(letter) for letter in "1a2.5,٣²"] == [True, False, True, True, True, True, False, False]
    assert pad.text == "12,5"
    assert pad.typed("\b")
    assert pad.text == "12,"
    plain = Keypad(5)
    assert not plain.typed(",")
    assert plain.text == ""


@pytest.mark.parametrize("grid", [(28, 8), (31, 9)])
def test_back_closes_an_open_range_and_does_nothing_else(grid: tuple[int, int]) -> None:
    pad = Keypad(4)
    assert not pad.press("back")
    assert pad.press("range:123")
    assert pad.press("back")
    assert not pad.press("back")
