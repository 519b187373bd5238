"""A list of items, paged by two large buttons, with filters for day, week and category."""

from datetime import date

from kiosk.dates import day_words
from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House, kind_word
from kiosk.notices import nothing_here
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.public.calendar import Calendar
from kiosk.screens.public.cards import card
from kiosk.screens.public.choices import Choices
from kiosk.screens.public.detail import Detail
from kiosk.screens.public.search import Search
from kiosk.screens.sheet import message
from kiosk.screens.steps import Open, Stay, Step
from kiosk.widgets.view import Rect, View
from sync.records import Kind
from sync.replica import Listing

TAKE_W = 16
"""Columns of a button among the actions from which "Liste drucken" fits, which is the longest word there."""


class Listed(Page):
    """Everything of one kind from now on; `span` is "today", "week", a date in ISO form, or None for all."""

    def __init__(self, kind: Kind, span: str | None = None, category: str | None = None) -> None:
        self.name = f"list:{kind}"
        self.kind, self.span, self.category = kind, span, category

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        listing, now, actions = self._listing(house), house.now(), self._actions(house, frame)
        places = frame.bands(_room(frame))
        total = house.replica.count(listing, now)
        self.at = _whole_page(self.at, len(places), total)
        build.way_back()
        build.title(*self._titles(house, len(places), total), reading=not total)
        for item, place in zip(house.replica.page(listing, now, self.at, len(places)), places, strict=False):
            build.buttons.append(card(house, item, place))
        if not total:
            message(build, frame.reading if frame.small else _room(frame), [nothing_here(house, self.kind)])
        if not frame.small:
            build.bar(
                frame.body._replace(h=BUTTON_H), actions, chosen=self.span or ("choose" if self.category else None)
            )
        build.controls(earlier=self.at > 0, further=self.at + len(places) < total, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":", 1):
            case ["item", item]:
                return Open(Detail(item))
            case ["today" | "week" as span]:
                return self._filter(None if self.span == span else span)
            case ["search"]:
                return Open(Search())
            case ["calendar"]:
                return Open(Calendar(self._pick))
            case ["list"]:
                return Open(_on_paper(self._listing(house)))
            case ["choose"]:
                return Open(self._choices(house, frame))
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(_room(frame)))

    def _filter(self, span: str | None) -> Step:
        self.span, self.at = span, 0
        return Stay()

    def _pick(self, span: str | None, category: str | None) -> None:
        self.span, self.category, self.at = span, category, 0

    def _listing(self, house: House) -> Listing:
        first, last = house.week()
        match self.span:
            case "today":
                return Listing(self.kind, first=first, last=first, category=self.category)
            case "week":
                return Listing(self.kind, first=first, last=last, category=self.category)
            case str(day):
                return Listing(self.kind, first=date.fromisoformat(day), last=date.fromisoformat(day))
        return Listing(self.kind, category=self.category)

    def _spans(self, house: House) -> list[Action]:
        """Ways to narrow events down; "Heute" and "Diese Woche" only while the clock can be trusted (A32)."""
        _ = house.words.say
        near = [("today", _("Today")), ("week", _("This week"))] if house.clock.trusted else []
        return [*near, ("calendar", _("Calendar"))] if self.kind is Kind.EVENT else []

    def _shown(self, house: House, frame: Frame) -> list[Action]:
        """The spans that have a button on the list itself; the others are among the choices."""
        spans = [] if frame.small else self._spans(house)
        return spans if Calendar.fits(frame) else [span for span in spans if span[0] != "calendar"]

    def _actions(self, house: House, frame: Frame) -> list[Action]:
        _ = house.words.say
        if frame.small:
            return [("choose", _("Choose"))]
        more = [] if self.kind is Kind.EVENT else [("search", _("Search"))]
        actions = [*self._shown(house, frame), ("choose", _("Categories")), *more]
        take = [("list", _("Print list"))] if frame.w >= TAKE_W * (len(actions) + 1) else []
        return [*actions, *take]

    def _choices(self, house: House, frame: Frame) -> Choices:
        return Choices(self.kind, self._pick, self._spans(house)[len(self._shown(house, frame)) :])

    def _titles(self, house: House, step: int, total: int) -> list[str]:
        """What the list shows and which page of it, in fewer and fewer words."""
        _, n_ = house.words.say, house.words.number
        name = kind_word(house.words, self.kind)
        if not total:
            return [name if house.unread else _("No {kind}").format(kind=name)]
        pages = -(-total // step)
        page = f" {n_(self.at // step + 1)}/{n_(pages)}" if pages > 1 else ""
        span = _span_words(house, self.span) if self.span else None
        parts = [part for part in (name, span, self.category) if part]
        return [f"{head}{page}" for head in (", ".join(parts), *reversed(parts[1:]), name)]


def _on_paper(listing: Listing) -> Page:
    """The page of its slip; imported when it is asked for, with all that looks for names in a text."""
    from kiosk.screens.public.list_slip import ListSlip

    return ListSlip(listing)


def _span_words(house: House, span: str) -> str:
    _ = house.words.say
    if span in ("today", "week"):
        return _("today") if span == "today" else _("until Sunday")
    return day_words(house.words, date.fromisoformat(span), house.today)


def _room(frame: Frame) -> Rect:
    """The room of the cards: below the filters, or beside the actions."""
    if frame.small:
        return frame.main
    body = frame.body
    return body._replace(y=body.y + BUTTON_H + 1, h=body.h - BUTTON_H - 1)


def _whole_page(offset: int, step: int, total: int) -> int:
    """The offset of a page that exists, also after the list became shorter or the grid another."""
    last = max(0, (total - 1) // step * step)
    return max(0, min(offset // step * step, last))
