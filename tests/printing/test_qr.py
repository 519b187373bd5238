import random
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from printing.encode import encode
from printing.errors import CodeRefused
from printing.layout import layout
from printing.profile import profile_for
from printing.qr import half_blocks, matrix
from printing.slip import QR, Slip
from tests.printing.escpos_reader import picture, read
from tests.printing.slips import ADDRESS

needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg is not installed (Debian: zbar-tools)")
PAYLOADS = (ADDRESS, "HTTPS://EXAMPLE.ORG/A/4711", "https://example.org/?a=%C3%B6&b=" + "y" * 120)


def decoded(image: Image.Image, folder: Path) -> str:
    image.save(folder / "code.png")
    call = ["zbarimg", "--nodbus", "-q", "--raw", "-Sbinary", str(folder / "code.png")]
    return subprocess.run(call, capture_output=True, check=False, timeout=30).stdout.decode().rstrip("\n")


def printed(payload: str, paper_mm: int) -> Image.Image:
    profile = profile_for(paper_mm)
    return picture(read(encode(layout(Slip((QR(payload),)), profile), profile)), profile.dots)


@needs_zbar
@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a36_the_printed_code_is_read(payload: str, paper_mm: int, tmp_path: Path) -> None:
    assert decoded(printed(payload, paper_mm), tmp_path) == payload


@needs_zbar
@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("black", [77, 179], ids=["30 % of the ink lost", "30 % of the ink left"])
def test_a36_the_faded_code_is_read(black: int, paper_mm: int, tmp_path: Path) -> None:
    faded = printed(ADDRESS, paper_mm).point([black + level * (255 - black) // 255 for level in range(256)])
    assert decoded(faded, tmp_path) == ADDRESS


@needs_zbar
@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a36_the_code_with_two_percent_speckle_is_read(seed: int, paper_mm: int, tmp_path: Path) -> None:
    """As a camera sees it: one of its points covers several dots, so the picture is halved before reading."""
    chance = random.Random(seed)
    image = printed(ADDRESS, paper_mm)
    grey = image.tobytes()
    for place in chance.sample(range(image.width * image.height), image.width * image.height // 50):
        at = (place % image.width, place // image.width)
        image.putpixel(at, 255 - grey[place])
    assert decoded(image.reduce(2), tmp_path) == ADDRESS


@needs_zbar
def test_the_half_blocks_of_the_screen_are_the_same_code(tmp_path: Path) -> None:
    rows = half_blocks(matrix(ADDRESS))
    image = Image.new("L", (len(rows[0]), 2 * len(rows)), 255)
    for y, row in enumerate(rows):
        for x, letter in enumerate(row):
            image.putpixel((x, 2 * y), 0 if letter in "▀█" else 255)
            image.putpixel((x, 2 * y + 1), 0 if letter in "▄█" else 255)
    assert decoded(image.resize((6 * image.width, 6 * image.height)), tmp_path) == ADDRESS


def test_a36_the_quiet_zone_is_four_modules_on_every_side() -> None:
    modules = matrix(ADDRESS)
    edge = [*modules[:4], *modules[-4:], *(row[:4] + row[-4:] for row in modules)]
    assert not any(any(row) for row in edge)
    assert modules[4][4]
    assert modules[4][-5]
    assert modules[-5][4]


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "https://",
        "https://example.org/ö",
        "https://example.org/a b",
        "https://example.org/\x10\x14\x01\x00\x01",
        "https://example.org/\n",
        "https://example.org/" + "x" * 1000,
    ],
)
def test_r21_a_code_holds_a_plain_address_or_is_not_made(payload: str) -> None:
    with pytest.raises(CodeRefused):
        QR(payload)
    with pytest.raises(CodeRefused):
        matrix(payload)
