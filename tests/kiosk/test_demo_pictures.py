"""The drawn pictures of Lindenhof: each item that names one has it, with words for who cannot see it."""

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

import kiosk.demo
from kiosk.connect import pictures
from kiosk.demo.gallery import DemoGallery
from kiosk.demo.neighbourhood import demo_source, neighbourhood
from kiosk.widgets.picture import half_cells, pixels
from printing.thumbnail import thumbnail
from sync.connectors.base import Batch
from sync.errors import Reason, Unreachable
from sync.records import Item
from sync.replica import Replica
from tests.connectors.drawer import NOON, FixedClock

BERLIN = "Europe/Berlin"
DRAWN = Path(kiosk.demo.__file__).parent / "pictures"


@pytest.fixture(scope="module")
def lindenhof() -> list[Item]:
    return [item for item in neighbourhood(NOON.date(), BERLIN) if item.image]


def test_every_picture_of_the_demo_is_drawn_small_and_bright(lindenhof: list[Item]) -> None:
    for url in {item.image for item in lindenhof}:
        assert url
        small = pixels(thumbnail(DemoGallery().get(url)))
        assert small, url
        assert (small.width, small.height) == (64, 48), url
        assert len(set(half_cells(small, 24, 9)[9])) > 9, url


def test_every_picture_of_the_demo_has_a_short_description_of_its_own(lindenhof: list[Item]) -> None:
    words = {item.image: item.image_alt for item in lindenhof}
    assert all(alt and 10 <= len(alt) <= 60 and alt[0].isupper() and not alt.endswith(".") for alt in words.values())
    assert len(set(words.values())) == len(words) >= 15


def test_no_drawing_is_left_over_and_all_together_are_small(lindenhof: list[Item]) -> None:
    named = {PurePosixPath(item.image or "").stem for item in lindenhof}
    assert {file.stem for file in DRAWN.iterdir()} == named
    assert sum(file.stat().st_size for file in DRAWN.iterdir()) < 40_000


@pytest.mark.parametrize("path", ["bilder/nichts.jpg", "", "bilder/..", "bilder/%2e%2e%2fdata", "../neighbourhood.py"])
def test_a_picture_that_nobody_drew_is_not_found(path: str) -> None:
    with pytest.raises(Unreachable) as caught:
        DemoGallery().get(f"https://lindenhof.example/{path}")
    assert caught.value.reason is Reason.NOT_FOUND


def test_offline_a_round_of_the_demo_fills_the_replica_with_pictures(tmp_path: Path, lindenhof: list[Item]) -> None:
    clock = FixedClock(datetime(2026, 11, 24, 8, tzinfo=UTC))
    with Replica.open(tmp_path / "public.db", BERLIN) as replica:
        replica.begin("beispiel", clock.now())
        replica.store("beispiel", "memory", Batch(items=lindenhof), clock.now())
        (done,) = pictures([demo_source()], clock).run(replica, ["beispiel"])
        assert done.failed == 0
        assert all(replica.picture(item.image or "") for item in lindenhof)
