"""A table file as text: which encoding, which separator, and its rows with the line each begins on."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator

SEPARATORS = (";", "\t", ",")
"""German Excel writes semicolons, copying from it tabs, everybody else commas."""
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

Row = tuple[int, list[str]]
"""The line of the file that a row begins on, from 1, and its cells as they stand there."""


class Broken(Exception):
    """A quote that is not closed or not doubled, or a cell over 131,072 letters; `line` is where its row begins."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}")


def decoded(raw: bytes) -> str | None:
    """The text of a file, by its byte order mark, else UTF-8, else cp1252; None when it is no text."""
    marked = next((name for bom, name in _BOMS if raw.startswith(bom)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def rows(text: str, separator: str) -> Iterator[Row]:
    """All rows that are not blank. A quoted cell may hold line breaks. Raises `Broken`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Broken(line) from error


def separator_of(text: str, known: Callable[[list[str]], int]) -> str:
    """The separator with which `known` recognises most headings in the first row, the earlier one when equal."""

    def headings(separator: str) -> int:
        try:
            _, cells = next(rows(text, separator), (1, []))
        except Broken:
            return 0
        return known(cells)

    return max(SEPARATORS, key=headings)
