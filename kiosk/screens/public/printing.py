"""What becomes of a slip: on its way, printed, or why not; and the slip itself where there is no printer."""

from kiosk.frame import BUTTON_H, TEXT_W, Frame
from kiosk.house import House
from kiosk.screens.page import Builder, Page
from kiosk.screens.steps import PrintItem, Step
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap
from printing.printer import NotStarted, Outcome


class Printing(Page):
    """Shown at once after "Drucken"; the print worker's news changes the sentence in place."""

    def __init__(self, item: str, sentence: str) -> None:
        self.name = f"printing:{item}"
        self.item, self.sentence, self.again = item, sentence, False

    def tell(self, sentence: str, outcome: Outcome) -> None:
        """The print worker's answer. Only what never started may be tried again without asking a person."""
        self.sentence, self.again = sentence, isinstance(outcome, NotStarted)

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        build.way_back()
        build.title(_("Your slip"))
        rows = wrap(self.sentence, min(TEXT_W, frame.main.w))
        self.at, sheets = build.read(rows, frame.main, self.at, Look.TITLE)
        again = [("again", _("Again"))] if self.again and frame.small else []
        build.controls(earlier=self.at > 0, further=self.at + 1 < sheets, actions=again)
        if self.again and not frame.small:
            body = frame.body
            build.bar(Rect(body.x, body.bottom - BUTTON_H, min(30, body.w), BUTTON_H), [("again", _("Try again"))])
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "again":
            return PrintItem(self.item)
        return super().act(house, frame, action)


class Preview(Page):
    """The slip as it would come out of the printer, page by page."""

    def __init__(self, item: str, rows: list[str]) -> None:
        self.name = f"preview:{item}"
        self._slip = rows

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        note = wrap(house.words.say("No printer is connected here. This is how the slip looks."), frame.main.w)
        rows = [*((line, Look.TEXT) for line in note), *((f" {line}", Look.SHEET) for line in self._slip)]
        room = frame.main
        pages = -(-len(rows) // room.h)
        self.at = min(self.at, pages - 1)
        build.way_back()
        build.title(house.words.say("Your slip"))
        width = max((len(line) for line in self._slip), default=0) + 2
        left = room.x + max(0, (room.w - width) // 2)
        for at, (line, look) in enumerate(rows[self.at * room.h : (self.at + 1) * room.h]):
            paper = look is Look.SHEET
            build.text(left if paper else room.x, room.y + at, min(width, room.w) if paper else room.w, line, look)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages)
        return build.view()
