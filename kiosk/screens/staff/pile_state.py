"""The pile that somebody of the staff entered so far, and what a number on it leads to."""

import msgspec

from kiosk.house import House
from kiosk.refusals import refusal_words
from kiosk.screens.page import Page
from kiosk.screens.staff.booking_rows import when_entered
from kiosk.screens.staff.drafts import page_at
from kiosk.screens.staff.entry import begin, desk_of
from kiosk.verdicts import what_words
from sync.ledger.pile import Begun, Pile, begin_pile, pile_so_far
from sync.ledger.rules import NotBooked, Rule


def begun(house: House) -> Begun:
    """The pile of whoever is signed in; a new one where none is kept, which is not kept by that."""
    return kept(house) or begin_pile(desk_of(house).ledger)


def kept(house: House) -> Begun | None:
    """The pile that outlived lock and power cut; None where there is none that this version can read."""
    return desk_of(house).ledger.kept.told(_name(house), Begun)


def keep(house: House, pile: Begun) -> None:
    """From now on it is this one. Raises `Unstorable`."""
    desk_of(house).ledger.kept.put(_name(house), msgspec.json.encode(pile))


def forget(house: House) -> None:
    """It is entered. Raises `Unstorable`."""
    desk_of(house).ledger.kept.drop(_name(house))


def figures(house: House, pile: Begun) -> Pile:
    """How it stands."""
    desk = desk_of(house)
    return pile_so_far(desk.ledger, pile, desk.me)


def free(house: House, text: str) -> int:
    """The voucher whose number was typed or scanned. Raises `NotBooked` unless it may still be booked."""
    vouchers = desk_of(house).ledger.vouchers
    return vouchers.free(vouchers.number_of(text, short=True))


def first_page(house: House, text: str) -> Page:
    """The first page of entering the voucher with this number. Raises `NotBooked`, `Unstorable`."""
    code = desk_of(house).ledger.vouchers.code(free(house, text))
    keep(house, begun(house))
    entry = begin(house, "payment")
    entry.paper, entry.pile = code, True
    return page_at(house, entry, entry.missing)


def why(house: House, error: NotBooked) -> str:
    """Why a number leads nowhere; of one that was booked, what and when."""
    if error.rule is not Rule.PAPER_TAKEN:
        return refusal_words(house.words, error)
    booking = desk_of(house).ledger.by_receipt(int(error.facts["receipt"])).booking
    facts = {"paper": error.facts["paper"], "receipt": booking.receipt}
    told = house.words.say("Slip {paper} is booked already: receipt {receipt}, {when}. {what}")
    return told.format(
        **facts, when=when_entered(house, booking, short=True), what=what_words(house.words, booking.what)
    )


def _name(house: House) -> str:
    return f"pile:{desk_of(house).me}"
