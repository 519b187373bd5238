"""Choosing a Wi-Fi network: the set-up and the desk open it."""

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.sheet import Row, message, said
from kiosk.screens.staff.deeds import Deed
from kiosk.screens.staff.phrase_keys import SIGNS, PhraseKeys
from kiosk.screens.staff.stewarded import StewardPage
from kiosk.screens.steps import Open, Several, Stay, Step
from kiosk.steward import Answer
from kiosk.steward import Deed as Stewarded
from kiosk.widgets.view import View
from sync.text import line

SCAN_S, JOIN_S = 40.0, 90.0
"""Seconds until the steward is called silent; a slow router hands out an address after thirty."""
SSID_MOST, PHRASE_MOST = 32, 64
"""Letters (IEEE 802.11: the name of a network, WPA's key)."""
OTHER = "other"
"""The choice of a network that is not in the list."""


class NetworkPage(StewardPage):
    """What the terminal receives, the strongest first, and a network that hides its name."""

    name = "wifi"

    def __init__(self, house: House) -> None:
        super().__init__()
        self.staff, self.private = house.signed_in, True
        self._networks: list[str] | None = None

    def begin(self, house: House) -> Step:
        """Open the page, and look for networks."""
        return Several((Open(self), self._look(house)))

    def title(self, house: House) -> str:
        return house.words.say("Which Wi-Fi?")

    def rows(self, house: House, width: int) -> list[Row]:
        return said([self.told], width)

    def deeds(self, house: House) -> list[Deed]:
        again = house.words.say("Look again"), house.words.say("Again")
        return [] if self.chore else [Deed("look", *again)]

    def do(self, house: House, action: str) -> Step:
        return self._look(house)

    def view(self, house: House, frame: Frame) -> View:
        if self._networks is None:
            return super().view(house, frame)
        build = Builder(house, frame, f"{self.name}:list")
        build.way_back()
        build.title(self.title(house))
        names = [(str(at), shown(name)) for at, name in enumerate(self._networks)]
        self.at = lay_choices(build, [*names, (OTHER, house.words.say("Another one"))], self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        key = action.removeprefix("pick:")
        if key == action or self._networks is None:
            return super().act(house, frame, action)
        if key == OTHER:
            return Open(JoinPage(house, None))
        return Open(JoinPage(house, self._networks[int(key)])) if key.isdigit() else Stay()

    def step(self, frame: Frame) -> int:
        return 1 if self._networks is None else len(frame.bands(frame.main))

    def answered(self, house: House, answer: Answer) -> Step:
        self._networks, self.at = answer.facts.get("networks", "").split("\n"), 0
        self._networks = [name for name in self._networks if name]
        return Stay()

    def _look(self, house: House) -> Step:
        told = house.words.say("The terminal looks for Wi-Fi …")
        return self.ask(Stewarded.NETWORK, {"scan": "yes"}, told=told, patience_s=SCAN_S)


class JoinPage(StewardPage):
    """The name, where it is not known; the password; then it is tried, and the old network stays where that fails."""

    secret = True
    signs = SIGNS

    def __init__(self, house: House, network: str | None) -> None:
        super().__init__()
        self.staff, self.private = house.signed_in, True
        self._network, self._hidden = network, network is None
        self._keys = PhraseKeys(PHRASE_MOST if network else SSID_MOST)
        self._done = False

    @property
    def name(self) -> str:  # type: ignore[override]  # each stage is a page of its own for the guard against tap-through
        """Which stage is on the screen."""
        return "wifi:told" if self.told else "wifi:password" if self._network else "wifi:name"

    def title(self, house: House) -> str:
        _ = house.words.say
        return _("Password") if self._network else _("Name of the Wi-Fi")

    def rows(self, house: House, width: int) -> list[Row]:
        return said([self.told], width)

    def deeds(self, house: House) -> list[Deed]:
        return (
            [] if self.chore or self._done else [Deed("again", house.words.say("Try again"), house.words.say("Again"))]
        )

    def do(self, house: House, action: str) -> Step:
        self.told = ""
        return Stay()

    def view(self, house: House, frame: Frame) -> View:
        if self.told:
            return super().view(house, frame)
        build, text = Builder(house, frame, self.name), self._keys.text
        build.way_back()
        room = self._keys.show(build, house.words.say("OK"))
        title = self.title(house)
        if room.h < BUTTON_H:
            build.title(*(f"{title}: {text[cut:]}▏" for cut in range(len(text) + 1)), reading=room.h > 0)
            return build.view()
        build.title(title, reading=True)
        message(build, room, [f"{text}▏", self._hint(house)])
        return build.view()

    def _hint(self, house: House) -> str:
        _ = house.words.say
        if self._network is None:
            return _("Type the name as it is written, with capital and small letters.")
        return _("Type the password of {name}. It stands on the router, or somebody knows it.").format(
            name=shown(self._network)
        )

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if self.told:
            return super().act(house, frame, action)
        if self._keys.press(action):
            return Stay()
        return self._further(house) if action == "ok" else super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        if not self.told:
            self._keys.typed(letter)
        return Stay()

    def _further(self, house: House) -> Step:
        """An empty password is for a network without one."""
        if self._network is None:
            self._network = self._keys.text.strip() or None
            self._keys = PhraseKeys(PHRASE_MOST if self._network else SSID_MOST)
            return Stay()
        facts = {"name": self._network, "passphrase": self._keys.text} | ({"hidden": "yes"} if self._hidden else {})
        told = house.words.say("The terminal joins the Wi-Fi …")
        return self.ask(Stewarded.WIFI, facts, told=told, patience_s=JOIN_S)

    def answered(self, house: House, answer: Answer) -> Step:
        told = house.words.say("The terminal is connected by Wi-Fi: {name}.")
        self._done, self.told = True, told.format(name=shown(self._network or ""))
        self._keys = PhraseKeys(PHRASE_MOST)
        return Stay()


def shown(name: str) -> str:
    """A network's name as it may be shown: anybody in the street can name one."""
    return line(name) or "?"
