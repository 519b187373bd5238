"""The towns that the terminal shows while it is measured: replicas of many sizes, each with a settings file."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Pulled, Replica
from tests.sync.many import many

PLATFORM, STREAM = "stadt", "calendar"
ZONE = "Europe/Berlin"
BATCH = 200
"""Items of one transaction, as the connectors yield them."""
KIOSK = str(Path(sys.executable).with_name("kiosk"))
SOUGHT = {"oeff": "Öffnung", "aerzte": "Ärzte", "strasse": "Straße", "haus": "Krankenhaus"}
"""What is typed, and what must then stand on the glass."""

_SETTINGS = """[centre]
name = "Quartierstreff Riehl"

[[platform]]
name = "{platform}"
kind = "ical"
url = "{url}"

[touch]
repeat_ms = 0
guard_ms = 0

[terminal]
idle_s = 3600
"""


class Town(msgspec.Struct, frozen=True):
    """A folder with a settings file and a replica."""

    folder: Path

    @property
    def replica(self) -> Path:
        """`public.db`."""
        return self.folder / "public.db"

    def kiosk(self, *words: str) -> list[str]:
        """A command of the product on this town."""
        return [KIOSK, "--settings", str(self.folder / "kiosk.toml"), "--data", str(self.folder), *words]


def build(folder: Path, count: int, url: str = "http://127.0.0.1:9/none.ics") -> Town:
    """A town with `count` items, whose one platform lies at `url`; the sought words are the newest of them."""
    folder.mkdir(parents=True)
    (folder / "kiosk.toml").write_text(_SETTINGS.format(platform=PLATFORM, url=url), encoding="utf-8")
    town = Town(folder)
    if count:
        fill(town.replica, citizens(count))
    return town


def citizens(count: int) -> list[Item]:
    """`count` items of a made-up town, the sought ones last."""
    now = datetime.now(UTC).astimezone(ZoneInfo(ZONE))
    sought = [_sought(word, now + timedelta(hours=1)) for word in SOUGHT.values()]
    return [*many(count - len(sought), now.date()), *sought]


def _sought(word: str, when: datetime) -> Item:
    return Item(remote=f"sought:{word}", kind=Kind.EVENT, title=word, starts=when.isoformat(timespec="seconds"))


def fill(path: Path, items: Iterable[Item]) -> None:
    """Store items as a complete pull of the town's platform does."""
    now, rows = datetime.now(UTC), list(items)
    with Replica.open(path, ZONE) as replica:
        replica.begin(PLATFORM, now)
        for at in range(0, len(rows), BATCH):
            replica.store(PLATFORM, STREAM, Batch(items=rows[at : at + BATCH]), now)
        replica.end_stream(PLATFORM, STREAM, Pulled(), now, complete=True)
        replica.conclude(PLATFORM, "ok", now, True, None, None)
