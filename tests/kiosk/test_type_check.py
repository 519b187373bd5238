"""A1: what the terminal says of its window, held against the panel's millimetres."""

import os
import pty
import struct
import termios
from fcntl import ioctl
from math import ceil

import pytest

from kiosk.type_check import NEEDED_MM, TypeCheck, Window, measured_mm, read_window, shortfall
from kiosk.type_size import CAPITAL_MM, PANELS, PIXELSIZES, Panel, Size, capital_mm, cell, grid, pixelsize_for, scales

SEVEN = PANELS["7in 800x480"]


def window_of(panel: Panel, pixelsize: int, scale: float = 1.0) -> Window:
    """What foot says on this panel."""
    cols, rows = grid(panel, pixelsize, scale)
    wide, high = cell(pixelsize * ceil(scale))
    return Window(cols, rows, cols * wide, rows * high)


@pytest.mark.parametrize("name", PANELS)
def test_a1_every_pixel_size_is_let_in_or_refused_as_its_height_says(name: str) -> None:
    panel = PANELS[name]
    least = pixelsize_for(panel, NEEDED_MM)
    for pixelsize in range(10, 80):
        short = shortfall(window_of(panel, pixelsize), panel)
        assert (short is None) is (pixelsize >= least), pixelsize
        assert short is None or (short.pixelsize == least and short.capital_mm is not None)


@pytest.mark.parametrize("name", PANELS)
def test_a1_a_scaled_output_is_let_in_too_and_never_measured_higher_than_it_is(name: str) -> None:
    panel = PANELS[name]
    base = pixelsize_for(panel, CAPITAL_MM[Size.NORMAL])
    for scale in scales(panel, base).values():
        window = window_of(panel, base, scale)
        measured, real = measured_mm(window, panel), capital_mm(panel, base, scale)
        assert measured is not None
        assert real * 0.93 <= measured <= real * 1.001
        assert shortfall(window, panel) is None


def test_a1_80x24_on_the_small_panel_fails_everything() -> None:
    short = shortfall(Window(80, 24, 800, 480), SEVEN)
    assert short is not None
    assert short.capital_mm is not None
    assert short.capital_mm < 2.4


def test_a1_the_wrong_panel_is_found_out() -> None:
    for name, panel in PANELS.items():
        for other, seen in PANELS.items():
            short = shortfall(window_of(panel, pixelsize_for(panel, 4.5)), seen)
            assert (short is None) is (name == other), (name, other)


def test_a1_a_terminal_that_tells_no_pixels_is_refused_only_when_its_rows_cannot_be_high_enough() -> None:
    assert shortfall(Window(38, 11, 0, 0), SEVEN) is None
    assert shortfall(Window(53, 16, 0, 0), SEVEN) is not None


def test_a1_an_unknown_font_gets_no_benefit_of_the_doubt() -> None:
    cells = {cell(pixelsize) for pixelsize in PIXELSIZES}
    assert (20, 44) not in cells
    measured = measured_mm(Window(40, 10, 800, 440), SEVEN)
    assert measured is not None
    assert measured < 44 * 0.626 * SEVEN.pitch


def test_the_window_is_read_from_the_terminal() -> None:
    master, slave = pty.openpty()
    try:
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 11, 38, 798, 462))
        assert read_window(slave) == Window(38, 11, 798, 462)
        ioctl(slave, termios.TIOCSWINSZ, bytes(8))
        assert read_window(slave) is None
    finally:
        os.close(master)
        os.close(slave)


def test_where_there_is_no_terminal_there_is_no_window() -> None:
    read, write = os.pipe()
    try:
        assert read_window(read) is None
    finally:
        os.close(read)
        os.close(write)


def looking(*windows: Window | None, panel: Panel | None = SEVEN) -> list[tuple[bool, bool]]:
    """For each look: whether something changed, and whether the public pages are closed then."""
    seen = iter(windows)
    check = TypeCheck(panel, lambda: next(seen))
    return [(check.look(), check.shortfall is not None) for _ in windows]


def test_a1_the_first_look_closes_and_a_better_font_opens_again() -> None:
    small, good = Window(80, 24, 800, 480), window_of(SEVEN, 35)
    assert looking(small, small, good, good) == [(True, True), (False, True), (False, True), (True, False)]


def test_a1_a_size_in_passing_does_not_close_anything() -> None:
    good, passing, large = window_of(SEVEN, 35), Window(28, 8, 588, 336), window_of(SEVEN, 35, 1.34)
    assert looking(good, passing, large, large) == [(False, False)] * 4


def test_a1_without_a_panel_or_a_terminal_nothing_is_closed() -> None:
    assert looking(Window(80, 24, 800, 480), panel=None) == [(False, False)]
    assert looking(None) == [(False, False)]
