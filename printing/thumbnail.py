"""A foreign picture file becomes a small plain picture, or is refused before it can do harm."""

import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SIDE = 64
"""Longest side of a small picture, pixels: the largest place for one on the screen is smaller, and it takes at most
12 kB."""
LEAST = 16
"""Shortest side of a file that is a picture, pixels: smaller ones count visitors or keep a distance."""
PIXELS_MAX = 8_000_000
"""Pixels of a file: 150 MB while it is unpacked (WebP; 90 MB PNG). Sites scale theirs to fewer (WordPress: 2,560)."""
JPEG_PIXELS_MAX = 24_000_000
"""The same for JPEG, which is unpacked at an eighth of its size: a camera's own picture takes no more."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
"""What is read, told by the content alone; every other decoder of the library stays closed."""

_BROKEN = (OSError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, MemoryError, struct.error)
"""What Pillow raises for files that it did not foresee, besides ValueError."""


def thumbnail(file: bytes) -> bytes:
    """The picture at most `SIDE` pixels wide and high, upright, on white, as a binary PPM (netpbm's P6, 8 bits).

    Of a moving picture the first frame; a smaller one keeps its size. Raises ValueError for what is no picture of
    `FORMATS`, broken, cut, below `LEAST` or too large; the size is looked at before anything is unpacked.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of broken EXIF and of size, which is judged here
        try:
            small = _small(file)
        except (*_BROKEN, Image.DecompressionBombError) as error:
            raise ValueError("no picture that can be read") from error
    return b"P6 %d %d 255\n" % small.size + small.tobytes()


def _small(file: bytes) -> "Image.Image":
    from PIL import Image, ImageOps

    with Image.open(BytesIO(file), formats=FORMATS) as image:
        width, height = image.size
        if min(width, height) < LEAST or width * height > (JPEG_PIXELS_MAX if image.format == "JPEG" else PIXELS_MAX):
            raise ValueError(f"{width} x {height} pixels")
        image.draft("RGB", (2 * SIDE, 2 * SIDE))  # a JPEG is unpacked at an eighth of its size where that will do
        plain = _plain(image)
        plain.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
        plain.info["exif"] = image.info.get("exif", b"")
        return _on_white(ImageOps.exif_transpose(plain))


def _plain(image: "Image.Image") -> "Image.Image":
    """In colours of 8 bits, with transparency where there is any."""
    if image.mode.startswith("I"):  # 16 bits of grey: `convert` alone makes white of all but the darkest
        return image.point(lambda grey: grey / 256).convert("L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _on_white(small: "Image.Image") -> "Image.Image":
    from PIL import Image

    if small.mode == "RGB":
        return small
    return Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("RGB")
