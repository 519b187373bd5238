"""`[screen]`: a panel by name or by its sides, and the size of letters."""

from pathlib import Path

import pytest

from kiosk.screen_settings import ScreenSettings
from kiosk.type_size import PANELS, Panel, Size
from tests.kiosk.settings_file import CENTRE, loaded, problems


def screen(folder: Path, lines: str) -> ScreenSettings:
    return loaded(folder, f"{CENTRE}[screen]\n{lines}\n").screen


def test_without_a_table_nothing_is_known_of_the_panel(tmp_path: Path) -> None:
    found = loaded(tmp_path, CENTRE).screen
    assert found == ScreenSettings()
    assert found.font_px is None


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_by_its_name(tmp_path: Path, name: str) -> None:
    found = screen(tmp_path, f'panel = "{name}"\nsize = "very large"\nresize = "scale"')
    assert found == ScreenSettings(PANELS[name], None, Size.VERY_LARGE, "scale")


def test_a_panel_by_its_sides(tmp_path: Path) -> None:
    found = screen(tmp_path, "panel_px = [1024, 600]\npanel_mm = [154.2, 86]\npixelsize = 40")
    assert found.panel == Panel((1024, 600), (154.2, 86.0))
    assert found.font_px == 40


def test_a1_the_font_follows_the_size_unless_the_output_is_scaled(tmp_path: Path) -> None:
    ten = 'panel = "10in 1280x800"\n'
    assert screen(tmp_path, ten).font_px == 37
    assert screen(tmp_path, f'{ten}size = "very large"').font_px == 50
    assert screen(tmp_path, f'{ten}size = "very large"\nresize = "scale"').font_px == 37


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ('panel = "10in 1280x80"', 'Schreiben Sie: panel = "10in 1280x800"'),
        ('resize = "scale"', "braucht 'panel'"),
        ("panel_px = [1280, 800]", "panel_mm = [216.96, 135.6]"),
        ("panel_mm = [216.96, 135.6]", "panel_px = [1280, 800]"),
        ('panel = "7in 800x480"\npanel_mm = [100, 50]\npanel_px = [800, 480]', "'panel'"),
        ("panel_px = [1280]\npanel_mm = [100, 50]", "panel_px = [1280, 800]"),
        ("panel_px = [1280, true]\npanel_mm = [100, 50]", "panel_px = [1280, 800]"),
        ("panel_px = [1280, 800]\npanel_mm = [100, 9000]", "panel_mm = [216.96, 135.6]"),
        ("pixelsize = 400", "pixelsize = 200"),
        ('size = "Groß"', 'size = "'),
        ('resize = "restart"', 'resize = "'),
        ('zoom = 2', "zoom"),
    ],
)  # fmt: skip
def test_what_is_wrong_comes_with_the_line_to_write(tmp_path: Path, lines: str, sentence: str) -> None:
    [found] = problems(tmp_path, f"{CENTRE}[screen]\n{lines}\n")
    assert found.startswith("[screen]")
    assert sentence in found


@pytest.mark.parametrize(("key", "low", "high"), [("panel_px", 240, 7680), ("panel_mm", 50, 2000)])
def test_the_sides_have_limits(tmp_path: Path, key: str, low: int, high: int) -> None:
    other = "panel_mm = [200, 100]" if key == "panel_px" else "panel_px = [800, 480]"
    for side, good in ((low, True), (high, True), (low - 1, False), (high + 1, False)):
        assert (problems(tmp_path, f"{CENTRE}[screen]\n{other}\n{key} = [{side}, {side}]\n") == []) is good, side
