"""Data and one of our templates become a tagged PDF: the same data gives the same bytes."""

from pathlib import Path
from typing import Any

import msgspec

from printing.errors import SetRefused
from printing.glyphs import FONTS, shown

TEMPLATES = Path(__file__).parent / "templates"
"""`NAME.typ` reads its data by `json(bytes(sys.inputs.data))`: strings are only ever text there, never markup."""
LATIN = "\u024f"
"""Up to here every letter is in the fonts of letters."""


def pdf(template: str, data: object) -> bytes:
    """A PDF/UA-1 document; `data` is anything that msgspec writes as JSON.

    The template takes date and title from the data, so nothing of the clock or the machine gets in.
    Raises SetRefused where the template cannot set the data: a mistake of ours, not of whoever reads it.
    """
    import typst  # 35 MB: only when a page is set

    try:
        made: bytes = typst.compile(TEMPLATES / f"{template}.typ", format="pdf", pdf_standards="ua-1", **_inputs(data))
    except typst.TypstError as error:
        raise SetRefused(str(error)) from error
    return made


def places(template: str, data: object) -> list[dict[str, int]]:
    """What the template tells of where things came to stand: the values of its metadata with the label `place`.

    Raises SetRefused.
    """
    import typst

    try:
        told = typst.query(TEMPLATES / f"{template}.typ", "<place>", field="value", **_inputs(data))
    except typst.TypstError as error:
        raise SetRefused(str(error)) from error
    return msgspec.json.decode(told, type=list[dict[str, int]])


def _inputs(data: object) -> dict[str, Any]:
    """The data, and the only fonts that are looked at: a page must look the same on every machine."""
    told = msgspec.json.encode(_settable(msgspec.to_builtins(data))).decode()
    return {"root": TEMPLATES, "font_paths": [FONTS], "ignore_system_fonts": True, "sys_inputs": {"data": told}}


def _settable(value: object) -> object:
    """The same with a box for every letter that no font here has: PDF/UA refuses a page with one of them."""
    match value:
        case str():
            return value if max(value, default="") <= LATIN else "\n".join(map(shown, value.split("\n")))
        case dict():
            return {key: _settable(one) for key, one in value.items()}
        case list() | tuple():
            return [_settable(one) for one in value]
    return value
