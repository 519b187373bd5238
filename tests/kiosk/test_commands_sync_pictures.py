"""`kiosk sync` and the terminal's own rounds bring pictures along, and broken ones change nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiosk.rounds import Order, Rounds
from kiosk.widgets.picture import pixels
from sync.records import Kind, Source
from sync.replica import Replica
from tests.kiosk.calendar import platform
from tests.kiosk.command import Kiosk
from tests.sync.servers import Reply, Server

BERLIN = "Europe/Berlin"


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 480), "red").save(out, "JPEG")
    return out.getvalue()


def calendar(*pictures: str) -> Reply:
    """An event this evening for each picture."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{number}@x\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{datetime.now(UTC):%Y%m%d}T230000Z\r\n"
        f"SUMMARY:Treffen {number}\r\nATTACH;FMTTYPE=image/jpeg:{url}\r\nEND:VEVENT\r\n"
        for number, url in enumerate(pictures)
    )
    return Reply(body=f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode())


@pytest.fixture
def server() -> Iterator[Server]:
    pages = {"/good.jpg": Reply(body=jpeg()), "/page.jpg": Reply(body=b"<html>Anmelden</html>")}
    with Server(pages) as server:
        server.routes["/a.ics"] = calendar(*(server.url(path) for path in ("/good.jpg", "/page.jpg", "/gone.jpg")))
        yield server


def test_sync_reads_pictures_and_tells_how_many(tmp_path: Path, server: Server) -> None:
    kiosk = Kiosk(tmp_path, platform("a", server.url("/a.ics")))
    rows = kiosk.run("sync", "--json").rows()
    assert rows[-2] == {"event": "pictures", "fetched": 1, "failed": 2}
    assert [row["event"] for row in rows] == ["started", "progress", "platform", "pictures", "round"]
    again = kiosk.run("sync")
    assert again.out.splitlines()[-1] == "Bilder: 0 neu, 2 nicht lesbar"
    assert again.code == 0
    assert [asked.path for asked in server.requests].count("/good.jpg") == 1


def test_the_terminals_own_round_reads_pictures_and_leaves_broken_ones_alone(tmp_path: Path, server: Server) -> None:
    source = Source(name="a", kind="ical", url=server.url("/a.ics"))
    rounds = Rounds(Order(str(tmp_path / "public.db"), BERLIN, (source,), 0.0))
    rounds()
    rounds()
    with Replica.open(tmp_path / "public.db", BERLIN) as replica:
        images = [item.image for item in replica.items(Kind.EVENT, None, datetime.now(UTC))]
        held = [raw for image in images if image and (raw := replica.picture(image))]
    (small,) = map(pixels, held)
    assert small
    assert (small.width, small.height) == (64, 48)
    asked = [asked.path for asked in server.requests]
    assert [asked.count(path) for path in ("/a.ics", "/good.jpg", "/page.jpg", "/gone.jpg")] == [2, 1, 1, 1]
