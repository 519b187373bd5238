"""The thread that reads aloud: one voice at a time, silent when anything else is wanted, private where it must be."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import TypeVar

import pytest
from textual.message import Message

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.messages import WorkerCrashed
from kiosk.notices import reading_trouble
from kiosk.screens.page import Page
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.help import Help
from kiosk.screens.public.home import Home
from kiosk.screens.staff.cover import cover
from kiosk.screens.staff.door import Door
from kiosk.sound_settings import SoundSettings
from kiosk.voice.engine import Speech, Trouble
from kiosk.voice.hearing import Hearing, hearing
from kiosk.voice.messages import ReadingEnded, ReadingFailed, ReadingOn
from kiosk.voice.reader import VOICE, Reader
from kiosk.voice.script import Utterance, announced, script
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.words import Words
from tests.kiosk.voice_desk import Desk, desk_of
from tests.kiosk.voice_sound import WAIT_S, Card, children, needs_sound, sound_card, until

Houses = Callable[..., House]
DE = Words("de")
STOP_S = 0.2
"""Longest time from "Stopp" to silence, seconds."""
FAST = SoundSettings(device="loudspeaker", headphones="headphones")
SLOW = SoundSettings(device="slow", headphones="headphones")
PLATE = Button(Rect(0, 17, 9, 3), "next", ("Weiter",))
M = TypeVar("M", bound=Message)
S = TypeVar("S")


def page(*texts: str, name: str = "page") -> View:
    return View(name, 60, 20, tuple(Text(0, 2 * at, 40, text) for at, text in enumerate(texts)))


LONG = page("Kaffee und Kuchen. " * 200, "Ende")
OTHER = page("Guten Tag", name="other")


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    yield from sound_card(tmp_path, monkeypatch)


@pytest.fixture
def fast(card: Card) -> Iterator[Desk]:
    yield from desk_of(FAST)


@pytest.fixture
def slow(card: Card) -> Iterator[Desk]:
    """Its loudspeaker takes no sound, so that a reading goes on until it is stopped."""
    yield from desk_of(SLOW)


def silent_within(limit_s: float) -> bool:
    begun = time.monotonic()
    return until(lambda: children() == {}) and time.monotonic() - begun < limit_s


@needs_sound
def test_a27_a_page_is_read_from_its_title_to_its_last_button(fast: Desk, house: Houses, card: Card) -> None:
    view = Home().view(house("demo"), Frame(42, 13))
    fast.reader.page(view, DE, Hearing.EVERYONE)
    assert fast.whole() == [utterance.text for utterance in script(view, DE)]
    assert len(card.samples()) > 0
    assert {device for _text, device, _pace in fast.engine.said} == {"loudspeaker"}


@needs_sound
def test_a27_messages_tell_what_is_being_read_and_where_it_stands(fast: Desk) -> None:
    fast.reader.page(page("Eins", "Zwei"), DE, Hearing.EVERYONE)
    first, second = fast.next(ReadingOn), fast.next(ReadingOn)
    assert (first.at, second.at, first.of) == (0, 1, 2)
    assert (first.utterance.text, first.utterance.rows, second.utterance.rows) == ("Eins", (0,), (2,))
    assert first.reading == second.reading == fast.next(ReadingEnded).reading == fast.reader.reading


@needs_sound
def test_a27_stop_is_silence_within_a_fifth_of_a_second(slow: Desk, card: Card) -> None:
    slow.reader.page(LONG, DE, Hearing.EVERYONE)
    assert slow.next(ReadingOn).at == 0
    assert until(lambda: card.full)
    begun = time.monotonic()
    slow.reader.stop()
    assert time.monotonic() - begun < STOP_S
    assert silent_within(STOP_S)
    assert slow.posted.empty()


@needs_sound
def test_a27_another_page_takes_the_voice_from_the_first(slow: Desk, card: Card) -> None:
    slow.reader.page(LONG, DE, Hearing.EVERYONE)
    old = slow.next(ReadingOn)
    assert until(lambda: card.full)
    slow.reader.page(OTHER, DE, Hearing.EVERYONE)
    new = slow.next(ReadingOn)
    assert new.utterance.text == "Guten Tag"
    assert old.reading < new.reading == slow.reader.reading


@needs_sound
def test_a27_many_pages_in_a_row_never_speak_together(slow: Desk) -> None:
    for at in range(20):
        slow.reader.page(page(f"Seite {at}. " * 300), DE, Hearing.EVERYONE)
        slow.reader.mark(PLATE, DE, Hearing.EVERYONE)
    slow.reader.page(page("Schluss. " * 300), DE, Hearing.EVERYONE)
    message = slow.next(ReadingOn)
    while message.reading != slow.reader.reading:
        message = slow.next(ReadingOn)
    assert message.utterance.text.startswith("Schluss")


@needs_sound
def test_a28_the_keyboards_mark_is_announced_in_place_of_the_page(slow: Desk, card: Card) -> None:
    slow.reader.page(LONG, DE, Hearing.EVERYONE)
    slow.next(ReadingOn)
    assert until(lambda: card.full)
    slow.reader.mark(PLATE, DE, Hearing.EVERYONE)
    told = slow.next(ReadingOn).utterance
    assert told == announced(DE, PLATE)[0]
    assert told.action == "next"


@needs_sound
def test_a27_once_more_reads_the_same_page_from_its_beginning(fast: Desk) -> None:
    fast.reader.page(page("Eins", "Zwei"), DE, Hearing.EVERYONE)
    assert fast.whole() == ["Eins", "Zwei"]
    fast.reader.mark(PLATE, DE, Hearing.EVERYONE)
    fast.whole()
    fast.reader.again()
    assert fast.whole() == ["Eins", "Zwei"]


@needs_sound
def test_a27_another_pace_goes_on_with_the_same_sentence(slow: Desk, card: Card) -> None:
    slow.reader.page(page("Kurz", "Kaffee und Kuchen. " * 200, "Ende"), DE, Hearing.EVERYONE)
    assert [slow.next(ReadingOn).at, slow.next(ReadingOn).at] == [0, 1]
    assert until(lambda: card.full)
    slow.reader.set_pace(1)
    assert slow.next(ReadingOn).at == 1
    assert slow.reader.pace == 1
    assert [pace for _text, _device, pace in slow.engine.said] == [0, 0, 1]


@needs_sound
def test_a24_whoever_comes_next_finds_neither_page_nor_pace(fast: Desk) -> None:
    fast.reader.page(page("Eins"), DE, Hearing.EVERYONE)
    fast.whole()
    fast.reader.set_pace(-1)
    fast.reader.forget()
    fast.reader.again()
    fast.reader.page(page("Zwei"), DE, Hearing.EVERYONE)
    assert fast.whole() == ["Zwei"]
    assert fast.reader.pace == 0


@needs_sound
def test_a25_personal_pages_are_read_through_the_headphones_only(fast: Desk, card: Card) -> None:
    fast.reader.page(page("Erika Mustermann"), DE, Hearing.HEADPHONES)
    fast.whole()
    assert [device for _text, device, _pace in fast.engine.said] == ["headphones"]
    assert len(card.samples("headphones")) > 0
    assert len(card.samples("loudspeaker")) == 0


@needs_sound
@pytest.mark.parametrize(
    ("settings", "who"),
    [
        (SoundSettings(device="loudspeaker"), Hearing.HEADPHONES),
        (FAST, Hearing.NOBODY),
    ],
)
def test_a25_what_must_not_be_heard_is_not_said_at_all(card: Card, settings: SoundSettings, who: Hearing) -> None:
    for desk in desk_of(settings):
        desk.reader.page(page("Erika"), DE, who)
        desk.reader.mark(Button(Rect(0, 0, 5, 3), "key:7", ("7",), Look.KEY), DE, who)
        desk.reader.again()
        desk.reader.page(OTHER, DE, Hearing.EVERYONE)
        assert desk.whole() == ["Guten Tag"]
        assert [text for text, _device, _pace in desk.engine.said] == ["Guten Tag"]


@needs_sound
def test_a24_nothing_that_was_read_is_left_in_memory_when_somebody_goes(fast: Desk) -> None:
    fast.reader.page(page("Erika"), DE, Hearing.HEADPHONES)
    fast.whole()
    assert until(lambda: fast.reader._wanted is None)
    fast.reader.forget()
    assert until(lambda: not [one for one in of_type(Utterance) if one.text == "Erika"])


def of_type(kind: type[S]) -> list[S]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, kind)]


def test_a25_a_page_for_a_pin_is_for_nobody_and_other_personal_ones_for_headphones(house: Houses) -> None:
    class Personal(Page):
        private = True

    class OfStaff(Page):
        staff = True

    view = page("Erika")
    assert hearing(Door(), view) is Hearing.NOBODY
    assert hearing(Personal(), view) is Hearing.HEADPHONES
    assert hearing(OfStaff(), view) is Hearing.HEADPHONES
    assert hearing(Detail("x"), view) is Hearing.EVERYONE
    assert hearing(Door(), cover(house("demo"), Frame(42, 13), 60.0)) is Hearing.EVERYONE


@needs_sound
def test_a27_without_a_loudspeaker_everything_goes_to_the_headphones(card: Card) -> None:
    for desk in desk_of(SoundSettings(device=None, headphones="headphones")):
        desk.reader.page(OTHER, DE, Hearing.EVERYONE)
        desk.whole()
        assert [device for _text, device, _pace in desk.engine.said] == ["headphones"]


@needs_sound
def test_a21_without_sound_there_is_one_message_and_the_rest_is_dropped(
    card: Card, caplog: pytest.LogCaptureFixture
) -> None:
    for desk in desk_of(SoundSettings(device="nirgends")):
        with caplog.at_level(logging.DEBUG):
            desk.reader.page(page("Erika Mustermann", "Zweitens", "Drittens"), DE, Hearing.EVERYONE)
            desk.next(ReadingOn)
            failed = desk.next(ReadingFailed)
        assert (failed.trouble, failed.reading) == (Trouble.NO_SOUND, desk.reader.reading)
        assert len(desk.engine.said) == 1
        assert "Erika" not in caplog.text
        desk.reader.page(OTHER, DE, Hearing.EVERYONE)
        desk.next(ReadingOn)
        desk.next(ReadingFailed)
        assert desk.posted.empty()


@pytest.mark.parametrize("trouble", list(Trouble))
def test_a21_each_trouble_has_one_sentence_that_says_who_helps(trouble: Trouble) -> None:
    assert reading_trouble(DE, trouble).endswith("Bitte sagen Sie im Büro Bescheid.")


class Broken:
    """An engine with a mistake in it."""

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        raise ValueError(text)


def test_r25_a_mistake_in_the_engine_ends_neither_thread_nor_silence(caplog: pytest.LogCaptureFixture) -> None:
    posted: Queue[Message] = Queue()
    reader = Reader(FAST, Broken(), posted.put)
    reader.start()
    for _ in range(2):
        reader.page(page("Erika"), DE, Hearing.EVERYONE)
        assert isinstance(posted.get(timeout=WAIT_S), ReadingOn)
        crashed = posted.get(timeout=WAIT_S)
        assert isinstance(crashed, WorkerCrashed)
        assert crashed.worker == VOICE
    assert "Erika" not in caplog.text
    reader.close()
    assert posted.empty()


@needs_sound
def test_a27_the_end_of_the_program_is_the_end_of_the_voice(card: Card) -> None:
    desk = Desk(SLOW)
    desk.reader.page(LONG, DE, Hearing.EVERYONE)
    desk.next(ReadingOn)
    assert until(lambda: card.full)
    begun = time.monotonic()
    desk.reader.close()
    assert time.monotonic() - begun < STOP_S
    assert children() == {}
    desk.reader.page(OTHER, DE, Hearing.EVERYONE)
    assert children() == {}


def test_a29_the_sound_has_a_visible_twin(house: Houses) -> None:
    """While a page is read the button that began it says how to stop, on every page."""
    built = house("demo")
    built.speaks = True
    for listening, label in ((False, "Listen"), (True, "Stop")):
        built.visitor.listening = listening
        plate = Help().view(built, Frame(60, 20)).button_for("listen")
        assert plate is not None
        assert plate.lines == (built.words.say(label),)
    built.visitor.listening = built.speaks = False
    assert Help().view(built, Frame(60, 20)).button_for("listen") is None


@needs_sound
def test_a27_of_a_page_that_changes_only_what_is_new_is_said(fast: Desk) -> None:
    """What was typed, what became of a slip; neither the clock nor the age of the content."""
    before = page("Suchen: k", "10:00", "Ergebnis")
    fast.reader.page(before, DE, Hearing.EVERYONE)
    fast.whole()
    aged = Text(0, 16, 40, "Stand: vor 6 Minuten", Look.QUIET)
    fast.reader.change(
        View("page", 60, 20, (*page("Suchen: ka", "10:01", "Ergebnis").texts, aged)), DE, Hearing.EVERYONE
    )
    assert fast.whole() == ["Suchen: ka"]
    fast.reader.again()
    assert fast.whole() == ["Suchen: ka", "10:01", "Ergebnis", "Stand: vor 6 Minuten"]


@needs_sound
def test_a27_a_change_that_says_nothing_new_does_not_interrupt(slow: Desk, card: Card) -> None:
    slow.reader.page(LONG, DE, Hearing.EVERYONE)
    reading = slow.next(ReadingOn).reading
    assert until(lambda: card.full)
    slow.reader.change(LONG, DE, Hearing.EVERYONE)
    assert slow.reader.reading == reading
    assert children() != {}
