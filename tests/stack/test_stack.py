"""A1, A15: the program on the chain of the device, Debian 13's cage and foot, seen and touched from outside."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.type_size import CAPITAL_MM, PANELS, Size, capital_mm, grid, pixelsize_for, scales

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TREE = Path(os.environ.get("PEER_CACHE", Path.home() / ".cache" / "quartierskiosk-peers")) / "trixie"
LONGEST_S = 240
"""Of a scene: the longest waits for sixty taps."""
CHANGE_MS, TAP_MS = 1000.0, 250.0
"""Bounds that a busy machine keeps too; what was measured is far below (docs/settings.md)."""
Play = Callable[[str, str, str], Any]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Play a scene on a panel inside the tree; what was seen."""
    made_from = TREE / "opt" / "kiosk" / "made-from"
    if not made_from.exists() or made_from.read_bytes() != (ROOT / "requirements.lock").read_bytes():
        pytest.skip(f"no tree of Debian 13 for this lock file: tests/stack/trixie.sh install {TREE}")
    if os.geteuid() or not shutil.which("unshare"):
        pytest.skip("the tree of Debian 13 needs root, for chroot and mount")

    def played(module: str, scene: str, panel: str) -> Any:
        words = ["bash", str(HERE / "trixie.sh"), "run", str(TREE), str(tmp_path)]
        words += ["python", "-m", f"tests.stack.{module}", scene, panel]
        done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST_S, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    return played


@pytest.mark.parametrize("name", ["7in 800x480", "10in 1280x800"])
def test_a1_all_sizes_while_the_program_runs_and_the_page_stays(play: Play, name: str) -> None:
    panel = PANELS[name]
    base = pixelsize_for(panel, CAPITAL_MM[Size.NORMAL])
    offered = scales(panel, base)
    seen = play("scenes", "sizes", name)
    assert [one["size"] for one in seen["sizes"]] == ["normal", "large", "very large", "normal"]
    for one in seen["sizes"]:
        scale = offered[Size(one["size"])]
        assert one["told"] == "Resized"
        assert tuple(one["grid"]) == grid(panel, base, scale)
        assert one["capital_mm"] == pytest.approx(capital_mm(panel, base, scale), rel=0.05)
        assert all(at < CHANGE_MS for at in one["frames_ms"]), one
        assert one["tap_ms"]["p50"] < TAP_MS, one
        assert one["edge"] == 1, "nothing stays at the edge of what stood there before"
    assert all(one["frames_ms"] for one in seen["sizes"][1:]), "a change is seen"
    assert seen["kept"]


def test_a15_touch_reaches_the_program_as_mouse_events(play: Play) -> None:
    seen = play("fingers", "raw_touch", "7in 800x480")
    [(press, release)] = re.findall(r"^\x1b\[<0;(\d+;\d+)M\x1b\[<0;(\d+;\d+)m$", seen["tap"])
    assert press == release == "20;6"
    assert re.fullmatch(r"\x1b\[<0;20;6M(\x1b\[<32;\d+;6M)*\x1b\[<0;\d+;6m", seen["shaky"]), "no wheel, and one release"
    assert seen["slide"].count("\x1b[<32;") > 10, "a slide is press, motions and release"
    assert seen["slide"].endswith("m")
    assert seen["corner"].startswith("\x1b[<0;38;11M"), "the last cell of the last row"


def test_a15_a_tap_and_a_shaky_tap_press_a_button(play: Play) -> None:
    assert play("fingers", "touch", "7in 800x480") == {"opens": True, "leads_back": True, "shaky_opens": True}


def test_a1_a16_one_tap_makes_the_type_larger_and_the_next_visitor_finds_it_as_it_was(play: Play) -> None:
    panel = PANELS["10in 1280x800"]
    normal, large, _ = (list(grid(panel, 37, scale)) for scale in scales(panel, 37).values())
    seen = play("scenes", "button", "10in 1280x800")
    assert seen["grids"] == [normal, normal, large, normal]
    assert seen["took_ms"][1][-1] < CHANGE_MS


def test_a1_letters_of_21_pixels_close_the_terminal_and_no_tap_opens_it(play: Play) -> None:
    assert play("scenes", "closed", "7in 800x480") == {"grid": [61, 19], "stays": True}


def test_a34_the_terminal_draws_each_letter_in_the_cell_where_it_was_sent(play: Play) -> None:
    seen = play("writing", "leftward", "7in 800x480")
    assert seen["ink"] == 255
    assert seen["differs"] < 64, "edges of neighbours that touch, and no letter in another place or form"


def test_a18_the_terminal_tells_which_strokes_are_repeats_and_a_held_key_is_one(play: Play) -> None:
    """A key that is held for 1.5 s repeats 25 times a second after 0.6 s (wlroots); all of it is told, and dropped."""
    seen = play("holding", "held", "7in 800x480")
    assert {key: told["struck"] for key, told in seen.items()} == {
        "k": ["k"],
        "Return": ["enter"],
        "BackSpace": ["backspace"],
        "Next": ["pagedown"],
    }
    assert all(told["repeats"] > 10 and told["let_go"] == 1 for told in seen.values()), seen
