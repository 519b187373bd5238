"""Everything a keyboard or a mouse can send: by Textual's names, and as bytes of the terminal."""

import random
from collections.abc import Callable, Iterator
from itertools import combinations, product

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys

from kiosk.keys import MARK, NAMED

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
FUNCTIONS = tuple(f"f{number}" for number in range(1, 25))
OTHERS = ("enter", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up", "down")
MORE = ("left", "right", "space", "slash", "question_mark", "colon", "full_stop", "comma", "minus", "at", "less_than")
EXTRA = (
    "menu",
    "print_screen",
    "pause",
    "caps_lock",
    "left_super",
    "iso_level3_shift",
    "media_play",
    "f35",
    "kp_begin",
)
OWN = frozenset((*MARK, *NAMED, "enter", "backspace"))
"""Keys that do something here; besides these only letters that are typed."""


def chords() -> list[str]:
    """Every key alone and with every combination of modifiers, and Textual's whole list; each once."""
    plain = (*LETTERS, *FUNCTIONS, *OTHERS, *MORE, *EXTRA)
    held = [""] + [f"{'+'.join(some)}+" for count in range(1, 7) for some in combinations(MODIFIERS, count)]
    return list(dict.fromkeys([*(key.value for key in Keys), *(f"{one}{key}" for one, key in product(held, plain))]))


def foreign() -> list[str]:
    """Those that must do nothing at all: no key of ours, and no letter without a modifier."""
    return [chord for chord in chords() if chord not in OWN and chord not in LETTERS and chord != "space"]


def sequences() -> Iterator[bytes]:
    """Every sequence of Textual's list, control bytes, Alt with each, and the kitty protocol's whole code space."""
    yield from (sequence.encode() for sequence in ANSI_SEQUENCES_KEYS)
    yield from (bytes([code]) for code in (*range(0x20), 0x7F))
    yield from (b"\x1b" + bytes([code]) for code in range(0x20, 0x7F))
    codes = (*range(97, 123), 9, 13, 27, 32, 127, *range(57344, 57455))
    for code, bits, event in product(codes, (0, 1, 2, 4, 5, 8, 63, 255), EVENTS):
        yield b"\x1b[%d;%d%su" % (code, 1 + bits, event)
    yield from (b"\x1b[%d;%d~" % (code, 1 + bits) for code in range(40) for bits in range(0, 64, 3))
    yield from (b"\x1b[1;%d%c" % (1 + bits, letter) for letter in b"ABCDEFHPQRS" for bits in range(64))
    yield from (b"\x1bO%c" % letter for letter in range(0x40, 0x7F))


EVENTS = (b"", b":2", b":3")
"""Of the kitty protocol: struck, repeats, let go."""
FORGED: tuple[bytes, ...] = (
    b"\x1b]52;c;RXZpbA==\x07",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]4;1;rgb:ff/ff/ff\x07\x1b]0;x\x07\x1b]l\x1b\\\x1b]L\x1b\\",
    b"\x1bP1$r0m\x1b\\\x1bP>|XTerm(370)\x1b\\\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\",
    b"\x1b[?62;4c\x1b[>41;370;0c\x1b[=0c\x1b[0n\x1b[3n\x1b[?1;2c",
    b"\x1b[8;50;160t\x1b[4;900;1600t\x1b[9;50;160t\x1b[3;0;0t",
    b"\x1b[48;50;160;900;1600t\x1b[48;1;1;1;1t\x1b[48;0;0;0;0t\x1b[48;99999;99999;9;9t",
    b"\x1b[?2026;2$y\x1b[?2048;1$y\x1b[?2048;3$y\x1b[?1049;0$y\x1b[?0;0$y",
    b"\x1b[1;1R\x1b[99999;99999R\x1b[?5;5R\x1b[0;0R",
    b"\x1b[I\x1b[O" * 20,
    b"\x1b[200~\x1b[201~\x1b[201~",
    b"\x1b[?25u\x1b[?0u\x1b[?31u",
    b"\xff\xfe\xc3\x28\xa0\xa1\xe2\x28\xa1\xf0\x28\x8c\x28\xed\xa0\x80\xf8\x88\x80\x80\x80",
    b"\x00" * 64,
    b"\x1b[" + b"9" * 40 + b";" + b"9" * 40 + b"u",
    b"\x1b[" + b"1;" * 100 + b"m\x1b[" + b":" * 50 + b"A",
    b"\x9b31m\x9d0;x\x9c\x90q\x9c",
    b"\x1b[1114112;1u\x1b[55296;1;55296u\x1b[0;0;0u\x1b[-1u\x1b[;;u\x1b[97;0u\x1b[97;99999u\x1b[97;1;1114112u",
    b"\x1b[M\xff\xff\xff\x1b[M   \x1b[M\x00\x00\x00",
    b"\x1b[32;10;10M\x1b[0;99999;99999M",
)
"""Answers that nobody asked for, and what no terminal sends; none of it is a key."""


def mouse(dice: random.Random) -> bytes:
    """A report of any button, with any modifiers, also outside the grid."""
    button = dice.choice((0, 1, 2, 3, 32, 33, 34, 35, 64, 65, 66, 67, 128, 129, 999)) + dice.choice((0, 4, 8, 16, 28))
    x, y = (dice.choice((-5, 0, 1, 2, 30, 59, 60, 61, 223, 99999)) for _ in range(2))
    return b"\x1b[<%d;%d;%d%c" % (button, x, y, dice.choice(b"Mm"))


def noise(dice: random.Random) -> bytes:
    """Any bytes at all."""
    return dice.randbytes(dice.randrange(1, 40))


def paste(dice: random.Random, most: int) -> bytes:
    """A bracketed paste with sequences inside."""
    return b"\x1b[200~" + dice.randbytes(dice.randrange(most)).replace(b"\x1b", b"x") + b"\x1b[201~"


def cut(dice: random.Random) -> bytes:
    """A sequence that ends too soon."""
    whole = dice.choice(FORGED)
    return whole[: dice.randrange(len(whole))]


SOURCES: tuple[Callable[[random.Random], bytes], ...] = (
    mouse,
    noise,
    cut,
    lambda dice: dice.choice(FORGED),
    lambda dice: paste(dice, 300),
)
