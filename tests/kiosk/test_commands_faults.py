"""Every fault of a platform ends `kiosk sync` in a plain sentence, and the old content stays."""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.replica import Replica
from tests.kiosk.calendar import calendar, platform
from tests.kiosk.command import Kiosk
from tests.kiosk.settings_file import set_key
from tests.sync.servers import LOGIN_PAGE, Reply, Route, Server, bomb, cut_reply, make_certificate, redirect

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
