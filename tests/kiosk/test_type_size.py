"""A1, A9: heights of letters on four panels, from millimetres, pixels and the font's metrics."""

import re
from pathlib import Path

import pytest

from kiosk.frame import BUTTON_H, BUTTON_W, SMALLEST
from kiosk.type_size import (
    CAPITAL_MM,
    PANELS,
    Size,
    capital_mm,
    cell,
    en_capital_mm,
    grid,
    pixelsize_for,
    scales,
)

PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
TARGET_MM = 20.0
"""Least side of a button (A9)."""
MEASURED = (
    "14:8x17 15:9x18 16:10x19 17:10x21 18:11x22 19:11x23 20:12x24 21:13x25 22:13x27 23:14x28 24:14x29 25:15x30 "
    "26:16x32 27:16x33 28:17x33 29:17x34 30:18x36 31:19x37 32:19x38 33:20x39 34:20x41 35:21x42 36:22x43 37:22x44 "
    "38:23x45 39:23x47 40:24x48 41:25x49 42:25x49 43:26x51 44:26x52 45:27x53 46:28x54 47:28x56 48:29x57 49:30x58 "
    "50:30x59 51:31x61 52:31x62 53:32x63 54:33x64 55:33x65 56:34x66 57:34x67 58:35x68 59:36x69 60:36x71 61:37x72 "
    "62:37x73 63:38x74 64:39x76 65:39x77 66:40x78 67:40x79 68:41x81 69:42x82 70:42x82 71:43x83 72:43x84 73:44x86 "
    "74:45x87 75:45x88 76:46x89 "
)
"""Pixel size → cell of foot 1.21 with Debian 13's fonts-dejavu-core, from TIOCGWINSZ."""
TEN = (
    ("7in 800x480", 3.2, 25, (53, 16)),
    ("7in 800x480", 4.5, 35, (38, 11)),
    ("7in 800x480", en_capital_mm(400), 38, (34, 10)),
    ("7in 800x480", en_capital_mm(500), 47, (28, 8)),
    ("7in 1280x720", 4.5, 51, (41, 11)),
    ("7in 1280x720", en_capital_mm(500), 69, (30, 8)),
    ("10in 1280x800", 3.2, 26, (80, 25)),
    ("10in 1280x800", 4.5, 37, (58, 18)),
    ("10in 1280x800", en_capital_mm(500), 50, (42, 13)),
    ("15in 1920x1080", en_capital_mm(500), 47, (68, 19)),
)
"""The ten panels and sizes of accessibility 2.3. Two grids are larger there, 41x12 and 31x9, for it computes with one
rounding of the whole line, while foot rounds the room above and the room below up, each by itself."""


@pytest.mark.parametrize("measured", MEASURED.split())
def test_cells_are_those_that_foot_makes(measured: str) -> None:
    pixelsize, wide, high = map(int, re.split("[:x]", measured))
    assert cell(pixelsize) == (wide, high)


@pytest.mark.parametrize(("name", "least_mm", "pixelsize", "cells"), TEN)
def test_a1_the_ten_grids(name: str, least_mm: float, pixelsize: int, cells: tuple[int, int]) -> None:
    panel = PANELS[name]
    assert pixelsize_for(panel, least_mm) == pixelsize
    assert grid(panel, pixelsize) == cells
    assert capital_mm(panel, pixelsize) >= least_mm > capital_mm(panel, pixelsize - 1)


def test_a1_en_301_549_says_h_is_0_01222_of_the_distance() -> None:
    assert en_capital_mm(500) == pytest.approx(0.01222 * 500, abs=0.005)
    assert en_capital_mm(400) == pytest.approx(4.9, abs=0.02)


def test_a1_normal_is_31_minutes_of_arc_at_50_cm_and_very_large_is_6_1_mm() -> None:
    normal, large, very_large = CAPITAL_MM.values()
    assert normal == 4.5
    assert very_large >= 6.1
    assert large / normal == pytest.approx(very_large / large)


@pytest.mark.parametrize("name", PANELS)
def test_a1_a2_every_size_of_every_panel_is_high_enough_and_leaves_28x8(name: str) -> None:
    panel = PANELS[name]
    for size, least_mm in CAPITAL_MM.items():
        pixelsize = pixelsize_for(panel, least_mm)
        assert capital_mm(panel, pixelsize) >= least_mm, size
        assert all(have >= need for have, need in zip(grid(panel, pixelsize), SMALLEST, strict=True)), size


@pytest.mark.parametrize("name", PANELS)
def test_a1_a2_all_three_sizes_can_be_had_by_scaling_the_output(name: str) -> None:
    panel = PANELS[name]
    base = pixelsize_for(panel, CAPITAL_MM[Size.NORMAL])
    found = scales(panel, base)
    assert list(found) == list(Size)
    assert found[Size.NORMAL] == 1.0
    for size, scale in found.items():
        assert capital_mm(panel, base, scale) >= CAPITAL_MM[size]
        assert all(have >= need for have, need in zip(grid(panel, base, scale), SMALLEST, strict=True)), size


def test_a1_sizes_that_would_look_alike_or_leave_too_few_cells_are_not_offered() -> None:
    panel = PANELS["7in 800x480"]
    assert list(scales(panel, 37)) == [Size.NORMAL, Size.LARGE, Size.VERY_LARGE]
    assert list(scales(panel, 47)) == [Size.NORMAL]
    assert list(scales(panel, 60)) == []


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.parametrize("size", Size)
def test_a9_the_least_button_is_20_mm_both_ways_in_every_size_on_every_panel(name: str, size: Size) -> None:
    panel = PANELS[name]
    wide, high = cell(pixelsize_for(panel, CAPITAL_MM[size]))
    assert BUTTON_W * wide * panel.mm[0] / panel.px[0] >= TARGET_MM
    assert BUTTON_H * high * panel.pitch >= TARGET_MM


@pytest.mark.parametrize("name", PANELS)
def test_the_reference_of_the_settings_shows_the_same_sizes_and_grids(name: str) -> None:
    panel = PANELS[name]
    pixelsizes = [pixelsize_for(panel, least_mm) for least_mm in CAPITAL_MM.values()]
    cells = ["{}x{}".format(*grid(panel, pixelsize)) for pixelsize in pixelsizes]
    scaled = ", ".join(
        "{}x{}".format(*grid(panel, pixelsizes[0], scale)) for scale in scales(panel, pixelsizes[0]).values()
    )
    each = " | ".join(f"{pixelsize}: {grid_}" for pixelsize, grid_ in zip(pixelsizes, cells, strict=True))
    assert f'| `"{name}"` | {each} | {pixelsizes[0]}: {scaled} |' in PAGE
