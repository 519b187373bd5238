"""R38: by touch alone on the running terminal of a blank card, from its first page to the first sign-in."""

from pathlib import Path

import pytest

from kiosk.backup_number import number_words
from kiosk.backup_room import belongings
from kiosk.place import Place
from kiosk.screens.setup.restore import Restoring
from kiosk.settings import Settings
from kiosk.sticks import Stick
from tests.backup.terminal import PIN, SETTINGS, Terminal
from tests.kiosk.setup_house import first_start
from tests.sync.clocks import TUESDAY, FakeClock

pytestmark = pytest.mark.anyio
GRIDS = ((28, 8), (42, 13), (60, 20))


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: f"{grid[0]}x{grid[1]}")
async def test_r38_a_lay_person_restores_by_stick_and_envelope(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grid: tuple[int, int]
) -> None:
    old = Terminal(tmp_path / "old", FakeClock(TUESDAY))
    old.furnish()
    copy = old.back_up(tmp_path / "stick")
    monkeypatch.setattr("kiosk.screens.setup.restore.sticks", lambda: [Stick("KIOSK", tmp_path / "stick")])
    (tmp_path / "blank").mkdir()
    async with first_start(tmp_path / "blank", grid) as driven:
        desk = driven.app.house.desk
        assert desk
        place = Place(tmp_path / "blank" / "etc" / "kiosk.toml", tmp_path / "blank" / "data")
        desk.belongings = belongings(place, Settings())
        await driven.tap("go:restore")
        await driven.tap("choose")
        await driven.tap("do:0")
        for word in old.words.split():
            await driven.spell(word[:4])
            await driven.tap("ok")
        page = driven.app.walk.page
        assert isinstance(page, Restoring)
        await driven.until(lambda: page.chore is None)
        while not driven.view.button_for("renew"):
            await driven.tap("next")
        assert not desk.new
        told = [row.text for row in page.rows(driven.app.house, 60)]
        assert number_words(driven.app.house.words, copy.ledger_hash or "") in told, "the drill compares it by eye"
    new = Terminal(tmp_path / "blank" / "data", old.clock)
    found = new.ring.open_with(PIN)
    assert found
    new.data_key = found.data_key
    assert new.hash() == copy.ledger_hash
    assert place.settings.read_text() == SETTINGS
    assert not (place.data / "setup.json").exists()
