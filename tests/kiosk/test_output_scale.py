"""A1: the size changes by the scale of the output; what stands in the way is logged, and told where somebody waits."""

import json
import logging
import sys
from collections.abc import Sequence

import pytest
from textual.message import Message

from kiosk import output_scale
from kiosk.output_scale import NoOutput, Run, ScaledOutput, resizer_for, run_bounded
from kiosk.resizing import NotResized, Resized, Resizer, following, not_resized, size_word
from kiosk.screen_settings import ScreenSettings
from kiosk.type_size import PANELS, Size, scales
from kiosk.words import Words

TEN = PANELS["10in 1280x800"]
SCALED = ScreenSettings(panel=TEN, resize="scale")
OFFERED = scales(TEN, 37)
ONE = [{"name": "DSI-1", "enabled": True, "scale": 1.0}, {"name": "HDMI-A-1", "enabled": False, "scale": 1.0}]


class Compositor:
    """Answers like `wlr-randr`, and keeps what it was told."""

    def __init__(self, outputs: object = ONE, *, refuses: bool = False) -> None:
        self.outputs, self.refuses = outputs, refuses
        self.told: list[list[str]] = []

    def __call__(self, words: Sequence[str]) -> str:
        if words[1] == "--json":
            return self.outputs if isinstance(self.outputs, str) else json.dumps(self.outputs)
        self.told.append(list(words))
        if self.refuses:
            raise NoOutput("refused")
        return ""


@pytest.fixture(autouse=True)
def wayland(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


def built(run: Run, start: Size = Size.NORMAL) -> tuple[ScaledOutput, list[Message]]:
    posted: list[Message] = []
    return ScaledOutput("DSI-1", OFFERED, start, posted.append, run), posted


def test_a1_each_size_is_one_command_of_fixed_words() -> None:
    compositor = Compositor()
    output, posted = built(compositor)
    for size in (Size.VERY_LARGE, Size.NORMAL):
        output.set(size)
        output.once()
        assert output.current is size
    assert compositor.told == [
        ["wlr-randr", "--output", "DSI-1", "--scale", "1.33984375"],
        ["wlr-randr", "--output", "DSI-1", "--scale", "1.0"],
    ]
    assert posted == [Resized(Size.VERY_LARGE), Resized(Size.NORMAL)]


def test_of_several_taps_the_last_one_counts() -> None:
    compositor = Compositor()
    output, posted = built(compositor)
    output.set(Size.LARGE)
    output.set(Size.VERY_LARGE)
    output.once()
    assert [words[-1] for words in compositor.told] == ["1.33984375"]
    assert posted == [Resized(Size.VERY_LARGE)]


def test_a21_a_change_that_fails_is_told_and_the_size_stays(caplog: pytest.LogCaptureFixture) -> None:
    output, posted = built(Compositor(refuses=True))
    output.set(Size.VERY_LARGE)
    output.once()
    assert output.current is Size.NORMAL
    assert posted == [NotResized(Size.NORMAL)]
    assert "the size of type stays: refused" in caplog.text


def test_the_thread_begins_with_the_size_of_the_settings_and_ends() -> None:
    compositor = Compositor()
    output, posted = built(compositor, Size.LARGE)
    output.start()
    while not posted:
        output._thread.join(0.001)
    output.stop()
    output._thread.join(5)
    assert not output._thread.is_alive()
    assert posted == [Resized(Size.LARGE)]
    assert compositor.told[0][-1] == str(OFFERED[Size.LARGE])


def test_a1_one_button_leads_through_all_sizes_and_round() -> None:
    output, _ = built(Compositor())
    seen = []
    for _ in range(4):
        output.set(following(output))
        seen.append(output.current)
    assert seen == [Size.LARGE, Size.VERY_LARGE, Size.NORMAL, Size.LARGE]


def test_a1_a_start_size_that_cannot_be_had_is_the_smallest_one() -> None:
    output = ScaledOutput("DSI-1", {Size.NORMAL: 1.0, Size.LARGE: 1.2}, Size.VERY_LARGE, lambda _: None, Compositor())
    assert output.start_size is output.current is Size.NORMAL


def test_a_size_that_is_not_offered_is_refused() -> None:
    output = ScaledOutput("DSI-1", {Size.NORMAL: 1.0, Size.LARGE: 1.2}, Size.NORMAL, lambda _: None, Compositor())
    with pytest.raises(ValueError, match="VERY_LARGE"):
        output.set(Size.VERY_LARGE)


def test_where_everything_is_there_all_three_sizes_are_offered() -> None:
    resizer: Resizer | None = resizer_for(SCALED, lambda _: None, Compositor())
    assert resizer is not None
    assert resizer.sizes == tuple(Size)


@pytest.mark.parametrize(
    ("outputs", "cause"),
    [
        ([], "0 outputs"),
        ([*ONE, {"name": "HDMI-A-2", "enabled": True}], "2 outputs"),
        ("wlr-randr: what?", "something else"),
        ([{"name": 3, "enabled": True}], "something else"),
    ],
)
def test_without_exactly_one_output_nothing_is_offered(
    caplog: pytest.LogCaptureFixture, outputs: object, cause: str
) -> None:
    assert resizer_for(SCALED, lambda _: None, Compositor(outputs)) is None
    assert cause in caplog.text


def test_without_wayland_or_the_program_nothing_is_offered(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert resizer_for(SCALED, lambda _: None, Compositor()) is None
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert resizer_for(SCALED, lambda _: None, Compositor()) is None
    assert caplog.text.count("no Wayland, or no wlr-randr") == 2


@pytest.mark.parametrize("screen", [ScreenSettings(), ScreenSettings(panel=TEN)])
def test_where_the_settings_do_not_ask_for_it_nothing_is_asked_and_nothing_logged(
    caplog: pytest.LogCaptureFixture, screen: ScreenSettings
) -> None:
    caplog.set_level(logging.DEBUG)
    assert resizer_for(screen, lambda _: None, lambda words: pytest.fail("asked")) is None
    assert caplog.text == ""


def test_a_font_that_is_already_very_large_offers_no_other_size(caplog: pytest.LogCaptureFixture) -> None:
    screen = ScreenSettings(panel=PANELS["7in 800x480"], pixelsize=47, resize="scale")
    assert resizer_for(screen, lambda _: None, Compositor()) is None
    assert "no other size" in caplog.text


def test_a_program_that_fails_hangs_or_is_missing_is_one_kind_of_error(monkeypatch: pytest.MonkeyPatch) -> None:
    python = sys.executable
    assert run_bounded([python, "-c", "print('here')"]).strip() == "here"
    with pytest.raises(NoOutput, match="ended with 3: why"):
        run_bounded([python, "-c", "import sys; sys.stderr.write('why'); sys.exit(3)"])
    with pytest.raises(NoOutput, match="FileNotFoundError"):
        run_bounded(["/nowhere/wlr-randr"])
    monkeypatch.setattr(output_scale, "LONGEST_S", 0.2)
    with pytest.raises(NoOutput, match="TimeoutExpired"):
        run_bounded([python, "-c", "import time; time.sleep(60)"])


def test_the_sizes_have_words() -> None:
    words = Words("de")
    assert [size_word(words, size) for size in Size] == ["Normal", "Groß", "Sehr groß"]
    assert not_resized(words).endswith("Bitte sagen Sie es im Büro.")
