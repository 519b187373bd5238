"""R24, R25: the window of the terminal has no key and no button of its own, and foot takes its settings."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.deploy.tree import PI, in_tree, need_tree

FOOT_INI = PI / "lib" / "foot.ini"
HELD = "selection-override-modifiers"
"""Keys that keep a tap from the program while all of them are held; `none` keeps every tap (test_device_screen)."""


def ours() -> ConfigParser:
    parser = ConfigParser(delimiters=("=",), interpolation=None)
    parser.read_string(FOOT_INI.read_text("utf-8"))
    return parser


def of_foot(section: str) -> set[str]:
    """What foot binds by itself: its own list, which Debian installs as a file of comments."""
    text = (need_tree() / "etc" / "xdg" / "foot" / "foot.ini").read_text("utf-8")
    lines = text.partition(f"\n[{section}]\n")[2].partition("\n[")[0].splitlines()
    found = (re.fullmatch(r"# ([a-z-]+) ?= ?(.*)", line) for line in lines)
    return {one[1] for one in found if one and one[2] != "none" and "] none" not in one[2]}


@pytest.mark.parametrize(("section", "least"), [("key-bindings", 14), ("mouse-bindings", 12)])
def test_r24_everything_that_foot_binds_by_itself_is_bound_to_none(section: str, least: int) -> None:
    bound = of_foot(section)
    assert len(bound) >= least, "its list was read"
    bound.discard(HELD)
    assert {name: ours()[section].get(name) for name in bound} == dict.fromkeys(bound, "none")


def test_r24_nothing_is_bound_at_all() -> None:
    for section in ("key-bindings", "mouse-bindings"):
        assert {value for name, value in ours()[section].items() if name != HELD} == {"none"}
    held = ours()["mouse-bindings"][HELD].split("+")
    assert len(held) == 4, "a tap while Shift is held is one too"
    assert "spawn-terminal" in ours()["key-bindings"], "by itself it opens a shell in the kiosk"
    assert not set(ours().sections()) & {"text-bindings", "search-bindings", "url-bindings"}


def test_a15_a_finger_that_slips_still_taps() -> None:
    assert ours()["touch"]["long-press-delay"] == "1"


def test_r24_foot_itself_takes_the_file(tmp_path: Path) -> None:
    (tmp_path / "foot.ini").write_bytes(FOOT_INI.read_bytes())
    done = in_tree(tmp_path, ["foot", "-c", "/shared/foot.ini", "--check-config"])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with (tmp_path / "foot.ini").open("a") as file:
        file.write("spawn-shell=none\n")
    assert in_tree(tmp_path, ["foot", "-c", "/shared/foot.ini", "--check-config"]).returncode == 230, "no such binding"
