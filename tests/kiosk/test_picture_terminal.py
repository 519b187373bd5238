"""Which terminals show pictures."""

from pathlib import Path

import pytest

from kiosk.app import KioskApp
from kiosk.settings import Settings
from sync.replica import Replica
from tests.kiosk.pages import BERLIN, house_of
from tests.sync.clocks import FakeClock


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"TERM": "foot", "COLORTERM": "truecolor"}, True),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, True),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_a_terminal_shows_pictures_where_textual_finds_colours_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], shown: bool
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with Replica.open(tmp_path / "public.db", BERLIN) as replica:
        house = house_of(replica, FakeClock())
        KioskApp(house, Settings(demo=True))
    assert house.pictures is shown
