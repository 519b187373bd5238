"""R23, R24, A26: a sample of the long runs of `make access`, and that each of them can fail."""

from pathlib import Path

import pytest
from textual.widget import Widget

from kiosk import keys
from kiosk.app import KioskApp
from kiosk.widgets import paint
from tests.access.no_way_out import fields, hands, looks
from tests.access.no_way_out.after import WAYS, ended
from tests.access.no_way_out.crashes import planted
from tests.access.no_way_out.raw import FORBIDDEN, Attacked, bytes_typed, terminal
from tests.access.no_way_out.table import GRID, SEED
from tests.access.result import Result

FEW = hands.Many(SEED, chords=60, own=2, screens=9)
pytestmark = pytest.mark.anyio


def held(result: Result, least: int) -> bool:
    assert result.failed == []
    return result.tried >= least


def test_r23_hostile_strings_stay_text_in_every_look() -> None:
    assert held(looks.pieces(SEED, every=40), 2_000)


def test_r23_hostile_strings_stay_text_in_every_slot_of_every_language() -> None:
    assert held(looks.slots(SEED, every=40), 2_000)


def test_r23_hostile_records_stay_text_on_every_page(tmp_path: Path) -> None:
    assert held(fields.drawn(tmp_path, fields.SHORT), 1_000)


@pytest.mark.parametrize("leak", [lambda text: text, lambda text: f"{text}\n"])
def test_r23_a_painter_that_lets_letters_through_is_caught(monkeypatch: pytest.MonkeyPatch, leak: object) -> None:
    monkeypatch.setattr(paint, "plain", leak)
    monkeypatch.setattr(paint, "_one_row", leak)
    assert looks.pieces(SEED, every=200).failed


async def test_r24_no_key_no_chord_and_no_mouse_leads_out(tmp_path: Path) -> None:
    nothing, own = await hands.pressed(tmp_path, GRID, FEW)
    assert held(nothing, 2_000)
    assert held(own, 100)


async def test_r24_a_chord_that_does_something_is_caught(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(keys.NAMED, "ctrl+q", "start")
    nothing, _ = await hands.pressed(tmp_path, GRID, hands.Many(SEED, chords=0, own=0, screens=150))
    assert any("something happened" in fault for fault in nothing.failed)


async def test_r24_what_textual_shows_is_caught(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(KioskApp, "on_paste", lambda app, event: app.notify("Pasted"), raising=False)
    nothing, _ = await hands.pressed(tmp_path, GRID, hands.Many(SEED, chords=1, own=0, screens=60))
    assert any("something of Textual's" in fault for fault in nothing.failed)


def test_r24_no_bytes_on_the_line_end_it_or_reach_the_glass(tmp_path: Path) -> None:
    assert held(bytes_typed(tmp_path, SEED, every=90, storms=3, pasted=20_000), 250)


@pytest.mark.parametrize("leak", FORBIDDEN)
def test_r23_a_leak_on_the_line_is_caught(tmp_path: Path, leak: bytes) -> None:
    with terminal(tmp_path) as app:
        app.see("Hilfe")
        hit = Attacked(app)
        app.reader.feed(leak)
        app.raw += leak
        hit.look("planted")
        assert hit.failed


def test_r24_a_fault_in_any_screen_is_a_neutral_page_and_signs_out(tmp_path: Path) -> None:
    assert held(planted(tmp_path), 200)


@pytest.mark.parametrize("way", WAYS)
def test_a26_nothing_of_what_staff_saw_is_left(tmp_path: Path, way: str) -> None:
    assert ended(tmp_path / "way", way) == []


def test_no_widget_but_the_canvas_draws_pages() -> None:
    assert [kind.__name__ for kind in Widget.__subclasses__() if kind.__module__.startswith("kiosk")] == ["Canvas"]
