"""Papers at the desk: composed beside the screen, saved whole, and only told to whoever still looks."""

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest

from kiosk import paper_run
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.paper_settings import PaperSettings
from kiosk.papers.issues import KEPT
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.screens.staff import paper
from kiosk.screens.steps import Lock
from kiosk.settings import Settings
from kiosk.sticks import Stick, sticks
from sync.replica import Replica
from tests.kiosk.piloted import Driven, driven
from tests.kiosk.staff_house import PIN, office
from tests.pdf_checks import assert_ua1
from tests.peers.cups import Spooler

pytestmark = pytest.mark.anyio
Staffed = tuple[House, Desk]


@pytest.fixture
def there(replicas: dict[str, Replica], tmp_path: Path) -> Iterator[Staffed]:
    with office(tmp_path / "desk", replicas["demo"]) as both:
        yield both


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system has mounted as a stick."""
    folder = tmp_path / "media" / "MEIN STICK"
    folder.mkdir(parents=True)
    table = tmp_path / "mounts"
    escaped = str(folder).replace(" ", "\\040")
    table.write_text(f"/dev/sda2 / ext4 rw 0 0\n/dev/sdb1 {escaped} vfat rw,nosuid 0 0\nbroken\n", "utf-8")
    monkeypatch.setattr(paper, "sticks", partial(sticks, table, (f"{tmp_path}/media/",)))
    return folder


async def opened(hand: Driven, which: str) -> None:
    """Sign in and open a paper."""
    await hand.sign_in(PIN)
    await hand.turn_to("go:papers")
    if which == "distribution":
        await hand.turn_to("go:binders")
    await hand.turn_to(f"go:{which}")


async def test_the_newspaper_is_composed_beside_the_screen_and_saved_whole(there: Staffed, stick: Path) -> None:
    house, desk = there
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "newspaper")
        await hand.until(lambda: hand.view.button_for("stick") is not None)
        assert desk.ledger.kept.get(KEPT) is None
        await hand.tap("stick")
        await hand.until(lambda: hand.says("Gespeichert als"))
    (saved,) = stick.iterdir()
    assert saved.suffix == ".pdf"
    assert_ua1(saved.read_bytes())


async def test_a_saved_newspaper_is_an_issue_that_went_out(there: Staffed, stick: Path) -> None:
    house, desk = there
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "newspaper")
        await hand.until(lambda: hand.view.button_for("stick") is not None)
        await hand.tap("stick")
        await hand.until(lambda: hand.says("Gespeichert als"))
        kept = desk.ledger.kept.get(KEPT)
        assert kept is not None
        await hand.tap("form")
        await hand.until(lambda: hand.says("A4") and hand.view.button_for("stick") is not None)
        await hand.tap("stick")
        await hand.until(lambda: hand.says("Gespeichert als"))
        assert desk.ledger.kept.get(KEPT) == kept
    assert len(list(stick.iterdir())) == 2


async def test_numbers_are_only_used_up_when_somebody_says_so(there: Staffed, stick: Path) -> None:
    house, desk = there
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "vouchers")
        ranges = partial(desk.ledger.db.execute, "SELECT count(*) FROM voucher")
        assert ranges().fetchone() == (0,)
        await hand.tap("compose")
        await hand.until(lambda: hand.view.button_for("stick") is not None)
        assert ranges().fetchone() == (1,)
        await hand.tap("stick")
        await hand.until(lambda: hand.says("Gespeichert als"))
        await hand.tap("stick")
        await hand.until(lambda: hand.says("Gespeichert als"))
        assert ranges().fetchone() == (1,)


async def test_a_paper_that_gets_ready_while_help_is_read_is_there_afterwards(
    there: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, _ = there
    go_on, compose = threading.Event(), paper_run.compose

    def late(house: House, paper: Paper, wishes: Wishes) -> Made | str:
        assert go_on.wait(10)
        return compose(house, paper, wishes)

    monkeypatch.setattr(paper_run, "compose", late)
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "distribution")
        page = hand.app.walk.page
        assert isinstance(page, paper.PaperPage)
        await hand.tap("help")
        go_on.set()
        await hand.until(lambda: page.chore is None)
        assert hand.view.name == "help"
        await hand.tap("back")
        assert hand.view.button_for("stick") is not None


async def test_a24_whoever_locks_meanwhile_sees_nothing_of_the_paper(there: Staffed) -> None:
    house, desk = there
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "statement")
        hand.app.perform(Lock())
        await hand.settled()
        assert (hand.view.name, desk.staff) == ("home", None)


async def test_without_stick_and_printer_the_page_says_what_to_do(
    there: Staffed, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, _ = there
    monkeypatch.setattr(paper, "sticks", list)
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "distribution")
        await hand.until(lambda: hand.view.button_for("stick") is not None)
        await hand.tap("stick")
        assert hand.says("Hier steckt kein Stick")
        await hand.tap("print")
        assert hand.says("kein Drucker für A4")


async def test_of_several_sticks_one_is_chosen(there: Staffed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house, _ = there
    both = [Stick(name, tmp_path / name) for name in ("EINS", "ZWEI")]
    for one in both:
        one.folder.mkdir()
    monkeypatch.setattr(paper, "sticks", lambda: both)
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "distribution")
        await hand.until(lambda: hand.view.button_for("stick") is not None)
        await hand.tap("stick")
        await hand.tap("do:1")
        await hand.until(lambda: hand.says("Gespeichert als"))
    assert [len(list(one.folder.iterdir())) for one in both] == [0, 1]


def test_a_full_or_vanished_stick_is_named_and_nothing_is_kept_half(
    there: Staffed, stick: Path, tmp_path: Path
) -> None:
    """The folder of a stick that was pulled out is gone."""
    from kiosk.paper_run import put_away

    house, desk = there
    desk.sign_in(PIN)
    made = Made(paper=Paper.STATEMENT, name="k.pdf", title="K", pdf=b"%PDF-1", sheets=1, rows=())
    answer = put_away(house, made, tmp_path / "gone")
    assert isinstance(answer, str)
    assert "ist nicht zu schreiben" in answer
    (stick / "k.pdf").write_text("Brief")
    answer = put_away(house, made, stick)
    assert isinstance(answer, str)
    assert (stick / "k.pdf").read_text() == "Brief"


async def test_what_nobody_foresaw_is_told_to_the_page_that_waits(
    there: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, _ = there

    def broken(*_: object, **__: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(paper_run, "compose", broken)
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "statement")
        await hand.until(lambda: hand.says("Hier ist etwas schiefgegangen"))
        assert hand.view.button_for("compose") is not None


@pytest.fixture
def printing(replicas: dict[str, Replica], tmp_path: Path, spooler: Spooler) -> Iterator[Staffed]:
    """A centre whose A4 printer is the queue `bon` of a real CUPS."""
    settings = Settings(paper=PaperSettings(copies=2, queue="bon"))
    with office(tmp_path / "desk", replicas["demo"], settings=settings) as both:
        yield both


async def test_a_run_is_asked_about_with_its_sheets_and_becomes_an_issue(printing: Staffed, spooler: Spooler) -> None:
    house, desk = printing
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "newspaper")
        await hand.until(lambda: hand.view.button_for("print") is not None)
        await hand.tap("print")
        await hand.tap("do:one")
        await hand.until(lambda: hand.says("hat alles bekommen"))
        assert len(spooler.bon.jobs) == 1
        assert desk.ledger.kept.get(KEPT) is None
        await hand.tap("print")
        await hand.tap("do:run")
        assert hand.says("Blatt Papier")
        assert spooler.bon.jobs[1:] == []
        await hand.tap("yes")
        await hand.until(lambda: hand.says("hat alles bekommen"))
    assert desk.ledger.kept.get(KEPT) is not None
    trial, run = spooler.bon.jobs
    assert_ua1(trial)
    assert run == trial * 3  # one member gets paper, two copies lie about; a raw queue sends them one after the other


async def test_what_waits_in_a_queue_can_be_stopped(printing: Staffed, spooler: Spooler) -> None:
    """The queue `akte` leads to a printer that is switched off."""
    house, desk = printing
    desk.settings = msgspec.structs.replace(desk.settings, paper=PaperSettings(queue="akte"))
    async with driven(house, (80, 24)) as hand:
        await opened(hand, "distribution")
        await hand.until(lambda: hand.view.button_for("print") is not None)
        await hand.tap("print")
        await hand.until(lambda: hand.view.button_for("stop") is not None)
        assert spooler.spooled
        await hand.tap("stop")
        await hand.until(lambda: hand.says("abgebrochen"))
    assert not spooler.spooled


async def test_r22_a_paused_queue_is_said_and_nothing_goes_out(printing: Staffed, spooler: Spooler) -> None:
    house, desk = printing
    spooler.command("cupsdisable", "bon")
    try:
        async with driven(house, (80, 24)) as hand:
            await opened(hand, "distribution")
            await hand.until(lambda: hand.view.button_for("print") is not None)
            await hand.tap("print")
            await hand.until(lambda: hand.says("angehalten"))
    finally:
        spooler.command("cupsenable", "bon")
    assert desk.staff is not None
    assert spooler.bon.jobs == []
