"""Small pictures in half cells."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem

from kiosk.widgets.picture import SHAPE, Pixels, half_cells, pixels, shows_pictures, size_within

RED, BLUE = b"\xff\x00\x00", b"\x00\x00\xff"


def ppm(width: int, height: int, rgb: bytes) -> bytes:
    return b"P6 %d %d 255\n" % (width, height) + rgb


def test_a_small_picture_is_read() -> None:
    assert pixels(ppm(2, 2, RED + BLUE * 3)) == Pixels(2, 2, RED + BLUE * 3)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"P6 2 2 255",
        ppm(2, 2, RED),
        ppm(2, 2, RED * 5),
        ppm(0, 0, b""),
        ppm(-1, -1, RED),
        b"P5 1 1 255\n" + RED,
        b"P6 1 1 65535\n" + RED,
        b"P6 1 x 255\n" + RED,
        b"P6 1 1\n" + RED,
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_anything_else_is_no_picture(raw: bytes) -> None:
    assert pixels(raw) is None


def test_a_picture_of_the_right_size_stays_as_it_is() -> None:
    rgb = Random(3).randbytes(3 * 4 * 6)
    assert b"".join(half_cells(Pixels(4, 6, rgb), 4, 3)) == rgb


def test_each_pixel_is_the_mean_of_what_it_covers() -> None:
    small = Pixels(4, 2, (RED * 2 + BLUE * 2) * 2)
    assert half_cells(small, 2, 1) == (RED + BLUE, RED + BLUE)
    assert half_cells(small, 1, 1) == (b"\x80\x00\x80", b"\x80\x00\x80")
    assert half_cells(Pixels(3, 2, (RED + BLUE + BLUE) * 2), 2, 1)[0] == b"\xaa\x00\x55" + BLUE


def test_a_smaller_picture_is_made_larger() -> None:
    assert half_cells(Pixels(1, 1, RED), 3, 2) == (RED * 3,) * 4


@given(st.integers(1, 64), st.integers(1, 64), st.integers(1, 60), st.integers(1, 30))
def test_a_picture_fits_its_room_and_keeps_its_shape(width: int, height: int, cols: int, rows: int) -> None:
    small = Pixels(width, height, RED * width * height)
    wide, tall = size_within(small, cols, rows)
    assert 1 <= wide <= cols
    assert 1 <= tall <= rows
    if 1 < tall < rows and wide > 1:
        assert abs(wide * height / width / SHAPE / 2 - tall) <= 0.51
    cells = half_cells(small, wide, tall)
    assert cells == (RED * wide,) * (2 * tall)


def test_pictures_are_shown_where_the_terminal_has_a_colour_for_each_pixel() -> None:
    names = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR}
    shown = {system for name, system in names.items() if shows_pictures(name)}
    assert shown == {ColorSystem.EIGHT_BIT, ColorSystem.TRUECOLOR}
    assert not shows_pictures(None)
    assert not shows_pictures("windows")
