"""A list of cards, paged, and what can be done with the list."""

from collections.abc import Sequence

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import message
from kiosk.screens.staff.deeds import LISTED, Deed, Deeds, show_band, stands_for
from kiosk.screens.steps import Open, Stay, Step
from kiosk.widgets.view import Button, Rect, View


class CardList(Page):
    """A tap on a card opens what it stands for."""

    staff = True
    opens = "open:"
    """How the actions of the cards begin; what follows is the key of what they open."""
    banded = False
    """Whether large grids have a band of deeds above the cards."""

    def title(self, house: House) -> str:
        """What the list is."""
        raise NotImplementedError

    def nothing(self, house: House) -> str:
        """What an empty list says."""
        raise NotImplementedError

    def total(self, house: House) -> int:
        """How many there are."""
        raise NotImplementedError

    def cards(self, house: House, at: int, places: Sequence[Rect]) -> list[Button]:
        """A card in each place, from number `at` on, as far as there are; their actions begin with `opens`."""
        raise NotImplementedError

    def page(self, house: House, key: str) -> Page:
        """What the card with this key opens."""
        raise NotImplementedError

    def deeds(self, house: House) -> list[Deed]:
        """What can be done with the list."""
        return []

    def do(self, house: House, action: str) -> Step:
        """Where a deed leads to."""
        return Stay()

    def view(self, house: House, frame: Frame) -> View:
        build, deeds, total = Builder(house, frame, self.name), self.deeds(house), self.total(house)
        room = _room(frame, self.banded)
        places = frame.bands(room)
        self.at = max(0, min(self.at, total - 1)) // len(places) * len(places)
        build.way_back()
        build.buttons.extend(self.cards(house, self.at, places))
        if not total:
            message(build, frame.reading if frame.small else room, [self.nothing(house)])
        build.title(*self._titles(house, len(places), total), reading=not total)
        if deeds and not frame.small:
            show_band(build, frame.body._replace(h=BUTTON_H), deeds)
        actions = stands_for(house, deeds)
        build.controls(earlier=self.at > 0, further=self.at + len(places) < total, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action.startswith(self.opens):
            return Open(self.page(house, action.removeprefix(self.opens)))
        if action == LISTED:
            return Open(Deeds(self.title(house), self.deeds, self.do))
        if any(action == deed.action for deed in self.deeds(house)):
            return self.do(house, action)
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(_room(frame, self.banded)))

    def _titles(self, house: House, step: int, total: int) -> list[str]:
        n_, title = house.words.number, self.title(house)
        pages = -(-total // step)
        return [f"{title} {n_(self.at // step + 1)}/{n_(pages)}", title] if pages > 1 else [title]


def _room(frame: Frame, banded: bool) -> Rect:
    if frame.small or not banded:
        return frame.main
    body = frame.body
    return body._replace(y=body.y + BUTTON_H + 1, h=body.h - BUTTON_H - 1)
