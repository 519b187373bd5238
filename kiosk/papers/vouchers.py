"""Blank vouchers ("Buchungszettel"): numbered, to be filled in by hand anywhere and booked once, weeks later."""

from collections.abc import Iterable
from math import ceil

import msgspec

from kiosk.booking import unit_of
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.made import Made, Paper, Wishes
from printing.payloads import Number
from printing.sheet_code import sheet_code
from printing.typeset import pdf
from sync.text import shorten

USUAL = 20
"""Vouchers of a run, where nobody says how many: ten sheets."""
A_SHEET = 2
"""Vouchers on a sheet: half of A4 leaves lines that large hands can fill in."""
CENTRE_MAX = 60
"""Letters of the centre's name: two lines beside the code."""
KIND = "blank"
"""What the ledger calls the numbers on them."""


class Blank(msgspec.Struct, frozen=True):
    """One voucher as it is set."""

    number: str
    parts: tuple[str, str]
    """The same in two lines, for the counterfoil."""
    svg: str
    """Its code, which holds the number alone."""


def compose(house: House, desk: Desk, wishes: Wishes) -> Made:
    """Reserves `count` new numbers each time, and sets them. Raises `NotBooked`, `Unstorable`: then nothing is lost."""
    count = USUAL if wishes.count is None else wishes.count
    reserved = desk.ledger.vouchers.reserve(count, KIND, desk.me)
    blanks = blanks_of(desk, reserved)
    file, title = house.words.say("vouchers"), house.words.say("Vouchers")
    data = {
        "title": title,
        "date": house.today.isoformat(),
        "lang": house.words.language,
        "words": voucher_words(house, desk),
        "vouchers": blanks,
    }
    return Made(
        paper=Paper.VOUCHERS,
        name=f"{file}-{reserved[0]:05}-{reserved[-1]:05}.pdf",
        title=title,
        pdf=pdf("vouchers", data),
        sheets=ceil(count / A_SHEET),
        rows=_rows(house, blanks),
        both_sides=False,
    )


def blanks_of(desk: Desk, numbers: Iterable[int]) -> list[Blank]:
    """The vouchers of some numbers, with their codes."""
    codes = map(desk.ledger.vouchers.code, numbers)
    return [Blank(code, _halves(code), sheet_code(Number(code)).svg) for code in codes]


def voucher_words(house: House, desk: Desk) -> dict[str, str]:
    """What is printed on each of them."""
    _ = house.words.say
    return {
        "title": _("Voucher"),
        "centre": shorten(house.centre, CENTRE_MAX),
        "code_of": _("Number {number} as a code, to be scanned"),
        "payer": _("From (pays)"),
        "payee": _("To (gets)"),
        "payer_short": _("From"),
        "payee_short": _("To"),
        "number": _("Number"),
        "name": _("Name"),
        "unit": unit_of(desk),
        "date": _("Date"),
        "purpose": _("What for"),
        "payer_signs": _("Signature (pays)"),
        "payee_signs": _("Signature (gets)"),
        "advice": _("Fill in, have both sign, hand in at the office. Each slip is booked once."),
        "counterfoil": _("Counterfoil"),
        "keep": _("Keep until the receipt is there."),
    }


def _rows(house: House, blanks: list[Blank]) -> tuple[str, ...]:
    _ = house.words.say
    first, last = blanks[0].number, blanks[-1].number
    numbers = first if first == last else _("{first} to {last}").format(first=first, last=last)
    fields = _("Who pays, who gets, how much, what for, date")
    return (numbers, fields, _("Two signatures, and a counterfoil to keep"))


def _halves(code: str) -> tuple[str, str]:
    mark, _, rest = code.partition("-")
    return f"{mark}-", rest
