"""Every page about the machine itself, in every state that looks different."""

from collections.abc import Iterator

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.device import DevicePage
from kiosk.screens.staff.power import PowerPage
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.steps import Open
from kiosk.steward import Answer, Steward
from kiosk.steward_words import missing_words

_WIDE = Frame(60, 20)


class Listening(Steward):
    """One that takes requests, for pages that are only drawn."""

    present = True


REASONS = (
    *("bad-facts", "clock-right", "clock-range", "no-stick", "stick-busy", "no-wifi"),
    *("no-network-manager", "wifi-not-found", "wifi-refused", "no-keys", "failed"),
)
"""All that the steward says when it did not do something."""


def device_pages(house: House) -> Iterator[Page]:
    """The tiles, and what opens behind them."""
    yield DevicePage()
    yield PowerPage()
    house.steward = Listening()
    yield PowerPage()
    for action in ("restart", "power-off"):
        page = PowerPage()
        opened = page.do(house, action)
        assert isinstance(opened, Open)
        yield opened.page
        opened.page.act(house, frame=_WIDE, action="yes")
        yield from _answered(house, page)


def _answered(house: House, page: StewardPage) -> Iterator[Page]:
    """While it waits, when it was done, and why it was not."""
    assert page.chore
    chore = page.chore
    yield page
    for answer in (missing_words(house.words), *(Answer(done=False, reason=reason) for reason in REASONS)):
        page.chore = chore
        page.finished(house, chore, answer)
        yield page
    page.chore = chore
    page.finished(house, chore, Answer(done=True))
    yield page
