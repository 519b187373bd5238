"""The places of a grid hold together on any grid, not only on those of the panels that are sold."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.frame import BUTTON_H, BUTTON_W, SMALLEST, WIDEST, Frame
from kiosk.widgets.view import Rect
from tests.kiosk.pages import GRIDS

frames = st.builds(Frame, st.integers(SMALLEST[0], 320), st.integers(SMALLEST[1], 120))


def apart(one: Rect, other: Rect) -> int:
    across = max(one.x - other.right, other.x - one.right)
    down = max(one.y - other.bottom, other.y - one.bottom)
    return max(across, down)


def inside(frame: Frame, rect: Rect) -> bool:
    return frame.x <= rect.x and rect.right <= frame.x + frame.w and rect.y >= 0 and rect.bottom <= frame.rows


@given(frames)
def test_a9_all_places_of_buttons_are_large_and_apart(frame: Frame) -> None:
    places = [*frame.slots.values(), *frame.side, *frame.bands(frame.main)]
    assert all(place.h >= BUTTON_H and place.w >= BUTTON_W and inside(frame, place) for place in places)
    assert all(apart(one, other) >= 1 for one, other in combinations(places, 2))


@given(frames)
def test_header_body_and_status_do_not_touch_the_buttons(frame: Frame) -> None:
    assert inside(frame, frame.body)
    assert inside(frame, frame.reading)
    assert frame.body.bottom <= frame.status_y < frame.nav_y == frame.rows - BUTTON_H
    assert frame.reading.y >= 1
    assert frame.body.y >= (0 if frame.crowded else 1)
    assert frame.body.h >= 3


@given(frames, st.integers(1, 9))
def test_columns_share_a_room_evenly_with_a_gap(frame: Frame, count: int) -> None:
    if frame.body.w < count * 2:
        return
    places = frame.columns(frame.body, count)
    assert places[0].x == frame.body.x
    assert places[-1].right == frame.body.right
    assert {later.x - earlier.right for earlier, later in pairwise(places)} <= {1}
    assert max(place.w for place in places) - min(place.w for place in places) <= 1


@given(frames)
def test_a3_a_page_is_never_wider_than_can_be_read_and_stands_in_the_middle(frame: Frame) -> None:
    assert frame.w <= WIDEST
    assert abs(frame.x - (frame.cols - frame.w - frame.x)) <= 1


@pytest.mark.parametrize(("cols", "rows"), [(27, 8), (28, 7), (1, 1), (300, 5)])
def test_a_grid_below_the_smallest_is_too_small(cols: int, rows: int) -> None:
    assert Frame(cols, rows).too_small


@pytest.mark.parametrize("grid", GRIDS)
def test_the_grids_of_the_panels_are_not_too_small(grid: tuple[int, int]) -> None:
    assert not Frame(*grid).too_small
