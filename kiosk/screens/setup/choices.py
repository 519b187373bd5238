"""A question with answers to choose from, as cards."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.setup.step_page import StepPage
from kiosk.screens.sheet import message
from kiosk.screens.steps import Stay
from kiosk.screens.steps import Step as Leads
from kiosk.widgets.view import View


class ChoicePage(Page):
    """Cards below each other; a page that waits for something says so in their place."""

    def titles(self, house: House) -> tuple[str, ...]:
        """The question; the first that fits."""
        raise NotImplementedError

    def waiting(self, house: House) -> str:
        """What it waits for; empty: nothing."""
        return ""

    def choices(self, house: House) -> list[Action]:
        """Keys and what stands on their cards."""
        raise NotImplementedError

    def chosen(self, house: House, key: str) -> Leads:
        """Where a choice leads."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        build, waits = Builder(house, frame, self.name), self.waiting(house)
        build.way_back()
        build.title(*self.titles(house), reading=bool(waits))
        if waits:
            message(build, frame.reading, [waits])
            build.controls()
        else:
            self.at = lay_choices(build, self.choices(house), self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        key = action.removeprefix("pick:")
        if key == action or self.waiting(house):
            return super().act(house, frame, action)
        known = any(key == choice for choice, _ in self.choices(house))
        return self.chosen(house, key) if known else Stay()

    def step(self, frame: Frame) -> int:
        return len(frame.bands(frame.main))


class ChoiceStep(StepPage, ChoicePage):
    """A question of the set-up."""
