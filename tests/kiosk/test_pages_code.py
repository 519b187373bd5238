"""The QR code on the screen: a telephone reads it wherever it is offered, and it is offered wherever it fits."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.public.code import CAPACITY, Code, code_rows, has_room
from kiosk.screens.public.detail import Detail
from kiosk.widgets.view import Look, Rect, View
from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from tests.kiosk.pages import BERLIN, GRIDS, house_of
from tests.sync.clocks import TUESDAY, FakeClock

Houses = Callable[..., House]
needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not installed (Debian: zbar-tools)")
CELL = 8
"""Dots across a cell of the picture; it is twice as high."""
HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}


def picture(view: View) -> Image.Image:
    """The code as the screen shows it, on the dark board."""
    image = Image.new("L", (view.cols * CELL, view.rows * 2 * CELL), 20)
    for text in view.texts:
        for x, letter in enumerate(text.text if text.look is Look.CODE else ""):
            for half, dark in enumerate(HALVES[letter]):
                left, top = (text.x + x) * CELL, (text.y * 2 + half) * CELL
                image.paste(0 if dark else 255, (left, top, left + CELL, top + CELL))
    return image


def read(view: View, folder: Path) -> str:
    picture(view).save(folder / "code.png")
    call = ["zbarimg", "--nodbus", "-q", "--raw", "-Sbinary", str(folder / "code.png")]
    return subprocess.run(call, capture_output=True, check=False).stdout.decode().strip()


def address(letters: int) -> str:
    return f"https://a.example/{'pfad-' * 200}"[:letters]


def shown(replica: Replica, url: str, grid: tuple[int, int]) -> View:
    """The page of the code of an item with this address."""
    item = Item(remote="a", kind=Kind.OFFER, title="Rad", url=url)
    house = house_of(replica, FakeClock(TUESDAY))
    replica.store("portal", "all", Batch(items=[item]), FakeClock(TUESDAY).now())
    (stored,) = replica.items(None, None, house.now())
    return Code(stored.id).view(house, Frame(*grid))


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    with Replica.open(tmp_path / "public.db", BERLIN) as opened:
        opened.begin("portal", FakeClock(TUESDAY).now())
        yield opened


@needs_zbar
@pytest.mark.parametrize("grid", [(58, 18), (60, 20), (80, 24), (160, 50), (53, 16), (68, 19), (40, 40)])
def test_every_code_that_is_offered_can_be_read_from_the_screen(
    replica: Replica, grid: tuple[int, int], tmp_path: Path
) -> None:
    offered = [url for url in map(address, (24, 45, 70, 110, 150, 250, 400)) if has_room(url, Frame(*grid))]
    assert offered
    for url in offered:
        assert read(shown(replica, url, grid), tmp_path) == url


@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("letters", [*CAPACITY[:8], *(most + 1 for most in CAPACITY[:8])])
def test_a_code_is_offered_only_where_it_fits(replica: Replica, grid: tuple[int, int], letters: int) -> None:
    url = address(letters).ljust(letters, "x")
    view = shown(replica, url, grid)
    drawn = any(text.look is Look.CODE for text in view.texts)
    assert drawn or not has_room(url, Frame(*grid))


@pytest.mark.parametrize("grid", GRIDS)
def test_where_the_code_does_not_fit_the_address_stands_in_words(house: Houses, grid: tuple[int, int]) -> None:
    built, frame = house("demo"), Frame(*grid)
    item = max(built.replica.items(None, None, built.now()), key=lambda item: len(item.url or ""))
    page, read_so_far = Detail(item.id), ""
    while True:
        view = page.view(built, frame)
        read_so_far += "".join("".join(text.text.split()) for text in view.texts if text.look is Look.SHEET)
        if view.button_for("next") is None:
            break
        page.act(built, frame, "next")
    assert (item.url or "?") in read_so_far or view.button_for("code")


def test_the_largest_code_that_fits_is_drawn() -> None:
    url = address(45)
    sizes = [len((code_rows(url, Rect(0, 0, side, (side + 1) // 2)) or [""])[0]) for side in (20, 33, 37, 41, 90)]
    assert sizes == [0, 33, 37, 41, 82]


def test_a_code_for_what_is_no_address_is_not_made() -> None:
    assert code_rows("mailto:a@b.example", Rect(0, 0, 200, 200)) is None
    assert not has_room(None, Frame(160, 50))
    assert not has_room(address(1_017).ljust(1_017, "x"), Frame(160, 50))
