"""A round in a process of its own does what the engine does, and tells no more than it must."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.rounds import Order, RoundFailed, Rounds
from sync.records import Kind, Source
from sync.replica import Replica
from tests.sync.servers import Asked, Reply, Server

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@x\r\nDTSTAMP:20260101T000000Z\r\n"
    f"DTSTART:{datetime.now(UTC):%Y%m%d}T220000Z\r\nSUMMARY:Nähtreff\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
EVERY_S = 1800.0


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/ok.ics": Reply(body=CALENDAR.encode()), "/ill.ics": Reply(status=500)}) as server:
        yield server


def order(folder: Path, server: Server, page: str) -> Order:
    source = Source(name="kalender", kind="ical", url=server.url(page), secret="geheim")
    return Order(str(folder / "public.db"), "Europe/Berlin", (source,), EVERY_S)


def test_a_round_fills_the_replica_and_says_when_the_next_is_due(tmp_path: Path, server: Server) -> None:
    due = Rounds(order(tmp_path, server, "/ok.ics"))()
    assert EVERY_S - 60 < due <= EVERY_S
    with Replica.open(tmp_path / "public.db", "Europe/Berlin") as replica:
        found = replica.items(Kind.EVENT, None, datetime.now(UTC))
        assert [item.title for item in found] == ["Nähtreff"]


def test_r9_the_next_round_still_knows_which_platform_is_left_alone(tmp_path: Path, server: Server) -> None:
    rounds = Rounds(order(tmp_path, server, "/ill.ics"))
    assert 0 < rounds() <= 30
    assert 0 < rounds() <= 30
    assert [asked.path for asked in server.requests] == ["/ill.ics"]


def test_r24_of_a_failed_round_the_log_has_kind_and_place_only(
    tmp_path: Path, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "public.db").mkdir()
    with caplog.at_level(logging.ERROR), pytest.raises(RoundFailed):
        Rounds(order(tmp_path, server, "/ok.ics"))()
    (line,) = caplog.messages
    assert line.startswith("a round ended: Unstorable at ")
    assert "geheim" not in line
    assert server.url("/") not in line


def test_a_round_that_waits_for_a_platform_ends_with_the_terminal(tmp_path: Path, server: Server) -> None:
    asked = threading.Event()

    def silent(_: Asked) -> Reply:
        asked.set()
        return Reply(silent=True)

    server.routes["/silent.ics"] = silent
    rounds = Rounds(order(tmp_path, server, "/silent.ics"))
    worker = threading.Thread(target=rounds)
    worker.start()
    assert asked.wait(20)
    rounds.stop()
    worker.join(20)
    assert not worker.is_alive()


def test_a_round_ends_when_its_terminal_was_killed(tmp_path: Path, server: Server) -> None:
    asked = threading.Event()

    def silent(_: Asked) -> Reply:
        asked.set()
        return Reply(silent=True)

    server.routes["/silent.ics"] = silent
    argv = [sys.executable, "-m", "kiosk.rounds"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as child:
        assert child.stdin
        child.stdin.write(msgspec.json.encode(order(tmp_path, server, "/silent.ics")) + b"\n")
        child.stdin.flush()
        assert asked.wait(20)
        child.stdin.close()
        assert child.wait(20) == 1
