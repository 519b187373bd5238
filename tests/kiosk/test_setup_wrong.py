"""What people get wrong in the set-up is said and changes nothing; what the disk refuses, too."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.setup.clock import ClockStep
from kiosk.screens.setup.end import SetUpEnd
from kiosk.screens.setup.language import LanguageStep
from kiosk.screens.setup.net_printer import device_of
from kiosk.screens.setup.network import NetworkStep
from kiosk.screens.setup.panel import BarCheck, PanelStep, PanelWidth
from kiosk.screens.setup.printer import PrinterStep
from kiosk.screens.setup.site_address import AddressPage, FoundPage, looked_at
from kiosk.screens.setup.site_stick import OnSticks, StickPage
from kiosk.screens.setup.start import SetUpStart
from kiosk.screens.setup.text import NameStep, PhoneStep
from kiosk.screens.steps import Chore, Open, Refit, Several, Stay, Step, Swap
from kiosk.setup import SetUp
from kiosk.setup import Step as Asked
from kiosk.steward import Answer
from kiosk.type_check import Window
from kiosk.type_size import PANELS
from sync.clock import Trust
from tests.kiosk.device_pages import Listening
from tests.kiosk.setup_house import PIN, set_up_house

FRAME = Frame(60, 20)
NAMED = '[centre]\nname = "Treff am Markt"\n'


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The set-up behind the first of the staff."""
    with set_up_house(tmp_path) as house:
        assert house.writer
        assert house.desk
        house.writer.path.write_text(NAMED, "utf-8")
        house.desk.enrol_first("Anna", PIN)
        yield house


def pages(step: Step | None) -> list[Page]:
    """What a step puts on the screen."""
    match step:
        case Several(steps):
            return [page for one in steps for page in pages(one)]
        case Open(page) | Swap(page):
            return [page]
    return []


def words(page: Page, house: House) -> str:
    """All that a page says, from its first sheet to its last."""
    said = []
    for _ in range(9):
        view = page.view(house, FRAME)
        said += [text.text for text in view.texts] + [line for one in view.buttons for line in one.lines]
        if not view.button_for("next"):
            break
        page.act(house, FRAME, "next")
    return " ".join(said)


def text_of(house: House) -> str:
    assert house.writer
    return house.writer.path.read_text("utf-8")


def type_in(page: Page, house: House, text: str) -> None:
    for letter in text:
        page.typed(house, letter)


def test_an_empty_name_leads_nowhere(house: House) -> None:
    page = NameStep(house)
    page.letters.text = "   "
    assert isinstance(page.act(house, FRAME, "ok"), Stay)


def test_r15_a_full_disk_is_said_and_the_words_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PhoneStep(house)
    type_in(page, house, "0221 98")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", full)
    [told] = pages(page.act(house, FRAME, "ok"))
    assert "voll" in words(told, house)
    assert text_of(house) == NAMED
    assert page.letters.text == "0221 98"


def test_r15_a_card_that_takes_nothing_says_so_at_the_first_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with set_up_house(tmp_path) as house:

        def read_only(*_: object) -> None:
            raise OSError(errno.EROFS, "read-only")

        monkeypatch.setattr(os, "replace", read_only)
        for step in (SetUpStart().opened(house, "on"), LanguageStep(house).opened(house, "en")):
            [told] = pages(step)
            assert told.name == "told:settings"
            assert not told.staff, "nobody is signed in, and everybody has to read it"


def test_settings_that_somebody_broke_meanwhile_are_named_and_not_touched(house: House) -> None:
    assert house.writer
    house.writer.path.write_text("[centre\n", "utf-8")
    page = PhoneStep(house)
    type_in(page, house, "0221")
    [told] = pages(page.act(house, FRAME, "ok"))
    assert "kein gültiges TOML" in words(told, house)
    assert text_of(house) == "[centre\n"


@pytest.mark.parametrize("width", ["1", "49", "2001", "9999"])
def test_a_width_that_no_panel_has_is_told(house: House, width: str) -> None:
    [told] = pages(PanelWidth(PanelStep(house, lambda: None)).take(house, width))
    assert "zwischen 50 und 2000 Millimeter" in words(told, house)


@pytest.mark.parametrize(("name", "panel"), PANELS.items())
def test_a1_the_bar_is_as_long_as_a_bank_card_to_half_a_cell(house: House, name: str, panel: object) -> None:
    """On the window that each panel has before it is named: 42 cells across."""
    known = PANELS[name]
    cell_px = known.px[0] // 42
    step = PanelStep(house, lambda: Window(42, 13, cell_px * 42, known.px[1]))
    page = BarCheck(step, known, name)
    [bar, *_] = [text.text for text in page.view(house, Frame(42, 13)).texts if "█" in text.text]
    cell_mm = cell_px * known.mm[0] / known.px[0]
    assert min(abs(len(bar) * cell_mm - side) for side in (85.6, 53.98)) <= cell_mm / 2


def test_another_panel_is_measured_and_written_by_its_sides(house: House) -> None:
    step = PanelStep(house, lambda: Window(80, 22, 1360, 748))
    [check] = pages(PanelWidth(step).take(house, "410"))
    check.act(house, FRAME, "yes")
    assert "panel_px = [1366, 768]" in text_of(house)
    assert "panel_mm = [410, 230.5]" in text_of(house)


def test_no_is_the_way_back_to_the_panels(house: House) -> None:
    page = BarCheck(PanelStep(house, lambda: None), PANELS["7in 800x480"], "7in 800x480")
    page.act(house, FRAME, "no")
    assert "[screen]" not in text_of(house)


