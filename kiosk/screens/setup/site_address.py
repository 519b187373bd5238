"""An address is typed, scanned or read from a stick; the terminal looks there, and what it finds can be taken."""

from collections.abc import Sequence
from functools import partial

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.notices import host_of, platform_trouble
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.setup.choices import ChoicePage
from kiosk.screens.setup.sites import settings_of, taken
from kiosk.screens.setup.step_page import change, trouble_page
from kiosk.screens.sheet import message
from kiosk.screens.sign_keys import ADDRESS, ADDRESS_SIGNS, SignKeys
from kiosk.screens.staff.asking import Told
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Swap
from kiosk.screens.steps import Step as Leads
from kiosk.site_offers import ADDRESS_MOST, SCANNED_SIGNS, Offer, address_of, offers
from kiosk.widgets.view import View

BEGINS, EXAMPLE = "https://", "https://www.example.org"


class AddressPage(Page):
    """Keys with the signs of addresses; a USB scanner types the code of a site."""

    staff = True
    name = "setup:address-of-site"
    signs = ADDRESS_SIGNS + SCANNED_SIGNS

    def __init__(self) -> None:
        self.keys = SignKeys(ADDRESS_MOST, BEGINS, sets=ADDRESS, capitals=False)

    def view(self, house: House, frame: Frame) -> View:
        _, text, build = house.words.say, self.keys.text, Builder(house, frame, self.name)
        build.way_back()
        room = self.keys.show(build, _("OK"))
        if room.h < BUTTON_H:
            build.title(*(f"{text[cut:]}▏" for cut in range(len(text) + 1)), reading=room.h > 0)
            return build.view()
        build.title(_("Address of a site"), reading=True)
        message(build, room, [f"{text}▏", _("As it stands in a browser. A code scanner types it, too.")])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        if self.keys.press(action):
            return Stay()
        if action != "ok":
            return super().act(house, frame, action)
        address = address_of(self.keys.text)
        if address is None:
            _ = house.words.say
            told = _("This is no address of a site. One looks like this: {example}").format(example=EXAMPLE)
            return Open(Told("address-of-site", _("Address of a site"), [told]))
        return looked_at(address)

    def typed(self, house: House, letter: str) -> Leads | None:
        self.keys.typed(letter)
        return Stay()


class FoundPage(ChoicePage):
    """What a site offers; all of it is taken unless somebody takes a tick away."""

    staff = True
    name = "setup:found"

    def __init__(self, address: str) -> None:
        self._address = address
        self._offers: Sequence[Offer] | None = None
        self._left: set[str] = set()

    def titles(self, house: House) -> tuple[str, ...]:
        _ = house.words.say
        return (_("What is to be read?") if self._offers else _("Looking there"),)

    def waiting(self, house: House) -> str:
        _ = house.words.say
        waits = _("The terminal looks at {host}. This takes up to a minute.")
        return "" if self._offers else waits.format(host=host_of(self._address).get("host", self._address))

    def choices(self, house: House) -> list[Action]:
        rows = [(f"offer:{one.name}", f"{self._mark(one)} {one.label}") for one in self._offers or ()]
        wanted = len(rows) - len(self._left)
        take = [("take", house.words.say("Take what has a tick"))] if wanted else []
        return [*take, *rows]

    def chosen(self, house: House, key: str) -> Leads:
        if key != "take":
            self._left ^= {key.removeprefix("offer:")}
            return Stay()
        wanted = {one.name: one.values for one in self._offers or () if one.name not in self._left}
        settings = change(house, platforms=wanted)
        if isinstance(settings, str):
            return Open(trouble_page(house, house.words.say("Sites"), settings))
        return taken(house, settings, Several((Back(), Back())))

    def finished(self, house: House, chore: Chore, answer: object) -> Leads:
        _ = house.words.say
        if isinstance(answer, list) and answer:
            self._offers = answer
            return Stay()
        told = answer if isinstance(answer, str) else _("Nothing was found that the terminal can read.")
        return Swap(Told("found", _("Looking there"), [told, _("Check the address, or ask whoever runs the site.")]))

    def _mark(self, offer: Offer) -> str:
        return "□" if offer.name in self._left else "✓"


def looked_at(address: str) -> Leads:
    """Open the page that waits, and look."""
    page = FoundPage(address)
    return Several((Open(page), Chore(page, partial(_look, address))))


def _look(address: str, house: House) -> list[Offer] | str:
    """In a thread of its own."""
    from sync.clock import SystemClock
    from sync.discover import discover
    from sync.errors import SyncError

    try:
        found = discover(address, SystemClock())
    except SyncError as error:
        return platform_trouble(house.words, error.reason, host_of(address) | error.facts)
    return offers(house.words, found, settings_of(house))
