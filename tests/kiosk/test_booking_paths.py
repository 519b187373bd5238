"""A19 as a state machine: whatever is tapped, nothing is booked but from a confirm page that was read to its end."""

import random
from pathlib import Path

import pytest

from kiosk.frame import Frame
from kiosk.screens.page import Page
from kiosk.screens.staff.booked import Booked
from kiosk.screens.staff.confirm import AllTheSame, Confirm
from kiosk.screens.staff.drafts import Question
from kiosk.screens.staff.entry import desk_of, propose
from kiosk.screens.staff.job import job_page
from kiosk.screens.staff.payment import payment_page, warnings
from kiosk.screens.staff.pick_member import Finder
from kiosk.screens.staff.seat import seat_page
from kiosk.widgets.view import Button, View
from sync.ledger.records import State
from sync.replica import Replica
from tests.kiosk.booking_pages import Clerk, count, office
from tests.sync.clocks import TUESDAY, FakeClock

STEPS = 3_000
BOOKS = ("book", "pick:book")
STARTS = (payment_page, seat_page, job_page)


class Walk:
    """A seeded stranger to the form, who taps what is there and types now and then; every step is judged."""

    def __init__(self, clerk: Clerk, seed: int) -> None:
        self.clerk, self.choice = clerk, random.Random(seed)
        self.booked = 0
        self.sheets: set[int] = set()
        """Sheets of the present confirm page that were shown."""
        self.asked = False
        """The question about a limit came from a confirm page that was read."""

    def step(self) -> None:
        clerk, page, view = self.clerk, self.clerk.page, self.clerk.view
        if isinstance(page, Confirm):
            self.sheets.add(page.at)
        if isinstance(page, Finder) and self.choice.random() < 0.4:
            clerk.type(self.choice.choice(("1042", "17", "\b\b\b\b", "e", "max", "garten", "200")))
            return
        button = self._button(view)
        may = self._may_book(page, button.action)
        clerk.tap(button.action)
        self._judge(page, button, may)

    def _button(self, view: View) -> Button:
        """Ways ahead more often than keys and ways back, so that bookings happen."""
        ahead = [one for one in view.buttons if one.action.startswith(("pick:", "quick:", "book", "ok", "next"))]
        rest = [one for one in view.buttons if one.action not in ("start", "help", "size", "listen")]
        return self.choice.choice(ahead if ahead and self.choice.random() < 0.8 else rest)

    def _may_book(self, page: Page, action: str) -> bool:
        """Whether this tap may write: "Buchen" on a page whose every sheet was shown, and asked about limits."""
        if action not in BOOKS:
            return False
        if isinstance(page, AllTheSame):
            return self.asked
        return isinstance(page, Confirm) and self.sheets == set(range(page.at + 1)) and not self._warned(page)

    def _warned(self, page: Confirm) -> bool:
        return bool(warnings(self.clerk.house, propose(self.clerk.house, page._entry)))

    def _judge(self, page: Page, button: Button, may: bool) -> None:
        now = count(self.clerk.house)
        if now != self.booked:
            assert may, (page.name, button.action)
            assert now == self.booked + 1
            assert isinstance(self.clerk.page, Booked)
            self.booked = now
        if isinstance(page, Question) and button.action == page.view(self.clerk.house, self.clerk.frame).focus:
            assert now == self.booked
        after = self.clerk.pages[-1] if self.clerk.pages else None
        if after is not page:
            self.asked = isinstance(after, AllTheSame) and isinstance(page, Confirm) and bool(self.sheets)
            self.sheets = set()


@pytest.mark.parametrize("grid", [(28, 8), (42, 13), (60, 20)], ids=lambda grid: f"{grid[0]}x{grid[1]}")
@pytest.mark.parametrize("seed", [1, 2])
def test_a19_no_path_leads_from_a_form_to_a_booking_but_through_confirm(
    replicas: dict[str, Replica], tmp_path: Path, grid: tuple[int, int], seed: int
) -> None:
    house = office(tmp_path, replicas["demo"], FakeClock(TUESDAY))
    walk = Walk(Clerk(house, payment_page(house), Frame(*grid)), seed)
    for at in range(STEPS):
        if not walk.clerk.pages:
            walk.clerk.pages.append(STARTS[at % 3](house))
        walk.step()
    assert walk.booked >= 3
    ledger = desk_of(house).ledger
    ledger.check()
    assert all(one.sending.state in (State.WAITING, State.CANCELLED) for one in ledger.all())
    desk_of(house).close()