@pytest.mark.parametrize("text", ["https://", "quartier", "https://a b"])
def test_what_is_no_address_is_said(house: House, text: str) -> None:
    page = AddressPage()
    page.keys.text = text
    [told] = pages(page.act(house, FRAME, "ok"))
    assert "keine Adresse" in words(told, house)


def test_a_site_that_does_not_answer_is_named(house: House) -> None:
    step = looked_at("http://127.0.0.1:9/")
    assert isinstance(step, Several)
    opened, chore = step.steps
    assert isinstance(opened, Open)
    assert isinstance(chore, Chore)
    [told] = pages(opened.page.finished(house, chore, chore.work(house)))
    assert "127.0.0.1" in words(told, house)
    assert "Prüfen Sie die Adresse." in words(told, house)


def test_a_site_with_nothing_to_read_says_so(house: House) -> None:
    [told] = pages(FoundPage("https://example.org").finished(house, Chore(FoundPage(""), lambda _: None), []))
    assert "Nichts gefunden" in words(told, house)


@pytest.mark.parametrize(
    ("typed", "device"),
    [
        ("192.168.1.50", "tcp://192.168.1.50:9100"),
        (" bondrucker.local:9101 ", "tcp://bondrucker.local:9101"),
        ("tcp://192.168.1.50:9100", "tcp://192.168.1.50:9100"),
        ("", None),
        ("192.168.1.50:99999", None),
        ("a/b", None),
    ],
)
def test_an_address_of_a_printer_is_made_whole_or_refused(typed: str, device: str | None) -> None:
    assert device_of(typed) == device


@pytest.mark.parametrize("content", [b"[centre\n", b"\xff\xfe", b'[centre]\nnmae = "A"\n'])
def test_settings_on_a_stick_that_cannot_be_used_change_nothing(house: House, content: bytes) -> None:
    page = StickPage()
    page.finished(house, Chore(page, lambda _: None), OnSticks(True, (), (("KIOSK", content),)))
    [asked] = pages(page.chosen(house, "all:0"))
    [told] = pages(asked.act(house, FRAME, "yes"))
    assert text_of(house) == NAMED
    assert told.name == "told:settings"


def test_all_settings_come_from_a_stick_after_a_question(house: House) -> None:
    content = '# vom Rathaus\n[centre]\nname = "Treff Süd"\n'.encode()
    page = StickPage()
    page.finished(house, Chore(page, lambda _: None), OnSticks(True, (), (("KIOSK", content),)))
    [asked] = pages(page.chosen(house, "all:0"))
    taken = asked.act(house, FRAME, "yes")
    assert isinstance(taken, Several)
    assert isinstance(taken.steps[0], Refit)
    assert text_of(house).encode() == content
    assert house.writer
    assert house.writer.before() is not None


@pytest.mark.parametrize("digits", ["0503", "310220271430", "050320272430", "000000000000", "05032027143"])
def test_r10_a_day_that_is_none_is_typed_again(house: House, digits: str) -> None:
    house.steward = Listening()
    page = ClockStep(house)
    type_in(page, house, digits)
    assert isinstance(page.act(house, FRAME, "ok"), Stay)
    assert "gibt es nicht" in words(page, house)


def test_r10_the_time_is_set_to_the_minute_and_staff_vouch_for_it(house: House) -> None:
    assert house.desk
    house.steward, house.desk.clock.trust = Listening(), Trust.UNTRUSTED  # type: ignore[misc]
    page = ClockStep(house)
    type_in(page, house, "050720271430")
    chore = page.act(house, FRAME, "ok")
    assert isinstance(chore, Chore)
    assert getattr(chore.work, "keywords", {})["facts"] == {"minute": "2027-07-05T14:30+02:00"}
    page.finished(house, chore, Answer(done=True))
    assert not house.desk.doubts_clock


def test_r10_the_date_is_asked_only_where_nobody_knows_it(house: House) -> None:
    from kiosk.screens.setup.step_page import steps_of

    assert house.desk
    assert Asked.CLOCK not in steps_of(house)
    house.desk.clock.trust = Trust.UNTRUSTED  # type: ignore[misc]
    assert steps_of(house)[-1] is Asked.CLOCK


def test_r10_the_network_may_tell_the_time_while_it_is_asked_for(house: House) -> None:
    """From then on it is no question any more, and what follows it is the same."""
    assert house.desk
    house.desk.clock.trust = Trust.UNTRUSTED  # type: ignore[misc]  # the fake clock's is a plain attribute
    page = ClockStep(house)
    house.desk.clock.trust = Trust.NTP  # type: ignore[misc]
    led = page.further(house, later=True)
    assert isinstance(led, Several)
    assert isinstance(led.steps[0], Swap)
    assert isinstance(led.steps[0].page, SetUpEnd)
    back = page.back(house)
    assert isinstance(back, Several)
    assert isinstance(back.steps[0], Swap)
    assert isinstance(back.steps[0].page, PrinterStep)


def test_without_a_steward_the_network_page_says_what_to_do(house: House) -> None:
    page = NetworkStep(house)
    assert isinstance(page.arrive(house), Stay)
    assert "Netzwerkkabel" in words(page, house)


@pytest.mark.parametrize("content", [b"", b"{", b'{"at": "nowhere"}', b'{"language": "xx"}', b"\xff"])
def test_progress_that_cannot_be_read_begins_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "setup.json").write_bytes(content)
    setup = SetUp(tmp_path)
    setup.load()
    assert (setup.at, setup.language) == (Asked.LANGUAGE, "de")
