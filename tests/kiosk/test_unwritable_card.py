"""A terminal that is started on a card which takes nothing any more shows residents what is there (R15, R16)."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.full_disk import mounted
from tests.kiosk.office_command import RING, Office
from tests.kiosk.pty_app import KIOSK, PtyApp

PORTAL = '[[platform]]\nname = "portal"\nkind = "wordpress"\nurl = "http://127.0.0.1:9/"\n'
ROOM_KIB = 2048


@pytest.fixture(params=["read-only", "full"])
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    """A filled replica on a card that then becomes read-only, or full to the last byte; there was no log before."""
    with mounted(tmp_path / "data", ROOM_KIB) as trouble:
        if trouble:
            pytest.skip(trouble)
        office = Office(tmp_path, RING + PORTAL)
        office.publish()
        if request.param == "full":
            subprocess.run(["dd", "if=/dev/zero", f"of={office.data}/ballast"], capture_output=True, check=False)
            yield office
        else:
            _remount(office.data, "ro")
            yield office
            _remount(office.data, "rw")


def _remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def test_r16_commands_that_only_read_tell_what_is_there(office: Office) -> None:
    items = office.run("items")
    assert (items.code, "Nachbarschaftscafé" in items.out, items.err) == (0, True, "")
    assert "Veranstaltungen 1" in office.run("status").out


def test_r15_commands_that_would_write_say_so(office: Office) -> None:
    sync = office.run("sync", "--platform", "portal")
    assert sync.code == 3
    assert "Speicher" in sync.err


def test_r40_the_self_check_says_which_of_the_two_it_is(office: Office, request: pytest.FixtureRequest) -> None:
    ran = office.run("check", "--json", environment={"KIOSK_PIN_FILE": ""})
    bad = {str(row["name"]) for row in ran.rows() if row["state"] == "bad"}
    read_only = "read-only" in request.node.name
    assert (ran.code, "card" in bad, "space" in bad) == (3, read_only, True), "2 MB are hardly any room either"


def test_r16_the_terminal_opens_and_residents_read(office: Office) -> None:
    words = (*KIOSK, "--settings", str(office.settings), "--data", str(office.data), "run")
    with PtyApp(words) as app:
        app.see("Veranstaltungen", "Jobs")
        app.tap("Jobs")
        app.see("Hausmeister", "Zurück")
