"""A page of tiles: each opens a page of its own, with a number on those behind which something waits."""

import msgspec

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.steps import Step
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from kiosk.words import Words

TILE_MOST = 11
"""Most rows of a button: more would be empty colour."""


class Task(msgspec.Struct, frozen=True):
    """One button."""

    action: str
    label: str
    look: Look = Look.NAV
    waiting: int = 0
    """How many wait behind it."""
    on: bool = False
    """Whether this is how it is now: marked by a sign (A7)."""
    lang: str | None = None
    """The language of the label, where that is not the page's."""


class TilePage(Page):
    """Large grids show everything at once; small ones page through the same buttons in a circle."""

    leaves = False
    """Whether "Zurück" signs out."""

    def titles(self, house: House) -> tuple[str, ...]:
        """The first that fits stands above the tiles."""
        raise NotImplementedError

    def tasks(self, house: House) -> list[Task]:
        """At most seven at once (A22); the actions of those that open a page begin with `go:`."""
        raise NotImplementedError

    def opened(self, house: House, task: str) -> Step:
        """What a task leads to; its page is loaded when it is first asked for."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back(leaves=self.leaves)
        build.title(*self.titles(house))
        tasks = self.tasks(house)
        places = _places(frame, _longest(tasks))
        pages = -(-len(tasks) // len(places))
        self.at %= pages
        for task, place in zip(tasks[self.at * len(places) :], places, strict=False):
            build.buttons.append(_button(house.words, task, place))
        if pages > 1:
            _turn(build)
        else:
            build.tools()
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "next" | "previous" as way:
                self.at += 1 if way == "next" else -1
            case _ if action.startswith("go:"):
                return self.opened(house, action.removeprefix("go:"))
        return super().act(house, frame, "" if action in ("next", "previous") else action)


def _turn(build: Builder) -> None:
    """Paging where the buttons take all of the body; three places below leave room for one way."""
    _, slots = build.house.words.say, build.frame.slots
    if "previous" in slots:
        build.button(slots["previous"], "previous", _("Earlier"))
    build.ahead("next", _("Next"), look=Look.NAV)


def _longest(tasks: list[Task]) -> int:
    """Letters of the longest word on a button; what may be cut at a hyphen is no longer than its parts."""
    return max(len(part) for task in tasks for word in task.label.split() for part in word.split("-"))


def _places(frame: Frame, longest: int) -> list[Rect]:
    """Rows of three, of two where a long word would not fit a third."""
    body = frame.body
    third = min(place.w for place in frame.columns(body, 3))
    across = 3 if frame.w >= 38 and longest <= third - 2 else 2
    if frame.small:
        bands = frame.bands(body)
    else:
        high = max(BUTTON_H, min(TILE_MOST, (body.h + 1) // 3 - 1))
        bands = [body._replace(y=body.y + row * (high + 1), h=high) for row in range(3)]
    return [place for band in bands for place in frame.columns(band, across)]


def _button(words: Words, task: Task, place: Rect) -> Button:
    """The label in as few rows as it fits, and how many wait; a word of the button's own width goes up to its edges."""
    label = f"{task.label} ({words.number(task.waiting)})" if task.waiting else task.label
    room = place.w - 2 if _longest([task]) <= place.w - 2 else place.w
    lines = wrap(f"✓ {label}" if task.on else label, room)
    return Button(place, task.action, tuple(lines), task.look, strong=place.h, on=task.on, lang=task.lang)
