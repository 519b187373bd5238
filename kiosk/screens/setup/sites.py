"""Where news come from: the sites of the neighbourhood, found by their addresses."""

from kiosk.house import House
from kiosk.screens.builder import Action
from kiosk.screens.setup.choices import ChoicePage, ChoiceStep
from kiosk.screens.setup.step_page import change, trouble_page
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.steps import Back, Open, Refit, Several
from kiosk.screens.steps import Step as Leads
from kiosk.settings import Settings
from kiosk.setup import Step
from kiosk.site_offers import host_of_address


class SitesStep(ChoiceStep):
    """Those that are read, and the ways to more."""

    stage = Step.SITES

    def label(self, house: House) -> str:
        return house.words.say("Sites")

    def choices(self, house: House) -> list[Action]:
        _, read = house.words.say, settings_of(house).platforms
        done = ("on", _("Ready") if read else _("Later")) if house.setup else None
        ways = [("type", _("Type an address") if not read else _("Type another address")), ("stick", _("From a stick"))]
        sites = [(f"site:{source.name}", f"{source.name}: {host_of_address(source.url)}") for source in read]
        first = [done] if done and read else []
        return [*first, *ways, *sites, *([done] if done and not read else [])]

    def chosen(self, house: House, key: str) -> Leads:
        from kiosk.screens.setup.site_address import AddressPage
        from kiosk.screens.setup.site_stick import StickPage, look_at_sticks

        match key:
            case "type":
                return Open(AddressPage())
            case "stick":
                page = StickPage()
                return Several((Open(page), look_at_sticks(page)))
            case "on":
                return self.further(house, later=not settings_of(house).platforms)
        return Open(SitePage(key.removeprefix("site:")))


class SitePage(ChoicePage):
    """One site: it stays, or it is read no more; what was read of it goes with the next round."""

    staff = True
    name = "setup:site"

    def __init__(self, site: str) -> None:
        self._site = site

    def titles(self, house: House) -> tuple[str, ...]:
        return (self._site,)

    def choices(self, house: House) -> list[Action]:
        _ = house.words.say
        return [("keep", _("Keep this site")), ("drop", _("Do not read this site any more"))]

    def chosen(self, house: House, key: str) -> Leads:
        if key == "keep":
            return Back()
        settings = change(house, platforms={self._site: None})
        if isinstance(settings, str):
            return Open(trouble_page(house, self._site, settings))
        return taken(house, settings, Back())


def settings_of(house: House) -> Settings:
    """As the terminal uses them now; staff pages only."""
    return desk_of(house).settings


def taken(house: House, settings: Settings, leads: Leads) -> Leads:
    """Sites were taken or dropped; on the desk it is said from when on that counts."""
    if house.setup is None:
        from kiosk.screens.setup.entrance import saved_page

        return Several((Refit(settings), leads, Open(saved_page(house, Step.SITES))))
    return Several((Refit(settings), leads))
