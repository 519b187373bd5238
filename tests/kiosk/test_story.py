"""The main story: read once with a network, then browse, search and print without one."""

import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

from kiosk.words import Words
from printing.profile import profile_for
from sync.records import PUBLIC_KEYS
from tests.connectors.calendars import RECORDED, calendar, event
from tests.connectors.portal import Portal
from tests.kiosk.pty_app import CLEAN, KIOSK, PtyApp
from tests.peers import radicale
from tests.peers.peers import WordPress
from tests.printing.escpos_reader import picture, read
from tests.printing.test_qr import decoded, needs_zbar
from tests.sync.servers import Reply, Server

GARDEN = "Führung durch den Krankenhausgarten"
ADDRESS = "https://example.org/garten"
PLATFORM = '[[platform]]\nname = "{name}"\nkind = "{kind}"\nurl = "{url}"\n'
POSTS = 'posts = { "Veranstaltungen" = "events", "Biete" = "offers", "Suche" = "requests", "*" = "notices" }\n'


class Kiosk:
    """The program with its settings; every command is a process of its own."""

    def __init__(self, folder: Path, platforms: str) -> None:
        self.folder, self.paper = folder, folder / "paper"
        settings = folder / "kiosk.toml"
        settings.write_text(
            f'[centre]\nname = "Quartierstreff Riehl"\n[touch]\nrepeat_ms = 0\nguard_ms = 0\n{platforms}'
            f'[printer]\ndevice = "file://{self.paper}"\npaper_mm = 80\n'
        )
        self.argv = (*KIOSK, "--settings", str(settings), "--data", str(folder / "data"))

    def run(self, *words: str) -> str:
        """What the command wrote; it must end with 0."""
        done = subprocess.run([*self.argv, *words], env=CLEAN, capture_output=True, check=False)
        assert done.returncode == 0, (done.stdout.decode(), done.stderr.decode())
        return done.stdout.decode()

    def rows(self, *words: str) -> list[dict[str, Any]]:
        """The JSON lines of a command."""
        return [json.loads(row) for row in self.run(*words, "--json").splitlines()]

    def printed(self) -> tuple[str, str]:
        """What came out of the printer: the text, and the decoded code."""
        profile = profile_for(80)
        sheet = read(self.paper.read_bytes())
        return sheet.text, decoded(picture(sheet, profile.dots), self.folder)


def garden() -> str:
    """An event the day after tomorrow, as iCalendar."""
    start = datetime.now(ZoneInfo("Europe/Berlin")) + timedelta(days=2)
    lines = (f"SUMMARY:{GARDEN}", f"URL:{ADDRESS}", "LOCATION:Pforte", "DESCRIPTION:Bitte feste Schuhe.")
    return event(*lines, uid="garten@example.org", start=f"TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}")


def read_once(folder: Path) -> Kiosk:
    """Recorded answers were read, and the servers are gone."""
    recorded = Reply(headers={"Content-Type": "text/calendar"}, body=(RECORDED / "radicale.ics").read_bytes())
    today = Reply(headers={"Content-Type": "text/calendar"}, body=calendar(garden()))
    with Portal() as portal, Server({"/treff.ics": recorded, "/garten.ics": today}) as calendars:
        kiosk = Kiosk(
            folder,
            PLATFORM.format(name="portal", kind="wordpress", url=portal.server.url("/riehl"))
            + POSTS
            + PLATFORM.format(name="treff", kind="ical", url=calendars.url("/treff.ics"))
            + PLATFORM.format(name="garten", kind="ical", url=calendars.url("/garten.ics")),
        )
        kiosk.run("sync")
    return kiosk


@needs_zbar
def test_recorded_platforms_are_read_and_then_used_without_a_network(tmp_path: Path) -> None:
    kiosk = read_once(tmp_path)
    told(kiosk, {"portal", "treff", "garten"})
    shown(kiosk)


def told(kiosk: Kiosk, platforms: set[str]) -> None:
    """The commands know what was read."""
    states = kiosk.rows("status")
    assert {row["platform"]: row["state"] for row in states} == dict.fromkeys(platforms, "ok")
    items = kiosk.rows("items")
    assert {row["platform"] for row in items} >= platforms - {"treff"}
    assert all(tuple(row) == PUBLIC_KEYS for row in items)
    (found,) = kiosk.rows("items", "events", "--search", "haus garten")
    assert found["title"] == GARDEN
    kiosk.run("slip", found["id"])
    text, code = kiosk.printed()
    assert "Pforte" in text
    assert code.splitlines()[-1] == ADDRESS, "the code for the calendar stands above it"


def shown(kiosk: Kiosk) -> None:
    """A visitor browses, searches inside a compound, and prints."""
    kiosk.paper.unlink()
    notices = [row["title"][:12] for row in kiosk.rows("items", "notices")]
    with PtyApp(kiosk.argv, 80, 24) as app:
        app.see("Quartierstreff Riehl", "Veranstaltungen", "Aushänge")
        app.tap("Aushänge")
        app.until(lambda: app.reader.find("Zurück") and any(map(app.reader.find, notices)))
        app.tap(next(title for title in notices if app.reader.find(title)))
        app.see("Zettel drucken")
        app.home()
        app.tap("Suchen")
        app.see("Suchen: ", "Zurück")
        app.tap("  H  ")
        app.see("Suchen: h")
        app.write("ausgarten")
        app.see("Suchen: hausgarten", GARDEN)
        app.tap(GARDEN)
        app.see("Pforte", "Bitte feste Schuhe.")
        app.tap("Zettel drucken")
        app.see(Words("de").say("Your slip was sent to the printer."))
    text, code = kiosk.printed()
    assert "Krankenhausgarten" in text.replace("\n", "")
    assert code.splitlines()[-1] == ADDRESS, "the code for the calendar stands above it"


@needs_zbar
@pytest.mark.skipif(radicale.missing() is not None, reason=str(radicale.missing()))
def test_real_platforms_are_read_and_then_used_without_them(tmp_path: Path, wordpress: WordPress) -> None:
    with radicale.running(tmp_path / "radicale") as calendars:
        calendars.put("garten.ics", calendar(garden()).decode())
        kiosk = Kiosk(
            tmp_path,
            PLATFORM.format(name="portal", kind="wordpress", url=f"{wordpress.url}/nachbarschaft-west/")
            + POSTS
            + PLATFORM.format(name="kalender", kind="ical", url=calendars.address),
        )
        kiosk.run("sync")
    wordpress.script("stop")
    try:
        told(kiosk, {"portal", "kalender"})
        shown(kiosk)
    finally:
        wordpress.script("start", str(urlsplit(wordpress.url).port))
