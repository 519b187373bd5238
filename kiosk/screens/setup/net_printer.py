"""A printer in the network is named by its address, which stands on its own test sheet."""

import re

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import message
from kiosk.screens.sign_keys import ADDRESS_SIGNS, SignKeys
from kiosk.screens.steps import Open, Stay, Swap
from kiosk.screens.steps import Step as Leads
from kiosk.widgets.view import View
from printing.devices import open_device
from printing.errors import PrinterSettingsError

MOST = 60
"""Letters of an address: a name in a house's network is shorter."""
KEYS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", ".:-")
"""Digits first: most are numbers."""
EXAMPLE = "192.168.1.50"


class NetPrinterPage(Page):
    """Digits, dots and letters; the port is 9100 where none is typed."""

    staff = True
    name = "setup:net-printer"
    signs = ADDRESS_SIGNS

    def __init__(self) -> None:
        self.keys = SignKeys(MOST, sets=KEYS, capitals=False)

    def view(self, house: House, frame: Frame) -> View:
        _, text, build = house.words.say, self.keys.text, Builder(house, frame, self.name)
        build.way_back()
        room = self.keys.show(build, _("OK"))
        if room.h < BUTTON_H:
            build.title(*(f"{_('Printer')}: {text[at:]}▏" for at in range(len(text) + 1)), reading=room.h > 0)
            return build.view()
        build.title(_("Address of the printer"), _("Printer"), reading=True)
        hint = _("It stands on the sheet that the printer prints about itself. It looks like this: {example}")
        message(build, room, [f"{text}▏", hint.format(example=EXAMPLE)])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        from kiosk.screens.setup.printer import PaperWidth
        from kiosk.screens.staff.asking import Told

        if self.keys.press(action):
            return Stay()
        if action != "ok":
            return super().act(house, frame, action)
        device = device_of(self.keys.text)
        if device:
            return Swap(PaperWidth(device))
        told = house.words.say("This is no address of a printer. One looks like this: {example}")
        return Open(Told("net-printer", house.words.say("Address of the printer"), [told.format(example=EXAMPLE)]))

    def typed(self, house: House, letter: str) -> Leads | None:
        self.keys.typed(letter)
        return Stay()


def device_of(text: str) -> str | None:
    """The settings' device for an address as people type it; None where it is none."""
    typed = re.sub(r"^[a-z]+://", "", text.strip())
    device = f"tcp://{typed}" if re.search(r":\d+$", typed) else f"tcp://{typed}:9100"
    try:
        open_device(device)
    except PrinterSettingsError:
        return None
    return device if typed else None
