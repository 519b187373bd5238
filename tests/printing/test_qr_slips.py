"""Every code of every slip is read from the dots of either paper, also when the paper is worn and held askew (A36)."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from printing.encode import encode
from printing.layout import Code, layout
from printing.payloads import Network, Payload, content
from printing.profile import profile_for
from printing.qr import QUIET, matrix
from printing.slip import QR, Slip
from tests.kiosk.every_slip import every_slip
from tests.printing.escpos_reader import picture, read
from tests.printing.golden_pictures import demo_house
from tests.printing.test_qr import decoded, needs_zbar

DARK, LEFT = 77, 179
"""Brightness of black of which 30 % is lost, and of which 30 % is left."""


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> list[Payload]:
    """What stands in the codes of all slips, each once."""
    slips = every_slip(demo_house(tmp_path_factory.mktemp("demo"))).values()
    return list({block.payload: None for slip in slips for block in slip.blocks if isinstance(block, QR)})


def faded(image: Image.Image, black: int = DARK) -> Image.Image:
    return image.point([black + level * (255 - black) // 255 for level in range(256)])


def speckled(image: Image.Image) -> Image.Image:
    """Two dots of a hundred turned over, a little out of focus: cameras have three points a dot at 15 cm."""
    spoiled, grey = image.copy(), image.tobytes()
    for place in random.Random(4).sample(range(image.width * image.height), image.width * image.height // 50):
        spoiled.putpixel((place % image.width, place // image.width), 255 - grey[place])
    return spoiled.filter(ImageFilter.GaussianBlur(1.2))


def bled(image: Image.Image) -> Image.Image:
    """Every black dot one dot larger on all sides: a head that is too hot."""
    return image.filter(ImageFilter.MinFilter(3))


def askew(image: Image.Image, degrees: float = 7) -> Image.Image:
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


WORN: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as printed": lambda image: image,
    "30 % of the ink lost": faded,
    "30 % of the ink left": lambda image: faded(image, LEFT),
    "two percent speckle": speckled,
    "dot gain": bled,
    "askew": askew,
    "faded, bled and askew": lambda image: askew(faded(bled(image)), -5),
}


@needs_zbar
@pytest.mark.parametrize("paper_mm", [58, 80])
@pytest.mark.parametrize("worn", WORN)
def test_a36_every_code_of_every_slip_is_read(codes: list[Payload], worn: str, paper_mm: int, tmp_path: Path) -> None:
    profile = profile_for(paper_mm)
    for payload in codes:
        image = picture(read(encode(layout(Slip((QR(payload),)), profile), profile)), profile.dots)
        assert decoded(WORN[worn](image), tmp_path).split() == content(payload).split()


@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a36_every_code_fits_either_paper_with_its_quiet_zone_and_at_least_five_dots_a_module(
    codes: list[Payload], paper_mm: int
) -> None:
    profile = profile_for(paper_mm)
    assert len(codes) >= 8
    for payload in codes:
        [code] = [line for line in layout(Slip((QR(payload),)), profile).lines if isinstance(line, Code)]
        assert code.modules == matrix(payload, "M", QUIET)
        assert code.dots >= 5
        assert len(code.modules) * code.dots <= profile.dots
        assert (len(code.modules) - 2 * QUIET) * code.dots >= 200, "25 mm at 8 dots/mm"


@needs_zbar
@pytest.mark.parametrize("length", [1, 9, 40, 90, 130])
def test_letters_beyond_ascii_carry_the_mark_of_their_character_set(length: int, tmp_path: Path) -> None:
    """Without it zbar reads `Größe` as Japanese; what it decodes here are the very bytes."""
    chance = random.Random(length)
    name = "".join(chance.choice("äöüßéğıŁ") for _ in range(min(length, 16)))
    modules = matrix(Network(name, "x" * 8 + "y" * min(length, 50)))
    image = Image.new("L", (len(modules), len(modules)), 255)
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            image.putpixel((x, y), 0 if dark else 255)
    assert f"S:{name};" in decoded(image.resize((6 * image.width, 6 * image.height)), tmp_path)
