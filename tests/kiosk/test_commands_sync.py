"""`kiosk sync`: a line an event, and every fault of a platform in a plain sentence while the old content stays."""

import shutil
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.replica import Replica
from tests.kiosk.command import PATIENCE_S, Kiosk
from tests.kiosk.settings_file import set_key
from tests.sync.servers import LOGIN_PAGE, Reply, Route, Server, bomb, cut_reply, make_certificate, redirect

DONE_KEYS = [
    *("event", "platform", "state", "complete", "new", "changed", "gone", "unchanged", "skipped", "requests"),
    *("not_modified", "bytes", "seconds", "seconds_store", "problem"),
]


def calendar(number: int = 10) -> Reply:
    """A calendar with so many events from tomorrow on."""
    day = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y%m%dT170000Z")
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:{day}\r\nSUMMARY:Treffen {n}\r\nEND:VEVENT\r\n" for n in range(number)
    )
    return Reply(body=f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode())


@pytest.fixture
def server() -> Iterator[Server]:
    with Server({"/a.ics": calendar(), "/b.ics": calendar(3)}) as server:
        yield server


def platform(name: str, url: str, more: str = "") -> str:
    return f'[[platform]]\nname = "{name}"\nkind = "ical"\nurl = "{url}"\n{more}'


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


FAULTS = [
    (Reply(body=LOGIN_PAGE, headers={"Content-Type": "text/html"}), "Webseite zum Anmelden"),
    (redirect("/login"), "Webseite zum Anmelden"),
    (Reply(body=b"Guten Tag"), "nicht das, was erwartet wurde"),
    (cut_reply(b"BEGIN:VCALENDAR\r\n", 5000), "brach mittendrin ab"),
    (Reply(body=b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n"), "brach mittendrin ab"),
    (bomb(2), "größer als erlaubt"),
    (Reply(silent=True), "antwortet nicht mehr"),
    (Reply(raw=b"HTTP/1.1 200 OK\r\n" * 3, beat=threading.Semaphore(10)), "antwortet nicht mehr"),
    (Reply(status=404), "gibt es bei 127.0.0.1 nichts"),
    (Reply(status=410), "gibt es bei 127.0.0.1 nichts"),
    (Reply(status=403), "zeigt das nicht"),
    (Reply(status=429), "überlastet"),
    (Reply(status=503), "überlastet"),
    (Reply(status=500), "eigenen Fehler"),
    (Reply(status=511), "Webseite zum Anmelden"),
    (Reply(status=304), "nicht das, was erwartet wurde"),
    (redirect("/a.ics"), "schickt uns im Kreis"),
    (redirect("ftp://127.0.0.1/"), "unsicheren Adresse"),
    (Reply(raw=b"SSH-2.0-OpenSSH\r\n"), "brach mittendrin ab"),
]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds what the calendar had before the trouble."""
    with Server({"/a.ics": calendar()}) as server:
        kiosk = Kiosk(tmp_path_factory.mktemp("read"), platform("a", server.url("/a.ics")))
        assert kiosk.run("sync").code == 0
    return kiosk.data


def after_trouble(folder: Path, read: Path, url: str, key: str | None = None) -> tuple[str, str]:
    """State and problem after a round that failed; the old content is still there."""
    kiosk = Kiosk(folder, platform("a", url, "timeout_s = 1\nanswer_s = 3\nmax_mb = 1\n"))
    shutil.copytree(read, kiosk.data)
    if key:
        set_key(kiosk.data, "a", key)
    ran = kiosk.run("sync", "--json")
    [done] = [row for row in ran.rows() if row["event"] == "platform"]
    with Replica.open(kiosk.data / "public.db", "Europe/Berlin") as replica:
        assert len(list(replica.items(None, None, datetime.now(UTC)))) == 10
    assert ran.code == 3
    assert isinstance(done["problem"], str)
    return str(done["state"]), done["problem"]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_a_fault_is_a_sentence_and_the_old_content_stays(tmp_path: Path, read: Path, fault: Route, said: str) -> None:
    routes = {"/a.ics": fault, "/login": Reply(body=LOGIN_PAGE, headers={"Content-Type": "text/html"})}
    with Server(routes) as server:
        state, problem = after_trouble(tmp_path, read, server.url("/a.ics"))
    assert state == "failed"
    assert said in problem
    assert "127.0.0.1" in problem


def test_nothing_that_listens_is_a_sentence(tmp_path: Path, read: Path) -> None:
    assert "antwortet nicht: dort ist nichts" in after_trouble(tmp_path, read, "http://127.0.0.1:9/a.ics")[1]


def test_an_unknown_name_or_no_network_is_a_sentence(tmp_path: Path, read: Path) -> None:
    problem = after_trouble(tmp_path, read, "https://gibt-es-nicht.invalid/a.ics")[1]
    assert "gibt-es-nicht.invalid ist nicht bekannt" in problem or "kein Netz" in problem


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_certificate_that_nobody_signed_is_a_sentence(tmp_path: Path, read: Path) -> None:
    with Server({"/a.ics": calendar()}, make_certificate(tmp_path)) as server:
        assert "Zertifikat von 127.0.0.1 ist nicht gültig" in after_trouble(tmp_path, read, server.url("/a.ics"))[1]


def test_a_refused_key_is_a_sentence_that_names_the_command(tmp_path: Path, read: Path) -> None:
    with Server({"/a.ics": Reply(status=401)}) as server:
        problem = after_trouble(tmp_path, read, server.url("/a.ics"), "leser:geheim")[1]
        [asked] = server.requests
    assert asked.headers["authorization"] == "Basic bGVzZXI6Z2VoZWlt"
    assert problem.endswith("kiosk secret set a --read-only")
    assert "geheim" not in problem


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
    assert err.decode().splitlines()[-1] == "Abgebrochen. Was bis jetzt gelesen wurde, bleibt."
    assert b"Traceback" not in err
    assert len(kiosk.run("items").out.splitlines()) == 10


def test_two_rounds_at_once_wait_for_each_other(kiosk: Kiosk) -> None:
    with kiosk.start("sync", "--json") as first, kiosk.start("sync", "--json") as second:
        outs = [one.communicate(timeout=PATIENCE_S)[0] for one in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert all(out.rstrip().splitlines()[-1].startswith(b'{"event":"round"') for out in outs)
    assert len(kiosk.run("items").out.splitlines()) == 13
