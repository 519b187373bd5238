"""Text that tries to be more than text."""

import unicodedata
from collections.abc import Iterable

from rich.cells import cell_len
from textual.strip import Strip

from tests.kiosk.hostile import TITLES
from tests.kiosk.test_pty_bytes import HOSTILE as SEQUENCES

HOSTILE = (
    *SEQUENCES,
    *TITLES,
    "{0.__class__}{0}{}{n}{name!r:>{width}}{{",
    "%s %d %(name)s %n$x ${HOME} $(reboot) `id`",
    "[@click=app.bell]x[/] [@click='app.push_screen(\"command_palette\")']y[/] [link=file:///etc/passwd]z[/link]",
    "[bold red on white]rot[/] [/] [/x] [[ ]] \\[b] :smile: :warning:",
    "\x1b]8;;https://example.org\x1b\\Link\x1b]8;;\x1b\\",
    "\x1b[?1049l\x1b[?25h\x1bc\x1b[!p\x1b[6n\x1b[>c\x1b[5i\x1b[4i",
    "\x1b",
    "\x1b[",
    "\x9b",
    "\x9d52;c;eA==\x9c",
    "\ud800 halb \udfff",
    "ein\nZeilenwechsel\r\nim\u2028Namen\u2029hier",
    "a" + "\u0301\u0300\u0308\u0327" * 40,
    "\u0e33\u0e49" * 30 + "\u0b95\u0bca" * 20,
    "\u200f\u200e\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\uffa0",
    "\U000e0001\U000e0041\U000e007f \ufdd0 \uffff \U0010ffff \u0378",
    "👩🏿\u200d❤️\u200d💋\u200d👨🏻 👨\u200d👩\u200d👧\u200d👦 🏴\U000e0067\U000e0062\U000e007f 1️⃣ 🇩🇪🇩 ☺︎",
    "שלום עולם (123) [א] <ב> \u0627\u0644\u0644\u063a\u0629 ١٢٣ abc",
    "﷽﷽﷽ ꧅꧅ 𒐫𒐫 ᠠᠡ ߊ",
    "Ｗｉｄｅ　幅 ﾊﾝｶｸ",
    "\t\t\v\f\b\b\b\x7f\x00\x05\x0e\x0f\x11\x13",
    "W" * 5_000,
    "\u4e2d" * 999,
    " " * 300 + "x",
    "\n" * 200,
    "",
)
"""Sequences for terminals, markup, format braces, letters without a certain width or place, halves, and lengths."""
JOINED = 3
"""Marks that may stand on one letter (R23)."""
FOREIGN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Categories of Unicode that no cell may hold: controls, what steers order, halves, private, unassigned, line ends."""


def faults(strips: Iterable[Strip], cols: int) -> list[str]:
    """What rows of a page may not be or hold; each is exactly as wide as the grid."""
    return [fault for y, strip in enumerate(strips) for fault in _row_faults(y, strip, cols)]


def _row_faults(y: int, strip: Strip, cols: int) -> list[str]:
    found = []
    if sum(cell_len(segment.text) for segment in strip) != cols:
        found.append(f"row {y} is not {cols} cells wide: {strip.text!r}")
    if any(segment.control or (segment.style and (segment.style.link or segment.style.meta)) for segment in strip):
        found.append(f"row {y} holds a link or a command: {strip.text!r}")
    if foreign := {hex(ord(letter)) for letter in strip.text if unicodedata.category(letter) in FOREIGN}:
        found.append(f"row {y} holds {sorted(foreign)[:5]}")
    if _longest_pile(strip.text) > JOINED:
        found.append(f"row {y} piles up marks: {strip.text!r}")
    return found


def _longest_pile(text: str) -> int:
    longest = pile = 0
    for letter in text:
        pile = pile + 1 if unicodedata.combining(letter) else 0
        longest = max(longest, pile)
    return longest
