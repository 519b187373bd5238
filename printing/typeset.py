"""Data and one of our templates become a tagged PDF: the same data gives the same bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from printing.errors import SetRefused
from printing.glyphs import FONTS, shown

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATES = Path(__file__).parent / "templates"
"""`NAME.typ` reads its data by `json(bytes(sys.inputs.data))`: strings are only ever text there, never markup."""
LATIN = "\u024f"
"""Up to here every letter is in the fonts of letters."""


def pdf(template: str, data: object) -> bytes:
    """A PDF/UA-1 document; `data` is anything that msgspec writes as JSON.

    The template takes date and title from the data, so nothing of the clock or the machine gets in.
    Raises SetRefused where the template cannot set the data: a mistake of ours, not of whoever reads it.
    """
    return _pdf(_page_setter(template, data))


def places(template: str, data: object) -> list[dict[str, int]]:
    """What the template tells of where things came to stand: the values of its metadata with the label `place`.

    Raises SetRefused.
    """
    return _places(_page_setter(template, data))


def pdf_and_places(template: str, data: object) -> tuple[bytes, list[dict[str, int]]]:
    """Both, set only once. Raises SetRefused."""
    setter = _page_setter(template, data)
    return _pdf(setter), _places(setter)


def _page_setter(template: str, data: object) -> "Compiler":
    """Only the fonts here are looked at: a page must look the same on every machine."""
    import typst  # 35 MB: only when a page is set

    told = msgspec.json.encode(_settable(msgspec.to_builtins(data))).decode()
    return typst.Compiler(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": told},
    )


def _pdf(setter: "Compiler") -> bytes:
    with _refused():
        return cast("bytes", setter.compile(format="pdf", pdf_standards="ua-1"))


def _places(setter: "Compiler") -> list[dict[str, int]]:
    with _refused():
        return msgspec.json.decode(setter.query("<place>", field="value"), type=list[dict[str, int]])


@contextmanager
def _refused() -> Iterator[None]:
    import typst

    try:
        yield
    except typst.TypstError as error:
        raise SetRefused(str(error)) from error


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
