"""Each slip looks as it did when somebody looked at it: printed by a simulated printer, dot for dot (A36)."""

from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops

from printing.slip import Slip
from tests.peers.emupos import EMUPOS
from tests.printing.golden_pictures import GOLDEN, PAPERS, Darkroom, darkroom, pictured

pytestmark = pytest.mark.skipif(
    not EMUPOS.exists(), reason="emupos is not installed (tests/peers/emupos.sh install DIR)"
)
RENEW = "look at it; if it is right: python -m tests.printing.golden_pictures"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Darkroom]:
    with darkroom(tmp_path_factory.mktemp("emupos")) as opened:
        yield opened


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Slip]:
    return pictured(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize("paper_mm", PAPERS)
def test_every_slip_has_a_golden_picture_and_looks_like_it(
    room: Darkroom, slips: dict[str, Slip], paper_mm: int
) -> None:
    for name, slip in slips.items():
        golden = Image.open(GOLDEN / f"{name}-{paper_mm}.png").convert("L")
        printed = room.picture(slip, paper_mm).convert("L")
        assert printed.size == golden.size, f"{name}: {RENEW}"
        assert ImageChops.difference(printed, golden).getbbox() is None, f"{name}: {RENEW}"


def test_no_picture_is_left_of_a_slip_that_is_no_more(slips: dict[str, Slip]) -> None:
    kept = {path.stem for path in GOLDEN.glob("*.png")}
    assert kept == {f"{name}-{paper_mm}" for name in slips for paper_mm in PAPERS}
