"""A1, R38: another panel hangs there than the settings name; staff choose it on the screen, without any shell."""

from pathlib import Path

import pytest

from kiosk.launcher import LAUNCHED, SCREEN, leave_word
from kiosk.screens.setup.other_panel import OtherPanel
from kiosk.screens.setup.panel import PanelStep
from kiosk.type_check import Window
from kiosk.type_size import PANELS
from tests.kiosk.setup_house import PIN, first_start, session_in

pytestmark = pytest.mark.anyio
GOOD = '[centre]\nname = "Treff am Markt"\nphone = "0221 98 76 54"\n\n[screen]\npanel = "10in 1280x800"\n'
OWN, OTHER = Window(42, 13, 1274, 793), Window(42, 13, 798, 468)


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[Window]:
    """The first is what the window is at this moment."""
    now = [OTHER]
    monkeypatch.setattr("kiosk.first_start.own_window", lambda: now[0])
    monkeypatch.setenv(LAUNCHED, "screen")
    return now


@pytest.fixture
def staffed(tmp_path: Path, window: list[Window]) -> Path:
    """Set up, with one of the staff; its settings file."""
    settings = tmp_path / "etc" / "kiosk.toml"
    settings.parent.mkdir()
    settings.write_text(GOOD, "utf-8")
    session = session_in(tmp_path)
    session.desk.enrol_first("Kanarienvogel", PIN)
    session.close()
    return settings


async def test_a1_staff_choose_the_panel_that_hangs_there_and_the_terminal_opens(
    staffed: Path, tmp_path: Path, window: list[Window]
) -> None:
    async with first_start(tmp_path, (42, 13)) as hand:
        assert hand.view.name == OtherPanel.name
        assert hand.says("0221 98 76 54")
        await hand.tap("panel")
        assert hand.view.name == "sign-in", "visitors change nothing"
        await hand.spell(PIN)
        await hand.tap("ok")
        await hand.until(lambda: hand.app.house.signed_in)
        page = hand.app.walk.page
        assert isinstance(page, PanelStep)
        page._window = lambda: OTHER
        assert [key for key, _ in page.choices(hand.app.house)] == ["7in 800x480", "width"]
        await hand.tap("pick:7in 800x480")
        await hand.tap("yes")
        assert hand.view.name == "settings-saved"
        hand.app.walk.act(hand.app.frame, "renew")
        await hand.pilot.pause()
        assert hand.app.renewed
    assert 'panel = "7in 800x480"' in staffed.read_text("utf-8")
    session = session_in(tmp_path)
    assert session.house.entrance is None
    assert session.settings.screen.panel == PANELS["7in 800x480"]
    session.close()


def test_a1_the_window_opens_anew_with_letters_as_large_as_can_be(
    staffed: Path, tmp_path: Path, window: list[Window]
) -> None:
    """With the old panel's size of letters the new one might hold no page; without any the launcher takes 42 across."""
    window[0] = OWN
    for at, wanted, anew in ((OWN, True, True), (OWN, True, False), (OTHER, False, True), (OTHER, False, False)):
        window[0] = at
        session = session_in(tmp_path)
        assert leave_word(session.place.data, session.settings, session.words, {LAUNCHED: ""}) is anew
        assert ("pixelsize=" in (session.place.data / SCREEN).read_text()) is wanted
        session.close()


def test_who_starts_it_in_a_small_window_of_a_desktop_is_asked_nothing(
    staffed: Path, tmp_path: Path, window: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LAUNCHED)
    session = session_in(tmp_path)
    assert session.house.entrance is None
    session.close()


@pytest.mark.parametrize("at", [Window(42, 13, 0, 0), OWN], ids=["no pixels", "its own"])
def test_a_window_that_may_be_the_panels_is_no_other(
    staffed: Path, tmp_path: Path, window: list[Window], at: Window
) -> None:
    window[0] = at
    session = session_in(tmp_path)
    assert session.house.entrance is None
    session.close()
