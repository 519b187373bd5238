"""A28: three keys (one back, one on, OK) do everything that residents and staff can do at the running terminal."""

from kiosk.house import House
from kiosk.screens.keyboard import SPACE
from kiosk.senses import BodySenses
from kiosk.type_size import Size
from tests.kiosk.piloted import Driven

EARLIER, LATER, OK = "left", "right", "enter"
"""As keys with a raised mark send them."""
DEEPEST = 40
"""Pages that are turned to find a button: more than any list of the demo has on the smallest grid."""


class Noted(BodySenses):
    """Reading aloud and sizes are asked for; what then sounds or grows has tests of its own."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        house.speaks, house.size = True, Size.NORMAL
        self.asked: list[str] = []

    def resize(self) -> None:
        self.asked.append("size")

    def hear(self, what: str) -> None:
        self.asked.append(what)


class ThreeKeys:
    """Somebody who has no other key, and no touch."""

    def __init__(self, hand: Driven, senses: Noted) -> None:
        self.hand, self.senses, self.struck = hand, senses, 0

    async def press(self, action: str) -> None:
        """The button, wherever it is: on this page, on a card, behind "Hilfe", or some pages on."""
        for _ in range(DEEPEST):
            found = next((one for one in (action, f"pick:{action}", f"asked:{action}") if self._has(one)), None)
            if found:
                return await self._strike(found)
            further = "hits" if self._has("hits") else "next"
            await self._strike("help" if action in dict(self.hand.view.more) else further)
        raise AssertionError(f"{action} was not found; last on {self.hand.view.name}")

    def _has(self, action: str) -> bool:
        return self.hand.view.button_for(action) is not None

    async def _strike(self, action: str) -> None:
        """The shorter way round to the button, and OK."""
        actions = [one.action for one in self.hand.view.in_order]
        assert action in actions, f"{action} is not on {self.hand.view.name}: {actions}"
        at, marked = actions.index(action), self.hand.app.canvas.focused_action
        if marked in actions:
            on = (at - actions.index(marked)) % len(actions)
            back = on - len(actions) if on else 0
        else:
            on, back = at + 1, at - len(actions)
        steps = min(on, back, key=abs)
        await self.hand.press(*([LATER if steps > 0 else EARLIER] * abs(steps)))
        assert self.hand.app.canvas.focused_action == action
        await self.hand.press(OK)
        self.struck += abs(steps) + 1

    async def spell(self, word: str) -> None:
        """With the keys on the screen."""
        for letter in word:
            key = SPACE if letter == " " else f"key:{letter}"
            while not self._has(key):
                ranges = [one.action for one in self.hand.view.buttons if one.action.startswith("range:")]
                holding = [one for one in ranges if letter in one.removeprefix("range:")]
                await self._strike((holding or ranges or ["back"])[0])
            await self._strike(key)

    async def open_first(self, start: str) -> None:
        """The first card whose action begins like this."""
        await self._strike(self.hand.find(start).action)

    def sees(self, name: str) -> None:
        assert self.hand.view.name.startswith(name), f"{self.hand.view.name} instead of {name}"
