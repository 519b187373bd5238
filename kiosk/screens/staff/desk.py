"""The desk: what staff do most, with what waits for them."""

from collections.abc import Callable

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.page import Page
from kiosk.screens.steps import Lock, Open, Step
from kiosk.screens.tiles import Task, TilePage
from kiosk.widgets.view import Look
from sync.ledger.records import OPEN, State


class DeskPage(TilePage):
    """Seven tasks (A22); "Zurück" signs out."""

    name = "desk"
    staff = True
    leaves = True

    def titles(self, house: House) -> tuple[str, ...]:
        assert house.desk is not None
        _ = house.words.say
        return _("Office: {name}").format(name=house.desk.me), _("Office")

    def tasks(self, house: House) -> list[Task]:
        assert house.desk is not None
        _, counts = house.words.say, house.desk.ledger.outbox.counts()
        waiting = sum(counts.get(state, 0) for state in OPEN)
        unclear = counts.get(State.REFUSED, 0)
        return [
            Task("go:payment", _("Book hours"), Look.OFFER),
            Task("go:seat", _("Book a seat"), Look.EVENT),
            Task("go:job", _("Give a job"), Look.JOB),
            Task("go:outbox", _("Outbox"), waiting=waiting),
            Task("go:clarify", _("Clarify"), Look.ACTION if unclear else Look.NAV, unclear),
            Task("go:papers", _("Paper")),
            Task("go:more", _("More")),
        ]

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.staff.clarify import ClarifyPage
        from kiosk.screens.staff.job import job_page
        from kiosk.screens.staff.more import MorePage
        from kiosk.screens.staff.outbox import OutboxPage
        from kiosk.screens.staff.papers import PapersPage
        from kiosk.screens.staff.payment import payment_page
        from kiosk.screens.staff.seat import seat_page

        pages: dict[str, Callable[[], Page]] = {
            "payment": lambda: payment_page(house),
            "seat": lambda: seat_page(house),
            "job": lambda: job_page(house),
            "outbox": OutboxPage,
            "clarify": ClarifyPage,
            "papers": PapersPage,
            "more": MorePage,
        }
        return Open(pages[task]())

    def act(self, house: House, frame: Frame, action: str) -> Step:
        return Lock() if action == "back" else super().act(house, frame, action)


def first_pages(house: House) -> list[Page]:
    """After signing in: the desk, a draft that waits, what is bad, new letters, slips in doubt, the date on top."""
    from kiosk.screens.staff.came_out import doubtful
    from kiosk.screens.staff.check_news import bad_news
    from kiosk.screens.staff.clock_page import ClockPage
    from kiosk.screens.staff.drafts import waiting
    from kiosk.screens.staff.letter_news import new_letters
    from kiosk.screens.staff.update_news import update_news

    assert house.desk is not None
    if house.entrance:
        return house.entrance.inside(house)
    draft, news = waiting(house), (bad_news(house), update_news(house), new_letters(house))
    clock = ClockPage() if house.desk.doubts_clock else None
    return [page for page in (DeskPage(), draft, *news, doubtful(house), clock) if page]
