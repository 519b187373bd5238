"""`kiosk sync`: a line an event, one platform or all, a held loss, Ctrl+C."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.calendar import calendar, platform
from tests.kiosk.command import PATIENCE_S, Kiosk
from tests.sync.servers import Reply, Server

DONE_KEYS = [
    *("event", "platform", "state", "complete", "new", "changed", "gone", "unchanged", "skipped", "requests"),
    *("not_modified", "bytes", "seconds", "seconds_store", "problem"),
]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/a.ics": calendar(), "/b.ics": calendar(3)}) as server:
        yield server


@pytest.fixture
def kiosk(tmp_path: Path, server: Server) -> Kiosk:
    return Kiosk(tmp_path, platform("a", server.url("/a.ics")) + platform("b", server.url("/b.ics")))


def test_a_round_over_all_platforms_tells_its_events_and_exit_0(kiosk: Kiosk) -> None:
    rows = kiosk.run("sync", "--json").rows()
    assert [row["event"] for row in rows] == [*("started", "progress", "platform") * 2, "round"]
    done = [row for row in rows if row["event"] == "platform"]
    assert all(list(row) == DONE_KEYS for row in done)
    assert [(row["platform"], row["state"], row["new"], row["problem"]) for row in done] == [
        ("a", "ok", 10, None),
        ("b", "ok", 3, None),
    ]
    assert len(kiosk.run("items").out.splitlines()) == 13


def test_plain_lines_say_the_same_in_words(kiosk: Kiosk) -> None:
    ran = kiosk.run("sync")
    assert ran.code == 0
    assert ran.out.splitlines()[1] == "a: 10 neu, 0 geändert, 0 weg, 0 wie zuvor, 0 übergangen"
    assert ran.err.splitlines() == ["a: 10 gelesen", "b: 3 gelesen"]


def test_one_platform_can_be_read_alone(kiosk: Kiosk, server: Server) -> None:
    rows = kiosk.run("sync", "--platform", "b", "--json").rows()
    assert {row.get("platform", "b") for row in rows} == {"b"}
    assert {asked.path for asked in server.requests} == {"/b.ics"}


def test_a_platform_that_is_not_there_is_wrong_use(kiosk: Kiosk, server: Server) -> None:
    for words in (["--platform", "c"], ["--accept", "c"], ["--platform", "a", "--accept", "b"], ["--platform", ""]):
        ran = kiosk.run("sync", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert server.requests == []


def test_without_platforms_there_is_nothing_to_do_and_it_says_so(tmp_path: Path) -> None:
    ran = Kiosk(tmp_path, "").run("sync")
    assert (ran.code, ran.out) == (0, "")
    assert "kiosk discover" in ran.err


def test_a_large_loss_is_held_until_it_is_accepted(kiosk: Kiosk, server: Server) -> None:
    assert kiosk.run("sync").code == 0
    server.routes["/a.ics"] = calendar(2)
    ran = kiosk.run("sync")
    assert ran.code == 3
    assert "kiosk sync --accept a" in ran.out
    [held, _] = kiosk.run("status", "--json").rows()
    assert held["state"] == "held"
    assert len(kiosk.run("items").out.splitlines()) == 13
    assert kiosk.run("sync", "--accept", "a").code == 0
    assert len(kiosk.run("items").out.splitlines()) == 5


def test_full_reads_everything_again(kiosk: Kiosk, server: Server) -> None:
    kiosk.run("sync")
    server.requests.clear()
    assert kiosk.run("sync", "--full").code == 0
    assert all("if-none-match" not in asked.headers for asked in server.requests)


def test_one_broken_platform_does_not_stop_the_others(kiosk: Kiosk, server: Server) -> None:
    server.routes["/a.ics"] = Reply(status=500)
    ran = kiosk.run("sync")
    assert ran.code == 3
    assert "127.0.0.1 meldet einen eigenen Fehler" in ran.out
    assert "b: 3 neu" in ran.out


def test_ctrl_c_ends_a_round_with_a_sentence_and_what_was_read_stays(tmp_path: Path) -> None:
    with Server({"/a.ics": calendar(), "/b.ics": Reply(silent=True)}) as server:
        kiosk = Kiosk(tmp_path, platform("a", server.url("/a.ics")) + platform("b", server.url("/b.ics")))
        with kiosk.start("sync", "--json") as running:
            assert running.stdout
            for line in running.stdout:
                if line.startswith(b'{"event":"started","platform":"b"'):
                    break
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 3
    assert err.decode().splitlines()[-1] == "Abgebrochen. Was bis jetzt getan ist, bleibt."
    assert b"Traceback" not in err
    assert len(kiosk.run("items").out.splitlines()) == 10


def test_two_rounds_at_once_wait_for_each_other(kiosk: Kiosk) -> None:
    with kiosk.start("sync", "--json") as first, kiosk.start("sync", "--json") as second:
        outs = [one.communicate(timeout=PATIENCE_S)[0] for one in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert all(out.rstrip().splitlines()[-1].startswith(b'{"event":"round"') for out in outs)
    assert len(kiosk.run("items").out.splitlines()) == 13
