"""A15, R8, R24: the program in the device's own locked window on Debian 13's cage and foot, seen and touched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.tree import in_tree

pytestmark = pytest.mark.long

LONGEST_S = 300
"""Of a scene: the longest taps 120 times and looks a quarter of a second before and after each."""
TAP_MS = 250.0
"""A bound that a busy machine keeps too; 33.4 ms, two frames, are to reach on an idle one (docs/device.md)."""
FIRST_PAGE_S = 20.0
"""R8."""
Play = Callable[..., Any]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Play a scene on a panel inside the tree; what was seen."""

    def played(module: str, scene: str, panel: str, *before: str) -> Any:
        words = [*before, "python", "-m", f"tests.deploy.{module}", scene, panel]
        done = in_tree(tmp_path, words, LONGEST_S)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return played


def test_a_tap_changes_the_glass_within_two_frames(play: Play, capsys: pytest.CaptureFixture[str]) -> None:
    seen = play("device_scenes", "taps", "10in 1280x800")
    with capsys.disabled():
        print(f"\ntap to changed pixel, home to list, 1280x800, ms: {seen['home to list']}; back: {seen['back']}")
    for way in seen.values():
        assert way["n"] >= 50
        assert way["first"]["p95"] < TAP_MS


def test_a_tap_counts_while_a_keyboard_or_a_scanner_is_plugged_in(play: Play) -> None:
    assert play("device_scenes", "beside_keys", "7in 800x480") == {"opened": True, "plugged_in": True}


def test_r24_no_key_and_no_button_leads_out_of_the_window(play: Play) -> None:
    seen = play("escape_scenes", "locked", "7in 800x480")
    assert len(seen["tried"]) > 100
    assert (seen["out"], seen["same"], seen["lives"]) == ([], True, True)


def test_r24_the_search_for_ways_out_finds_those_of_a_window_that_is_not_locked(play: Play) -> None:
    seen = play("escape_scenes", "open", "7in 800x480")
    assert "ctrl+shift+n" in seen["out"], "a shell"
    assert not seen["same"]


def test_r18_when_the_program_dies_window_and_compositor_end_and_say_so(play: Play) -> None:
    assert play("device_scenes", "killed", "7in 800x480")["code"] != 0


@pytest.mark.parametrize("before", [(), ("unshare", "--net")], ids=["silent and unknown hosts", "no net at all"])
def test_r8_the_first_page_waits_for_no_network(
    play: Play, before: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    seen = play("device_scenes", "start", "7in 800x480", *before)
    with capsys.disabled():
        print(f"\nfirst page {seen} {' '.join(before)}")
    assert seen["first_page_s"] < FIRST_PAGE_S
