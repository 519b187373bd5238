"""What staff are told of updates whoever began them: by the page, and once at the next sign-in (R39)."""

from pathlib import Path

import pytest

from kiosk.before_update import Ended, Lost
from kiosk.screens.staff import update_chores
from kiosk.screens.staff.update_chores import begin, see
from kiosk.screens.staff.update_news import update_news
from kiosk.update_work import install
from sync.update.installed import Installed, Trial
from sync.update.manifest import Here
from tests.deploy.update_machine import NEW, OLD
from tests.update.bundles import HERE
from tests.update.town import Town

FAILED = Trial(NEW, OLD, 1)


@pytest.fixture
def desk(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The page finds the machine of the test."""
    monkeypatch.setattr(Here, "now", classmethod(lambda kind, version: HERE))
    monkeypatch.setattr(update_chores, "trusted", lambda: [town.machine.who.public])
    read = Installed.read
    monkeypatch.setattr(Installed, "read", classmethod(lambda kind, program=None: read(town.program)))
    monkeypatch.setattr(
        update_chores,
        "install",
        lambda house, desk, offer, here, tell: install(house, desk, offer, here, tell, program=town.program),
    )
    return town


def test_r39_what_kept_an_update_from_happening_is_told_to_whoever_looks_next(desk: Town) -> None:
    told = begin(desk.house, offer=desk.offer(), tell=lambda stage, at: None)
    assert told == "Es gibt noch keine gute Sicherung. Machen Sie zuerst eine Sicherung. Aktualisieren Sie danach."
    assert see(desk.house, net=False).last == told
    desk.backed_up()
    begin(desk.house, offer=desk.offer(), tell=lambda stage, at: None)
    assert see(desk.house, net=False).last == ""


def test_r39_a_failed_trial_is_told_once_at_the_next_sign_in(town: Town) -> None:
    failed = Installed(town.program, None, FAILED)
    page = update_news(town.house, failed)
    assert page is not None
    told = " ".join(row.text for row in page.rows(town.house, 60))
    assert f"Version {NEW} hat nicht geklappt" in told
    assert "von selbst stehen geblieben" in told
    assert update_news(town.house, failed) is None


def test_r39_the_reason_is_told_where_the_version_noted_one(town: Town) -> None:
    folder = town.desk.folder / "update"
    folder.mkdir(exist_ok=True)
    Ended(NEW, Lost.PRINTER).put(folder)
    page = update_news(town.house, Installed(town.program, None, FAILED))
    assert page is not None
    assert "Drucker" in " ".join(row.text for row in page.rows(town.house, 60))


def test_r39_without_a_failed_trial_nothing_is_told(town: Town) -> None:
    assert update_news(town.house, Installed(town.program, FAILED, None)) is None


def test_r39_only_the_version_that_runs_and_is_tried_watches_itself(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.update.installed.running", lambda: OLD)
    for tried, ours, watches in ((OLD, True, True), (NEW, True, False), (OLD, False, False)):
        monkeypatch.setattr("sys.prefix", str(town.program / "versions/x" if ours else Path("/usr")))
        assert Installed(town.program, Trial(tried, "x"), None).on_trial is watches
    assert not Installed(town.program, None, FAILED).on_trial
