"""A27, A29: what is being read aloud is marked on the page, so that the eye can follow."""

from collections.abc import Callable

import pytest

from kiosk.house import House
from kiosk.senses import BodySenses
from kiosk.sound_settings import SoundSettings
from kiosk.visitor import Theme
from kiosk.voice.engine import Engine, Speech
from kiosk.voice.messages import ReadingEnded, ReadingOn
from kiosk.voice.reader import Reader
from kiosk.voice.script import Utterance
from kiosk.widgets.paint import Said, paint
from kiosk.widgets.view import Look
from kiosk.workers import Post
from tests.kiosk.pages import Shown
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.test_pages_reading import contrast

Houses = Callable[..., House]
Views = Callable[[str, str, tuple[int, int]], list[Shown]]
pytestmark = pytest.mark.anyio


class Dumb(Engine):
    """A voice whose end nobody waits for: this test tells by itself what is said."""

    def say(self, text: str, language: str, pace: int, device: str) -> Speech:
        raise NotImplementedError


def listening(house: House) -> Callable[[Post], BodySenses]:
    """Senses whose reader is never started: nothing speaks, and nothing is posted."""

    def build(post: Post) -> BodySenses:
        senses = BodySenses(house, reader=Reader(SoundSettings(), Dumb(), post))
        house.visitor.listening = True
        return senses

    return build


def underlined(hand: Driven) -> dict[int, str]:
    """Row → the words in it that are marked."""
    rows = range(hand.view.rows)
    words = {
        y: "".join(one.text for one in hand.app.canvas.render_line(y) if one.style and one.style.underline)
        for y in rows
    }
    return {y: text for y, text in words.items() if text}


async def tell(hand: Driven, utterance: Utterance, *, old: bool = False) -> None:
    reader = hand.app.senses._reader
    assert reader is not None
    hand.app.post_message(ReadingOn(reader.reading - old, utterance, 0, 1))
    await hand.settled()


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's thread stays asleep."""
    monkeypatch.setattr(Reader, "start", lambda self: None)


@pytest.mark.usefixtures("unheard")
async def test_rows_that_are_read_are_marked_until_the_next_ones_are(house: Houses) -> None:
    built = house("demo")
    async with driven(built, (60, 20), senses=listening(built)) as hand:
        title = next(text for text in hand.view.texts if text.look is Look.TITLE)
        await tell(hand, Utterance(title.text, "de", (title.y,)))
        assert underlined(hand).keys() == {title.y}
        await tell(hand, Utterance("Jobs 24", "de", (11,), "kind:job"))
        assert "Jobs" in "".join(underlined(hand).values())
        assert title.y not in underlined(hand)
        hand.app.post_message(ReadingEnded(hand.app.senses._reader.reading if hand.app.senses._reader else 0))
        await hand.settled()
        assert underlined(hand) == {}


@pytest.mark.usefixtures("unheard")
async def test_an_old_readings_message_marks_nothing_and_another_page_has_no_mark(house: Houses) -> None:
    built = house("demo")
    async with driven(built, (60, 20), senses=listening(built)) as hand:
        await tell(hand, Utterance("Jobs 24", "de", (11,), "kind:job"), old=True)
        assert underlined(hand) == {}
        await tell(hand, Utterance("Jobs 24", "de", (11,), "kind:job"))
        assert underlined(hand)
        await hand.tap("kind:offer")
        assert underlined(hand) == {}


@pytest.mark.parametrize("theme", Theme)
def test_a6_what_is_marked_has_a_contrast_of_7_in_every_theme(views: Views, theme: Theme) -> None:
    marked = 0
    for shown in views("demo", "de", (58, 18)):
        rows = frozenset(text.y for text in shown.view.texts if text.look is not Look.CODE)
        for row in paint(shown.view, theme=theme, said=Said(rows)):
            for segment in row:
                if segment.style and segment.style.underline and segment.style.color and segment.style.bgcolor:
                    assert contrast(segment.style.color.name, segment.style.bgcolor.name) >= 7
                    marked += 1
        for button in shown.view.buttons:
            assert paint(shown.view, theme=theme, said=Said(action=button.action)) != paint(shown.view, theme=theme)
    assert marked > 100


@pytest.mark.usefixtures("unheard")
@pytest.mark.parametrize("headphones", [None, "headphones"])
async def test_a25_without_headphones_a_half_filled_page_does_not_offer_to_be_read(
    house: Houses, headphones: str | None
) -> None:
    built = house("demo")
    settings = SoundSettings(headphones=headphones)

    def build(post: Post) -> BodySenses:
        return BodySenses(built, reader=Reader(settings, Dumb(), post))

    async with driven(built, (60, 20), senses=build) as hand:
        await hand.tap("kind:offer")
        await hand.tap(hand.find("item:").action)
        assert hand.view.button_for("listen")
        await hand.tap("interest")
        await hand.tap("pick:name")
        assert hand.app.walk.page.private
        assert (hand.view.button_for("listen") is not None) == (headphones is not None)
