"""The reference of the settings names every key with its limits, and its example can be used."""

import re
from pathlib import Path

import pytest

from kiosk.settings import HEADINGS
from tests.kiosk.settings_file import CENTRE, PORTAL, RING, loaded, problems

RINGS = ("smallest", "ceiling", "look_again_s", "hold_off_s", "tries")
PAGE = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(\w+)`(?: in `\[(\w+)\]`)? \|(.*)\|$", PAGE, re.MULTILINE)


def known(folder: Path, table: str) -> list[str]:
    """The keys that the program itself says a table has."""
    heading = HEADINGS[table]
    text = {"centre": f"{CENTRE}zzzzzz = 1\n", "platform": f"{CENTRE}{PORTAL}zzzzzz = 1\n"}
    [found] = problems(folder, text.get(table, f"{CENTRE}{heading}\nzzzzzz = 1\n"))
    return found.partition("; es gibt ")[2].partition(". ")[0].split(", ")


@pytest.mark.parametrize("table", HEADINGS)
def test_every_table_and_every_key_stands_in_the_reference(tmp_path: Path, table: str) -> None:
    keys = known(tmp_path, table)
    assert f"`{HEADINGS[table]}`" in PAGE
    assert set(keys) <= {row[0] for row in ROWS}
    assert len(keys) >= 1


def test_the_reference_names_no_key_that_is_not_there(tmp_path: Path) -> None:
    keys = {key for table in HEADINGS for key in known(tmp_path, table)}
    assert {row[0] for row in ROWS} == keys


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("[sync]", "every_minutes"), ("[touch]", "repeat_ms"), ("[touch]", "guard_ms"), ("[terminal]", "idle_s"),
        (PORTAL, "timeout_s"), (PORTAL, "answer_s"), (PORTAL, "max_mb"), (PORTAL, "pause_ms"),
        *((RING, key) for key in RINGS),
    ],
)  # fmt: skip
def test_the_limits_in_the_reference_are_those_of_the_program(tmp_path: Path, heading: str, key: str) -> None:
    [row] = [row[2] for row in ROWS if row[0] == key]
    low, high = re.findall(r"([\d.]+) to ([\d.]+)", row)[-1]
    for value, good in ((low, True), (high, True), (f"-{low}1", False), (f"{high}1", False)):
        assert (problems(tmp_path, f"{CENTRE}{heading}\n{key} = {value}\n") == []) is good, value


def test_the_example_of_the_reference_can_be_used(tmp_path: Path) -> None:
    example = PAGE.partition("```toml\n")[2].partition("```")[0]
    assert loaded(tmp_path, example).warnings == ()
