"""The desk's page about the machine itself: what keeps it alive, and how it is switched off."""

from collections.abc import Callable

from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.steps import Open, Step
from kiosk.screens.tiles import Task, TilePage


class DevicePage(TilePage):
    """Seven tasks at most (A22), in the order in which they are needed."""

    name = "device"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("The device"),)

    def tasks(self, house: House) -> list[Task]:
        _ = house.words.say
        return [
            Task("go:power", _("Switch off")),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.power import PowerPage

        pages: dict[str, Callable[[], Page]] = {
            "power": PowerPage,
        }
        return Open(pages[task]())
