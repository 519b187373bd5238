"""Where things stand: A2 complete, A3 short lines, A22 few choices, A23 "Zurück", "Start" and help in their places."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from kiosk.frame import SMALLEST, TEXT_W
from kiosk.screens.public.attract import Attract
from kiosk.screens.public.calendar import Calendar
from kiosk.screens.public.help import Help
from kiosk.screens.public.home import Home
from kiosk.screens.public.languages import Languages
from kiosk.screens.public.printing import Preview
from kiosk.screens.setup.language import LanguageStep
from kiosk.screens.staff.slips import StaffPreview
from kiosk.screens.tiles import TilePage
from kiosk.widgets.bidi import mostly_leftward
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.view import Look
from tests.access.result import Tried
from tests.access.scenes import Scene, Standing
from tests.access.written import is_written
from tests.kiosk import page_rules
from tests.kiosk.pages import Shown

SHEETS = (Look.SHEET, Look.SHEET_STRONG, Look.SHEET_QUIET)
USUAL = ("key:", "range:", "back", "start", "next", "previous", "help", "ok", "listen", "size", "languages", "memo")
"""Buttons that are no choice of content: keys, and tools that stand in the same cells everywhere."""
ACTIONS = 5
"""What may be done with a whole list: its filters and its slip."""
SHORTENED = ("item:", "pick:", "today", "booking:", "open:")
"""Buttons that may shorten what platforms and people wrote: cards, whose whole text stands one tap further."""


def tried(*complaints: str) -> Tried:
    """One try for each; the empty ones held."""
    return Tried(len(complaints), [complaint for complaint in complaints if complaint])


def held(scene: Scene, *rules: Callable[[Shown], None]) -> Tried:
    """Rules that are assertions already."""
    return tried(*(_broken(scene, rule) for rule in rules))


def _broken(scene: Scene, rule: Callable[[Shown], None]) -> str:
    try:
        rule(Shown(scene.page, scene.frame, scene.view))
    except AssertionError as error:
        return f"{scene}: {rule.__name__} {error}"[:300]
    return ""


def complete(scene: Scene) -> Tried:
    """nothing is cut, covered or beside the grid; only cards shorten what others wrote"""
    whole = held(scene, page_rules.texts_fit, page_rules.labels_fit, page_rules.nothing_overlaps)
    cut = [f"{scene}: {line!r} is cut" for line in _shortened(scene)]
    return Tried(whole.tried + 1, whole.failed + cut)


def _shortened(scene: Scene) -> Iterator[str]:
    """Lines that end in an ellipsis and may not."""
    if scene.content == "hostile" or isinstance(scene.page, Preview | StaffPreview):
        return  # what people wrote ends so there; a slip shortens, and its preview shows it
    for button in scene.view.buttons:
        if not button.action.startswith(SHORTENED):
            yield from filter(_is_cut, button.lines)
    yield from (text.text for text in scene.view.texts if text.look is not Look.TITLE and _is_cut(text.text))


def _is_cut(line: str) -> bool:
    return line.endswith("…") and not line.endswith(" …") and line != "…"


def short_lines(scene: Scene) -> Tried:
    """at most 60 letters a line, ragged right, no hyphen that nobody wrote, a blank row between items"""
    return tried(*(_long(scene, text, align) for text, align in _read(scene)), *_hyphens(scene), _tight(scene))


def _read(scene: Scene) -> Iterator[tuple[str, bool]]:
    """What is read in running lines, and whether it begins where reading begins."""
    begin = "right" if scene.view.leftward else "left"
    for text in scene.view.texts:
        if text.look in SHEETS:
            foreign = text.lang is not None and not mostly_leftward(text.text)
            yield text.text, text.align == begin or foreign
    for button in scene.view.buttons:
        if button.align != "center":
            yield from ((line, button.align == begin) for line in button.lines)


def _long(scene: Scene, line: str, begins: bool) -> str:
    return "" if len(line) <= TEXT_W and begins else f"{scene}: {line!r} ({len(line)} letters)"


def _hyphens(scene: Scene) -> Iterator[str]:
    """A word that goes on in the next row has its hyphen from whoever wrote it."""
    sheet = {text.y: text.text for text in scene.view.texts if text.look in SHEETS}
    for rowed in (list(sheet.values()), *(button.lines for button in scene.view.buttons)):
        for above, below in pairwise(rowed):
            if above.endswith("-") and above[-2:-1].isalpha() and below[:1].islower():
                word = above.rpartition(" ")[2] + below.partition(" ")[0]
                yield "" if is_written(scene.house, word) else f"{scene}: {word!r} has a hyphen of ours"


def _tight(scene: Scene) -> str:
    return _broken(scene, page_rules.buttons_are_apart)


def few_choices(scene: Scene) -> Tried:
    """5 choices at 28x8, 7 elsewhere, and 5 actions at most; a month's days and the languages are the exceptions"""
    most = 5 if (scene.frame.cols, scene.frame.rows) == SMALLEST else 7
    if isinstance(scene.page, Languages | LanguageStep) or (
        isinstance(scene.page, Calendar) and Calendar.fits(scene.frame)
    ):
        return tried("")
    found = [one for one in scene.view.buttons if not one.action.startswith(USUAL)]
    actions = [one.action for one in found if one.look is Look.ACTION]
    choices = [one.action for one in found if one.look is not Look.ACTION]
    return tried(
        "" if len(choices) <= most else f"{scene}: {len(choices)} choices {choices}",
        "" if len(actions) <= ACTIONS else f"{scene}: {len(actions)} actions {actions}",
    )


def in_their_places(scene: Scene) -> Tried:
    """ "Zurück" and "Start" in the same cells; help one touch away (28–30 columns: or behind "Zurück")"""
    page = scene.page
    if isinstance(page, Standing | Home | Attract) or page.name == "home":
        return tried("")
    places = _broken(_as_laid(scene), page_rules.back_and_start_stay)
    full = isinstance(page, TilePage) or any(one.action.startswith(("key:", "range:")) for one in scene.view.buttons)
    wanted = not isinstance(page, Help) and not scene.inner and (scene.frame.cols > 30 or not full)
    there = not wanted or scene.view.button_for("help") is not None
    return tried(places, "" if there else f"{scene}: no help")


def _as_laid(scene: Scene) -> Scene:
    """The page before it was turned round: the frame knows its places from left to right."""
    return scene._replace(view=mirrored(scene.view)) if scene.view.leftward else scene
