"""What is asked of every PDF that the kiosk sets: standard, size, type size, language, and what people read in it."""

import ctypes
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import page
import pypdf
import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

A4, A4_ACROSS, A5 = (210, 297), (297, 210), (148, 210)
"""Width and height, millimetres."""
BODY_PT, LEAST_PT = 14.0, 12.0
"""Running text for people who see badly, and the least of anything printed."""
MM = 25.4 / 72


def assert_ua1(pdf: bytes, title: str | None = None, language: str = "de") -> None:
    """Valid PDF/UA-1 by an independent checker, tagged, with a title that viewers show, and a language."""
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert not report.failures, [str(failure) for failure in report.failures][:10]
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.root_object
    assert cast("dict[str, object]", root["/MarkInfo"])["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert reader.metadata is not None
    assert reader.metadata.title
    assert title is None or reader.metadata.title == title


def text_of(pdf: bytes) -> str:
    """All text, as two independent readers find it, a line for each page and reader; words as in `pages_of`.

    What stands in neither of them is not in the PDF.
    """
    return "\n".join(map(_whole, (*_pypdf(pdf), *_pdfium(pdf))))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, words apart by single blanks, hyphenated ones whole."""
    return [_whole(text) for text in _pdfium(pdf)]


def pictures_of(pdf: bytes, dpi: float = 72) -> list[Image.Image]:
    """Each page as it is printed."""
    document = pypdfium2.PdfDocument(pdf)
    return [sheet.render(scale=dpi / 72).to_pil() for sheet in document]


def save_pictures(pdf: bytes, folder: Path, dpi: float = 60) -> None:
    """Each page as PNG, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, picture in enumerate(pictures_of(pdf, dpi), 1):
        picture.save(folder / f"{number:03}.png")


def sizes_mm(pdf: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages, whole millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    return {(round(sheet.get_width() * MM), round(sheet.get_height() * MM)) for sheet in document}


def type_sizes(pdf: bytes) -> dict[float, int]:
    """Type size in points, as it is on the paper → how many letters are set in it."""
    counts: dict[float, int] = {}
    for size, text in _runs(pdf):
        counts[size] = counts.get(size, 0) + len(text.strip())
    return {size: count for size, count in counts.items() if count}


def assert_large(pdf: bytes) -> None:
    """Most of it is body type or larger, and nothing is below the least."""
    sizes = type_sizes(pdf)
    assert sizes, "no text at all"
    assert min(sizes) >= LEAST_PT, sizes
    assert max(sizes, key=lambda size: sizes[size]) >= BODY_PT, sizes


def _runs(pdf: bytes) -> Iterator[tuple[float, str]]:
    for sheet in pypdfium2.PdfDocument(pdf):
        texts = sheet.get_textpage()
        for found in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
            yield round(_size(found) * abs(found.get_matrix().d), 1), _text(found, texts)


def _size(found: pypdfium2.PdfObject) -> float:
    size = ctypes.c_float()
    assert raw.FPDFTextObj_GetFontSize(found, size)
    return float(size.value)


def _text(found: pypdfium2.PdfObject, texts: pypdfium2.PdfTextPage) -> str:
    length = raw.FPDFTextObj_GetText(found, texts, None, 0)
    buffer = ctypes.create_string_buffer(length * 2)
    raw.FPDFTextObj_GetText(found, texts, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length * 2].decode("utf-16-le", "replace").rstrip("\x00")


def _pypdf(pdf: bytes) -> list[str]:
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def _pdfium(pdf: bytes) -> list[str]:
    return [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)]


def _whole(text: str) -> str:
    """Soft hyphens at the ends of lines are U+00AD for one reader and U+FFFE for the other."""
    return " ".join(re.sub("(\ufffe|\xad)\r?\n?", "", text).split())
