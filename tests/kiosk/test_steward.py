"""Asking the steward: each request reaches the real one, which works when the client would sleep."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.house import House
from kiosk.steward import LOOK_S, Answer, Deed, NoSteward, Steward, StewardSilent
from kiosk.steward_words import reason_words, work
from kiosk.words import Words
from steward.answers import Reason
from steward.rounds import work_off
from steward.table import DEEDS
from sync.replica import Replica
from tests.deploy.steward_place import Machine, folders
from tests.kiosk.pages import house_of
from tests.sync.clocks import TUESDAY, FakeClock


class Time:
    """Seconds that pass by sleeping, and what happens meanwhile."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self.now, self._meanwhile = 0.0, meanwhile

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self._meanwhile()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return folders(tmp_path / "post")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "root")


def client(post: Path, meanwhile: Callable[[], object]) -> Steward:
    time = Time(meanwhile)
    return Steward(post, sleep=time.sleep, monotonic=lambda: time.now)


def test_a_deed_is_carried_out_and_its_answer_comes_back(post: Path, machine: Machine) -> None:
    steward = client(post, lambda: work_off(post, os.getuid(), machine.system))
    assert steward.ask(Deed.RESTART) == Answer(done=True)
    assert machine.programs.called == [["/usr/bin/systemctl", "--no-block", "reboot"]]
    assert list((post / "requests").iterdir()) == []


def test_what_is_refused_comes_back_with_its_reason(post: Path, machine: Machine) -> None:
    steward = client(post, lambda: work_off(post, os.getuid(), machine.system))
    assert steward.ask(Deed.SET_CLOCK, {"minute": "tomorrow"}) == Answer(done=False, reason="bad-facts")


def test_r29_a_request_can_be_read_by_nobody_else(post: Path) -> None:
    modes: list[int] = []

    def look() -> None:
        modes.extend(path.stat().st_mode & 0o777 for path in (post / "requests").iterdir())

    with pytest.raises(StewardSilent):
        client(post, look).ask(Deed.WIFI, {"name": "a", "passphrase": "Kanarienvogel"}, patience_s=LOOK_S)
    assert modes == [0o600]


def test_a_steward_that_says_nothing_is_waited_for_so_long_and_the_request_is_taken_back(post: Path) -> None:
    waited: list[int] = []
    with pytest.raises(StewardSilent):
        client(post, lambda: waited.append(1)).ask(Deed.RESTART, patience_s=3.0)
    assert len(waited) == pytest.approx(3.0 / LOOK_S, abs=1)
    assert list((post / "requests").iterdir()) == []


@pytest.mark.parametrize("answer", ["", "{", "[]", '{"done": "yes"}', '{"facts": {}}'])
def test_what_is_no_answer_counts_as_silence(post: Path, answer: str) -> None:
    def say() -> None:
        for path in (post / "requests").iterdir():
            (post / "answers" / path.name).write_text(answer)

    with pytest.raises(StewardSilent):
        client(post, say).ask(Deed.RESTART, patience_s=1.0)


def test_where_nobody_takes_requests_there_is_no_steward(tmp_path: Path) -> None:
    steward = Steward(tmp_path / "nowhere")
    assert not steward.present
    with pytest.raises(NoSteward):
        steward.ask(Deed.RESTART)


def test_both_sides_know_the_same_deeds() -> None:
    assert {deed.value for deed in Deed} == set(DEEDS)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_reason_of_the_steward_has_a_sentence_of_its_own(language: str) -> None:
    words = Words(language)
    general = {Reason.FAILED, Reason.UNKNOWN_DEED}
    told = {reason: reason_words(words, reason) for reason in Reason}
    assert len({told[reason] for reason in told if reason not in general}) == len(Reason) - len(general)
    assert reason_words(words, "of-a-newer-one") == told[Reason.FAILED]


def test_the_remote_help_is_told_until_its_hour_is_over(post: Path) -> None:
    now = [100.0]
    steward = Steward(post, monotonic=lambda: now[0])
    assert steward.help is None
    facts = {"address": "192.168.1.7", "port": "2022", "fingerprint": "SHA256:x", "until_s": 3700.0}
    (post / "help.json").write_text(json.dumps(facts))
    assert steward.help is not None
    assert steward.help.address == "192.168.1.7"
    now[0] = 3700.0
    assert steward.help is None


def test_a_chore_tells_in_words_that_nobody_is_there(replicas: dict[str, Replica], tmp_path: Path) -> None:
    house: House = house_of(replicas["demo"], FakeClock(TUESDAY), "de")
    house.steward = Steward(tmp_path / "nowhere")
    assert "Hausmeister-Dienst" in str(work(Deed.RESTART)(house))
