"""Choosing what a list shows: a day, a week or a category."""

from collections.abc import Callable, Sequence

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.public.calendar import Calendar
from kiosk.screens.public.looks import LOOKS
from kiosk.screens.steps import Back, Stay, Step, Swap
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from sync.records import Kind

BESIDE_LEAST = 27
"""Columns of a card that stands beside another: a word of 24 letters and its margin."""
Option = tuple[str | None, str | None, str]
"""Span and category that the list then shows, and what stands on the card."""


class Choices(Page):
    """All, the spans that the list offers, then the categories, most used first."""

    def __init__(
        self, kind: Kind, pick: Callable[[str | None, str | None], None], spans: Sequence[Action] = ()
    ) -> None:
        self.name = f"choices:{kind}"
        self.kind, self._pick, self._spans = kind, pick, spans

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        options, places = self._options(house), _places(frame)
        self.at = min(self.at, (len(options) - 1) // len(places) * len(places))
        build.way_back()
        build.title(_("What do you want to see?"))
        for at, place in enumerate(places[: len(options) - self.at], start=self.at):
            label = wrap(options[at][2], inner_width(place), limit=place.h)
            look = LOOKS[self.kind]
            build.buttons.append(
                Button(place, f"pick:{at}", tuple(label), Look.CARD, align="left", strong=len(label), edge=look)
            )
        build.controls(earlier=self.at > 0, further=self.at + len(places) < len(options))
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":"):
            case ["pick", at]:
                options = self._options(house)
                if int(at) >= len(options):  # a sync took categories away while this page was shown
                    return Stay()
                span, category, _ = options[int(at)]
                if span == "calendar":
                    return Swap(Calendar(self._pick))
                self._pick(span, category)
                return Back()
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(_places(frame))

    def _options(self, house: House) -> list[Option]:
        number = house.words.number
        categories = house.replica.categories(self.kind, house.now())
        return [
            (None, None, house.words.say("All")),
            *((action, None, label) for action, label in self._spans),
            *((None, name, f"{name} ({number(count)})") for name, count in categories),
        ]


def _places(frame: Frame) -> list[Rect]:
    """Two cards beside each other where both are wide enough for long words; at most seven (A22)."""
    bands = frame.bands(frame.main, most=7)
    if frame.main.w < 2 * BESIDE_LEAST + 1 or len(bands) > 3:
        return bands
    return [place for band in bands for place in frame.columns(band, 2)]
