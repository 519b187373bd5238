"""A version on trial is kept when all that worked before works for a quarter of an hour, and else makes way (R39)."""

import logging
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from update import versions as choice

from kiosk import probation
from kiosk.before_update import Before, Ended, Lost, printer_answers, remember, touch_there
from kiosk.printer_settings import PrinterSettings
from kiosk.probation import AGAIN_S, LONGEST_S, PROVED_S, QUIET_S, Health, Probation
from kiosk.settings import Settings
from kiosk.update_work import install
from sync.ledger.whole_files import write_whole
from tests.deploy.update_machine import NEW, OLD, started
from tests.update.bundles import HERE
from tests.update.town import Town

TOUCH = 'I: Bus=0018\nN: Name="Goodix Capacitive TouchScreen"\nB: PROP=2\nB: EV=b\n\n'
MOUSE = 'I: Bus=0003\nN: Name="Mouse"\nB: PROP=1\nB: EV=17\n\nN: Name="Keys"\nB: PROP=0\n'


class Trial:
    """A version that runs on trial. Time only goes by while it waits."""

    def __init__(self, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        self.town, self.now_s, self.waited = town, 0.0, 0.0
        self.quiet_s, self.crashed, self.ended = 1000.0, False, False
        self.at: dict[float, Callable[[], object]] = {}
        """What happens after so many seconds."""
        monkeypatch.setattr(choice, "since_start", lambda: self.now_s)
        self._begin()
        self.folder = town.desk.folder / "update"

    def _begin(self) -> None:
        town = self.town
        town.backed_up()
        install(town.house, town.desk, town.offer(), HERE, lambda stage, at: None, program=town.program)
        assert started(town.program, choice.BOOT_ID.read_text().strip()) == NEW
        town.desk.lock()

    def wait(self, seconds: float) -> bool:
        self.waited += seconds
        self.now_s += seconds
        for at in sorted(at for at in self.at if at <= self.waited):
            self.at.pop(at)()
        return self.waited > 3 * LONGEST_S

    def end(self) -> None:
        self.ended = True

    def run(self) -> str:
        """What the next start runs."""
        health = Health(self.town.house, Settings(), crashed=self.crashed, quiet_s=lambda: self.quiet_s)
        watch = Probation(NEW, self.folder, self.town.house, health, lambda m: None, wait=self.wait, end=self.end)
        watch.run()
        return started(self.town.program, choice.BOOT_ID.read_text().strip())

    def before(self, *, touch: bool = False, printer: bool = False) -> None:
        import msgspec

        write_whole(self.folder / "before.json", msgspec.json.encode(Before(OLD, touch, printer)))


@pytest.fixture
def trial(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    with monkeypatch.context() as patch:
        yield Trial(town, patch)


def test_r39_a_healthy_version_is_kept_after_a_quarter_of_an_hour(trial: Trial) -> None:
    assert trial.run() == NEW
    assert trial.waited == PROVED_S
    assert not trial.ended
    assert trial.town.versions.notes.read("tried") is None


def test_r39_one_that_crashed_and_came_back_by_itself_is_not_kept(trial: Trial) -> None:
    trial.crashed = True
    assert trial.run() == OLD
    assert trial.ended
    assert Ended.read(trial.folder) == Ended(NEW, Lost.CRASHED)
    assert trial.waited >= LONGEST_S - 2 * AGAIN_S


def test_r39_a_touch_screen_that_is_gone_ends_the_trial(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.before(touch=True)
    monkeypatch.setattr(probation, "touch_there", lambda: False)
    assert trial.run() == OLD
    assert Ended.read(trial.folder) == Ended(NEW, Lost.TOUCH)


def test_r39_a_touch_screen_that_was_never_there_is_not_asked_for(trial: Trial) -> None:
    trial.before(touch=False)
    assert trial.run() == NEW


def test_r39_a_printer_that_is_switched_on_again_in_time_is_no_reason(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    trial.before(printer=True)
    trial.at[LONGEST_S / 2] = lambda: answers.append(True)
    monkeypatch.setattr(probation, "printer_answers", lambda settings: bool(answers))
    assert trial.run() == NEW
    assert trial.waited >= LONGEST_S / 2


def test_r39_a_printer_that_stays_away_is_one(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.before(printer=True)
    monkeypatch.setattr(probation, "printer_answers", lambda settings: False)
    assert trial.run() == OLD
    assert Ended.read(trial.folder) == Ended(NEW, Lost.PRINTER)


def test_r39_a_ledger_that_was_found_broken_ends_the_trial(trial: Trial) -> None:
    trial.town.desk.damaged = True
    assert trial.run() == OLD
    assert Ended.read(trial.folder) == Ended(NEW, Lost.LEDGER)


def test_r39_a_replica_that_cannot_be_opened_ends_the_trial(trial: Trial) -> None:
    path = trial.town.house.replica.path
    trial.town.house.replica.close()
    path.unlink()
    path.mkdir()
    assert trial.run() == OLD
    assert Ended.read(trial.folder) == Ended(NEW, Lost.REPLICA)


def test_r39_nobody_is_sent_away_in_the_middle_of_something(trial: Trial) -> None:
    trial.crashed, trial.quiet_s = True, QUIET_S - 1
    trial.at[2 * LONGEST_S] = lambda: setattr(trial, "quiet_s", QUIET_S)
    assert trial.run() == OLD
    assert trial.waited >= 2 * LONGEST_S


def test_r39_a_program_that_ends_decides_nothing(trial: Trial) -> None:
    trial.waited = 4 * LONGEST_S
    health = Health(trial.town.house, Settings(), crashed=False, quiet_s=lambda: 0.0)
    watch = Probation(NEW, trial.folder, trial.town.house, health, lambda m: None, wait=trial.wait, end=trial.end)
    watch.run()
    assert not trial.ended
    assert trial.town.versions.notes.read("tried") is not None


def test_r39_a_power_cut_before_it_is_kept_lets_it_try_again(trial: Trial) -> None:
    assert started(trial.town.program, "another run of the machine") == NEW
    assert started(trial.town.program, "another run of the machine") == OLD


def test_r39_what_worked_before_is_remembered(trial: Trial, tmp_path: Path) -> None:
    remember(tmp_path, Settings(), OLD)
    before = Before.read(tmp_path)
    assert before == Before(OLD, touch_there(), printer=False)


@pytest.mark.parametrize(
    ("told", "there"),
    [(TOUCH, True), (MOUSE, False), (MOUSE + TOUCH, True), ("", False), ("B: PROP=", False), ("B: PROP=xyz", False)],
)
def test_r39_a_touch_screen_is_what_is_touched_where_it_shows(tmp_path: Path, told: str, there: bool) -> None:
    (tmp_path / "devices").write_text(told)
    assert touch_there(tmp_path / "devices") is there
    assert not touch_there(tmp_path / "nowhere")


def test_r39_a_printer_answers_where_it_can_be_reached(tmp_path: Path) -> None:
    assert not printer_answers(PrinterSettings())
    assert not printer_answers(PrinterSettings(device="tcp://127.0.0.1:9"))
    assert printer_answers(PrinterSettings(device=f"file://{tmp_path / 'paper'}"))


def test_r39_the_end_of_a_trial_is_the_orderly_end_of_the_program(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr("os.kill", lambda process, what: sent.append(what))
    health = Health(trial.town.house, Settings(), crashed=True, quiet_s=lambda: 1000.0)
    Probation(NEW, trial.folder, trial.town.house, health, lambda m: None, wait=trial.wait).run()
    assert sent == [signal.SIGTERM]


def test_r39_what_is_missing_stands_in_the_log(trial: Trial, caplog: pytest.LogCaptureFixture) -> None:
    trial.crashed = True
    with caplog.at_level(logging.WARNING, logger="kiosk.update"):
        trial.run()
    assert any("crashed" in record.getMessage() for record in caplog.records)
