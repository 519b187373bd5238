"""One item, whole: title, facts and text on a sheet of paper; print it, or take its QR code along."""

from kiosk.facts import facts, headline
from kiosk.frame import BUTTON_H, TEXT_W, Frame
from kiosk.house import House
from kiosk.screens.page import Action, Builder, Page
from kiosk.screens.public.code import Code
from kiosk.screens.steps import Open, PrintItem, Step
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap
from sync.records import StoredItem

Row = tuple[str, Look]


class Detail(Page):
    """Long texts are paged by "Weiter" and "Davor", never scrolled."""

    def __init__(self, item: str) -> None:
        self.name = f"detail:{item}"
        self.item = item

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.way_back()
        item = house.replica.item(self.item)
        if item is None:
            return _gone(build)
        room = _room(frame)
        rows = _rows(house, item, min(TEXT_W, room.w - 4 if room.w > 30 else room.w - 2))
        height = room.h - (0 if frame.tiny or frame.small else 1)
        pages = max(1, -(-len(rows) // height))
        self.at = min(self.at, pages - 1)
        build.sheet = room
        _lay(build, room, rows[self.at * height : (self.at + 1) * height], padded=height < room.h)
        build.title(_title(house, self.at, pages))
        actions = self._actions(house, item, frame)
        if not frame.small and actions:
            build.bar(frame.body._replace(y=frame.body.bottom - BUTTON_H, h=BUTTON_H), actions)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "print":
                return PrintItem(self.item)
            case "code":
                return Open(Code(self.item))
        return super().act(house, frame, action)

    def _actions(self, house: House, item: StoredItem, frame: Frame) -> list[Action]:
        _ = house.words.say
        take = _("Print") if frame.small else _("Print a slip")
        return [("print", take), *([("code", _("QR code"))] if item.url else [])]


def _room(frame: Frame) -> Rect:
    """The sheet: above the band of actions, or beside their column."""
    body = frame.main
    if frame.small:
        return body
    width = min(body.w, TEXT_W + 6)
    return Rect(body.x + (body.w - width) // 2, body.y, width, body.h - BUTTON_H - 1)


def _rows(house: House, item: StoredItem, width: int) -> list[Row]:
    """Title, facts and text, wrapped."""
    rows: list[Row] = [(line, Look.SHEET_STRONG) for line in wrap(headline(house.words, item), width)]
    for label, value in facts(house.words, item, house.today):
        rows.extend((line, Look.SHEET) for line in wrap(f"{label}: {value}", width))
    if item.text:
        rows.append(("", Look.SHEET))
        rows.extend((line, Look.SHEET) for line in wrap(item.text, width))
    return rows


def _lay(build: Builder, room: Rect, rows: list[Row], *, padded: bool) -> None:
    margin = 2 if room.w > 30 else 1
    for at, (line, look) in enumerate(rows):
        build.text(room.x + margin, room.y + at + (1 if padded else 0), room.w - 2 * margin, line, look)


def _title(house: House, at: int, pages: int) -> str:
    if pages == 1:
        return house.centre
    return house.words.say("Sheet {at} of {all}").format(at=at + 1, all=pages)


def _gone(build: Builder) -> View:
    """The item vanished while someone was on the way to it."""
    _ = build.house.words.say
    build.title(build.house.centre)
    build.said(wrap(_("This is no longer there."), build.frame.main.w), build.frame.main)
    build.controls()
    return build.view()
