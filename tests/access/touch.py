"""What a finger finds: A9 large buttons in cells and millimetres, A10 one button or none for every cell."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from kiosk.frame import BUTTON_H, BUTTON_W
from kiosk.screens.question import Question
from kiosk.screens.staff.asking import Ask
from kiosk.type_size import CAPITAL_MM, PANELS, Panel, Size, cell, grid, pixelsize_for, scales
from kiosk.widgets.view import Button, Rect, View
from tests.access.layout import tried
from tests.access.result import Tried
from tests.access.scenes import Scene
from tests.kiosk.page_rules import KEY_W

TARGET_MM, GAP_MM = 20.0, 3.7
"""Least side of a button, and least way between two."""
DEEDS = ("yes", "book", "leave", "undo")
"""Actions behind which something is done."""
Millimetres = tuple[float, float]


def large(scene: Scene) -> Tried:
    """3 rows × 7 columns (keys 4) and 20 mm both ways; 1 cell and 3.7 mm apart, on every panel with such a grid"""
    buttons = scene.view.buttons
    small = [one for one in buttons if one.rect.h < BUTTON_H or one.rect.w < (KEY_W if _is_key(one) else BUTTON_W)]
    failed = [f"{scene}: {one.action} has {one.rect.w}×{one.rect.h} cells" for one in small]
    for wide, high in cells_mm((scene.frame.cols, scene.frame.rows)):
        tight = [one for one in buttons if one.rect.w * wide < TARGET_MM or one.rect.h * high < TARGET_MM]
        failed += [f"{scene}: {one.action}, {one.rect.w * wide:.1f}×{one.rect.h * high:.1f} mm" for one in tight]
        failed += [f"{scene}: {pair}" for pair in _near([one.rect for one in buttons], wide, high)]
    return Tried(len(buttons), failed)


def _is_key(button: Button) -> bool:
    return button.action.startswith(("key:", "range:"))


def _near(rects: list[Rect], wide: float, high: float) -> Iterator[str]:
    for one, other in combinations(rects, 2):
        across = max(one.x - other.right, other.x - one.right)
        down = max(one.y - other.bottom, other.y - one.bottom)
        if max(across * wide, down * high) < GAP_MM or max(across, down) < 1:
            yield f"{one} and {other} are {across}, {down} cells apart"


@cache
def cells_mm(cols_rows: tuple[int, int]) -> frozenset[Millimetres]:
    """Cells of the panels that have this grid in a size that visitors may choose.

    Of another grid: no panel is smaller than the smallest, and no letters are let in that are (A1).
    """
    found = {mm for at, mm in _offered() if at == cols_rows}
    least = min(mm for _at, mm in _offered())
    wide, high = min(panel.mm for panel in PANELS.values())
    cols, rows = cols_rows
    return frozenset(found or {(max(least[0], wide / (cols + 1)), max(least[1], high / (rows + 1)))})


@cache
def _offered() -> tuple[tuple[tuple[int, int], Millimetres], ...]:
    """Grid and cell of every panel in every size, by the font and by scaling the output."""
    found = []
    for panel in PANELS.values():
        for size in Size:
            pixels = pixelsize_for(panel, CAPITAL_MM[size])
            found.append((grid(panel, pixels), _mm(pixels, panel)))
        normal = pixelsize_for(panel, CAPITAL_MM[Size.NORMAL])
        for scale in scales(panel, normal).values():
            wide, high = _mm(normal, panel)
            found.append((grid(panel, normal, scale), (wide * scale, high * scale)))
    return tuple(found)


def _mm(pixels: int, panel: Panel) -> Millimetres:
    """A cell on the glass; pixels of the smallest panel are wider than high."""
    wide, high = cell(pixels)
    return wide * panel.mm[0] / panel.px[0], high * panel.pitch


def grids_of_panels() -> tuple[tuple[int, int], ...]:
    """Every grid that a visitor can meet on the four panels."""
    return tuple(sorted({at for at, _mm in _offered()}))


def one_or_none(scene: Scene) -> Tried:
    """every cell of the glass presses the one button under it or at most one cell beside it, or none"""
    view = scene.view
    places = tuple(one.rect for one in view.buttons)
    anywhere = view.button_for(view.anywhere) if view.anywhere else None
    wrong = _wrong_cells((view.cols, view.rows), places, anywhere and anywhere.rect)
    return Tried(view.cols * view.rows, [f"{scene}: {wrong[:3]}"] if wrong else [])


@cache
def _wrong_cells(size: tuple[int, int], places: tuple[Rect, ...], anywhere: Rect | None) -> list[tuple[int, int]]:
    """Where another button than the meant one would be pressed; reckoned once for each arrangement."""
    buttons = tuple(Button(rect, str(rect), ()) for rect in places)
    view = View("", *size, buttons=buttons, anywhere=str(anywhere) if anywhere else None)
    wrong = []
    for y in range(view.rows):
        level = [rect for rect in places if rect.y - 1 <= y <= rect.bottom]
        for x in range(view.cols):
            near = [rect for rect in level if rect.x - 1 <= x <= rect.right]
            inside = [rect for rect in near if rect.x <= x < rect.right and rect.y <= y < rect.bottom]
            meant = (inside or near)[0] if len(inside or near) == 1 else None if near else anywhere
            hit = view.button_at(x, y)
            if (hit.rect if hit else None) != meant:
                wrong.append((x, y))
    return wrong


def asked_first(scene: Scene) -> Tried:
    """what books, leaves or deletes is confirmed: the mark stands on "Zurück", the deed only on the last sheet"""
    if not isinstance(scene.page, Question | Ask):
        return tried()
    view = scene.view
    early = [one.action for one in view.buttons if one.action in DEEDS and view.button_for("next")]
    return tried(
        "" if view.focus == "back" else f"{scene}: the mark stands on {view.focus}",
        f"{scene}: {early} before its end" if early else "",
    )
