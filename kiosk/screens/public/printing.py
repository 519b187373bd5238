"""What becomes of a slip: on its way, printed, or why not; and the slip itself where there is no printer."""

from collections.abc import Sequence

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.papers.item_slip import item_slip
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.sheet import Place, Row, above_actions, actions_below, lay, message, numbered, place, said
from kiosk.screens.steps import PrintItem, Step
from kiosk.widgets.view import Look, Rect, View
from printing.slip import QR, Fact, Slip

MARGIN = 2
"""Columns of white on either side of a slip on the screen."""
HALVES = frozenset(" ▀▄█")
"""Letters of a QR code in a preview."""


class Printing(Page):
    """Shown at once after "Drucken"; the print worker's news changes the sentence in place."""

    def __init__(self, item: str, sentence: str) -> None:
        self.name = f"printing:{item}"
        self.item, self.sentence, self.again = item, sentence, False
        self.waits_for = item

    def tell(self, sentence: str, *, again: bool) -> None:
        self.sentence, self.again = sentence, again

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build = Builder(house, frame, self.name)
        build.way_back()
        self.at, pages = message(build, above_actions(frame), [self.sentence], self.at)
        build.title(*numbered(house.words, _("Your slip"), self.at, pages), reading=True)
        again = [("again", _("Again") if frame.small else _("Try again"))] if self.again else []
        if again and not frame.small:
            build.bar(actions_below(frame, place(frame, frame.body).sheet), again)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=again)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action == "again":
            return PrintItem(self.item)
        return super().act(house, frame, action)


class Preview(Page):
    """The slip as it would come out of the printer; on grids narrower than the paper, what stands on it."""

    def __init__(self, item: str, rows: list[str]) -> None:
        self.name = f"preview:{item}"
        self.item, self._paper = item, rows

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back()
        where, rows = self._laid(house, frame)
        self.at, pages = lay(build, where, rows, self.at)
        build.title(*numbered(house.words, house.words.say("Your slip"), self.at, pages), reading=True)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages)
        return build.view()

    def _laid(self, house: House, frame: Frame) -> tuple[Place, list[Row]]:
        """The note that nothing is printed, and the slip in the paper's own lines where they fit."""
        note = house.words.say("No printer is connected here. This is how the slip looks.")
        where, width = place(frame, frame.reading), max(map(len, self._paper), default=0)
        if width > where.inside.w and (told := self.words_of(house)):
            return where, said([note, *told], where.inside.w)
        sheet = where.sheet._replace(x=where.sheet.x + (where.sheet.w - width) // 2 - MARGIN, w=width + 2 * MARGIN)
        where = Place(sheet, where.inside._replace(x=sheet.x + MARGIN, w=width))
        return where, [*said([note], width), Row(""), *_paper(self._paper, where.inside)]

    def words_of(self, house: House) -> list[str]:
        """What stands on the slip, a paragraph each; nothing when its item is no longer there."""
        item = house.replica.item(self.item)
        return in_words(item_slip(house, item)) if item else []


def _paper(rows: Sequence[str], room: Rect) -> list[Row]:
    """Rows of the slip; a code that is taller than the sheet is left out: its address stands below it."""
    codes = [bool(row.strip()) and HALVES.issuperset(row) for row in rows]
    kept = [(row, code) for row, code in zip(rows, codes, strict=True) if not code or sum(codes) <= room.h]
    return [Row(row.ljust(room.w), Look.CODE) if code else Row(row) for row, code in kept]


def in_words(slip: Slip) -> list[str]:
    """What the blocks of a slip say, a paragraph each."""
    said = []
    for block in slip.blocks:
        match block:
            case Fact(label, value):
                said.append(f"{label}: {value}")
            case QR():
                said.append(block.in_words)
            case _:
                said.append(getattr(block, "text", ""))
    return [text for text in said if text]
