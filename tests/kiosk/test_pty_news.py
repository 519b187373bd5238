"""What `kiosk sync` or the worker reads is on the screen soon, and moves nothing meanwhile."""

import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.connectors.calendars import calendar, event
from tests.kiosk.pty_app import CLEAN, KIOSK, PtyApp
from tests.sync.servers import Reply, Server

NEWS_S = 5.0
"""News are shown after so many seconds at most."""


def feast(title: str) -> Reply:
    """A calendar with one event, tomorrow."""
    start = datetime.now(ZoneInfo("Europe/Berlin")) + timedelta(days=1)
    lines = (f"SUMMARY:{title}", "URL:https://example.org/fest")
    return Reply(
        headers={"Content-Type": "text/calendar"},
        body=calendar(event(*lines, uid="fest@x", start=f"TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}")),
    )


def options(folder: Path, url: str, every_minutes: int) -> tuple[str, ...]:
    settings = folder / "kiosk.toml"
    settings.write_text(
        f'[centre]\nname = "Treff am Markt"\n[sync]\nevery_minutes = {every_minutes}\n'
        f'[[platform]]\nname = "kalender"\nkind = "ical"\nurl = "{url}"\n'
    )
    return "--settings", str(settings), "--data", str(folder / "data")


def sync(words: tuple[str, ...]) -> None:
    subprocess.run([*KIOSK, *words, "sync"], env=CLEAN, check=True, capture_output=True)


def test_a_sync_beside_the_terminal_shows_within_five_seconds(tmp_path: Path) -> None:
    with Server({"*": feast("Sommerfest")}) as server:
        words = options(tmp_path, server.url(), every_minutes=0)
        with PtyApp((*KIOSK, *words)) as app:
            app.see("Noch keine Verbindung", "Veranstaltungen")
            app.tap("Veranstaltungen")
            app.see("Keine Verbindung")
            sync(words)
            assert app.until(lambda: app.reader.find("Sommerfest")) < NEWS_S
            server.routes["*"] = feast("Winterfest")
            sync(words)
            assert app.until(lambda: app.reader.find("Winterfest")) < NEWS_S
            assert not app.reader.find("Sommerfest")


def test_the_terminal_reads_by_itself_and_pages_open_meanwhile(tmp_path: Path) -> None:
    with Server({"*": Reply(silent=True)}) as server:
        with PtyApp((*KIOSK, *options(tmp_path, server.url(), every_minutes=30))) as app:
            app.see("Veranstaltungen")
            app.until(lambda: server.requests)
            app.tap("Veranstaltungen")
            app.see("Zurück")
            assert not app.reader.find("Sommerfest")
        server.routes["*"] = feast("Sommerfest")
        with PtyApp((*KIOSK, *options(tmp_path, server.url(), every_minutes=30))) as app:
            app.tap("Veranstaltungen")
            app.see("Sommerfest")
