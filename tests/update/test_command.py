"""`kiosk update`: what is offered, as lines and as JSON, and exit codes that say why nothing was installed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.commands import update as command
from kiosk.place import Place
from kiosk.session import DONE, OPEN, REFUSED, WRONG, Session, Stop
from kiosk.sticks import Stick
from sync.update.manifest import Here
from tests.deploy.update_machine import NAME
from tests.kiosk.settings_file import CENTRE
from tests.sync.servers import Reply, Server
from tests.update.bundles import HERE, NEWS, Signer, bundle, manifest, signer
from tests.update.test_fetch import envelope

KEYS = ["version", "running", "tried", "failed", "stick", "file", "news", "problem"]


@pytest.fixture
def who(tmp_path: Path) -> Signer:
    return signer(tmp_path)


@pytest.fixture
def stick(tmp_path: Path, who: Signer, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    monkeypatch.setattr("kiosk.place.log_to_file", lambda place: None)
    monkeypatch.setattr(command, "trusted", lambda: [who.public])
    monkeypatch.setattr(command, "sticks", lambda: [Stick("STICK", folder)])
    monkeypatch.setattr(Here, "now", classmethod(lambda kind, version: HERE))
    return folder


def session_of(folder: Path, settings: str = "") -> Session:
    path = folder / "kiosk.toml"
    path.write_text(f"{CENTRE}{settings}")
    return Session(Place(path, folder / "data", settings_named=True))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = session_of(tmp_path)
    yield made
    made.close()


def rows(capfd: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    import sys

    sys.stdout.flush()
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_r39_what_lies_on_a_stick_is_told_with_every_key(
    session: Session, stick: Path, who: Signer, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    bundle(stick / NAME, who)
    bundle(stick / "a.kioskupdate", signer(tmp_path, "stranger"))
    assert command.check(session, as_json=True) == DONE
    good, foreign = rows(capfd)
    assert list(good) == list(foreign) == KEYS
    assert (good["version"], good["stick"], good["news"], good["problem"]) == ("0.2.0", "STICK", NEWS, None)
    assert (foreign["version"], foreign["news"]) == (None, None)
    assert "fremden Stelle" in str(foreign["problem"])


def test_r39_nothing_offered_is_no_failure_and_the_net_is_not_asked(
    session: Session, stick: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command.check(session, as_json=False) == DONE
    assert rows(capfd) == []
    assert not (session.place.data / "update").exists()


def test_r39_the_net_is_asked_where_the_settings_name_it_and_once_a_week_by_itself(
    tmp_path: Path, stick: Path, who: Signer, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = bundle(tmp_path / "whole", who).read_bytes()
    with Server({"/latest.json": Reply(body=envelope(who, whole))}) as server:
        session = session_of(tmp_path, f'[update]\nurl = "{server.url("/latest.json")}"\n')
        for _ in range(2):
            assert command.check(session, as_json=True, weekly=True) == DONE
        assert len(server.requests) == 1
        assert [row["version"] for row in rows(capfd)] == ["0.2.0", "0.2.0"]
        command.check(session, as_json=True)
        assert len(server.requests) == 2
    assert command.check(session, as_json=False) == OPEN
    told = capfd.readouterr()
    assert "0.2.0" in told.out
    assert told.err
    session.close()


@pytest.mark.parametrize(("version", "older"), [("0.0.9", False), ("0.1.0", True)])
def test_r39_an_older_or_the_same_version_is_refused(
    session: Session, stick: Path, who: Signer, version: str, older: bool
) -> None:
    path = bundle(stick / NAME, who, manifest(version=version))
    with pytest.raises(Stop) as caught:
        command.update(session, path, older=older)
    assert caught.value.code == REFUSED


def test_r39_a_file_that_is_not_there_is_wrong_use(session: Session, stick: Path) -> None:
    with pytest.raises(Stop) as caught:
        command.update(session, stick / "nothing", older=False)
    assert caught.value.code == WRONG


def test_r39_without_a_file_and_without_an_offer_there_is_nothing_to_do(session: Session, stick: Path) -> None:
    with pytest.raises(Stop) as caught:
        command.update(session, None, older=False)
    assert caught.value.code == OPEN
