"""What a printer can do, as far as a slip needs to know it."""

import msgspec

from printing.errors import PrinterSettingsError, SettingsProblem

LETTER_DOTS = 12
"""Width of a letter of font A in dots; 24 high. The same on every ESC/POS printer of 180 or 203 dpi."""

DOTS = {58: 384, 80: 576}
"""Paper width in mm → dots that can be printed on, at 8 dots/mm (48 and 72 mm)."""

PAGES = {"cp858": 19, "cp1252": 16, "cp850": 2, "cp437": 0, "ascii": 0}
"""Code pages that a slip can be pinned to and Epson's number of each, best first for German with the euro sign.

`ascii` is for printers whose pages hold nothing that we know: they print only what every page has.
"""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One printer with its paper."""

    paper_mm: int = 80
    dots: int = 576
    """Printable width."""
    dpi: int = 203
    columns: int = 48
    """Letters of font A in a line; half of it in double width."""
    codec: str = "cp858"
    page: int = 19
    """The number that selects `codec` (ESC t)."""
    cutter: bool = True
    kanji: bool = True
    """Whether it may have a Kanji mode that must be switched off: then FS . goes out first."""
    native_qr: bool = False
    """Whether it draws QR codes itself (GS ( k): a tenth of the bytes, for slow serial lines."""
    answers: bool = True
    """Whether it is worth asking for its status; a printer that stays silent is used all the same."""


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one printer, over what its model is known for; None: nothing."""

    dots: int | None = None
    dpi: int | None = None
    columns: int | None = None
    codec: str | None = None
    page: int | None = None
    """The number under which this printer holds `codec`, where it differs from Epson's."""
    cutter: bool | None = None
    kanji: bool | None = None
    native_qr: bool | None = None
    answers: bool | None = None


def profile_for(paper_mm: int, model: str | None = None, own: Own | None = None) -> Profile:
    """The profile for the settings; raises PrinterSettingsError for a width other than 58 or 80 mm,
    a model that python-escpos does not list, or a code page that is not in `PAGES`.

    A model with a head wider than the paper prints on the paper's width. Own dots without columns give as many
    letters as fit.
    """
    own = own or Own()
    if paper_mm not in DOTS:
        raise PrinterSettingsError(SettingsProblem.PAPER_WIDTH, paper_mm=paper_mm)
    if own.codec is not None and own.codec not in PAGES:
        raise PrinterSettingsError(SettingsProblem.CODE_PAGE, codec=own.codec, known=", ".join(PAGES))
    base = Profile(paper_mm=paper_mm, dots=DOTS[paper_mm], columns=DOTS[paper_mm] // LETTER_DOTS)
    if model is not None:
        from printing.models import adapted

        base = adapted(base, model)
    return _with(base, own)


def _with(base: Profile, own: Own) -> Profile:
    known = {key: value for key, value in msgspec.structs.asdict(own).items() if value is not None}
    if own.codec is not None:
        known.setdefault("page", PAGES[own.codec])
    if own.dots is not None:
        known.setdefault("columns", own.dots // LETTER_DOTS)
    return msgspec.structs.replace(base, **known)
