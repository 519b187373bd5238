"""Cuts the answer of a calendar address into its events, and says when it is no whole calendar."""

import re
from collections.abc import Iterable

import msgspec

from sync.errors import Reason, Unreachable

_LINE_END = re.compile(rb"\r*\n|\r")
_MARK = re.compile(r"(BEGIN|END):\s*([A-Z0-9-]+)\s*", re.IGNORECASE)
_KEPT = ("VEVENT", "VTIMEZONE")


class Feed(msgspec.Struct, frozen=True):
    """The parts of a whole calendar that matter here: content lines, unfolded, joined by line feeds."""

    events: tuple[str, ...]
    """VEVENT blocks in the order of the feed, without their alarms."""
    zones: tuple[str, ...]
    """VTIMEZONE blocks, wherever they stood."""
    broken: int
    """Events that begin and never end."""


def unfold(body: bytes) -> bytes:
    """Join folded lines before any decoding: a fold may stand inside one UTF-8 letter. LF, CR LF or CR."""
    return re.sub(rb"\n[ \t]", b"", _LINE_END.sub(b"\n", body))


def cut(text: str) -> Feed:
    """The events and time zones of unfolded text.

    Raises Unreachable: CUT for an empty or unfinished calendar, LOGIN_PAGE for HTML, NOT_UNDERSTOOD
    for anything else. What follows the last END:VCALENDAR (comments of web caches) is not looked at.
    """
    text = text.lstrip("\ufeff \t\n\0")
    head = text[:15].upper()
    if head != "BEGIN:VCALENDAR":
        raise Unreachable(_not_a_calendar(text, head))
    cutter = _Cutter()
    cutter.read(text.split("\n"))
    if cutter.depth:
        raise Unreachable(Reason.CUT)
    return Feed(tuple(cutter.found["VEVENT"]), tuple(cutter.found["VTIMEZONE"]), cutter.broken)


def _not_a_calendar(text: str, head: str) -> Reason:
    if "BEGIN:VCALENDAR".startswith(head.rstrip()):
        return Reason.CUT
    return (
        Reason.LOGIN_PAGE if re.match(r"<(!doctype|html|head|body|!--)", text, re.IGNORECASE) else Reason.NOT_UNDERSTOOD
    )


class _Cutter:
    """Follows BEGIN and END; lines of nested alarms and of tasks and journals go nowhere."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {name: [] for name in _KEPT}
        self.broken = 0
        self.depth = 0
        self._block = ""
        self._inner = 0
        self._lines: list[str] = []

    def read(self, lines: Iterable[str]) -> None:
        for line in lines:
            mark = _MARK.fullmatch(line) if line[:1] in "BEbe" else None
            if mark is None:
                self._keep(line)
            elif mark[1].upper() == "BEGIN":
                self._begin(mark[2].upper(), line)
            else:
                self._end(mark[2].upper(), line)

    def _keep(self, line: str) -> None:
        if self._block and (not self._inner or self._block == "VTIMEZONE"):
            self._lines.append(line)

    def _begin(self, name: str, line: str) -> None:
        if name == "VCALENDAR":
            self._drop()
            self.depth += 1
        elif name == "VEVENT" or (name in _KEPT and not self._block):
            self._drop()
            self._block, self._inner, self._lines = name, 0, [line]
        elif self._block:
            self._inner += 1
            self._keep(line)

    def _end(self, name: str, line: str) -> None:
        if name == "VCALENDAR":
            self._drop()
            self.depth = max(0, self.depth - 1)
        elif name == self._block:
            self.found[name].append("\n".join((*self._lines, line)))
            self._block = ""
        elif self._inner:
            self._keep(line)
            self._inner -= 1

    def _drop(self) -> None:
        """Give up an unfinished block."""
        self.broken += self._block == "VEVENT"
        self._block = ""
