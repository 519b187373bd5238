"""The newcomer's page: its steps are counted, their minutes stand below fifteen, and what it names is there."""

import re

import pytest

from tests.deploy.tree import PI, ROOT

TEXT = (PI / "README.md").read_text("utf-8")
MOST_MIN = 15


def minutes(way: str) -> list[int]:
    """One's own work in minutes, a step each."""
    table = TEXT.partition(f"<!-- minutes:{way} -->\n")[2].partition("\n\n")[0]
    steps = [re.fullmatch(r"\| (\d+) \| .* \| (\d+) \| (\d*) ?\|", row) for row in table.splitlines()[2:]]
    assert all(steps)
    assert [int(step[1]) for step in steps if step] == list(range(1, len(steps) + 1))
    return [int(step[2]) for step in steps if step]


@pytest.mark.parametrize(
    ("way", "heading"), [("image", "The image"), ("install", "`install.sh` on Raspberry Pi OS Lite")]
)
def test_a_newcomer_has_a_kiosk_in_under_fifteen_minutes_of_own_work(
    way: str, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = minutes(way)
    with capsys.disabled():
        print(f"\n{way}: {len(steps)} steps, {sum(steps)} minutes of own work")
    assert sum(steps) < MOST_MIN
    assert f"## {heading}: {sum(steps)} minutes\n" in TEXT


def test_every_file_that_the_page_links_to_is_there() -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (PI / link).resolve().exists(), link


def test_the_figures_of_the_page_are_those_of_the_units() -> None:
    unit = (PI / "units" / "kiosk.service").read_text("utf-8")
    assert "WatchdogSec=30\n" in unit
    assert "TimeoutStartSec=60\n" in unit
    assert "RuntimeWatchdogSec=14s" in (PI / "etc/systemd/system.conf.d/kiosk.conf").read_text()
    assert "KIOSK_PLAIN_MINUTES:-30" in (PI / "lib" / "plain-page").read_text()
    assert "make deploy-test" in TEXT
    assert "\ndeploy-test:" in (ROOT / "Makefile").read_text()
