"""The whole set-up at the running terminal: by touch, by three keys, and with the plug pulled between two answers."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from kiosk.place import Place
from kiosk.settings import load
from printing.find import Found
from tests.access.three_keys import Noted, ThreeKeys
from tests.connectors.portal import Portal
from tests.kiosk.piloted import Driven
from tests.kiosk.setup_house import PIN, first_start, session_in

pytestmark = pytest.mark.anyio
GRIDS = ((42, 13), (60, 20))
PANEL = "10in 1280x800"
Press = Callable[[str], Awaitable[None]]


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """One printer is plugged in."""
    device = f"file://{tmp_path}/bon"
    monkeypatch.setattr("printing.find.find", lambda: [Found(device=device, kind="file", name="EPSON TM-T20II")])
    return device


def written(url: str, device: str) -> str:
    """What the set-up writes; a person reads it and changes it by hand."""
    return f"""\
# Wer wir sind und wann jemand da ist.
[centre]
name = "Treff am Markt"
language = "de"
phone = "0221 98"
address = "Markt 3"

# Wie groß die Buchstaben sind.
[screen]
panel = "{PANEL}"

# Eine für jede Seite im Netz, die das Terminal liest.
[[platform]]
name = "riehl"
kind = "wordpress"
url = "{url}"
posts = {{ "Biete" = "offers", "Suche" = "requests", "*" = "notices" }}

