"""The first page of a terminal that is not set up: begin or go on, or bring everything back from a backup."""

from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.setup.entrance import begin
from kiosk.screens.setup.step_page import kept
from kiosk.screens.steps import Open, Step
from kiosk.screens.tiles import Task, TilePage
from kiosk.widgets.view import Look


class SetUpStart(TilePage):
    """Nobody else's question stands here; the answers are kept."""

    name = "setup"

    def titles(self, house: House) -> tuple[str, ...]:
        _ = house.words.say
        return _("Welcome! This terminal is not set up yet."), _("Not set up yet")

    def tasks(self, house: House) -> list[Task]:
        assert house.desk is not None
        assert house.setup is not None
        _ = house.words.say
        go_on = Task("go:on", _("Go on with the set-up") if house.setup.begun else _("Set up"), Look.OFFER)
        return [go_on, *([Task("go:restore", _("Restore a backup"))] if house.desk.new else [])]

    def opened(self, house: House, task: str) -> Step:
        if task == "restore":
            return Open(_restore(house))
        return kept(house, self.titles(house)[-1], lambda: Open(begin(house)))


def _restore(house: House) -> Page:
    from kiosk.screens.setup.restore import restore_page

    return restore_page(house)
