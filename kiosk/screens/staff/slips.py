"""Slips of the staff: on their way, printed, or why not; and as paper on the screen where there is no printer."""

from collections.abc import Sequence

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.public.printing import Preview, in_words
from kiosk.screens.staff.notice import say
from kiosk.screens.steps import Step
from kiosk.widgets.view import View
from printing.slip import Slip


class StaffSlips(Page):
    """Shown when no other page waits for these slips; the print worker's news change the sentence in place."""

    staff = True

    def __init__(self, key: str, retry: Step) -> None:
        self.name = f"slips:{key}"
        self.waits_for, self._retry = key, retry
        self._sentence, self._again = "", False

    def tell(self, sentence: str, *, again: bool) -> None:
        self._sentence, self._again = sentence, again

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        self.at = say(build, _("Print"), [self._sentence], self.at, _("Again") if self._again else None)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        return self._retry if action == "ok" and self._again else super().act(house, frame, action)


class StaffPreview(Preview):
    """Several slips below each other, as they would come out of the printer."""

    staff = True

    def __init__(self, key: str, slips: Sequence[Slip], rows: list[str]) -> None:
        super().__init__(key, rows)
        self.name = f"slips:{key}"
        self._slips = slips

    def words_of(self, house: House) -> list[str]:
        return [said for slip in self._slips for said in in_words(slip)]
