"""A28, A29, EN 301 549 5.1.3: somebody who sees nothing at the running terminal, with real voice and sound."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.house import House
from kiosk.screens.staff.door import SignIn
from kiosk.senses import BodySenses
from kiosk.sound_settings import SoundSettings
from kiosk.voice.engine import Speech
from kiosk.voice.reader import Reader
from kiosk.voice.script import announced
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.workers import Post
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.voice_desk import Counting
from tests.kiosk.voice_sound import Card, children, needs_sound, sound_card, until

Houses = Callable[..., House]
pytestmark = [pytest.mark.anyio, needs_sound]
SOUND = SoundSettings(device="loudspeaker", headphones="headphones")


class Ears:
    """Builds the senses of a terminal and hears what it says."""

    def __init__(self, house: House, settings: SoundSettings = SOUND) -> None:
        self._house, self._settings, self.engine = house, settings, Counting()

    def __call__(self, post: Post) -> BodySenses:
        return BodySenses(self._house, reader=Reader(self._settings, self.engine, post))

    def said(self, text: str) -> bool:
        return any(text in said for said, _device, _pace in self.engine.said)

    async def next(self, hand: Driven, text: str) -> None:
        """Forget what was said until now, and wait until this was said."""
        await hand.until(lambda: self.said(text))
        self.engine.said.clear()


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    yield from sound_card(tmp_path, monkeypatch)


async def test_a29_listening_begins_and_ends_with_one_button_that_says_so(house: Houses, card: Card) -> None:
    built = house("demo")
    ears = Ears(built)
    async with driven(built, (60, 20), senses=ears) as hand:
        assert hand.button("listen").lines == ("Hören",)
        assert ears.engine.said == []
        await hand.tap("listen")
        assert hand.button("listen").lines == ("Stopp",)
        await ears.next(hand, "Quartierstreff Lindenhof")
        await hand.tap("listen")
        assert hand.button("listen").lines == ("Hören",)
        assert until(lambda: children() == {})
        await hand.tap("kind:job")
        ears.engine.said.clear()
        await hand.tap("start")
        assert ears.engine.said == []


async def test_a28_three_keys_lead_to_an_item_without_looking(house: Houses, card: Card) -> None:
    built = house("demo")
    ears = Ears(built)
    async with driven(built, (60, 20), senses=ears) as hand:
        await hand.keyed("listen")
        await ears.next(hand, "Quartierstreff Lindenhof")
        while hand.app.canvas.focused_action != "kind:event":
            await hand.press("tab")
        await ears.next(hand, "Veranstaltungen")
        await hand.press("enter")
        await ears.next(hand, "Veranstaltungen")
        card_ = hand.find("item:")
        while hand.app.canvas.focused_action != card_.action:
            await hand.press("tab")
        await ears.next(hand, card_.lines[0])
        await hand.press("enter")
        assert hand.view.name.startswith("detail:")
        await ears.next(hand, "Wann: ")


async def test_a27_what_is_typed_is_said(house: Houses, card: Card) -> None:
    built = house("demo")
    ears = Ears(built)
    async with driven(built, (60, 20), senses=ears) as hand:
        await hand.tap("listen")
        await hand.tap("search")
        await ears.next(hand, "Suchen:")
        await hand.tap("key:k")
        await ears.next(hand, "Suchen: k")


async def test_a24_the_next_visitor_is_not_read_to(house: Houses, card: Card) -> None:
    built = house("demo")
    ears = Ears(built)
    async with driven(built, (60, 20), senses=ears) as hand:
        await hand.tap("listen")
        await hand.tap("kind:job")
        await ears.next(hand, "Jobs")
        await hand.tick(200)
        assert hand.button("listen").lines == ("Hören",)
        assert until(lambda: children() == {})


async def test_a25_where_a_pin_is_typed_neither_page_nor_keys_are_said(house: Houses, card: Card) -> None:
    built = house("demo")
    ears = Ears(built)
    async with driven(built, (60, 20), senses=ears) as hand:
        await hand.tap("listen")
        await ears.next(hand, "Quartierstreff Lindenhof")
        key = Button(Rect(0, 4, 6, 3), "key:7", ("7",), Look.KEY)
        view = View("sign-in", 60, 20, (Text(0, 0, 20, "Ihre PIN: ●●", Look.TITLE),), (key,))
        page, senses = SignIn(), hand.app.senses
        senses.drawn(page, view)
        assert until(lambda: children() == {})
        ears.engine.said.clear()
        senses.marked(page, view, key)
        senses.drawn(page, msgspec.structs.replace(view, texts=(Text(0, 0, 20, "Ihre PIN: ●●●", Look.TITLE),)))
        await hand.tap("kind:job")
        await hand.until(lambda: ears.said("Jobs"))
        assert not ears.said("PIN")
        assert announced(built.words, key)[0].text not in [said for said, _device, _pace in ears.engine.said]


async def test_a21_without_sound_a_page_says_so_and_reading_is_off(house: Houses, card: Card) -> None:
    built = house("demo")
    ears = Ears(built, SoundSettings(device="nirgends"))
    async with driven(built, (60, 20), senses=ears) as hand:
        await hand.tap("listen")
        await hand.until(lambda: hand.says("Der Lautsprecher antwortet nicht."))
        assert not built.visitor.listening
        assert hand.button("listen").lines == ("Hören",)


class Broken:
    """An engine with a mistake in it."""

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        raise ValueError(text)


async def test_a21_a_mistake_in_the_voice_is_told_too(house: Houses) -> None:
    built = house("demo")

    def senses(post: Post) -> BodySenses:
        return BodySenses(built, reader=Reader(SOUND, Broken(), post))

    async with driven(built, (60, 20), senses=senses) as hand:
        await hand.tap("listen")
        await hand.until(lambda: hand.says("Das Vorlesen geht gerade nicht."))
        assert not built.visitor.listening
