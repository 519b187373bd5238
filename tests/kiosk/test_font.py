"""A5: letters that people mix up differ in the font, and only files for which that was seen are let in."""

from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from kiosk.commands import check
from kiosk.font import FAMILY, KNOWN, in_use, is_known, unknown
from kiosk.screen_settings import ScreenSettings
from kiosk.type_size import ADVANCE, ASCENT, CAPITAL, DESCENT, EM, PANELS, cell, pixelsize_for
from kiosk.words import Words

FOLDER = Path("/usr/share/fonts/truetype/dejavu")
FILES = [FOLDER / "DejaVuSansMono.ttf", FOLDER / "DejaVuSansMono-Bold.ttf"]
ALIKE = ("Il1|", "O0o", "5S", "8B", "2Z", "uv", "ce", "nh", "rn")
LEAST = 0.12
"""Part of the ink of both letters that must belong to one alone; the dot in the nought of the bold face is 0.15."""

pytestmark = pytest.mark.skipif(not all(path.exists() for path in FILES), reason="fonts-dejavu-core is not installed")


def drawn(path: Path, pixelsize: int, letter: str) -> Image.Image:
    """One cell."""
    picture = Image.new("L", cell(pixelsize))
    ImageDraw.Draw(picture).text((0, 0), letter, fill=255, font=ImageFont.truetype(str(path), pixelsize))
    return picture


def ink(picture: Image.Image) -> float:
    return sum(shade * count for shade, count in enumerate(picture.histogram())) / 255


def apart(path: Path, pixelsize: int, one: str, other: str) -> float:
    """Part of the ink of two letters that belongs to one alone: 0 for the same letter, 1 for what never meets."""
    first, second = drawn(path, pixelsize, one), drawn(path, pixelsize, other)
    return ink(ImageChops.difference(first, second)) / ink(ImageChops.lighter(first, second))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", PANELS)
def test_a5_letters_that_people_mix_up_differ(path: Path, name: str) -> None:
    pixelsize = pixelsize_for(PANELS[name], 4.5)
    for group in ALIKE:
        for one, other in combinations(group, 2):
            assert apart(path, pixelsize, one, other) >= LEAST, (one, other)


def test_a5_the_measure_knows_what_is_the_same_and_what_is_nearly_so() -> None:
    assert apart(FILES[0], 35, "I", "I") == 0
    assert apart(FILES[0], 35, "O", "\N{CYRILLIC CAPITAL LETTER O}") < LEAST
    assert apart(FILES[0], 35, ".", "I") > 0.8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a5_debians_files_are_known_by_their_hash(path: Path) -> None:
    assert is_known(path)
    assert unknown(FILES) == []


def test_a5_every_other_file_is_unknown(tmp_path: Path) -> None:
    forged = tmp_path / "DejaVuSansMono.ttf"
    forged.write_bytes(FILES[0].read_bytes() + b"\0")
    other, missing = FOLDER / "DejaVuSans.ttf", tmp_path / "none.ttf"
    assert unknown([forged, other, missing, *FILES]) == [forged, other, missing]


def test_a5_fontconfig_is_asked_for_both_styles() -> None:
    asked = []

    def match(pattern: str) -> Path | None:
        asked.append(pattern)
        return FILES[len(asked) - 1]

    assert in_use(match) == FILES
    assert asked == [f"{FAMILY}:style=Book", f"{FAMILY}:style=Bold"]
    assert in_use(lambda pattern: None) == []


def test_a5_whatever_fontconfig_says_here_is_a_file() -> None:
    assert all(path.is_file() for path in in_use())


def test_a1_the_metrics_are_those_of_the_file() -> None:
    font = ImageFont.truetype(str(FILES[0]), EM)
    assert font.getmetrics() == (ASCENT, DESCENT)
    assert font.getlength("H") == ADVANCE
    _, top, _, bottom = font.getbbox("H")
    assert bottom - top == CAPITAL
    assert len(set(KNOWN)) == 4


def test_a5_check_settings_names_a_font_that_nobody_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = tmp_path / "Comic.ttf"
    strange.write_bytes(b"not a font")
    monkeypatch.setattr(check, "in_use", lambda: [strange, FILES[0]])
    [note] = check.font_notes(Words("de"), ScreenSettings(panel=PANELS["10in 1280x800"]))
    assert str(strange) in note
    assert "fonts-dejavu-core" in note
    assert check.font_notes(Words("de"), ScreenSettings()) == []
