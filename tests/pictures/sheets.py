"""Every screen of the terminal at three grids and in all themes: one sheet a screen."""

from pathlib import Path

from PIL import Image

from kiosk.visitor import Theme
from kiosk.widgets.paint import paint
from tests.access.scenes import Scene, scenes
from tests.access.town import Town
from tests.pictures.drawing import draw, save

GRIDS = {(60, 20): 15, (42, 13): 21, (28, 8): 32}
"""Columns and rows → size of the font, pixels: all of them about as wide as each other."""
GAP = 12
"""Pixels between two pictures."""
GREY = (120, 120, 120)


def sheets(folder: Path, town: Town) -> list[str]:
    """Draw them into the folder; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {grid: _screens(town, grid) for grid in GRIDS}
    names = list(next(iter(found.values())))
    for name in names:
        save(_sheet([found[grid][name] for grid in GRIDS if name in found[grid]]), folder / f"{name}.png")
    return names


def _screens(town: Town, grid: tuple[int, int]) -> dict[str, Scene]:
    """The first scene of each screen; what stands behind a colon is which item or member it shows."""
    first: dict[str, Scene] = {}
    for scene in scenes(town, "demo", "de", grid):
        first.setdefault(scene.view.name.partition(":")[0].replace("_", "-"), scene)
    return first


def _sheet(column: list[Scene]) -> Image.Image:
    """Grids below each other, themes beside each other."""
    rows = [[_picture(scene, theme) for theme in Theme] for scene in column]
    wide = max(picture.width for row in rows for picture in row)
    high = sum(row[0].height + GAP for row in rows) - GAP
    sheet = Image.new("RGB", ((wide + GAP) * len(Theme) - GAP, high), GREY)
    top = 0
    for row in rows:
        for at, picture in enumerate(row):
            sheet.paste(picture, (at * (wide + GAP), top))
        top += row[0].height + GAP
    return sheet


def _picture(scene: Scene, theme: Theme) -> Image.Image:
    frame = scene.frame
    return draw(paint(scene.view, theme=theme), GRIDS[frame.cols, frame.rows])
