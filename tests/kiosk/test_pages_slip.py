"""The slip from the screen: it is on its way at once, and the screen says what became of it."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.messages import SlipDone
from kiosk.notices import slip_outcome
from printing.errors import Trouble
from printing.printer import NotStarted, Unconfirmed
from tests.kiosk.piloted import Driven, driven

Houses = Callable[..., House]
pytestmark = pytest.mark.anyio
on_four_grids = pytest.mark.parametrize(
    "grid", [(28, 8), (38, 11), (58, 18), (80, 24)], ids=lambda grid: f"{grid[0]}x{grid[1]}"
)


async def print_an_offer(hand: Driven) -> str:
    await hand.turn_to("kind:offer")
    item = hand.find("item:").action
    await hand.tap(item)
    await hand.tap("print")
    return item.removeprefix("item:")


def nobody() -> str:
    """An address on which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{taken.getsockname()[1]}"


@on_four_grids
async def test_a_slip_goes_to_the_device_and_the_screen_says_so(
    house: Houses, grid: tuple[int, int], tmp_path: Path
) -> None:
    paper = tmp_path / "paper.bin"
    async with driven(house("demo"), grid, f"file://{paper}") as hand:
        await print_an_offer(hand)
        await hand.until(lambda: hand.says("Ihr Zettel ist") and not hand.says("kommt gleich …"))
        assert paper.stat().st_size > 500
        assert not hand.offers("again")
        await hand.tap("back")
        assert hand.view.name.startswith("detail:")


@on_four_grids
async def test_a_printer_that_is_off_is_named_in_words_and_can_be_tried_again(
    house: Houses, grid: tuple[int, int]
) -> None:
    async with driven(house("demo"), grid, nobody()) as hand:
        await print_an_offer(hand)
        await hand.until(lambda: hand.offers("again"))
        assert hand.says("Der Zettel ist nicht gedruckt.")
        await hand.tap("again")
        await hand.until(lambda: hand.offers("again"))
        await hand.tap("start")
        assert hand.view.name == "home"


async def test_a_slip_that_may_have_come_out_is_not_offered_again(house: Houses) -> None:
    async with driven(house("demo"), (58, 18), nobody()) as hand:
        item = await print_an_offer(hand)
        await hand.until(lambda: hand.offers("again"))
        hand.app.post_message(SlipDone(item, Unconfirmed(Trouble.CUT_OFF)))
        await hand.until(lambda: hand.says("Vielleicht ist der Zettel nicht ganz gedruckt."))
        assert not hand.offers("again")


async def test_news_of_a_slip_that_nobody_waits_for_change_nothing(house: Houses) -> None:
    async with driven(house("demo"), (58, 18)) as hand:
        before = hand.view
        hand.app.post_message(SlipDone("abcd", NotStarted(Trouble.SILENT)))
        await hand.settled()
        assert hand.view is before


async def test_without_a_printer_the_slip_is_shown_as_paper(house: Houses) -> None:
    async with driven(house("demo"), (80, 24)) as hand:
        await print_an_offer(hand)
        assert hand.says("Hier ist kein Drucker angeschlossen. So sieht der Zettel aus.")
        assert hand.says("Quartierstreff Lindenhof")
        assert hand.view.sheet is not None


@pytest.mark.parametrize("trouble", list(Trouble))
async def test_every_trouble_of_a_printer_can_be_read_on_the_smallest_grid(house: Houses, trouble: Trouble) -> None:
    built = house("demo")
    async with driven(built, (28, 8), nobody()) as hand:
        item = await print_an_offer(hand)
        await hand.until(lambda: hand.offers("again"))
        hand.app.post_message(SlipDone(item, NotStarted(trouble)))
        await hand.settled()
        sentence = slip_outcome(built.words, NotStarted(trouble))
        read = ""
        while True:
            read += "".join("".join(t.text.split()) for t in hand.view.texts if t.look.name.startswith("SHEET"))
            if hand.view.button_for("next") is None:
                break
            await hand.tap("next")
        assert read == "".join(sentence.split())
