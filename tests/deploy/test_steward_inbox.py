"""The steward takes nothing for a request but a request (R25): what else lies there is cleared away."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from steward.answers import KEPT_S, Answer
from steward.deeds import power
from steward.inbox import AT_ONCE
from steward.table import DEEDS
from tests.deploy.steward_place import Machine, asked, folders

NAME = "0123456789abcdef.json"
ASKED = {"deed": "restart", "facts": {}}
REBOOT = [["/usr/bin/systemctl", "--no-block", "reboot"]]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "root")


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return folders(tmp_path / "post")


def put(post: Path, content: str | bytes, name: str = NAME) -> Path:
    path = post / "requests" / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_request_is_taken_away_carried_out_once_and_answered(post: Path, machine: Machine) -> None:
    path = put(post, json.dumps(ASKED))
    assert asked(post, machine, os.getuid()) == Answer(done=True)
    assert not path.exists()
    assert asked(post, machine, os.getuid()) == Answer(done=True)
    assert machine.programs.called == REBOOT


def test_the_answer_can_be_read_by_its_group_and_written_by_nobody_else(post: Path, machine: Machine) -> None:
    put(post, json.dumps(ASKED))
    before = os.umask(0o077)
    asked(post, machine, os.getuid())
    os.umask(before)
    assert stat.S_IMODE((post / "answers" / NAME).stat().st_mode) == 0o640


HOSTILE: dict[str, Callable[[Path], object]] = {
    "no JSON": lambda path: path.write_text("{"),
    "not UTF-8": lambda path: path.write_bytes(b'{"deed": "\xff\xfe"}'),
    "a list": lambda path: path.write_text("[1]"),
    "no facts": lambda path: path.write_text('{"deed": "restart"}'),
    "more than a request": lambda path: path.write_text(json.dumps(ASKED | {"shell": "true"})),
    "a deed that is no word": lambda path: path.write_text('{"deed": ["restart"], "facts": {}}'),
    "a fact that is no word": lambda path: path.write_text('{"deed": "restart", "facts": {"a": 1}}'),
    "a line break in a fact": lambda path: path.write_text('{"deed": "wifi", "facts": {"name": "a\\nb"}}'),
    "an escape in a fact": lambda path: path.write_text('{"deed": "wifi", "facts": {"name": "\\u001b[2J"}}'),
    "half a letter in a fact": lambda path: path.write_text('{"deed": "wifi", "facts": {"name": "\\ud800"}}'),
    "a long fact": lambda path: path.write_text(json.dumps({"deed": "wifi", "facts": {"name": "a" * 257}})),
    "many facts": lambda path: path.write_text(json.dumps({"deed": "wifi", "facts": {str(n): "" for n in range(9)}})),
    "deep": lambda path: path.write_text("[" * 4000),
    "huge": lambda path: path.write_text(json.dumps(ASKED) + " " * 5000),
    "endless": lambda path: path.symlink_to("/dev/zero"),
    "a link to a request": lambda path: _linked(path),
    "a link to nowhere": lambda path: path.symlink_to("/nowhere"),
    "a second name of a file": lambda path: _twice(path),
    "a pipe": lambda path: os.mkfifo(path),
    "a folder": lambda path: (path / "deep").mkdir(parents=True),
}


def _linked(path: Path) -> None:
    (real := path.with_name("real")).write_text(json.dumps(ASKED))
    path.symlink_to(real)


def _twice(path: Path) -> None:
    (real := path.with_name("real")).write_text(json.dumps(ASKED))
    path.hardlink_to(real)


@pytest.mark.parametrize("kind", HOSTILE)
def test_r25_what_is_no_request_is_answered_so_and_cleared_away(post: Path, machine: Machine, kind: str) -> None:
    path = post / "requests" / NAME
    HOSTILE[kind](path)
    assert asked(post, machine, os.getuid()) == Answer(done=False, reason="bad-facts")
    assert not os.path.lexists(path)
    assert machine.programs.called == []
    assert machine.times == []


def test_r25_a_request_of_somebody_else_is_none(post: Path, machine: Machine) -> None:
    put(post, json.dumps(ASKED))
    assert asked(post, machine, os.getuid() + 1) == Answer(done=False, reason="bad-facts")
    assert machine.programs.called == []


@pytest.mark.parametrize("name", ["x.json", "0123456789ABCDEF.json", "../../etc/x.json", "0123456789abcdef.json.json"])
def test_r25_a_name_that_is_none_is_cleared_away_for_it_would_wake_the_steward_for_ever(
    post: Path, machine: Machine, name: str
) -> None:
    path = put(post, json.dumps(ASKED), name.replace("/", "%"))
    asked(post, machine, os.getuid())
    assert not path.exists()
    assert list((post / "answers").iterdir()) == []
    assert machine.programs.called == []


def test_r25_what_else_lies_there_keeps_no_request_from_being_read(post: Path, machine: Machine) -> None:
    for number in range(AT_ONCE):
        put(post, "", f"{number:02}.new")
    put(post, json.dumps(ASKED), f"f{NAME[1:]}")
    asked(post, machine, os.getuid())
    assert machine.programs.called == REBOOT


def test_a_draft_of_a_request_is_left_until_it_is_whole(post: Path, machine: Machine) -> None:
    path = put(post, "{", f"{NAME}.new")
    asked(post, machine, os.getuid())
    assert path.exists()


@pytest.mark.parametrize("word", ["", "reboot", "../power.restart", "os.system", "Restart", "restart ", "\u202eratser"])
def test_r25_a_deed_that_is_not_in_the_table_is_not_done(post: Path, machine: Machine, word: str) -> None:
    put(post, json.dumps({"deed": word, "facts": {}}))
    answer = asked(post, machine, os.getuid())
    assert answer is not None
    assert answer.reason in ("unknown-deed", "bad-facts")
    assert machine.programs.called == []


@pytest.mark.parametrize("deed", sorted(set(DEEDS) - {"network", "update", "keep-update"}))
def test_r25_a_fact_that_a_deed_does_not_know_is_refused(post: Path, machine: Machine, deed: str) -> None:
    put(post, json.dumps({"deed": deed, "facts": {"shell": "rm -rf /"}}))
    assert asked(post, machine, os.getuid()) == Answer(done=False, reason="bad-facts")
    assert machine.programs.called == []


def test_whoever_asked_is_answered_also_when_a_deed_breaks_and_the_log_has_no_fact(
    post: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(facts: object, system: object) -> Answer:
        raise ValueError("Kanarienvogel")

    monkeypatch.setattr(power, "restart", breaks)
    put(post, json.dumps(ASKED))
    put(post, json.dumps({"deed": "power-off", "facts": {}}), "f" * 16 + ".json")
    assert asked(post, machine, os.getuid()) == Answer(done=False, reason="failed")
    assert machine.programs.called == [["/usr/bin/systemctl", "--no-block", "poweroff"]]
    assert "ValueError" in caplog.text
    assert "Kanarienvogel" not in caplog.text


def test_nobody_writes_into_the_log_what_they_like(
    post: Path, machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    put(post, json.dumps({"deed": "Kanarienvogel 17", "facts": {}}))
    asked(post, machine, os.getuid())
    assert "Kanarienvogel" not in caplog.text


def test_answers_that_nobody_fetched_are_taken_away(post: Path, machine: Machine) -> None:
    put(post, json.dumps(ASKED))
    asked(post, machine, os.getuid())
    answer = post / "answers" / NAME
    old = answer.stat().st_mtime - KEPT_S - 1
    os.utime(answer, (old, old))
    asked(post, machine, os.getuid())
    assert list((post / "answers").iterdir()) == []
