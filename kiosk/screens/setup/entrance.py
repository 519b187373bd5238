"""Where people begin while the terminal is not set up, and which page belongs to which question."""

from collections.abc import Callable
from functools import partial

from kiosk.house import House
from kiosk.screens.page import Page, way_in
from kiosk.screens.setup.step_page import StepPage
from kiosk.setup import SetUp, Step


class SetUpEntrance:
    """The set-up: open to everybody until somebody works here, then only to them."""

    def __init__(self, house: House, setup: SetUp) -> None:
        self._house, self._setup = house, setup

    def root(self) -> Page:
        """What is to be done, and how far it got."""
        from kiosk.screens.setup.start import SetUpStart

        return SetUpStart()

    def inside(self, house: House) -> list[Page]:
        """The question at which it stood."""
        at = Step.PHONE if self._setup.at is Step.STAFF else self._setup.at
        return [page_of(house, at)]


class TroubleEntrance:
    """Settings that cannot be used: visitors read that, staff may take those of before."""

    def __init__(self, house: House, problems: list[str], phone: str | None) -> None:
        self._house, self._problems, self._phone = house, problems, phone

    def root(self) -> Page:
        """What is wrong, and whom to call."""
        from kiosk.screens.setup.trouble import SettingsTrouble

        return SettingsTrouble(self._problems, self._phone)

    def inside(self, house: House) -> list[Page]:
        """Whether the settings of before are to come back."""
        from kiosk.screens.setup.trouble import take_before

        return [take_before(house, staff=True)]


class PanelEntrance:
    """Another panel than that of the settings: the terminal opens when staff have chosen it."""

    def __init__(self, phone: str | None) -> None:
        self._phone = phone

    def root(self) -> Page:
        """That it is so, and whom to call."""
        from kiosk.screens.setup.other_panel import OtherPanel

        return OtherPanel(self._phone)

    def inside(self, house: House) -> list[Page]:
        """The question for the panel."""
        return [page_of(house, Step.PANEL)]


def page_of(house: House, step: Step | None) -> Page:
    """The page of a question, whose place is kept; behind the last one the end of the set-up."""
    from kiosk.screens.setup.end import SetUpEnd

    if step is None:
        return SetUpEnd()
    if house.setup:
        house.setup.reach(step)
    return _pages(house)[step]()


def begin(house: House) -> Page:
    """Where the set-up goes on; behind a PIN as soon as somebody has one."""
    assert house.setup is not None
    assert house.desk is not None
    if house.desk.new:
        steps = list(Step)
        at = house.setup.at if steps.index(house.setup.at) <= steps.index(Step.STAFF) else Step.STAFF
        return page_of(house, at)
    return way_in(house)


def saved_page(house: House, step: Step) -> Page:
    """On the desk: the answer is saved, and from when on it counts."""
    from kiosk.screens.setup.end import Saved

    return Saved(step)


def _pages(house: House) -> dict[Step, Callable[[], Page]]:
    from kiosk.screens.setup.clock import ClockStep
    from kiosk.screens.setup.language import LanguageStep
    from kiosk.screens.setup.network import NetworkStep
    from kiosk.screens.setup.panel import PanelStep
    from kiosk.screens.setup.printer import PrinterStep
    from kiosk.screens.setup.sites import SitesStep
    from kiosk.screens.setup.staff import StaffStep
    from kiosk.screens.setup.text import AddressStep, NameStep, PhoneStep

    return {
        Step.LANGUAGE: partial(LanguageStep, house),
        Step.NAME: partial(NameStep, house),
        Step.PANEL: partial(PanelStep, house),
        Step.STAFF: StaffStep,
        Step.PHONE: partial(PhoneStep, house),
        Step.ADDRESS: partial(AddressStep, house),
        Step.NETWORK: partial(NetworkStep, house),
        Step.SITES: partial(SitesStep, house),
        Step.PRINTER: partial(PrinterStep, house),
        Step.CLOCK: partial(ClockStep, house),
    }


def label_of(house: House, step: Step) -> str:
    """What a question is about, in a word or two."""
    page = _pages(house)[step]()
    return page.label(house) if isinstance(page, StepPage) else house.words.say("Staff")
