"""A12, A13, A18 with a keyboard: a key that is held or struck twice counts once, and nobody who types is slowed."""

from collections.abc import Callable

import pytest

from kiosk.glass import StruckKeys
from kiosk.house import House
from kiosk.keys import Strokes
from tests.kiosk.piloted import driven

GRID = (60, 20)
AUTO = (0.0, 0.6, *(0.6 + 0.04 * at for at in range(1, 40)))
"""When a desktop tells a key that is held for two seconds: after 0.6 s, then 25 times a second."""
pytestmark = pytest.mark.anyio
Build = Callable[[str, str], House]


def typed(*strokes: tuple[str, float], repeat_s: float = 0.5) -> str:
    """What stands there after these letters at these times."""
    keys, text = Strokes(repeat_s), ""
    for letter, at in strokes:
        for one in keys.typed(letter, at):
            text = text[:-1] if one == "\b" else text + one
    return text


@pytest.mark.parametrize("rate", [25, 30, 33])
@pytest.mark.parametrize("first", [0.25, 0.5, 0.66])
def test_a18_a_letter_or_digit_that_is_held_stands_there_once(rate: int, first: float) -> None:
    for letter in "e1":
        held = [(letter, 0.0), *((letter, first + at / rate) for at in range(60))]
        assert typed(*held) == letter
        assert typed(("a", -1.0), *held, ("b", 9.0)) == f"a{letter}b"


def test_a18_a_held_key_stays_one_though_the_machine_tells_it_unevenly() -> None:
    late = (0.0, 0.005, -0.005, 0.01, 0.0, -0.01)
    assert typed(("e", 0.0), *(("e", 0.6 + at / 25 + late[at % 6]) for at in range(80))) == "e"


@pytest.mark.parametrize("every_s", [0.07, 0.1, 0.2, 0.6])
def test_whoever_types_quickly_is_not_slowed(every_s: float) -> None:
    word = "Schifffahrt 100000 Kaffee 11111"
    assert typed(*((letter, at * every_s) for at, letter in enumerate(word))) == word


def test_a_scanner_may_repeat_digits_faster_than_any_finger() -> None:
    code = "QK2-P00000-1111111"
    assert typed(*((letter, at * 0.012) for at, letter in enumerate(code))) == code


def test_a_held_backspace_takes_one_letter_and_a_few_until_it_is_known_to_be_held() -> None:
    text = "abcdefghijklmnop"
    assert len(typed(*((letter, at - 20.0) for at, letter in enumerate(text)), *(("\b", at) for at in AUTO))) >= 10


def test_without_a_repeat_time_every_letter_counts() -> None:
    assert len(typed(*(("e", at) for at in AUTO), repeat_s=0.0)) == len(AUTO)


@pytest.mark.parametrize("key", ["enter", "escape", "home", "pagedown", "pageup", "f1", "f2"])
def test_a12_a_key_that_presses_counts_again_after_the_repeat_time(key: str) -> None:
    strokes = Strokes(0.5)
    assert [strokes.counts(key, at, "list", deaf=False) for at in (0.0, 0.2, 0.4, 0.6, 0.9, 1.1)] == [
        *(True, False, False),
        *(True, False, True),
    ]


def test_a13_enter_is_deaf_on_a_page_that_just_came_until_another_key_was_struck() -> None:
    strokes = Strokes(0.5)
    assert strokes.counts("enter", 0.0, "home", deaf=False)
    assert not strokes.counts("enter", 0.6, "list", deaf=True)
    assert strokes.counts("escape", 0.6, "list", deaf=True)
    strokes.wake("list")
    assert strokes.counts("enter", 0.8, "list", deaf=True)
    assert not strokes.counts("enter", 1.4, "detail", deaf=True)
    assert strokes.counts("enter", 1.6, "detail", deaf=False)


@pytest.mark.parametrize("key", ["enter", "escape", "home", "pagedown", "pageup", "f1", "f2"])
def test_a18_a_key_that_presses_and_is_held_for_ten_seconds_counts_once_or_where_no_page_comes_twice(key: str) -> None:
    strokes = Strokes(0.5)
    held = [0.0, *(0.6 + at / 25 for at in range(250))]
    assert [at for at in held if strokes.counts(key, at, "list", deaf=False)] == [0.0, 0.6]
    strokes = Strokes(0.5)
    assert [at for at in held if strokes.counts("enter", at, "list", deaf=0.0 < at < 0.7)] == [0.0]


async def test_a13_a_held_enter_opens_one_page_and_presses_nothing_on_it(house: Build) -> None:
    async with driven(house("demo", "de"), GRID) as kiosk:
        await kiosk.press("tab")
        await kiosk.strike("enter")
        opened = kiosk.view.name
        assert opened != "home"
        kiosk.wait(0.6)
        await kiosk.strike("enter", 30, 0.04)
        assert kiosk.view.name == opened


async def test_a18_a_held_letter_searches_for_one(house: Build) -> None:
    async with driven(house("demo", "de"), GRID) as kiosk:
        await kiosk.strike("k")
        kiosk.wait(0.6)
        await kiosk.strike("k", 30, 0.04)
        assert kiosk.view.name == "search"
        assert kiosk.says("Suchen: k")
        assert not kiosk.says("Suchen: kk")


def told(sequence: str) -> list[tuple[str, str | None]]:
    keys = list(StruckKeys().feed(sequence))
    return [(key.key, key.character) for key in keys]  # type: ignore[attr-defined]  # all are keys


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1b[97;1{}u", ("a", None)),
        ("\x1b[97;1{};97u", ("a", "a")),
        ("\x1b[13;1{}u", ("enter", None)),
        ("\x1b[1;1{}A", ("up", None)),
        ("\x1b[6;1{}~", ("pagedown", None)),
        ("\x1b[99;5{}u", ("ctrl+c", None)),
        ("\x1b[57441;2{}u", ("left_shift", None)),
    ],
)
def test_a18_terminals_that_tell_repeats_are_taken_at_their_word(sequence: str, key: tuple[str, str | None]) -> None:
    assert told(sequence.format("")) == told(sequence.format(":1"))
    assert [name for name, _ in told(sequence.format(":1"))] == [key[0]]
    assert told(sequence.format(":2")) == []
    assert told(sequence.format(":3")) == []
    assert told(sequence.format(":2") + sequence.format(":1")) == told(sequence.format(":1"))
