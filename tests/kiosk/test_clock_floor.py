"""The terminal's clock never tells an earlier time than the newest one that its replica holds (R11)."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.place import Place
from kiosk.session import Session
from sync.clock import Trust
from sync.replica import Replica
from tests.kiosk.settings_file import CENTRE
from tests.sync.clocks import BERLIN

NAMES = ("portal", "verein")
SITES = "".join(
    f'[[platform]]\nname = "{name}"\nkind = "wordpress"\nurl = "https://{name}.example"\n' for name in NAMES
)
NEWEST = datetime(2090, 1, 1, tzinfo=UTC)
"""Later than any machine that runs this test says it is."""


@pytest.mark.parametrize("newest", NAMES)
def test_r11_the_newest_of_several_pulls_is_the_floor(
    tmp_path: Path, newest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.place.log_to_file", lambda _place: None)
    place = Place(tmp_path / "kiosk.toml", tmp_path / "data", settings_named=True)
    place.settings.write_text(CENTRE + SITES)
    with Replica.open(place.replica(demo=False), BERLIN) as replica:
        for name in (*NAMES, "removed"):
            at = NEWEST if name == newest else NEWEST - timedelta(days=300)
            replica.begin(name, at)
            replica.conclude(name, "ok", at if name != "removed" else NEWEST + timedelta(days=9), True, None, None)
    session = Session(place)
    try:
        assert session.clock.now() == NEWEST, "what the settings no longer name does not count"
        assert not session.clock.trusted
        assert session.clock.trust is Trust.UNTRUSTED
    finally:
        session.close()
