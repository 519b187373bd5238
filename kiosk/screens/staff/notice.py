"""A few sentences for the staff, and at most one thing to do about them."""

from collections.abc import Sequence

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import above_actions, actions_below, message, numbered, place
from kiosk.screens.steps import Step
from kiosk.widgets.view import View


def say(build: Builder, title: str, sentences: Sequence[str], at: int, act: str | None = None) -> int:
    """Draw sentences and the button "ok" with the label `act`; answers which sheet of them is shown."""
    frame, actions = build.frame, [("ok", act)] if act else []
    build.way_back()
    room = above_actions(frame) if act else frame.reading
    at, pages = message(build, room, sentences, at)
    build.title(*numbered(build.house.words, title, at, pages), reading=True)
    if act and not frame.small:
        build.bar(actions_below(frame, place(frame, frame.body).sheet), [("ok", act)])
    build.controls(earlier=at > 0, further=at + 1 < pages, actions=actions)
    return at


class Notice(Page):
    """It stands until somebody goes on."""

    def __init__(self, name: str, title: str, sentences: Sequence[str], act: str | None = None) -> None:
        self.name, self._title, self._sentences, self._act = name, title, sentences, act

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        self.at = say(build, self._title, self._sentences, self.at, self._act)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        return super().act(house, frame, "back" if action == "ok" else action)


class StaffNotice(Notice):
    """One that may name somebody."""

    staff = True
