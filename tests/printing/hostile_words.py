"""Words that would drive a printer, hide, or fall apart, and what must become of a slip that holds them."""

import random
import unicodedata
from itertools import pairwise

import msgspec
from hypothesis import strategies as st

from printing.encode import encode
from printing.glyphs import shown
from printing.layout import Drawn, Text, layout, module_dots
from printing.letters import printable
from printing.profile import Profile
from printing.qr import matrix
from printing.slip import QR, Block, Masthead, Slip
from tests.printing.escpos_reader import Sheet, read

LEADS = "\x10\x18\x1b\x1c\x1d"
"""DLE, CAN, ESC, FS, GS: every command of every family begins with one of these."""
ATTACKS = (
    "\x1bp0\x19\xfa Kasse",
    "\x1bp\x00\x32\x32",
    "\x1cp\x01\x00",
    "\x10\x14\x01\x00\x05 sofort",
    "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08",
    "\x10\x04\x01\x10\x05\x02",
    "\x1dV0\x1dVA\x03\x1bi\x1bm ab",
    "\x1b@\x1d!w\x1bt\x11\x1bR\x02Grüße @[]",
    "\x1dv0\x00\x48\x00\xff\x00 verschluckt",
    "\x1d(k\x04\x00\x31\x41\x32\x00\x1d(k\x03\x001Q0",
    "\x1d(L\x06\x000E\x20\x20\x01\x01\x1d8L\xff\xff\xff\xff0p0",
    "\x1b*\x21\xff\xff\x1bJ\xff\x1bd\xff\x1be\xff\x0c\x0b\x09\x07\x08",
    "\x1da\xff\x1dr\x01\x1dI\x01\x1b=\x00\x1bc5\x01 stumm",
    "\x1c&\x1cC1\x1cq\x01 你好",
    "\x9bA\x90\x9d\x85\x8d\x00\x7f\xa0\xad",
    "Betrag \u202e05,2\u202c Stunden \u2066\u2067x\u2069\u200f\u200e\u061c",
    "u\u200bn\u2060s\ufeffi\u00adchtbar \U000e0041\U000e007f\ufff9a\ufffbb",
    "\ud83c\udfff \udfff allein \ud800",
    "Z" + "".join(map(chr, range(0x300, 0x370))) + "algo im Garten",
    "\u0301\u0308 \u0300a \u20e3 \u064b",
    "Gru\u0308\u00dfe aus Ko\u0308ln, A\u030angstro\u0308m",
    "👨\u200d👩\u200d👧\u200d👦👍🏽🇩🇪🇺🇦1\ufe0f\u20e3☀\ufe0f\u200d\u200d\ufe0f",
    "مقهى الحي كل يوم ثلاثاء 14:30 Uhr 🎉 مرحبا (Köln) می\u200cخواهم",
    "Nguyễn Thị Ẫm, Łukasz Żółć, Yıldız İşcan, Ґанна Їжакевич, Ελένη",
    "日本語の催し物、\u3000毎週火曜日",
    "line\u2028para\u2029nel\x85vt\x0bff\x0ccr\r\nlf\n\n\n- Punkt\n– Strich",
    "x" * 10_000,
    "Ж" * 3_000,
    "%s{}{0}\\x1b<script>[bold]#$@",
)


def families() -> list[str]:
    """Each lead with each byte behind it, some bytes of parameters, and a word that must survive."""
    chance = random.Random(21)
    every = [f"{lead}{chr(second)}" for lead in LEADS for second in range(256)]
    return [
        "".join(f"{start}{chr(chance.randrange(256))}{chr(chance.randrange(32))}Wort " for start in every[at : at + 32])
        for at in range(0, len(every), 32)
    ]


def blocks_of_unicode() -> list[str]:
    """Two letters out of every 128 of Unicode, in words."""
    chance = random.Random(36)
    starts = [*range(0, 0x32000, 128), *range(0xE0000, 0xE0200, 128), 0xF0000, 0x10FF80]
    letters = [chr(start + chance.randrange(128)) for start in starts for _ in range(2)]
    return [" ".join("".join(pair) for pair in pairwise(letters[at : at + 41])) for at in range(0, len(letters), 40)]


EVERY = (*ATTACKS, *families(), *blocks_of_unicode())

hostile = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.text(
        st.sampled_from("\x00\x04\x05\x0a\x10\x14\x1b\x1c\x1d@!EVpatdv0BR\x7f\x80\x9b\u202e\u2028äß€"), max_size=40
    ),
    st.text(st.sampled_from("aäşжמא🎉👩🏽🇩\u200d\u200c\ufe0f\u0301\u064b1 -茶\u202e\u00a0"), max_size=40),
    st.sampled_from([text for text in EVERY if len(text) < 500]),
)


def proven(slip: Slip, profile: Profile) -> Sheet:
    """What the independent reader makes of a slip's bytes; fails unless all that it says was printed, as text or
    drawn, and nothing else happened."""
    strip = layout(slip, profile)
    sheet = read(encode(strip, profile), profile.codec)
    assert sheet.cuts == int(profile.cutter)
    assert sheet.commands[-1] == ("GS V" if profile.cutter else "ESC d")
    assert sheet.text == "\n".join(line.text for line in strip.lines if isinstance(line, Text))
    said = "".join(line.text for line in strip.lines if isinstance(line, Text | Drawn))
    assert visible(said) == visible("".join(_printed(block, profile) for block in slip.blocks))
    return sheet


def visible(text: str) -> str:
    """Without blanks, and without hyphens, which the wrapping adds."""
    return "".join(letter for letter in text if not letter.isspace() and letter != "-")


def _printed(block: Block, profile: Profile) -> str:
    """What a block has to say, line by line as the layout takes it."""
    fields = msgspec.structs.asdict(block)
    if isinstance(block, Masthead):
        fields = {"text": " ".join(block.text.split())}
    if isinstance(block, QR):
        fits = module_dots(len(matrix(block.payload)), profile)
        fields = {"text": block.caption if fits else block.in_words}
    lines = [line for text in fields.values() for line in text.split("\n")]
    return "".join(shown(unicodedata.normalize("NFC", printable(line, profile.codec))) for line in lines)
