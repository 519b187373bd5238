"""The desk: everything that staff can do here, with what waits for them."""

from collections.abc import Callable

import msgspec

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.screens.page import Builder, Page
from kiosk.screens.steps import Lock, Open, Step
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from kiosk.words import Words
from sync.ledger.records import OPEN, State

TILE_MOST = 11
"""Most rows of a button: more would be empty colour."""


class Task(msgspec.Struct, frozen=True):
    """One button."""

    action: str
    label: str
    look: Look = Look.NAV
    waiting: int = 0
    """How many bookings wait behind it."""


class DeskPage(Page):
    """Large grids show everything at once; small ones page through the same buttons in a circle."""

    name = "desk"
    staff = True

    def view(self, house: House, frame: Frame) -> View:
        assert house.desk is not None
        _ = house.words.say
        build = Builder(house, frame, self.name)
        build.way_back(leaves=True)
        build.title(_("Office: {name}").format(name=house.desk.me), _("Office"))
        tasks, places = _tasks(house), _places(frame)
        pages = -(-len(tasks) // len(places))
        self.at %= pages
        for task, place in zip(tasks[self.at * len(places) :], places, strict=False):
            build.buttons.append(_button(house.words, task, place))
        if pages > 1:
            _turn(build)
        else:
            build.controls()
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "back" | "sign-out":
                return Lock()
            case "next" | "previous" as way:
                self.at += 1 if way == "next" else -1
            case _ if action.startswith("go:"):
                return Open(_page(house, action.removeprefix("go:")))
        return super().act(house, frame, "" if action in ("next", "previous") else action)


def first_pages(house: House) -> list[Page]:
    """What is shown after signing in: the desk, a draft that waits, and a question about the date on top."""
    from kiosk.screens.staff.clock_page import ClockPage
    from kiosk.screens.staff.drafts import waiting

    assert house.desk is not None
    draft = waiting(house)
    clock = ClockPage() if house.desk.doubts_clock else None
    return [page for page in (DeskPage(), draft, clock) if page]


def _tasks(house: House) -> list[Task]:
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
        Task("go:storno", _("Storno")),
        Task("go:members", _("Members")),
        Task("go:closing", _("Day's closing")),
        Task("sign-out", _("Sign out"), Look.NOTICE),
    ]


def _page(house: House, task: str) -> Page:
    """The page of a task, loaded when it is first asked for."""
    from kiosk.screens.staff.clarify import ClarifyPage
    from kiosk.screens.staff.closing import ClosingPage
    from kiosk.screens.staff.job import job_page
    from kiosk.screens.staff.members import MembersPage
    from kiosk.screens.staff.outbox import OutboxPage
    from kiosk.screens.staff.payment import payment_page
    from kiosk.screens.staff.seat import seat_page
    from kiosk.screens.staff.storno import StornoPage

    pages: dict[str, Callable[[], Page]] = {
        "payment": lambda: payment_page(house),
        "seat": lambda: seat_page(house),
        "job": lambda: job_page(house),
        "outbox": OutboxPage,
        "clarify": ClarifyPage,
        "storno": StornoPage,
        "members": MembersPage,
        "closing": ClosingPage,
    }
    return pages[task]()


def _turn(build: Builder) -> None:
    """Paging where the buttons take all of the body; three places below leave room for one way."""
    _, slots = build.house.words.say, build.frame.slots
    build.button(slots[3] if len(slots) == 5 else slots[-1], "next", _("Next"))
    if len(slots) > 3:
        build.button(slots[2], "previous", _("Earlier"))
    if len(slots) == 5:
        build.button(slots[4], "help", _("Help"))


def _places(frame: Frame) -> list[Rect]:
    """Rows of three, of two where a long word would not fit a third."""
    across = 3 if frame.w >= 38 else 2
    body = frame.body
    if frame.small:
        bands = frame.bands(body)
    else:
        high = max(BUTTON_H, min(TILE_MOST, (body.h + 1) // 3 - 1))
        bands = [body._replace(y=body.y + row * (high + 1), h=high) for row in range(3)]
    return [place for band in bands for place in frame.columns(band, across)]


def _button(words: Words, task: Task, place: Rect) -> Button:
    """The label in as few rows as it fits, and how many wait."""
    label = f"{task.label} ({words.number(task.waiting)})" if task.waiting else task.label
    return Button(place, task.action, tuple(wrap(label, place.w - 2)), task.look, strong=place.h)
