"""Addresses or whole settings from a stick: nobody has to type them on the glass."""

from functools import partial
from pathlib import Path

import msgspec

from kiosk.house import House
from kiosk.screens.builder import Action
from kiosk.screens.setup.choices import ChoicePage
from kiosk.screens.setup.site_address import looked_at
from kiosk.screens.setup.sites import taken
from kiosk.screens.setup.step_page import trouble_page, written
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.steps import Back, Chore, Open, Several, Stay, Swap
from kiosk.screens.steps import Step as Leads
from kiosk.site_offers import addresses_in, host_of_address
from kiosk.sticks import Stick, sticks

ADDRESSES, SETTINGS = "kiosk-adressen.txt", "kiosk.toml"
"""Files that are looked for, in the stick's first folder."""
BYTES_MOST = 100_000
"""Of a file: settings of a hundred sites have a third of it."""


class OnSticks(msgspec.Struct, frozen=True):
    """What lies on the sticks that are plugged in."""

    plugged: bool
    addresses: tuple[str, ...] = ()
    settings: tuple[tuple[str, bytes], ...] = ()
    """Names of sticks, and the content of their settings files."""


class StickPage(ChoicePage):
    """Each address is looked at when it is chosen."""

    staff = True
    name = "setup:stick"

    def __init__(self) -> None:
        self._found: OnSticks | None = None

    def titles(self, house: House) -> tuple[str, ...]:
        return (house.words.say("From a stick"),)

    def waiting(self, house: House) -> str:
        return "" if self._found else house.words.say("The terminal looks at the stick …")

    def choices(self, house: House) -> list[Action]:
        found, told = self._found, house.words.say("All settings of the stick {name}")
        assert found is not None
        return [
            *((f"all:{at}", told.format(name=name)) for at, (name, _) in enumerate(found.settings)),
            *((f"one:{at}", host_of_address(address)) for at, address in enumerate(found.addresses)),
        ]

    def chosen(self, house: House, key: str) -> Leads:
        kind, _, at = key.partition(":")
        assert self._found is not None
        if kind == "one":
            return looked_at(self._found.addresses[int(at)])
        return Open(_ask(house, self._found.settings[int(at)][1]))

    def finished(self, house: House, chore: Chore, answer: object) -> Leads:
        _ = house.words.say
        if isinstance(answer, OnSticks) and (answer.addresses or answer.settings):
            self._found = answer
            return Stay()
        plugged = isinstance(answer, OnSticks) and answer.plugged
        nothing = _("On the stick is no file {file} with addresses, one a line.").format(file=ADDRESSES)
        missing = _("No stick was found. Plug one in, wait a moment, and try again.")
        told = answer if isinstance(answer, str) else nothing if plugged else missing
        return Swap(Told("stick", _("From a stick"), [told]))


def look_at_sticks(page: StickPage) -> Chore:
    """A stick may take seconds to answer."""
    return Chore(page, lambda house: on_sticks(sticks()))


def on_sticks(plugged: list[Stick]) -> OnSticks:
    """Reads the files that are looked for; one that cannot be read is not there."""
    texts = [_read(stick.folder / ADDRESSES) for stick in plugged]
    found = dict.fromkeys(one for text in texts if text for one in addresses_in(text.decode("utf-8-sig", "replace")))
    files = ((stick.name, _read(stick.folder / SETTINGS)) for stick in plugged)
    return OnSticks(bool(plugged), tuple(found), tuple((name, content) for name, content in files if content))


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_MOST + 1)
    except OSError:
        return None
    return content if len(content) <= BYTES_MOST else None


def _ask(house: House, content: bytes) -> Ask:
    _ = house.words.say
    return Ask("stick", _("All settings?"), _explained, _("Take them"), partial(_take, content))


def _explained(house: House, width: int) -> list[Row]:
    _ = house.words.say
    return said([_("They take the place of all settings of this terminal."), _("The old ones are kept.")], width)


def _take(content: bytes, house: House) -> Leads:
    """Only settings that can be used."""
    writer = house.writer
    settings = written(house, lambda: writer.take(content) if writer else None)
    if isinstance(settings, str):
        return Swap(trouble_page(house, house.words.say("All settings?"), settings))
    return taken(house, settings, Several((Back(), Back())))
