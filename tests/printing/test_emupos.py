import json
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from printing.devices import open_device
from printing.encode import encode
from printing.errors import Trouble
from printing.layout import layout
from printing.printer import NotStarted, Outcome, Printed, Printer
from printing.profile import profile_for
from printing.slip import QR, Fact, Heading, Paragraph, Slip
from tests.peers.emupos import EMUPOS, emulated
from tests.printing.escpos_reader import picture, read
from tests.printing.hostile_words import EVERY
from tests.printing.slips import ADDRESS, COFFEE
from tests.printing.test_qr import decoded

pytestmark = pytest.mark.skipif(
    not EMUPOS.exists(), reason="emupos is not installed (tests/peers/emupos.sh install DIR)"
)


class Emulator:
    """Two simulated printers, named by their paper."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._devices = f"http://127.0.0.1:{port + 2}/api/v1/devices"

    def printer(self, paper_mm: int) -> Printer:
        url = f"tcp://127.0.0.1:{self._port + (paper_mm == 58)}"
        return Printer(open_device(url), profile_for(paper_mm))

    def ask(self, paper_mm: int, path: str, method: str = "GET") -> bytes:
        name = "small" if paper_mm == 58 else "wide"
        request = urllib.request.Request(f"{self._devices}/{name}{path}", method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bytes(answer.read())

    def receipts(self, paper_mm: int) -> int:
        return len(json.loads(self.ask(paper_mm, "/receipts")))

    @contextmanager
    def fault(self, name: str) -> Iterator[None]:
        self.ask(80, f"/faults/{name}", "PUT")
        try:
            yield
        finally:
            self.ask(80, f"/faults/{name}", "DELETE")


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    with emulated(tmp_path_factory.mktemp("emupos")) as port:
        yield Emulator(port)


def printed(emulator: Emulator, slip: Slip, paper_mm: int) -> Outcome:
    profile = profile_for(paper_mm)
    return emulator.printer(paper_mm).print(encode(layout(slip, profile), profile))


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a_slip_comes_out_whole_and_readable(emulator: Emulator, paper_mm: int, tmp_path: Path) -> None:
    assert printed(emulator, COFFEE, paper_mm) == Printed(confirmed=True)
    text = emulator.ask(paper_mm, "/receipts/latest/text").decode()
    assert "26. November" in text
    assert "Stammheimer" in text
    assert "1,50 €" in text
    assert text.rstrip().endswith("13:30 Uhr")
    picture = Image.open(BytesIO(emulator.ask(paper_mm, "/receipts/latest/image"))).convert("L")
    assert picture.width == profile_for(paper_mm).dots
    if shutil.which("zbarimg"):
        assert decoded(picture, tmp_path) == ADDRESS


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("paper-out", Trouble.PAPER_OUT),
        ("cover-open", Trouble.COVER_OPEN),
        ("offline", Trouble.OFFLINE),
    ],
)
def test_r22_trouble_before_the_job_prints_nothing_then_or_later(
    emulator: Emulator, fault: str, trouble: Trouble
) -> None:
    before = emulator.receipts(80)
    with emulator.fault(fault):
        assert printed(emulator, COFFEE, 80) == NotStarted(trouble)
    assert emulator.printer(80).status().trouble is None
    assert emulator.receipts(80) == before


def test_r22_paper_near_its_end_prints_and_is_noted(emulator: Emulator) -> None:
    with emulator.fault("paper-near-end"):
        assert printed(emulator, COFFEE, 80) == Printed(True, (Trouble.PAPER_NEAR_END,))


def test_r21_foreign_text_opens_no_drawer_and_cuts_no_paper(emulator: Emulator) -> None:
    attack = "vorher\x1bp0\x19\xfa\x10\x14\x01\x00\x05\x1dV0\x1b@\x1d!w\x1dv0\x00\x48\x00\xff\x00nachher Grüße"
    before = emulator.receipts(80)
    slip = Slip((Heading(attack), Fact(attack, attack), Paragraph(attack)))
    assert printed(emulator, slip, 80) == Printed(confirmed=True)
    assert emulator.receipts(80) == before + 1
    device = json.loads(emulator.ask(80, ""))
    assert device["state"]["drawer"] == "closed", device
    assert emulator.ask(80, "/receipts/latest/text").decode().count("Grüße") >= 4


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_r21_a_second_reader_finds_one_receipt_and_a_shut_drawer_whatever_the_words_are(
    emulator: Emulator, paper_mm: int
) -> None:
    """Every attack on one strip: printed as text and drawn, and what stands behind them all is still there."""
    words = [text[:200] for text in EVERY[::3]]
    slip = Slip((*(Paragraph(text) for text in words), Heading("Çarşamba مقهى 🎉"), Fact("Ende", "Grüße 4711")))
    before = emulator.receipts(paper_mm)
    assert printed(emulator, slip, paper_mm) == Printed(confirmed=True)
    assert emulator.receipts(paper_mm) == before + 1
    assert json.loads(emulator.ask(paper_mm, ""))["state"]["drawer"] == "closed"
    assert emulator.ask(paper_mm, "/receipts/latest/text").decode().rstrip().endswith("Grüße 4711")


def test_the_dots_of_drawn_rows_come_out_as_they_were_sent(emulator: Emulator) -> None:
    profile = profile_for(80)
    slip = Slip((Heading("Çarşamba günü Yıldız"), Paragraph("مقهى الحي كل يوم 🎉")))
    job = encode(layout(slip, profile), profile)
    assert emulator.printer(80).print(job) == Printed(confirmed=True)
    paper = Image.open(BytesIO(emulator.ask(80, "/receipts/latest/image"))).convert("L")
    sent = picture(read(job), profile.dots)
    assert _black(paper) == _black(sent)


def _black(image: Image.Image) -> int:
    return image.histogram()[0]


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a_printer_that_draws_codes_itself_draws_the_same_one(
    emulator: Emulator, paper_mm: int, tmp_path: Path
) -> None:
    profile = msgspec.structs.replace(profile_for(paper_mm), native_qr=True)
    job = encode(layout(Slip((QR(ADDRESS, "Mehr dazu"),)), profile), profile)
    assert emulator.printer(paper_mm).print(job) == Printed(confirmed=True)
    paper = Image.open(BytesIO(emulator.ask(paper_mm, "/receipts/latest/image"))).convert("L")
    if shutil.which("zbarimg"):
        assert decoded(paper, tmp_path) == ADDRESS
