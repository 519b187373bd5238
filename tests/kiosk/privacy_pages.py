"""Every page of data protection, in every state that looks different."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from kiosk.forgetting import Outlook
from kiosk.house import House
from kiosk.refusals import refusal_words
from kiosk.retention import AGREED, Agreed
from kiosk.retention_words import date_unsure
from kiosk.screens.page import Page
from kiosk.screens.staff.deeds import DeedPage, Deeds
from kiosk.screens.staff.entry import desk_of
from kiosk.screens.staff.privacy import PrivacyPage
from kiosk.screens.staff.retention import RetentionPage
from kiosk.screens.steps import Chore, Open, Several, Step, Swap
from sync.ledger.erasing import Erased
from sync.ledger.records import Payment
from sync.ledger.retention import TABLE, Kind
from sync.ledger.rules import NotBooked, Rule
from sync.ledger.traces import Traces

LONG = "4711-Nachbarschaftshilfe-Sonnenhang-2026"
"""As long as a member number may be."""
UNTIL = date(2036, 12, 31)
MANY: dict[Kind, int] = {one.kind: 1_234 for one in TABLE if one.runs}


def privacy_pages(house: House) -> Iterator[Page]:
    """Each question before and after, what was done, what refused, and the table of periods."""
    yield from _of_member(house)
    yield from _periods(house)


def chore_of(step: Step) -> Chore:
    """The work that a step begins."""
    (found,) = [one for one in (step.steps if isinstance(step, Several) else (step,)) if isinstance(one, Chore)]
    return found


def page_of(step: Step) -> Page:
    """The page that a step opens or puts in place of this one."""
    (found,) = [one for one in (step.steps if isinstance(step, Several) else (step,)) if isinstance(one, Open | Swap)]
    return found.page


def _of_member(house: House) -> Iterator[Page]:
    for number in ("1042", LONG):
        idle = PrivacyPage(number)
        yield idle
        yield Deeds(idle.title(house), idle.deeds, idle.do)
        working = PrivacyPage(number)
        chore = chore_of(working.do(house, "erase"))
        yield working
        yield from _asked(house, working, chore, number)
        yield _refused(house, number)


def _asked(house: House, page: PrivacyPage, chore: Chore, number: str) -> Iterator[Page]:
    """What goes, the second question, and the receipt."""
    what = Payment(payer=number, payee="17", amount=1, unit="h", text="")
    traces = Traces(
        number=number,
        member=True,
        bookings=dict.fromkeys(range(1, 2_000), what),
        open=(),
        wishes=("a", "b"),
        drafts=("draft:Anna",),
        lists=(),
    )
    first = page_of(page.finished(house, chore, Outlook(traces, UNTIL)))
    assert isinstance(first, DeedPage)
    yield first
    second = page_of(first.do(house, "yes"))
    assert isinstance(second, DeedPage)
    yield second
    erasing = chore_of(second.do(house, "yes"))
    erased = Erased(number="QK1-L00001", row=True, bookings=(1, 2, 3), wishes=2, drafts=1, folded=True)
    yield page_of(page.finished(house, erasing, (erased, UNTIL)))


def _refused(house: House, number: str) -> Page:
    """Many bookings are not settled."""
    receipts = ", ".join(map(str, range(1_000, 1_020)))
    page, refusal = PrivacyPage(number), NotBooked(Rule.STILL_OPEN, number=number, receipts=receipts)
    page.finished(house, chore_of(page.do(house, "erase")), refusal_words(house.words, refusal))
    return page


def _periods(house: House) -> Iterator[Page]:
    waiting = RetentionPage()
    waiting.begin(house)
    yield waiting
    kept, today = desk_of(house).ledger.kept, house.today
    for last in (None, today - timedelta(days=400), today):
        if last:
            kept.put(AGREED, msgspec.json.encode(Agreed(last)))
        for counts in ({}, MANY):
            page = RetentionPage()
            page.finished(house, chore_of(page.begin(house)), counts)
            yield page
            yield page_of(page.do(house, "run"))
    kept.drop(AGREED)
    unsure = RetentionPage()
    unsure.finished(house, chore_of(unsure.begin(house)), date_unsure(house.words))
    yield unsure
