"""What residents and staff come for, each done with three keys from the start page to its end (A28)."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from kiosk.house import House
from kiosk.visitor import Theme
from kiosk.words import Words
from tests.access.three_keys import Noted, ThreeKeys
from tests.access.town import Town
from tests.kiosk.piloted import driven
from tests.kiosk.staff_house import PIN


async def reads_and_prints(keys: ThreeKeys) -> None:
    await keys.press("kind:event")
    await keys.open_first("item:")
    keys.sees("detail:")
    await keys.press("print")
    await keys.hand.until(lambda: keys.hand.says("gedruckt") or keys.hand.says("Zettel"))


async def keeps_and_prints_a_list(keys: ThreeKeys) -> None:
    await keys.press("kind:offer")
    await keys.open_first("item:")
    await keys.press("keep")
    assert keys.hand.app.house.visitor.memo
    await keys.press("start")
    await keys.press("memo")
    await keys.press("print")
    keys.sees("memo-slip")


async def searches(keys: ThreeKeys) -> None:
    await keys.press("search")
    await keys.spell("kaf")
    assert keys.hand.says("kaf")
    if keys.hand.view.button_for("hits"):
        await keys.press("hits")
    await keys.open_first("item:")
    keys.sees("detail:")


async def changes_language(keys: ThreeKeys) -> None:
    await keys.press("languages")
    await keys.press("language:en")
    assert keys.hand.app.house.words.language == "en"


async def changes_colours(keys: ThreeKeys) -> None:
    await keys.press("help")
    await keys.press("go:colours")
    await keys.press("theme:dark")
    assert keys.hand.app.house.visitor.theme is Theme.DARK


async def asks_for_size_and_voice(keys: ThreeKeys) -> None:
    """By the buttons of the page where they have room, else behind "Hilfe"."""
    size = "size" in keys.hand.app.frame.slots
    await keys.press("size" if size else "help")
    if not size:
        await keys.press("go:size")
        await keys.press("start")
    await keys.press("help")
    await keys.press("go:reading")
    await keys.press("hear:toggle")
    assert keys.senses.asked == ["size", "toggle"]


async def is_interested(keys: ThreeKeys) -> None:
    await keys.press("kind:offer")
    await keys.open_first("item:")
    await keys.press("interest")
    await keys.press("name")
    await keys.spell("eva")
    await keys.press("ok")
    keys.sees("interest-check:")
    await keys.press("leave")
    keys.sees("interest:left")


async def leaves_feedback(keys: ThreeKeys) -> None:
    await keys.press("help")
    await keys.press("go:house")
    await keys.press("feedback")
    await keys.press("face:good")
    await keys.press("none")
    await keys.press("leave")
    keys.sees("feedback:left")


async def staff_book_and_leave(keys: ThreeKeys) -> None:
    """Signs in by the screen's keys, books an hour, signs out; an account can give some of them."""
    await keys.press("help")
    await keys.press("office")
    await keys.spell(PIN)
    await keys.press("ok")
    await keys.hand.until(lambda: keys.hand.view.name not in ("sign-in", "help"))
    while keys.hand.view.name != "desk":
        await keys.press("back")
    await keys.press("go:payment")
    for number in ("1042", "17"):
        await keys.spell(number)
        await keys.press(number)
    await keys.spell("1")
    await keys.press("ok")
    await keys.press("usual!")
    await keys.press("book")
    keys.sees("booked:")
    await keys.press("start")
    desk = keys.hand.app.house.desk
    assert desk is not None
    assert desk.staff is None


Task = Callable[[ThreeKeys], Awaitable[None]]
TASKS: tuple[Task, ...] = (
    reads_and_prints,
    keeps_and_prints_a_list,
    searches,
    changes_language,
    changes_colours,
    asks_for_size_and_voice,
    is_interested,
    leaves_feedback,
    staff_book_and_leave,
)


async def done_by(task: Task, house: House, grid: tuple[int, int], folder: Path) -> int:
    """Do it at a terminal that just started; how many keys it took."""
    senses = Noted(house)
    async with driven(house, grid, f"file://{folder / 'paper'}", senses=lambda _post: senses) as hand:
        keys = ThreeKeys(hand, senses)
        try:
            await task(keys)
        finally:
            if house.desk:
                house.desk.lock()
        return keys.struck


def house_for_all(town: Town) -> House:
    """A house with everything: items, a letter box that somebody reads, a locked office."""
    house = town.outside("demo", Words("de"))
    house.printer = True
    return house
