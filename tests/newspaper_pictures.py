"""Pictures of newspaper pages for the README, set by the program itself from the demo: `make pictures` writes them."""

import io
import tempfile
from datetime import timedelta
from pathlib import Path

import msgspec
from PIL import Image

from kiosk.demo.neighbourhood import neighbourhood
from kiosk.demo.people import move_in
from kiosk.demo.visit import VISIT
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.issues import KEPT, Issue
from kiosk.papers.made import Made, Paper, Wishes
from kiosk.papers.making import make
from kiosk.settings import Settings
from kiosk.words import Words
from sync.connectors.base import Batch
from sync.records import Item
from sync.replica import Replica
from tests.pdf_checks import pages_of, pictures_of
from tests.pictures.__main__ import FOLDER
from tests.pictures.walks import NOON, StillClock

NAMES = ("newspaper-1", "newspaper-2")
DPI = 92
BYTES_MAX = 200_000
"""What a README may load for one picture."""


def newspaper(folder: Path) -> Made:
    """The second issue of the demo: since the first one every fourth entry came and every fifth changed."""
    with Replica.open(folder / "demo.db", "Europe/Berlin") as replica:
        items = neighbourhood(NOON.date(), "Europe/Berlin")
        clock, settings = StillClock(), Settings(demo=True, visit=VISIT)
        house = House(replica, Words("de"), clock, settings.zone, settings.centre, demo=True, visit=VISIT)
        desk = house.desk = Desk(folder / "desk", settings, clock, lambda: replica)
        desk.enrol_first("Anna", "736251")
        move_in(desk.ledger)
        publish(replica, [changed(item) if at % 5 == 2 else item for at, item in enumerate(items) if at % 4 != 1])
        first = msgspec.json.decode(make(Paper.NEWSPAPER, house, desk, Wishes()).issue or b"", type=Issue)
        before = msgspec.structs.replace(first, day=first.day - timedelta(days=28))
        desk.ledger.kept.put(KEPT, msgspec.json.encode(before))
        publish(replica, items)
        made = make(Paper.NEWSPAPER, house, desk, Wishes())
        desk.close()
    return made


def publish(replica: Replica, items: list[Item]) -> None:
    """A platform says all this."""
    replica.begin("beispiel", NOON)
    replica.store("beispiel", "memory", Batch(items=items), NOON)
    replica.conclude("beispiel", "ok", NOON, True, None, None)


def changed(item: Item) -> Item:
    """As it was before."""
    return msgspec.structs.replace(item, price="auf Anfrage")


def small(picture: Image.Image) -> bytes:
    """A page as PNG in 16 greys, with a thin edge to show where the paper ends."""
    picture = picture.convert("L").quantize(16)
    edged = Image.new("L", (picture.width + 2, picture.height + 2), 160)
    edged.paste(picture.convert("L"), (1, 1))
    file = io.BytesIO()
    edged.quantize(16).save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """The first page, and the fullest one with both marks."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = newspaper(Path(folder)).pdf
    pages = pages_of(pdf)
    marked = [at for at, text in enumerate(pages) if " neu " in text and " geändert " in text and at > 1]
    full = max(marked, key=lambda at: len(pages[at]))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, at in zip(NAMES, (0, full), strict=True):
        png = small(pictures_of(pdf, DPI)[at])
        assert len(png) <= BYTES_MAX, (name, len(png))
        (FOLDER / f"{name}.png").write_bytes(png)


if __name__ == "__main__":
    main()
