"""The self-check on the staff's desk: worst first, a tap for more, and what is bad once a day after signing in."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.check.finding import State
from kiosk.check.readings.pulls import Pulls, pulls
from kiosk.check.report import Readings
from kiosk.check.worker import CheckWorker
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.made import Made
from kiosk.papers.making import printed
from kiosk.screens.staff.check import CheckPage, read_all
from kiosk.screens.staff.check_news import BadNews, bad_news
from kiosk.screens.staff.desk import first_pages
from kiosk.screens.staff.device import DevicePage
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.paper import PaperPage
from kiosk.screens.steps import Chore, Open, Several, Step
from kiosk.settings import PrinterSettings, Settings
from kiosk.words import Words
from printing.errors import Trouble
from sync.clock import Trust
from sync.replica import Replica
from tests.kiosk.check_machine import Pi
from tests.kiosk.check_pages import WORST, check_pages, watched
from tests.kiosk.page_rules import (
    back_and_start_stay,
    buttons_are_apart,
    buttons_are_large,
    labels_fit,
    nothing_overlaps,
    texts_fit,
)
from tests.kiosk.pages import GRIDS, LANGUAGES, turned
from tests.kiosk.piloted import driven
from tests.kiosk.staff_house import PIN, STAFF, office
from tests.kiosk.test_clarify_pages import words as words_of
from tests.sync.clocks import FakeClock

RULES = (texts_fit, labels_fit, nothing_overlaps, buttons_are_large, buttons_are_apart, back_and_start_stay)
LARGE = Frame(100, 30)


@pytest.fixture
def pi(tmp_path: Path) -> Pi:
    return Pi(tmp_path / "pi", tmp_path / "office")


@pytest.fixture
def house(replicas: dict[str, Replica], tmp_path: Path, pi: Pi) -> Iterator[House]:
    with office(tmp_path / "office", replicas["demo"]) as (house, desk):
        desk.sign_in(PIN)
        desk.add_staff("Herr Amt", "918273")
        yield watched(house, pi)


def opened(step: Step, house: House) -> CheckPage:
    """The page that a step opens, when its chore is through."""
    assert isinstance(step, Several)
    [page] = [one.page for one in step.steps if isinstance(one, Open)]
    [chore] = [one for one in step.steps if isinstance(one, Chore)]
    assert isinstance(page, CheckPage)
    page.finished(house, chore, chore.work(house))
    return page


def clock_of(house: House) -> FakeClock:
    assert isinstance(house.clock, FakeClock)
    return house.clock


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_the_pages_keep_the_rules_of_all_pages(house: House, grid: tuple[int, int]) -> None:
    for language in LANGUAGES:
        house.words = Words(language)
        for page in check_pages(house):
            for one in turned(page, house, Frame(*grid), 40):
                for rule in RULES:
                    rule(one)


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
def test_every_finding_can_be_reached_on_every_grid_and_says_what_to_do(house: House, grid: tuple[int, int]) -> None:
    frame, page, seen = Frame(*grid), CheckPage(WORST), list[str]()
    for shown in turned(page, house, frame, 40):
        seen += [button.action for button in shown.view.buttons if button.action.startswith("open:")]
    assert len(seen) == len(set(seen)) == 15
    step = page.act(house, frame, seen[0])
    assert isinstance(step, Open)
    told = " ".join(words_of(one.view) for one in turned(step.page, house, frame, 40))
    assert "Bitte handeln" in told


def test_r40_the_desk_leads_to_it_it_reads_beside_the_screen_and_says_how_old_it_is(house: House) -> None:
    step = DevicePage().act(house, LARGE, "go:check")
    page = opened(step, house)
    assert "Selbstprüfung" in words_of(page.view(house, LARGE))
    assert "gerade eben" in words_of(page.view(house, LARGE))
    clock_of(house).later(minutes=7)
    assert "vor 7 Minuten" in words_of(page.view(house, LARGE))


def test_r40_nothing_is_read_while_the_page_is_drawn(house: House, pi: Pi) -> None:
    page = opened(CheckPage().begin(house), house)
    before = page.view(house, LARGE)
    pi.unplug()
    assert page.view(house, LARGE) == before
    step = page.act(house, LARGE, "again")
    assert isinstance(step, Chore)
    page.finished(house, step, step.work(house))
    assert "Es ist kein Netz da." in words_of(page.view(house, LARGE))


def test_r40_the_worst_comes_first_with_a_sign_that_is_no_colour(house: House) -> None:
    cards = [button for button in CheckPage(WORST).view(house, LARGE).buttons if button.action.startswith("open:")]
    assert all(card.lines[0].startswith("× ") for card in cards), "bad ones first"
    last = CheckPage(WORST)
    last.at = 13
    [*_, card] = [one for one in last.view(house, LARGE).buttons if one.action.startswith("open:")]
    assert not card.lines[0].startswith("×")


def test_a_disk_that_refuses_is_told_in_place_of_the_cards(house: House) -> None:
    page = CheckPage()
    page.begin(house)
    assert page.chore
    page.finished(house, page.chore, "Der Speicher ist nicht zu lesen.")
    assert "Der Speicher ist nicht zu lesen." in words_of(page.view(house, LARGE))
    assert page.view(house, LARGE).button_for("again")


def test_what_comes_too_late_changes_nothing(house: House) -> None:
    page = CheckPage()
    page.begin(house)
    first = page.chore
    assert first
    page.act(house, LARGE, "back")
    page.begin(house)
    page.finished(house, first, WORST)
    assert page.total(house) == 0


def test_r40_what_is_bad_is_said_after_signing_in_and_once_a_day(house: House, pi: Pi) -> None:
    pi.backed_up_twice(clock_of(house).now())
    watched(house, pi)
    assert not any(isinstance(page, BadNews) for page in first_pages(house)), "all is well"
    pi.write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1")
    watched(house, pi)
    [page] = [page for page in first_pages(house) if isinstance(page, BadNews)]
    assert "Das Netzteil ist zu schwach." in words_of(page.view(house, LARGE))
    again = bad_news(house)
    assert again is not None, "nobody has seen it yet"
    page.act(house, LARGE, "back")
    assert bad_news(house) is None
    clock_of(house).later(hours=13)
    assert bad_news(house) is None, "the same day"
    clock_of(house).later(hours=11)
    assert bad_news(house) is not None


def test_r11_a_clock_that_stands_still_does_not_silence_it_for_ever(house: House, pi: Pi) -> None:
    clock = clock_of(house)
    clock.trusted, clock.trust = False, Trust.UNTRUSTED
    pi.write("sys/class/thermal/thermal_zone0/temp", "90000")
    page = bad_news(watched(house, pi))
    assert page
    page.act(house, LARGE, "back")
    assert bad_news(house) is None
    clock.ticks += 86_500
    assert bad_news(house), "a day by the clock that never jumps"
    page.act(house, LARGE, "back")
    clock.reboot("boot-2")
    assert bad_news(house), "another run of the machine"


def test_r40_showing_leads_to_the_page(house: House, pi: Pi) -> None:
    pi.unplug()
    page = bad_news(watched(house, pi))
    assert page
    step = page.act(house, LARGE, "pick:show")
    assert isinstance(step, Several)
    [inner] = [one for one in step.steps if isinstance(one, Several)]
    assert "Es ist kein Netz da." in words_of(opened(inner, house).view(house, LARGE))
    assert bad_news(house) is None


def test_before_the_first_look_nothing_is_said(house: House, pi: Pi) -> None:
    pi.unplug()
    watched(house, pi)
    assert house.watch
    house.watch.device = None
    assert bad_news(house) is None


def test_r40_the_monthly_page_is_set_from_here_and_ends_its_reminder(house: House) -> None:
    page = opened(CheckPage().begin(house), house)
    step = page.act(house, LARGE, "sheet")
    assert isinstance(step, Several)
    [paper] = [one.page for one in step.steps if isinstance(one, Open)]
    assert isinstance(paper, PaperPage)
    [chore] = [one for one in step.steps if isinstance(one, Chore)]
    made = chore.work(house)
    assert isinstance(made, Made)
    assert _state(house, "sheet") is State.WATCH
    printed(made, desk_of(house))
    assert _state(house, "sheet") is State.GOOD
    clock_of(house).later(days=35)
    assert _state(house, "sheet") is State.WATCH


def _state(house: House, name: str) -> State:
    page = CheckPage(read_all(house))
    [one] = [one for one in page._found(house) if one.name == name]
    return one.state


def test_r22_the_printer_of_the_settings_is_asked(replicas: dict[str, Replica], tmp_path: Path, pi: Pi) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    settings = Settings(printer=PrinterSettings(device=f"tcp://127.0.0.1:{port}"))
    with office(tmp_path / "office", replicas["demo"], settings=settings) as (house, desk):
        desk.sign_in(PIN)
        house.printer = True
        answered = read_all(watched(house, pi)).answered
    assert answered
    assert answered.trouble is Trouble.REFUSED


@pytest.mark.anyio
async def test_the_worker_tells_the_terminal_what_it_saw(house: House, pi: Pi) -> None:
    assert house.watch
    seen, house.watch.device = house.watch.device, None
    assert seen
    async with driven(house, (60, 20)) as hand:
        CheckWorker(pi.machine, clock_of(house), hand.app.post_message).once()
        await hand.until(lambda: house.watch is not None and house.watch.device is not None)
    assert house.watch.device == seen


def test_r40_who_was_active_is_told_by_name_to_staff(house: House) -> None:
    read = read_all(house)
    assert isinstance(read, Readings)
    assert read.books
    assert list(read.books.active) == [STAFF], "Herr Amt never signed in"
    desk_of(house).sign_in("918273")
    assert set(read_all(house).books.active) == {STAFF, "Herr Amt"}  # type: ignore[union-attr]  # read just above


def test_r40_the_site_that_was_read_longest_ago_counts_and_those_that_failed_are_named(
    house: House, tmp_path: Path
) -> None:
    now = clock_of(house).now()
    with Replica.open(tmp_path / "own.db", "Europe/Berlin") as replica:
        for name, state, age in (("portal", "ok", 3), ("ring", "failed", 30), ("other", "failed", 900)):
            replica.begin(name, now)
            replica.conclude(name, state, now - timedelta(hours=age), state == "ok", None, None)
        house.replica, house.platforms = replica, ("portal", "ring")
        assert pulls(house) == Pulls(2, now - timedelta(hours=30), ("ring",))
        house.platforms = ("portal", "new")
        assert pulls(house) == Pulls(2, None), "one was never read whole"
        house.platforms = ()
        assert pulls(house) == Pulls(0, None)
