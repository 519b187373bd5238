"""The Merkzettel: what somebody wants to remember, to look at again and to print as one slip."""

from collections.abc import Sequence

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.papers.memo import MEMO_MAX, memo_slip
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.public.cards import card
from kiosk.screens.public.slip_page import EntriesSlip
from kiosk.screens.question import Answer, Question
from kiosk.screens.sheet import Row, message
from kiosk.screens.steps import Back, Open, Stay, Step
from kiosk.widgets.view import Rect, View
from kiosk.widgets.wrap import wrap
from printing.slip import Slip
from sync.records import StoredItem


class Memo(Page):
    """Cards of all that was noted; what a platform took away meanwhile is not there any more."""

    name = "memo"

    def view(self, house: House, frame: Frame) -> View:
        build, items, room = Builder(house, frame, self.name), noted(house), _room(frame)
        places, actions = frame.bands(room), _actions(house, items)
        self.at = max(0, min(self.at, len(items) - 1)) // len(places) * len(places)
        build.way_back()
        for item, where in zip(items[self.at :], places, strict=False):
            build.buttons.append(card(house, item, where))
        if not items:
            message(build, frame.reading, [house.words.say("Your list is empty. “Remember” puts a page on it.")])
        build.title(house.words.say("My list"), reading=not items)
        if actions and not frame.small:
            build.bar(frame.body._replace(h=BUTTON_H), actions)
        build.controls(earlier=self.at > 0, further=self.at + len(places) < len(items), actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        from kiosk.screens.public.detail import Detail

        match action.split(":"):
            case ["item", item]:
                return Open(Detail(item))
            case ["print"]:
                return Open(MemoSlip())
            case ["empty"]:
                return Open(EmptyMemo())
        return super().act(house, frame, action)

    def step(self, frame: Frame) -> int:
        return len(frame.bands(_room(frame)))


class EmptyMemo(Question):
    """What was gathered goes only after a question (WCAG 3.3.6)."""

    name = "memo-empty"

    def title(self, house: House) -> str:
        return house.words.say("Empty the list?")

    def rows(self, house: House, width: int) -> list[Row]:
        told = house.words.count(
            "{n} entry goes off your list.", "{n} entries go off your list.", len(house.visitor.memo)
        )
        return [Row(line) for line in wrap(told, width)]

    def answers(self, house: House) -> list[Answer]:
        return [Answer("empty", house.words.say("Yes, empty it"), house.words.say("Empty"))]

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action != "empty":
            return super().act(house, frame, action)
        house.visitor.memo.clear()
        return Back()


class MemoSlip(EntriesSlip):
    """The list to take along."""

    def __init__(self) -> None:
        super().__init__("memo-slip")

    def title(self, house: House) -> str:
        return house.words.say("My list")

    def slip(self, house: House) -> Slip:
        return memo_slip(house, noted(house))

    def entries(self, house: House) -> int:
        return len(noted(house))


def noted(house: House) -> list[StoredItem]:
    """The items on the list that are still there, in the order in which they were noted."""
    found = (house.replica.item(id) for id in house.visitor.memo)
    return [item for item in found if item]


def memo_action(house: House, item: str) -> Action:
    """What the page of an item offers: note it, take it off by a second tap, or look at the list where that is full."""
    _, memo = house.words.say, house.visitor.memo
    noted = _("Noted")
    if item in memo:
        return "forget", f"✓ {noted}"
    return ("keep", _("Remember")) if len(memo) < MEMO_MAX else ("memo", _("List is full"))


def memo_step(house: House, item: str, action: str) -> Step | None:
    """What such an action leads to; None for any other."""
    memo = house.visitor.memo
    match action:
        case "keep" if item not in memo and len(memo) < MEMO_MAX:
            memo.append(item)
            return Stay()
        case "forget" if item in memo:
            memo.remove(item)
            return Stay()
        case "memo":
            return Open(Memo())
    return None


def _actions(house: House, items: Sequence[StoredItem]) -> list[Action]:
    _ = house.words.say
    return [("print", _("Print")), ("empty", _("Empty"))] if items else []


def _room(frame: Frame) -> Rect:
    """The room of the cards: below the actions, or beside them."""
    if frame.small:
        return frame.main
    body = frame.body
    return body._replace(y=body.y + BUTTON_H + 1, h=body.h - BUTTON_H - 1)
