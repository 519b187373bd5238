"""Print every slip anew and keep its picture: `python -m tests.printing.golden_pictures`. Look before they stay."""

import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image

from kiosk.demo.neighbourhood import neighbourhood
from kiosk.house import House
from printing.devices import open_device
from printing.encode import encode
from printing.layout import layout
from printing.printer import Printed, Printer
from printing.profile import profile_for
from printing.slip import Slip
from tests.kiosk.conftest import fill
from tests.kiosk.every_slip import every_slip
from tests.kiosk.pages import BERLIN, house_of
from tests.peers.emupos import emulated
from tests.printing.slips import LETTERS
from tests.sync.clocks import TUESDAY, FakeClock

GOLDEN = Path(__file__).parent / "golden"
PAPERS = {58: "small", 80: "wide"}
"""Width of the paper in mm → the emulator's name of the printer."""


class Darkroom:
    """Two simulated printers; a slip goes in and the picture of the paper comes out."""

    def __init__(self, port: int) -> None:
        self._port = port

    def picture(self, slip: Slip, paper_mm: int) -> Image.Image:
        """The paper in the printer's dots, black and white."""
        profile = profile_for(paper_mm)
        printer = Printer(open_device(f"tcp://127.0.0.1:{self._port + (paper_mm == 58)}"), profile)
        assert isinstance(printer.print(encode(layout(slip, profile), profile)), Printed)
        address = f"http://127.0.0.1:{self._port + 2}/api/v1/devices/{PAPERS[paper_mm]}/receipts/latest/image"
        with urllib.request.urlopen(address, timeout=10) as answer:
            return Image.open(BytesIO(answer.read())).convert("1", dither=Image.Dither.NONE)


@contextmanager
def darkroom(folder: Path) -> Iterator[Darkroom]:
    """The emulator, for as long as it is needed; its files lie in the folder."""
    with emulated(folder) as port:
        yield Darkroom(port)


def demo_house(folder: Path) -> House:
    """The made-up neighbourhood on one Tuesday, at ten."""
    clock = FakeClock(TUESDAY)
    return house_of(fill(folder / "public.db", neighbourhood(clock.now().date(), BERLIN)), clock)


def pictured(folder: Path) -> dict[str, Slip]:
    """Name → slip: all that the terminal prints, and one in the letters of the whole neighbourhood."""
    return every_slip(demo_house(folder)) | {"letters": LETTERS}


def main() -> None:
    with tempfile.TemporaryDirectory() as place, darkroom(Path(place) / "emupos") as room:
        slips = pictured(Path(place))
        for paper_mm in PAPERS:
            for name, slip in slips.items():
                picture = room.picture(slip, paper_mm)
                picture.save(GOLDEN / f"{name}-{paper_mm}.png", optimize=True)
                print(f"{name}-{paper_mm}: {picture.height / 8:.0f} mm")


if __name__ == "__main__":
    main()
