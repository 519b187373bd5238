"""Settings that cannot be used at a start on the device: a page says so, and staff bring back those that worked."""

import errno
import os
import sys
from pathlib import Path

import pytest

from kiosk.first_start import phone_of, prepare, refuse_where_done
from kiosk.place import Place
from kiosk.session import REFUSED, WRONG, Session, Stop
from kiosk.widgets.view import Look
from sync.update.installed import Installed, Trial, running
from tests.kiosk.setup_house import PIN, first_start, session_in

pytestmark = pytest.mark.anyio
GOOD = '[centre]\nname = "Treff am Markt"\nphone = "0221 98 76 54"\n'
BROKEN = '[centre]\nname = Treff am Markt\nphone = "0221 98 76 54"\n'
CANARY = "Kanarienvogel"


def staffed(folder: Path, text: str = GOOD) -> Path:
    """A terminal that is set up and was started once, with one of the staff; its settings file."""
    settings = folder / "etc" / "kiosk.toml"
    settings.parent.mkdir()
    settings.write_text(text, "utf-8")
    session = session_in(folder)
    session.desk.enrol_first(CANARY, PIN)
    session.close()
    return settings


@pytest.mark.parametrize("grid", [(28, 8), (42, 13), (60, 20)], ids=str)
async def test_broken_settings_become_a_page_with_the_telephone_number(tmp_path: Path, grid: tuple[int, int]) -> None:
    settings = staffed(tmp_path)
    settings.write_text(BROKEN, "utf-8")
    async with first_start(tmp_path, grid) as hand:
        said = ""
        for _ in range(20):
            said += " ".join(text.text for text in hand.view.texts if text.look is Look.SHEET) + " "
            if not hand.view.button_for("next"):
                break
            await hand.tap("next")
        whole = "".join(said.split())
        assert "DasTerminalläuftgeradenicht." in whole
        assert "Telefon:0221987654" in whole
        assert "istkeingültigesTOML:name=TreffamMarkt" in whole
        assert CANARY not in said


async def test_staff_bring_back_the_settings_that_worked(tmp_path: Path) -> None:
    settings = staffed(tmp_path)
    settings.write_text(BROKEN, "utf-8")
    async with first_start(tmp_path, (60, 20)) as hand:
        await hand.tap("before")
        assert hand.view.name == "sign-in", "visitors change nothing"
        await hand.spell(PIN)
        await hand.tap("ok")
        await hand.until(lambda: hand.app.house.signed_in)
        await hand.tap("back")
        assert settings.read_text("utf-8") == BROKEN, "asked once more (A19)"
        await hand.tap("before")
        await hand.spell(PIN)
        await hand.tap("ok")
        await hand.until(lambda: hand.app.house.signed_in)
        hand.app.walk.act(hand.app.frame, "yes")
        await hand.pilot.pause()
        assert hand.app.renewed
    assert settings.read_text("utf-8") == GOOD
    assert (settings.parent / "kiosk.toml.broken").read_text("utf-8") == BROKEN
    session = session_in(tmp_path)
    assert session.house.entrance is None
    session.close()


async def test_with_a_wrong_pin_nobody_gets_further(tmp_path: Path) -> None:
    staffed(tmp_path).write_text(BROKEN, "utf-8")
    async with first_start(tmp_path, (60, 20)) as hand:
        await hand.tap("before")
        await hand.spell("111222")
        await hand.tap("ok")
        await hand.until(lambda: not hand.says("Einen Moment"))
        assert not hand.app.house.signed_in
        assert hand.view.name == "sign-in"


async def test_missing_settings_of_a_terminal_with_staff_open_no_set_up(tmp_path: Path) -> None:
    """Nobody takes over a terminal by deleting a file."""
    staffed(tmp_path).unlink()
    async with first_start(tmp_path, (60, 20)) as hand:
        assert hand.view.name == "settings-trouble"
        assert hand.says("Für das Büro: Die Einstellungen haben einen Fehler.")


def test_r39_a_version_on_trial_that_cannot_use_the_settings_ends_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page in its place would be drawn well enough for the version to be kept."""
    staffed(tmp_path).write_text(BROKEN, "utf-8")
    tried = Installed(Path(sys.prefix), Trial(running(), "0.0.9"), None)
    monkeypatch.setattr(Installed, "ours", True)
    monkeypatch.setattr(Installed, "read", lambda: tried)
    with pytest.raises(Stop) as stopped:
        session_in(tmp_path)
    assert stopped.value.code == WRONG


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        (GOOD, "0221 98 76 54"),
        (BROKEN, "0221 98 76 54"),
        ("[centre]\nphone = 221\n", None),
        ('phone = "\x1b[31m0221"\n[centre', "0221"),
        ("", None),
    ],
)
def test_the_number_is_read_from_a_broken_file_too(tmp_path: Path, text: str, phone: str | None) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(text, "utf-8")
    found = phone_of(path)
    assert found == phone or (phone and found and phone in found and "\x1b" not in found)
    assert phone_of(tmp_path / "nothing") is None


def test_a_file_that_somebody_laid_there_needs_no_set_up(tmp_path: Path) -> None:
    place = Place(tmp_path / "kiosk.toml", tmp_path / "data", settings_named=True)
    place.settings.write_text(GOOD, "utf-8")
    session = Session(place)
    prepare(session)
    assert (session.settings.centre, session.house.entrance, session.demo) == ("Treff am Markt", None, False)
    assert (tmp_path / "kiosk.toml.bak").read_text("utf-8") == GOOD, "it worked, so it is one to come back to"
    session.close()


def test_r15_a_card_that_takes_nothing_any_more_keeps_nobody_from_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(tmp_path / "kiosk.toml", tmp_path / "data", settings_named=True)
    place.settings.write_text(GOOD, "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "replace", full)
    session = Session(place)
    prepare(session)
    assert (session.settings.centre, session.house.entrance) == ("Treff am Markt", None)
    session.close()


def test_the_set_up_opens_only_once(tmp_path: Path) -> None:
    place = Place(tmp_path / "kiosk.toml", tmp_path / "data", settings_named=True)
    place.prepare()
    refuse_where_done(Session(place))
    place.settings.write_text(GOOD, "utf-8")
    with pytest.raises(Stop) as stopped:
        refuse_where_done(Session(place))
    assert stopped.value.code == REFUSED
    (place.data / "setup.json").write_text("{}")
    refuse_where_done(Session(place))
