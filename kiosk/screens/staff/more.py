"""What staff need less often than the desk's own tasks."""

from collections.abc import Callable

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.tiles import Task, TilePage
from kiosk.screens.steps import Lock, Open, Step
from kiosk.widgets.view import Look


class MorePage(TilePage):
    """The second page of the desk."""

    name = "more"

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("More"),)

    def tasks(self, house: House) -> list[Task]:
        _ = house.words.say
        return [
            Task("go:pile", _("Enter a pile"), Look.OFFER),
            Task("go:storno", _("Storno")),
            Task("go:members", _("Members")),
            Task("go:closing", _("Day's closing")),
            Task("sign-out", _("Sign out"), Look.NOTICE),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.closing import ClosingPage
        from kiosk.screens.staff.members import MembersPage
        from kiosk.screens.staff.pile import PilePage
        from kiosk.screens.staff.storno import StornoPage

        pages: dict[str, Callable[[], Page]] = {
            "pile": PilePage,
            "storno": StornoPage,
            "members": MembersPage,
            "closing": ClosingPage,
        }
        return Open(pages[task]())

    def act(self, house: House, frame: Frame, action: str) -> Step:
        return Lock() if action == "sign-out" else super().act(house, frame, action)
