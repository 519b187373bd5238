"""The settings on the desk: each question by itself, with what the file says now, and from when on it counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.setup.end import Saved
from kiosk.screens.setup.language import LanguageStep
from kiosk.screens.setup.panel import BarCheck, PanelStep
from kiosk.screens.setup.printer import PaperWidth, PrinterStep
from kiosk.screens.setup.sites import SitePage, SitesStep
from kiosk.screens.setup.text import NameStep, PhoneStep
from kiosk.screens.staff.device import DevicePage
from kiosk.screens.staff.settings_menu import OFFERED, SettingsPage
from kiosk.screens.steps import Back, Open, Refit, Renew, Several, Step, Swap
from kiosk.settings import load
from kiosk.settings_writer import SettingsWriter
from sync.replica import Replica
from tests.kiosk.pages import house_of
from tests.kiosk.piloted import driven
from tests.kiosk.settings_file import CENTRE, PORTAL
from tests.kiosk.staff_house import PIN, staffed
from tests.kiosk.test_setup_wrong import pages, text_of, type_in, words
from tests.sync.clocks import TUESDAY, FakeClock

FRAME = Frame(60, 20)
FILE = f'# vom Rathaus\n{CENTRE}phone = "0221 98"\n\n{PORTAL}'


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[House]:
    clock, path = FakeClock(TUESDAY), tmp_path / "kiosk.toml"
    path.write_text(FILE, "utf-8")
    house = house_of(replicas["demo"], clock, demo=False)
    house.writer = SettingsWriter(path, tmp_path / "secrets")
    house.desk = staffed(tmp_path / "data", replicas["demo"], clock, load(path, tmp_path / "secrets"))
    yield house
    house.desk.close()


def steps(step: Step) -> list[Step]:
    """One after another."""
    return [one for part in step.steps for one in steps(part)] if isinstance(step, Several) else [step]


def test_a22_the_device_page_leads_to_seven_settings(house: House) -> None:
    assert "go:settings" in [task.action for task in DevicePage().tasks(house)]
    tasks = SettingsPage().tasks(house)
    assert [task.action for task in tasks] == ["go:house", *(f"go:{step}" for step in OFFERED)]
    assert len(tasks) == 7
    for task in tasks:
        assert pages(SettingsPage().opened(house, task.action.removeprefix("go:")))


def test_a_telephone_number_is_shown_changed_and_counts_at_once(house: House) -> None:
    page = PhoneStep(house)
    assert page.staff
    assert "0221 98▏" in words(page, house)
    type_in(page, house, "76")
    done = page.act(house, FRAME, "ok")
    assert text_of(house) == FILE.replace('"0221 98"', '"0221 9876"')
    [refit, swap] = steps(done)
    assert isinstance(refit, Refit)
    assert refit.settings.visit.phone == "0221 9876"
    assert isinstance(swap, Swap)
    assert swap.page.deeds(house) == []  # type: ignore[attr-defined]


def test_an_empty_number_takes_the_line_away(house: House) -> None:
    page = PhoneStep(house)
    type_in(page, house, "\b" * 7)
    page.act(house, FRAME, "ok")
    assert "phone" not in text_of(house)


def test_what_somebody_wrote_by_hand_meanwhile_is_kept_and_said(house: House) -> None:
    assert house.writer
    page = PhoneStep(house)
    by_hand = FILE.replace("0221 98", "0221 11")
    house.writer.path.write_text(by_hand, "utf-8")
    type_in(page, house, "76")
    [told] = pages(page.act(house, FRAME, "ok"))
    assert "gerade geändert" in words(told, house)
    assert text_of(house) == by_hand
    assert "0221 11▏" in words(PhoneStep(house), house), "the next look shows what is there"
    page.act(house, FRAME, "ok")
    assert "0221 9876" in text_of(house), "whoever means it says so once more"


@pytest.mark.parametrize("kind", [LanguageStep, PanelStep])
def test_what_needs_a_fresh_start_says_so_and_does_it(house: House, kind: type[Page]) -> None:
    if kind is LanguageStep:
        done = LanguageStep(house).opened(house, "en")
    else:
        [check] = pages(PanelStep(house, lambda: None).chosen(house, "10in 1280x800"))
        assert isinstance(check, BarCheck)
        done = check.act(house, FRAME, "yes")
    [saved] = pages(done)
    assert isinstance(saved, Saved)
    assert "nach dem nächsten Start" in words(saved, house)
    assert saved.do(house, saved.deeds(house)[0].action) == Renew()


def test_a_site_is_read_no_more_after_a_question(house: House) -> None:
    assert "pick:site:portal" in [one.action for one in SitesStep(house).view(house, FRAME).buttons]
    [asked] = pages(SitesStep(house).chosen(house, "site:portal"))
    assert isinstance(asked, SitePage)
    assert asked.chosen(house, "keep") == Back()
    done = asked.chosen(house, "drop")
    assert "portal" not in text_of(house)
    assert any(isinstance(page, Saved) for page in pages(done))


def test_another_printer_counts_at_once_and_takes_nothing_of_the_old_one(house: House) -> None:
    assert house.writer
    house.writer.change({"printer": {"device": "usb://04b8:0202", "dots": 512, "model": "TM-T20II"}}, words=house.words)
    done = PaperWidth("file:///dev/usb/lp1").chosen(house, "58")
    assert text_of(house).endswith('[printer]\ndevice = "file:///dev/usb/lp1"\npaper_mm = 58\n')
    assert [type(step) for step in steps(done)] == [Refit, Back]


def test_no_printer_is_an_answer_too(house: House) -> None:
    PaperWidth("file:///dev/usb/lp1").chosen(house, "80")
    PrinterStep(house).chosen(house, "none")
    assert "[printer]" not in text_of(house)


def test_in_the_demonstration_nothing_is_written(house: House) -> None:
    house.writer = None
    page = NameStep(house)
    type_in(page, house, "x")
    [told] = pages(page.act(house, FRAME, "ok"))
    assert "Vorführung" in words(told, house)


@pytest.mark.anyio
async def test_a_new_name_stands_on_the_start_page_at_once(house: House) -> None:
    house.platforms = ()
    assert house.desk
    house.desk.lock()
    async with driven(house, (60, 20)) as terminal:
        await terminal.sign_in(PIN)
        for action in ("go:more", "go:device", "go:settings", "go:house", "go:name"):
            await terminal.turn_to(action)
        await terminal.press(*["backspace"] * 40)
        await terminal.press(*"Haus")
        await terminal.tap("ok")
        assert terminal.says("Es gilt ab jetzt.")
        await terminal.tap("start")
        assert terminal.says("Haus")
    assert 'name = "Haus"' in text_of(house)


@pytest.mark.anyio
async def test_a24_nobody_reaches_the_settings_without_a_pin(house: House) -> None:
    assert house.desk
    house.desk.lock()
    async with driven(house, (60, 20)) as terminal:
        terminal.app.perform(Open(SettingsPage()))
        assert terminal.view.name == "home"
