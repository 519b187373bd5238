"""The settings on the desk: the questions of the set-up, each by itself."""

from kiosk.house import House
from kiosk.screens.setup.entrance import label_of, page_of
from kiosk.screens.steps import Open, Several
from kiosk.screens.steps import Step as Leads
from kiosk.screens.tiles import Task, TilePage
from kiosk.setup import Step

OF_THE_HOUSE = (Step.NAME, Step.PHONE, Step.ADDRESS)
OFFERED = (Step.LANGUAGE, Step.PANEL, Step.NETWORK, Step.SITES, Step.PRINTER, Step.CLOCK)


class SettingsPage(TilePage):
    """All that the screen can change, seven tasks (A22); the rest stands in `kiosk.toml`."""

    name = "settings"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Settings"),)

    def tasks(self, house: House) -> list[Task]:
        ours = Task("go:house", house.words.say("Our house"))
        return [ours, *(Task(f"go:{step}", label_of(house, step)) for step in OFFERED)]

    def opened(self, house: House, task: str) -> Leads:
        return Open(OurHousePage()) if task == "house" else _opened(house, Step(task))


class OurHousePage(TilePage):
    """What stands on pages and slips about the centre, and how long it keeps what it holds."""

    name = "settings:house"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("Our house"),)

    def tasks(self, house: House) -> list[Task]:
        retention = Task("go:retention", house.words.say("Retention"))
        return [*(Task(f"go:{step}", label_of(house, step)) for step in OF_THE_HOUSE), retention]

    def opened(self, house: House, task: str) -> Leads:
        if task == "retention":
            from kiosk.screens.staff.retention import RetentionPage

            return RetentionPage().begin(house)
        return _opened(house, Step(task))


def _opened(house: House, step: Step) -> Leads:
    page = page_of(house, step)
    return Several((Open(page), page.arrive(house)))
