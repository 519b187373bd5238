"""Every page of the set-up and of the settings, in every state that looks different."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.setup.clock import ClockStep
from kiosk.screens.setup.end import Saved, SetUpEnd
from kiosk.screens.setup.language import LanguageStep
from kiosk.screens.setup.net_printer import NetPrinterPage
from kiosk.screens.setup.network import NetworkStep
from kiosk.screens.setup.other_panel import OtherPanel
from kiosk.screens.setup.panel import BarCheck, PanelStep, PanelWidth
from kiosk.screens.setup.printer import PaperWidth, PrinterStep
from kiosk.screens.setup.site_address import AddressPage, FoundPage
from kiosk.screens.setup.site_stick import OnSticks, StickPage
from kiosk.screens.setup.sites import SitePage, SitesStep
from kiosk.screens.setup.staff import StaffStep
from kiosk.screens.setup.start import SetUpStart
from kiosk.screens.setup.text import MOST, AddressStep, NameStep, PhoneStep, TextStep
from kiosk.screens.setup.trouble import SettingsTrouble, take_before
from kiosk.screens.staff.settings_menu import OurHousePage, SettingsPage
from kiosk.screens.steps import Chore, Open, Several, Swap
from kiosk.settings import Settings
from kiosk.settings_writer import SettingsWriter
from kiosk.setup import SetUp, Step
from kiosk.site_offers import ADDRESS_MOST, Offer
from kiosk.steward import Answer
from kiosk.steward_words import missing_words
from kiosk.type_check import Window
from kiosk.type_size import PANELS
from printing.find import Found
from sync.clock import Trust
from tests.kiosk.device_pages import Listening

NOWHERE = Path("/nonexistent")
WIDE = Frame(60, 20)
LONG = "Nachbarschaftshaus und Mehrgenerationenhaus am Wasserturm"
PROBLEMS = [
    "kiosk.toml, Zeile 3 ist kein gültiges TOML: name = Riehl (Invalid value)",
    "[[platform]] portal: 'url' muss eine Web-Adresse sein, die mit https:// beginnt, nicht \"unserquartier\"."
    ' Schreiben Sie: url = "https://unserquartier.de/"',
]
FOUND = (
    Found(device="usb://04b8:0202", kind="usb", name="EPSON TM-T20II", serial="A1"),
    Found(device="serial:///dev/serial/by-id/usb_FTDI_FT232R_USB_UART_A50285BI_if00_port0", kind="serial"),
)
OFFERS = [
    Offer("koelnriehl", {"kind": "wordpress", "url": "https://unserquartier.de/"}, f"Webseite: {LONG}"),
    Offer("kalender", {"kind": "ical", "url": "https://example.org/basic.ics"}, "Kalender: example.org/basic.ics"),
]
ADDRESSES = ("https://unserquartier.de/koelnriehl/", f"https://example.org/{'x' * 200}.ics")


class Kept(SettingsWriter, frozen=True):
    """Settings of before are there; nothing is ever written."""

    def before(self) -> Settings | None:
        return Settings()


def welcome_pages(house: House) -> Iterator[Page]:
    """Before anybody works here: the first steps, and settings that cannot be used."""
    house.setup, house.writer = SetUp(NOWHERE), Kept(NOWHERE / "kiosk.toml", NOWHERE)
    yield SetUpStart()
    yield LanguageStep(house)
    yield from _typed(NameStep, house)
    yield from _panels(house)
    yield StaffStep()
    house.setup = None
    for problems, phone in ((PROBLEMS, "0221 98 76 54"), (PROBLEMS[:1], None)):
        yield SettingsTrouble(problems, phone)
        yield OtherPanel(phone)


def setup_pages(house: House) -> Iterator[Page]:
    """What is asked of the first of the staff."""
    house.setup, house.writer = SetUp(NOWHERE), Kept(NOWHERE / "kiosk.toml", NOWHERE)
    yield from _typed(PhoneStep, house)
    yield from _typed(AddressStep, house)
    yield from _questions(house)
    yield SetUpEnd()
    house.setup.is_answered = lambda step: True  # type: ignore[method-assign]
    yield SetUpEnd()


def settings_pages(house: House) -> Iterator[Page]:
    """The same on the desk, each by itself."""
    house.setup, house.writer = None, Kept(NOWHERE / "kiosk.toml", NOWHERE)
    yield SettingsPage()
    yield OurHousePage()
    yield LanguageStep(house)
    yield from _typed(NameStep, house)
    yield from _panels(house)
    yield from _questions(house)
    yield from (Saved(Step.PHONE), Saved(Step.PANEL))
    yield take_before(house, staff=True)


def _typed(kind: type[TextStep], house: House) -> Iterator[Page]:
    """Empty, with a little, with all that fits; on the keys that open first and on those behind."""
    for text in ("", "0221", LONG[:MOST]):
        page = kind(house)
        page.letters.text = text
        yield page
    page = kind(house)
    page.act(house, WIDE, f"range:{page.letters.signs}")
    yield page


def _panels(house: House) -> Iterator[Page]:
    yield PanelStep(house, lambda: None)
    step = PanelStep(house, lambda: Window(42, 13, 800, 480))
    yield step
    yield PanelWidth(step)
    for panel in PANELS.values():
        yield BarCheck(PanelStep(house, lambda: None), panel, None)


def _questions(house: House) -> Iterator[Page]:
    yield from _networks(house)
    yield from _sites(house)
    yield from _printers(house)
    yield from _clocks(house)


def _networks(house: House) -> Iterator[Page]:
    yield NetworkStep(house)
    steward, house.steward = house.steward, Listening()
    for facts in ({"kind": "cable"}, {"kind": "wifi", "wifi": "Bürgerzentrum Wasserturm Gast 5G"}, {"kind": "none"}):
        page = NetworkStep(house)
        page.arrive(house)
        yield page
        assert page.chore
        page.finished(house, page.chore, Answer(done=True, facts=facts))
        yield page
    house.steward = steward


def _sites(house: House) -> Iterator[Page]:
    yield SitesStep(house)
    yield SitePage("riehlkalender2")
    for text in ("https://", "https://www.unserquartier.de/koelnriehl/?a=b"[:ADDRESS_MOST]):
        page = AddressPage()
        page.keys.text = text
        yield page
        opened = page.act(house, WIDE, "ok")
        yield from _opened(opened)
    found = FoundPage(ADDRESSES[1])
    yield found
    chore = Chore(found, lambda house: None)
    refused = FoundPage(ADDRESSES[0]).finished(house, chore, missing_words(house.words))
    yield from _opened(refused)
    found.finished(house, chore, OFFERS)
    found.chosen(house, "offer:kalender")
    yield found
    yield from _sticks(house)


def _sticks(house: House) -> Iterator[Page]:
    stick = StickPage()
    yield stick
    chore = Chore(stick, lambda house: None)
    for nothing in (OnSticks(False), OnSticks(True)):
        yield from _opened(StickPage().finished(house, chore, nothing))
    stick.finished(house, chore, OnSticks(True, ADDRESSES, (("KIOSK", b""),)))
    yield stick
    yield from _opened(stick.chosen(house, "all:0"))


def _printers(house: House) -> Iterator[Page]:
    for found in (None, [], list(FOUND)):
        page = PrinterStep(house)
        chore = page.arrive(house)
        yield page
        assert isinstance(chore, Chore)
        page.finished(house, chore, found)
        yield page
    yield PaperWidth("usb://04b8:0202")
    for text in ("", "192.168.1.50"):
        typed = NetPrinterPage()
        typed.keys.text = text
        yield typed
    typed.keys.text = "drucker haus"
    yield from _opened(typed.act(house, WIDE, "ok"))


def _clocks(house: House) -> Iterator[Page]:
    assert house.desk
    house.desk.clock.trust = Trust.UNTRUSTED  # type: ignore[misc]  # a clock of tests
    yield ClockStep(house)
    steward, house.steward = house.steward, Listening()
    for digits in ("", "0503", "050320271430", "991320271430"):
        page = ClockStep(house)
        for digit in digits:
            page.typed(house, digit)
        yield page
        if digits:
            page.act(house, WIDE, "ok")
            yield page
    house.steward = steward
    house.desk.clock.trust = Trust.NTP  # type: ignore[misc]


def _opened(step: object) -> Iterator[Page]:
    """Pages that a step puts on the screen."""
    match step:
        case Several(steps):
            for one in steps:
                yield from _opened(one)
        case Open(page) | Swap(page):
            yield page
