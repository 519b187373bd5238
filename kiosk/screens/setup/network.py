"""How the terminal is connected: a cable needs nothing, Wi-Fi its name and password."""

from collections.abc import Mapping

from kiosk.house import House
from kiosk.screens.setup.step_page import StepPage
from kiosk.screens.sheet import Row, said
from kiosk.screens.staff.deeds import Deed
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.steps import Stay
from kiosk.screens.steps import Step as Leads
from kiosk.setup import Step
from kiosk.steward import Answer
from kiosk.steward import Deed as Stewarded
from kiosk.steward_words import missing_words
from kiosk.words import Words


class NetworkStep(StepPage, StewardPage):
    """What there is, and the way to Wi-Fi; the terminal runs without any network, too."""

    stage = Step.NETWORK

    def __init__(self, house: House) -> None:
        StewardPage.__init__(self)
        StepPage.__init__(self, house)
        self._facts: Mapping[str, str] | None = None

    def label(self, house: House) -> str:
        return house.words.say("Network")

    def title(self, house: House) -> str:
        return self.titles(house)[-2 if house.setup else 0]

    def arrive(self, house: House) -> Leads:
        """Look at once; where nobody can, say what to do."""
        if not house.steward.present:
            return Stay()
        return self.ask(Stewarded.NETWORK, told=house.words.say("The terminal looks at its network …"))

    def rows(self, house: House, width: int) -> list[Row]:
        _ = house.words.say
        if self.told:
            return said([self.told], width)
        if not house.steward.present:
            return said([_("Plug in a network cable, and it works."), missing_words(house.words)], width)
        return said(network_words(house.words, self._facts or {}), width)

    def deeds(self, house: House) -> list[Deed]:
        _ = house.words.say
        if self.chore:
            return []
        wifi = [Deed("wifi", _("Wi-Fi")), Deed("look", _("Look again"))] if house.steward.present else []
        return [*([Deed("on", _("Next question"), _("OK"))] if house.setup else []), *wifi]

    def do(self, house: House, action: str) -> Leads:
        match action:
            case "wifi":
                from kiosk.screens.staff.network import NetworkPage

                return NetworkPage(house).begin(house)
            case "look":
                return self.arrive(house)
        return self.further(house, later=(self._facts or {}).get("kind") not in ("cable", "wifi"))

    def answered(self, house: House, answer: Answer) -> Leads:
        self._facts = answer.facts
        return Stay()


def network_words(words: Words, facts: Mapping[str, str]) -> list[str]:
    """What the steward found, in sentences."""
    _ = words.say
    match facts.get("kind"):
        case "cable":
            return [_("The terminal is connected by cable."), _("Nothing else is to be done.")]
        case "wifi":
            told = _("The terminal is connected by Wi-Fi: {name}.").format(name=facts.get("wifi", ""))
            return [told, _("Nothing else is to be done.")]
    return [
        _("The terminal has no network yet."),
        _("Plug in a network cable, or choose Wi-Fi."),
        _("Without a network it shows only what is stored, and prints."),
    ]
