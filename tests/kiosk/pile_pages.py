"""Vouchers on a pile, and every page on which staff enter them."""

from collections.abc import Iterator

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.staff.asking import Ask, Told
from kiosk.screens.staff.deeds import Deeds
from kiosk.screens.staff.entry import Entry, begin, desk_of
from kiosk.screens.staff.pile import PilePage
from kiosk.screens.staff.pile_end import PileBookings, PileEnd
from kiosk.screens.staff.pile_number import PileNumber, entering, voiding
from kiosk.screens.staff.pile_state import begun, keep
from kiosk.screens.steps import Swap
from tests.kiosk.office_pages import pay

LARGE = Frame(100, 30)


def code(house: House, number: int) -> str:
    """As it stands on paper."""
    return desk_of(house).ledger.vouchers.code(number)


def printed(house: House, count: int = 8) -> None:
    """Blank vouchers lie about."""
    desk_of(house).ledger.vouchers.reserve(count, "blank", "Frau Büro")


def wrong(house: House, number: int) -> str:
    """A number with another check digit."""
    right = code(house, number)
    return f"{right[:-1]}{(int(right[-1]) + 1) % 10}"


def voucher(house: House, number: int) -> Entry:
    """A voucher of the pile, filled in but for the rest."""
    entry = begin(house, "payment")
    entry.paper, entry.pile = code(house, number), True
    return entry


def typed(house: House, page: PilePage | PileNumber, letters: str) -> None:
    """By keyboard or scanner."""
    for letter in letters:
        assert page.typed(house, letter)


def pile_pages(house: House) -> Iterator[Page]:
    """Every page of the pile in every state that looks different; needs someone signed in and `MEMBERS`."""
    if not desk_of(house).ledger.vouchers.runs():
        yield PilePage()
        yield PileEnd(begun(house))
        yield PileBookings(begun(house))
        printed(house)
        keep(house, begun(house))
        pay(house, paper=code(house, 2))
        pay(house, "Hilfe beim Ausfüllen der Einkommensteuererklärung", 9_999_975, code(house, 5))
        desk_of(house).ledger.vouchers.void(7, "Frau Büro")
    pile = begun(house)
    yield PilePage()
    yield PilePage(desk_of(house).ledger.vouchers.state_of(5).receipt)
    yield PilePage(desk_of(house).ledger.vouchers.state_of(5).receipt, before=True)
    known = [code(house, number) for number in (3, 2, 7, 99)]
    for number in ("", *known, wrong(house, 3), "QK2-P00001-4"):
        scanning = PilePage()
        typed(house, scanning, number)
        yield scanning
        refused = PilePage()
        typed(house, refused, number)
        refused.act(house, LARGE, "ok")
        yield refused
        keyed = voiding()
        typed(house, keyed, number)
        keyed.take(house)
        yield keyed
    yield entering()
    page = PilePage()
    yield Deeds(page.title(house), page.deeds, page.do)
    yield from (PileEnd(pile), PileBookings(pile))
    yield from _void(house)


def _void(house: House) -> Iterator[Page]:
    page = voiding()
    typed(house, page, code(house, 3))
    step = page.take(house)
    assert isinstance(step, Swap)
    assert isinstance(step.page, Ask)
    yield step.page
    yield Told("void", house.words.say("Done"), [house.words.say("Slip {paper} is void now.")])
