"""Questions that are answered by a line of text: the centre's name, telephone number and address."""

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.setup.step_page import StepPage, current
from kiosk.screens.sheet import message
from kiosk.screens.sign_keys import TELEPHONE, TEXT, SignKeys
from kiosk.screens.steps import Stay
from kiosk.screens.steps import Step as Leads
from kiosk.setup import NEEDED, Step
from kiosk.widgets.view import View

MOST = 60
"""Letters: a name and a street fit into two rows of every page."""


class TextStep(StepPage):
    """A line of text in `[centre]`; what was typed stays, also where it is left unsaved."""

    key: str
    keys: tuple[str, ...] = TEXT
    """What is typed, by its sets of keys."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        known = house.setup.said.get(self.stage) if house.setup else None
        self.letters = SignKeys(MOST, self.known(house) if known is None else known, sets=self.keys)
        self.signs = self.letters.signs

    def known(self, house: House) -> str:
        """What the settings say now."""
        raise NotImplementedError

    def hint(self, house: House) -> str:
        """Where people meet it."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back()
        room = self.letters.show(build, self._on(house))
        titles, text = self.titles(house), self.letters.text
        if room.h < BUTTON_H:
            cut = (f"{titles[-1]}: {text[at:]}▏" for at in range(len(text) + 1))
            build.title(*(f"{title}: {text}▏" for title in titles), *cut, reading=room.h > 0)
            return build.view()
        build.title(*titles, reading=True)
        message(build, room, [f"{text}▏", self.hint(house)])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Leads:
        if self.letters.press(action):
            return self._typed(house)
        return self._taken(house) if action == "ok" else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Leads | None:
        self.letters.typed(letter)
        return self._typed(house)

    def _typed(self, house: House) -> Leads:
        if house.setup:
            house.setup.said[self.stage] = self.letters.text
        return Stay()

    def _on(self, house: House) -> str:
        """Nothing typed: later, where that can be."""
        _ = house.words.say
        later = house.setup and not self.letters.text.strip() and self.stage not in NEEDED
        return _("Later") if later else _("OK")

    def _taken(self, house: House) -> Leads:
        text = self.letters.text.strip()
        if not text and self.stage in NEEDED:
            return Stay()
        if not text and house.setup and not self.known(house):
            return self.further(house, later=True)
        return self.save(house, {"centre": self.values(house, text or None)})

    def values(self, house: House, text: str | None) -> dict[str, object]:
        """What goes into `[centre]`."""
        return {self.key: text}


class NameStep(TextStep):
    """The first that makes a settings file, so the language chosen before goes with it."""

    stage = Step.NAME
    key = "name"

    def label(self, house: House) -> str:
        return house.words.say("Name of the house")

    def hint(self, house: House) -> str:
        return house.words.say("It stands on every page and every slip.")

    def known(self, house: House) -> str:
        now = current(house)
        return now.centre if now else house.centre

    def values(self, house: House, text: str | None) -> dict[str, object]:
        return {"name": text, **({"language": house.setup.language} if house.setup else {})}


class PhoneStep(TextStep):
    """Also on the plain page that stands there when the terminal does not run."""

    stage = Step.PHONE
    key = "phone"
    keys = TELEPHONE

    def label(self, house: House) -> str:
        return house.words.say("Telephone")

    def hint(self, house: House) -> str:
        return house.words.say("People call this number when the terminal does not run.")

    def known(self, house: House) -> str:
        now = current(house)
        return (now.visit if now else house.visit).phone or ""


class AddressStep(TextStep):
    """For slips."""

    stage = Step.ADDRESS
    key = "address"

    def label(self, house: House) -> str:
        return house.words.say("Address")

    def hint(self, house: House) -> str:
        return house.words.say("Street and town. They stand on slips.")

    def known(self, house: House) -> str:
        now = current(house)
        return (now.visit if now else house.visit).address or ""
