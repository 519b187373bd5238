"""The feedback number: who said something to the house can ask later what became of it, without a name."""

import secrets
from collections.abc import Callable
from datetime import date

from kiosk.house import House
from kiosk.papers.booking_facts import whole_day
from kiosk.papers.foot import printed_on
from kiosk.papers.handouts import note_lines, where_to_ask
from printing.payloads import Number
from printing.slip import QR, Block, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip
from sync.check_digit import check_digit

DIGITS = 4
"""Digits drawn by lot behind the date: ten numbers a day come out equal on one day in two hundred."""


def new_feedback_number(day: date, choose: Callable[[int], int] = secrets.randbelow) -> str:
    """`261124-48297`: the day, a lot, and a check digit. `choose` answers less than it is given."""
    dated, drawn = f"{day:%y%m%d}", f"{choose(10**DIGITS):0{DIGITS}}"
    return f"{dated}-{drawn}{check_digit(dated + drawn)}"


def feedback_day(number: str) -> date | None:
    """The day in a number as people type it; None when it was mistyped."""
    digits = _digits(number)
    if len(digits) != 6 + DIGITS + 1 or not (digits.isascii() and digits.isdigit()) or check_digit(digits):
        return None
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def feedback_slip(house: House, number: str) -> Slip:
    """Number, day and where to ask; raises ValueError for a number with a wrong digit."""
    _, day = house.words.say, feedback_day(number)
    if day is None:
        raise ValueError(number)
    digits = _digits(number)
    number = f"{digits[:6]}-{digits[6:]}"
    blocks: list[Block] = [Masthead(house.centre), Heading(_("Your feedback")), Gap(), Fact(_("Number"), number)]
    blocks.extend((Fact(_("Day"), whole_day(house.words, day)), *where_to_ask(house), Rule()))
    blocks.extend((Paragraph(_("With this number you can ask what became of it.")), Gap()))
    blocks.extend((QR(Number(number), _("For the office: {number}").format(number=number)), Rule()))
    blocks.extend((*note_lines(_("My notes")), Rule(), printed_on(house)))
    return Slip(tuple(blocks))


def _digits(number: str) -> str:
    """Without what people put between them."""
    return "".join(number.replace("-", " ").split())