# Wo die Zettel herauskommen.
[printer]
device = "{device}"
paper_mm = 58
"""


class Fingers:
    """Somebody who touches the glass, and turns pages to find a button."""

    def __init__(self, hand: Driven) -> None:
        self.hand = hand

    async def press(self, action: str) -> None:
        found = next((one for one in (action, f"pick:{action}") if self.hand.offers(one)), f"pick:{action}")
        await (self.hand.tap if self.hand.offers(found) else self.hand.turn_to)(found)

    async def spell(self, word: str) -> None:
        await self.hand.spell(word)


class Setter:
    """Answers each question as somebody would who knows all answers."""

    def __init__(self, hand: Driven, by: Fingers | ThreeKeys, url: str, device: str) -> None:
        self.hand, self._by, self._url, self._device = hand, by, url, device

    async def begin(self) -> None:
        """From the first page on; behind a PIN where somebody has one."""
        await self._by.press("go:on")
        if self.hand.view.name == "sign-in":
            await self._by.spell(PIN)
            await self._by.press("ok")
            await self.hand.until(lambda: self.hand.app.house.signed_in)

    async def answer(self, name: str) -> None:
        """This question, which is on the screen."""
        assert self.hand.view.name.partition("@")[0] == name, self.hand.view.name
        await getattr(self, name.replace("setup:", "").replace("first-staff:explain", "staff"))()

    async def language(self) -> None:
        await self._by.press("go:de")

    async def name(self) -> None:
        await self._type("treff am markt")

    async def panel(self) -> None:
        await self._by.press(PANEL)
        await self._by.press("yes")

    async def staff(self) -> None:
        await self._by.press("ok")
        await self._type("anna")
        for _ in range(2):
            await self._by.spell(PIN)
            await self._by.press("ok")
        await self.hand.until(lambda: self.hand.app.house.signed_in)

    async def phone(self) -> None:
        await self._type("0221 98")

    async def address(self) -> None:
        await self._type("markt 3")

    async def network(self) -> None:
        await self._by.press("on")

    async def sites(self) -> None:
        await self._by.press("type")
        await self.hand.press(*["backspace"] * len("https://"), *self._url)
        await self._by.press("ok")
        await self.hand.until(lambda: "waits" not in self.hand.view.name and self._has("take"))
        await self._by.press("take")
        await self._by.press("on")

    async def printer(self) -> None:
        """It looks by itself, also after a power cut."""
        await self.hand.until(lambda: not self.hand.says("Das Terminal sucht Drucker …"))
        await self._by.press(f"use:{self._device}")
        await self._by.press("58")
        await self._by.press("on")

    def _has(self, key: str) -> bool:
        return self.hand.view.button_for(f"pick:{key}") is not None

    async def _type(self, text: str) -> None:
        await self._by.spell(text)
        await self._by.press("ok")


QUESTIONS = (
    *("setup:language", "setup:name", "setup:panel", "first-staff:explain", "setup:phone", "setup:address"),
    *("setup:network", "setup:sites", "setup:printer"),
)


@pytest.mark.parametrize("grid", GRIDS, ids=str)
@pytest.mark.parametrize("keyed", [False, True], ids=["touch", "three keys"])
async def test_a28_a_blank_terminal_is_set_up_on_its_screen(
    tmp_path: Path, portal: Portal, printer: str, grid: tuple[int, int], keyed: bool
) -> None:
    url = portal.server.url("/riehl")
    async with first_start(tmp_path, grid) as hand:
        by = ThreeKeys(hand, Noted(hand.app.house)) if keyed else Fingers(hand)
        setter = Setter(hand, by, url, printer)
        await setter.begin()
        for question in QUESTIONS:
            await setter.answer(question)
        assert hand.view.name == "setup:end"
        assert hand.says("Noch offen: Netz.")
        hand.app.walk.act(hand.app.frame, "end")
        await hand.pilot.pause()
        assert hand.app.renewed
    place = _place(tmp_path)
    assert place.settings.read_text("utf-8") == written(f"{url}/", printer)
    assert load(place.settings, place.secrets).centre == "Treff am Markt"
    assert not (place.data / "setup.json").exists()
    session = session_in(tmp_path)
    assert session.house.entrance is None, "the next start is one of a terminal that is set up"
    session.close()


async def test_r12_the_plug_may_be_pulled_between_any_two_answers(tmp_path: Path, portal: Portal, printer: str) -> None:
    url = portal.server.url("/riehl")
    for question in QUESTIONS:
        async with first_start(tmp_path, (60, 20)) as hand:
            setter = Setter(hand, Fingers(hand), url, printer)
            await setter.begin()
            await setter.answer(question)
    async with first_start(tmp_path, (60, 20)) as hand:
        setter = Setter(hand, Fingers(hand), url, printer)
        await setter.begin()
        await setter.answer("setup:printer")
        assert hand.view.name == "setup:end"
    assert _place(tmp_path).settings.read_text("utf-8") == written(f"{url}/", printer)


async def test_back_loses_nothing_that_was_said(tmp_path: Path, portal: Portal, printer: str) -> None:
    async with first_start(tmp_path, (60, 20)) as hand:
        setter = Setter(hand, Fingers(hand), portal.server.url("/riehl"), printer)
        await setter.begin()
        await setter.language()
        await hand.spell("treff")
        await hand.tap("back")
        assert hand.view.name == "setup:language"
        await hand.tap("go:de")
        assert hand.says("Treff")
        await hand.spell(" am markt")
        await hand.tap("ok")
        await hand.tap("back")
        assert hand.says("Treff am Markt")


async def test_a16_who_goes_away_is_signed_out_and_goes_on_with_the_same_words(
    tmp_path: Path, portal: Portal, printer: str
) -> None:
    """Nobody finds the set-up open: from the first of the staff on it is behind their PIN."""
    async with first_start(tmp_path, (60, 20)) as hand:
        setter = Setter(hand, Fingers(hand), portal.server.url("/riehl"), printer)
        await setter.begin()
        for question in QUESTIONS[:4]:
            await setter.answer(question)
        await hand.spell("0221")
        await hand.tick(50)
        await hand.tick(70)
        assert hand.view.name == "setup"
        assert not hand.says("0221")
        assert hand.view.button_for("go:restore") is None, "a backup would take the place of what is there"
        await setter.begin()
        assert hand.view.name == "setup:phone"
        assert hand.says("0221▏")


async def test_everything_but_name_and_staff_can_wait(tmp_path: Path, portal: Portal, printer: str) -> None:
    async with first_start(tmp_path, (60, 20)) as hand:
        setter = Setter(hand, Fingers(hand), "", printer)
        await setter.begin()
        await setter.language()
        await hand.tap("ok")
        assert hand.view.name == "setup:name", "a terminal without a name is none"
        await setter.name()
        await hand.turn_to("pick:later")
        await setter.staff()
        for later in ("ok", "ok", "on", "pick:on"):
            await hand.tap(later)
        await hand.until(lambda: hand.view.button_for("pick:look") is not None)
        await hand.tap("pick:on")
        assert hand.says("Noch offen: Bildschirm, Telefon, Anschrift, Netz, Webseiten, Drucker.")
    assert load(_place(tmp_path).settings, tmp_path).platforms == ()


def _place(folder: Path) -> Place:
    return Place(folder / "etc" / "kiosk.toml", folder / "data", settings_named=True)
