"""What can be done on a page of the staff: below or beside its sheet, or on a page of cards where there is no room."""

from collections.abc import Callable, Sequence

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import Row, above_actions, actions_below, lay, message, numbered, place
from kiosk.screens.steps import Open, Stay, Step, Swap
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap

LISTED = "deeds"
"""The action that opens the page of cards."""


class Deed(msgspec.Struct, frozen=True):
    """Something that staff can do here."""

    action: str
    label: str
    short: str = ""
    """At most seven letters, for small grids; without it the label stands on a card of its own page."""


class DeedPage(Page):
    """A sheet to read, and what can be done about it."""

    staff = True
    first: str | None = None
    """The action on which the keyboard's mark stands at first."""
    at_the_end = False
    """Whether the deeds only come up on the last sheet, when everything was read."""

    def title(self, house: House) -> str:
        """What the sheet is about, in a word or two."""
        raise NotImplementedError

    def rows(self, house: House, width: int) -> list[Row]:
        """What stands on the sheet, in lines of `width` cells."""
        raise NotImplementedError

    def deeds(self, house: House) -> list[Deed]:
        """What can be done at this moment."""
        return []

    def do(self, house: House, action: str) -> Step:
        """Where a deed leads to."""
        return Stay()

    def view(self, house: House, frame: Frame) -> View:
        build, deeds = Builder(house, frame, self.name), self.deeds(house)
        build.way_back()
        room = above_actions(frame) if deeds else frame.reading if frame.small else frame.body
        where = place(frame, room)
        self.at, pages = lay(build, where, self.rows(house, where.inside.w), self.at)
        build.title(*numbered(house.words, self.title(house), self.at, pages), reading=True)
        build.focus = self.first
        shown = deeds if not self.at_the_end or self.at + 1 == pages else []
        if shown and not frame.small:
            show_band(build, actions_below(frame, where.sheet), shown)
        actions = stands_for(house, shown)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == LISTED:
            return Open(Deeds(self.title(house), self.deeds, self.do))
        if any(action == deed.action for deed in self.deeds(house)):
            return self.do(house, action)
        return super().act(house, frame, action)


class Deeds(Page):
    """The deeds of a page as cards, for grids on which that page has no room for them."""

    staff = True

    def __init__(
        self, title: str, deeds: Callable[[House], list[Deed]], do: Callable[[House, str], Step], name: str = LISTED
    ) -> None:
        self.name = name
        self._title, self._deeds, self._do = title, deeds, do

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        deeds, places = self._deeds(house), frame.bands(frame.main)
        self.at = max(0, min(self.at, (len(deeds) - 1) // len(places) * len(places)))
        build.way_back()
        for deed, where in zip(deeds[self.at :], places, strict=False):
            label = wrap(deed.label, inner_width(where), limit=where.h)
            build.buttons.append(
                Button(where, f"do:{deed.action}", tuple(label), Look.CARD, align="left", strong=len(label))
            )
        if not deeds:
            message(
                build, frame.reading if frame.small else frame.main, [house.words.say("Nothing is to be done here.")]
            )
        build.title(self._title, reading=not deeds)
        build.controls(earlier=self.at > 0, further=self.at + len(places) < len(deeds))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        """What a deed opens takes the place of this page: "Zurück" then leads to the sheet."""
        chosen = action.removeprefix("do:")
        if chosen != action and any(chosen == deed.action for deed in self._deeds(house)):
            return _instead(self._do(house, chosen))
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


def stands_for(house: House, deeds: Sequence[Deed]) -> list[Action]:
    """The button where there is room for one: the only deed, or the way to the cards."""
    if len(deeds) == 1 and deeds[0].short:
        return [(deeds[0].action, deeds[0].short)]
    return [(LISTED, house.words.say("Actions"))] if deeds else []


def show_band(build: Builder, room: Rect, deeds: Sequence[Deed]) -> None:
    """Deeds beside each other, labels in as many rows as they need; where one needs too many, the way to the cards."""
    places = build.frame.columns(room, len(deeds))
    labels = [wrap(deed.label, where.w - 2) for deed, where in zip(deeds, places, strict=True)]
    if any(len(label) > room.h for label in labels):
        build.button(room, LISTED, build.house.words.say("Actions"), look=Look.ACTION)
        return
    for deed, where, label in zip(deeds, places, labels, strict=True):
        build.buttons.append(Button(where, deed.action, tuple(label), Look.ACTION, strong=len(label)))


def _instead(step: Step) -> Step:
    return Swap(step.page) if isinstance(step, Open) else step
