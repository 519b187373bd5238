"""Every page about the machine itself, in every state that looks different."""

from collections.abc import Iterator

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.refusals import ring_words
from kiosk.screens.page import Page
from kiosk.screens.staff.change_pin import AGAIN, NEW, OLD, ChangePin
from kiosk.screens.staff.device import DevicePage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.network import JoinPage, NetworkPage
from kiosk.screens.staff.power import PowerPage
from kiosk.screens.staff.remote_help import RemoteHelpPage
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.staff.team import Joining, Leaving, NewName, PersonPage, TeamPage
from kiosk.screens.steps import Chore, Open, Swap
from kiosk.steward import Answer, Help, Steward
from kiosk.steward_words import missing_words
from sync.ledger.keyring_errors import NameTaken, NameUnusable, PinTaken

WIDE = Frame(60, 20)
FINGERPRINT = "SHA256:tZ0hV5oyqbbn3kWmxkKKAYVqYUzS4ZsPpO2Fjm4XbWk"
NETWORKS = ("Treff-Gäste", "FRITZ!Box 7590 XY", "Lindenhof\u202eIntern", "W" * 32)
REASONS = (
    *("bad-facts", "clock-right", "clock-range", "no-stick", "stick-busy", "no-wifi"),
    *("no-network-manager", "wifi-not-found", "wifi-refused", "no-keys", "failed"),
)
"""All that the steward says when it did not do something."""


class Listening(Steward):
    """One that takes requests, for pages that are only drawn."""

    present = True
    help: Help | None = None


def device_pages(house: House) -> Iterator[Page]:
    """The tiles, and what opens behind them."""
    yield from (DevicePage(), PowerPage(), RemoteHelpPage())
    house.steward = steward = Listening()
    yield PowerPage()
    yield from _asked(house, PowerPage(), "restart")
    yield from _asked(house, PowerPage(), "power-off")
    yield from _asked(house, RemoteHelpPage(), "help-on")
    for address in ("192.168.178.117", ""):
        steward.help = Help(address, "2022", FINGERPRINT, house.clock.monotonic() + 3599.0)
        yield from (RemoteHelpPage(), DevicePage())
    yield from network_pages(house)
    yield from pin_pages(house)


def network_pages(house: House) -> Iterator[Page]:
    """Looking for networks, the list of them, and the keys for name and password."""
    page = NetworkPage(house)
    page.begin(house)
    yield from _answered(house, page)
    listed = NetworkPage(house)
    listed.begin(house)
    assert listed.chore
    listed.finished(house, listed.chore, Answer(done=True, facts={"networks": "\n".join(NETWORKS)}))
    yield listed
    for network in (None, *NETWORKS):
        for text in ("", "Kanarienvogel 7 \\ ÄÖÜ und noch viel mehr davon, bis es voll ist"):
            join = JoinPage(house, network)
            for letter in text:
                join.typed(house, letter)
            yield join
    join = JoinPage(house, NETWORKS[0])
    join.act(house, WIDE, "ok")
    yield from _answered(house, join)


def pin_pages(house: House) -> Iterator[Page]:
    """The list, the three stages for oneself and for a colleague, while it is checked, and refused."""
    yield from (TeamPage(), PersonPage("Herr Wunderlich"), NewName())
    for problem in (NameTaken(), NameUnusable()):
        name = NewName()
        name.problem = ring_words(house.words, problem)
        yield name
    name = NewName()
    name.letters.text = "Frau Schlegelmilch-Wunderlich"
    yield from (name, Joining("Herr Wunderlich"), Leaving("Herr Wunderlich"))
    for done in (Joining("Herr Wunderlich"), Leaving("Herr Wunderlich"), ChangePin("Herr Wunderlich")):
        done._chore = Chore(done, lambda _: None)
        told = done.finished(house, done._chore, None)
        assert isinstance(told, Swap)
        yield told.page
    for whose in (desk_of(house).me, "Herr Wunderlich"):
        for stage in (OLD, NEW, AGAIN):
            page = ChangePin(whose)
            page._stage, page.pad.text = stage, "0" * 12
            yield page
    page = ChangePin("Herr Wunderlich")
    page.checking = True
    yield page
    page = ChangePin("Herr Wunderlich")
    page.refused(ring_words(house.words, PinTaken()))
    yield page


def _asked(house: House, page: StewardPage, action: str) -> Iterator[Page]:
    """The question, and what comes of a yes."""
    opened = page.do(house, action)
    assert isinstance(opened, Open)
    yield opened.page
    opened.page.act(house, WIDE, "yes")
    yield from _answered(house, page)


def _answered(house: House, page: StewardPage) -> Iterator[Page]:
    """While it waits, why it was not done, and when it was."""
    chore = page.chore
    assert isinstance(chore, Chore)
    yield page
    for answer in (missing_words(house.words), *(Answer(done=False, reason=reason) for reason in REASONS)):
        page.chore = chore
        page.finished(house, chore, answer)
        yield page
    page.chore = chore
    page.finished(house, chore, Answer(done=True))
    yield page
