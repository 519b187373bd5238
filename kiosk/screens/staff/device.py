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
            Task("go:check", _("Self-check")),
            Task("go:backup", _("Backup")),
            Task("go:settings", _("Settings")),
            Task("go:update", _("Update")),
            Task("go:help", _("Remote help"), on=house.steward.help is not None),
            Task("go:pin", _("Staff and PINs")),
            Task("go:power", _("Switch off")),
        ]

    def opened(self, house: House, task: str) -> Step:
        if task == "check":
            from kiosk.screens.staff.check import CheckPage

            return CheckPage().begin(house)
        if task == "update":
            from kiosk.screens.staff.update import UpdatePage

            return UpdatePage().begin(house)
        from kiosk.screens.staff.backup import BackupPage
        from kiosk.screens.staff.power import PowerPage
        from kiosk.screens.staff.remote_help import RemoteHelpPage
        from kiosk.screens.staff.settings_menu import SettingsPage
        from kiosk.screens.staff.team import TeamPage

        pages: dict[str, Callable[[], Page]] = {
            "settings": SettingsPage,
            "help": RemoteHelpPage,
            "pin": TeamPage,
            "backup": BackupPage,
            "power": PowerPage,
        }
        return Open(pages[task]())
