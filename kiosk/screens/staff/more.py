"""What staff need less often than the desk's own tasks."""

from collections.abc import Callable

from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Open, Step
from kiosk.screens.tiles import Task, TilePage
from kiosk.widgets.view import Look
from sync.ledger.letters import Letters


class MorePage(TilePage):
    """The second page of the desk."""

    name = "more"
    staff = True

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("More"),)

    def tasks(self, house: House) -> list[Task]:
        _ = house.words.say
        letters = Letters(desk_of(house).ledger)
        return [
            Task("go:pile", _("Enter a pile"), Look.OFFER),
            Task("go:storno", _("Storno")),
            Task("go:members", _("Members")),
            Task("go:requests", _("Wishes"), waiting=letters.counts()[0]),
            Task("go:opinions", _("Opinions"), waiting=letters.news()[1]),
            Task("go:closing", _("Day's closing")),
            Task("go:device", _("The device")),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.closing import ClosingPage
        from kiosk.screens.staff.device import DevicePage
        from kiosk.screens.staff.letter_news import collect, seen
        from kiosk.screens.staff.members import MembersPage
        from kiosk.screens.staff.opinions import OpinionsPage
        from kiosk.screens.staff.pile import PilePage
        from kiosk.screens.staff.requests import RequestsPage
        from kiosk.screens.staff.storno import StornoPage

        pages: dict[str, Callable[[], Page]] = {
            "pile": PilePage,
            "storno": StornoPage,
            "members": MembersPage,
            "requests": RequestsPage,
            "opinions": OpinionsPage,
            "closing": ClosingPage,
            "device": DevicePage,
        }
        if task in ("requests", "opinions"):
            collect(house)
            seen(house)
        return Open(pages[task]())
