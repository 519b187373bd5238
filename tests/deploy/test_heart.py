"""R18: the heartbeat reaches systemd through cage, launcher and foot, and the window follows the settings."""

import json
from pathlib import Path
from typing import Any

from tests.deploy.tree import in_tree


def play(shared: Path, scene: str, panel: str) -> Any:
    done = in_tree(shared, ["python", "-m", "tests.deploy.heart_scenes", scene, panel])
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_r18_the_heartbeat_goes_through_compositor_and_window(tmp_path: Path) -> None:
    seen = play(tmp_path, "heart", "7in 800x480")
    assert seen["told"] == seen["right"]
    assert seen["ready_s"] < 20, "R8"
    assert seen["mdwe"], "the stack ran without memory that is both written and run"


def test_another_panel_in_the_settings_opens_the_window_anew_once(tmp_path: Path) -> None:
    seen = play(tmp_path, "again", "7in 800x480")
    assert seen["grid"] == [38, 11]
    assert (seen["screen"], seen["starts"]) == ("pixelsize=35\n", 1), "the first window closed before its first page"
    assert seen["plain"].endswith("0221 98 76 54\n")


def test_the_picture_is_turned_as_the_settings_say(tmp_path: Path) -> None:
    assert play(tmp_path, "turned", "7in 1280x720") == {"transform": "270"}
