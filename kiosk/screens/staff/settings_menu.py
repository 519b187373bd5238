"""The settings on the desk: the questions of the set-up, each by itself."""

from kiosk.house import House
from kiosk.screens.setup.entrance import label_of, page_of
from kiosk.screens.setup.step_page import StepPage
from kiosk.screens.steps import Open, Several
from kiosk.screens.steps import Step as Leads
from kiosk.screens.tiles import Task, TilePage
from kiosk.setup import Step

OFFERED = (Step.NAME, Step.PHONE, Step.ADDRESS, Step.LANGUAGE, Step.PANEL, Step.SITES, Step.PRINTER)
"""Seven (A22). Network and staff have pages of their own; the date is asked when somebody signs in."""


class SettingsPage(TilePage):
    """All that the screen can change; the rest stands in `kiosk.toml`."""

    name = "settings"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Settings"),)

    def tasks(self, house: House) -> list[Task]:
        return [Task(f"go:{step}", label_of(house, step)) for step in OFFERED]

    def opened(self, house: House, task: str) -> Leads:
        page = page_of(house, Step(task))
        return Several((Open(page), page.arrive(house))) if isinstance(page, StepPage) else Open(page)
