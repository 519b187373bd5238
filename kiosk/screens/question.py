"""A question that is read whole before it is answered; nothing is done by accident (A19)."""

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import plain_card
from kiosk.screens.sheet import Row, above_actions, actions_below, lay, numbered, place, turned
from kiosk.widgets.view import View


class Answer(msgspec.Struct, frozen=True):
    """A way to go on."""

    action: str
    label: str
    short: str
    """At most seven letters."""


class Question(Page):
    """A sheet that is read to its end before it can be answered; answers without room beside it are cards behind."""

    def title(self, house: House) -> str:
        """What is asked, in a word or two."""
        raise NotImplementedError

    def rows(self, house: House, width: int) -> list[Row]:
        """What it is about, in lines of `width` cells."""
        raise NotImplementedError

    def answers(self, house: House) -> list[Answer]:
        """Besides "Zurück", which bears the keyboard's mark."""
        raise NotImplementedError

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.focus = "back"
        build.way_back()
        where, answers = place(frame, above_actions(frame)), self.answers(house)
        rows, places = self.rows(house, where.inside.w), frame.bands(frame.main)
        sheets = len(turned(rows, where.inside.h))
        cards = answers if frame.tiny or (frame.small and len(answers) > 2) else []
        pages = sheets - (-len(cards) // len(places))
        self.at = min(self.at, pages - 1)
        if self.at < sheets:
            lay(build, where, rows, self.at)
        for answer, card in zip(cards[max(0, self.at - sheets) * len(places) :], places, strict=False):
            if self.at >= sheets:
                build.buttons.append(plain_card(answer.action, answer.label, card))
        build.title(*numbered(house.words, self.title(house), self.at, pages), reading=self.at < sheets)
        shown = answers if not cards and self.at + 1 == sheets else []
        if shown and not frame.small:
            build.bar(actions_below(frame, where.sheet), [(one.action, one.label) for one in shown])
        actions = [(one.action, one.short) for one in shown]
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()
