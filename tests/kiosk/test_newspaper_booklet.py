"""The booklet's sheets: what stands where, and that its codes are read from paper."""

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from printing.booklet import Side
from sync.records import Kind
from tests.kiosk.press_room import ad, press_room
from tests.pdf_checks import pages_of, pictures_of
from tests.printing.test_booklet import folded

needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not installed (Debian: zbar-tools)")
ADS = 12
LONGEST = "https://lindenhof.example/" + "a" * 300


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, bytes]:
    """A newspaper of three kinds, on A4 and as a booklet."""
    kinds = (Kind.OFFER, Kind.REQUEST, Kind.NOTICE)
    ads = [ad(number, kinds[number % 3], title=f"Anzeige Nummer {number:03}") for number in range(ADS)]
    with press_room(tmp_path_factory.mktemp("room"), [*ads, ad(99, url=LONGEST)]) as room:
        return {booklet: room.newspaper(booklet=booklet).pdf for booklet in (False, True)}


def halves(pdf: bytes) -> list[tuple[str, str]]:
    """The words of the left and of the right half of each side of paper."""
    found = []
    for sheet in pypdfium2.PdfDocument(pdf):
        width, height = sheet.get_size()
        texts = sheet.get_textpage()
        left = texts.get_text_bounded(0, 0, width / 2, height)
        found.append((left, texts.get_text_bounded(width / 2, 0, width, height)))
    return found


def number_of(half: str) -> int:
    return int(re.findall(r"Seite (\d+)\s*$", half)[0])


def test_the_printed_sides_fold_into_a_booklet_in_order(pdfs: dict[bool, bytes]) -> None:
    printed = [Side(number_of(left), number_of(right)) for left, right in halves(pdfs[True])]
    assert folded(printed) == list(range(1, 2 * len(printed) + 1))


def test_folded_it_says_what_the_large_newspaper_says_in_the_same_order(pdfs: dict[bool, bytes]) -> None:
    by_number = {number_of(half): half for side in halves(pdfs[True]) for half in side}
    read = " ".join(by_number[number] for number in sorted(by_number))
    entries = re.findall(r"Anzeige Nummer (\d{3})", read)
    assert len(entries) == ADS
    assert entries == re.findall(r"Anzeige Nummer (\d{3})", " ".join(pages_of(pdfs[False])))
    assert "Anzeige aufgeben" in by_number[max(by_number)]


def test_the_contents_name_the_booklets_own_pages(pdfs: dict[bool, bytes]) -> None:
    by_number = {number_of(half): half for side in halves(pdfs[True]) for half in side}
    for kind in ("Angebote", "Gesuche", "Aushänge"):
        page = int(re.findall(rf"{kind} [. ]*(\d+)", by_number[1])[0])
        assert kind in by_number[page].splitlines()[1:3]


@needs_zbar
@pytest.mark.parametrize(("booklet", "dpi"), [(False, 300), (True, 200)])
def test_a36_every_code_is_read_with_30_percent_of_the_ink_lost(
    pdfs: dict[bool, bytes], booklet: bool, dpi: int, tmp_path: Path
) -> None:
    """Grey, as office printers set it, or coarser."""
    for number, picture in enumerate(pictures_of(pdfs[booklet], dpi)):
        if booklet or number:
            grey = picture.convert("L").point([77 + level * 178 // 255 for level in range(256)])
            grey.save(tmp_path / f"{number}.png", compress_level=1)
    call = ["zbarimg", "--nodbus", "-q", "--raw", "-Sbinary", *map(str, tmp_path.glob("*.png"))]
    read = subprocess.run(call, capture_output=True, check=False, timeout=60).stdout.decode()
    wanted = {f"https://lindenhof.example/anzeigen/{number}" for number in range(ADS)} | {LONGEST}
    assert set(re.findall(r"https://lindenhof.example/(?:anzeigen/\d+|a{300})", read)) == wanted
