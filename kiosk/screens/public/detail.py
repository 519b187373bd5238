"""One item, whole: title, facts and text on a sheet of paper; print it, or take its QR code along."""

from kiosk.facts import facts, headline
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Action, Builder
from kiosk.screens.page import Page
from kiosk.screens.public.code import Code, has_room
from kiosk.screens.public.interest import InterestPage
from kiosk.screens.public.leaving import can_leave
from kiosk.screens.public.memo import memo_action, memo_step
from kiosk.screens.public.pictured import Hanging, hang, hanging, picture_facts, text_rows, width_beside
from kiosk.screens.sheet import Row, above_actions, actions_below, labelled, lay, message, numbered, place
from kiosk.screens.steps import Open, PrintItem, Step
from kiosk.widgets.view import Look, Rect, View
from kiosk.widgets.wrap import wrap
from kiosk.words import LANGUAGES
from sync.records import Kind, StoredItem


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
        where = place(frame, above_actions(frame))
        hung = hanging(house, item, where.inside)
        self.at, pages = lay(build, where, _rows(house, item, frame, where.inside, hung), self.at)
        build.title(*numbered(house.words, house.centre, self.at, pages), reading=True)
        actions = _actions(house, item, frame)
        if not frame.small:
            build.bar(actions_below(frame, where.sheet), actions)
        build.controls(earlier=self.at > 0, further=self.at + 1 < pages, actions=actions)
        return build.view() if self.at else hang(build.view(), hung)

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action:
            case "print":
                return PrintItem(self.item)
            case "code":
                return Open(Code(self.item))
            case "interest":
                return Open(InterestPage(self.item))
        return memo_step(house, self.item, action) or super().act(house, frame, action)


def _actions(house: House, item: StoredItem, frame: Frame) -> list[Action]:
    _ = house.words.say
    take = _("Print") if frame.small else _("Print a slip")
    code = [("code", _("QR code"))] if has_room(item.url, frame) else []
    asking = [("interest", _("I am interested"))] if can_leave(house) and item.kind is not Kind.NOTICE else []
    return [("print", take), memo_action(house, item.id), *asking, *code]


def _rows(house: House, item: StoredItem, frame: Frame, inside: Rect, hung: Hanging | None) -> list[Row]:
    """Title, facts and text, wrapped; the address in words where its code is too large for the grid."""
    lang, width = house.language, width_beside(inside, hung)
    rows = [Row(line, Look.SHEET_STRONG, lang=lang) for line in wrap(headline(house.words, item), width)]
    known = facts(house.words, item, house.today)
    if item.url and not has_room(item.url, frame):
        known.append((house.words.say("On the web"), item.url))
    known += picture_facts(house, item, hung)
    written = {label for label, value in known if value in (item.place, item.price, item.contact, item.image_alt)}
    rows.extend(row._replace(lang=lang if row.label in written else None) for row in labelled(known, width))
    rows = [row._replace(width=width) for row in (*_in_which_language(house, width), *rows)]
    return rows + text_rows(item.text, len(rows), inside, hung, lang) if item.text else rows


def _in_which_language(house: House, width: int) -> list[Row]:
    """What a platform wrote stays as it is; whoever reads the terminal in another language is told so (A35)."""
    if house.words.language.partition("@")[0] == house.language.partition("@")[0]:
        return []
    told = house.words.say("What stands here is written in this language: {language}")
    return [Row(line, Look.SHEET_QUIET) for line in wrap(told.format(language=LANGUAGES[house.language]), width)]


def _gone(build: Builder) -> View:
    """The item vanished while someone was on the way to it."""
    build.title(build.house.centre, reading=True)
    message(build, build.frame.reading, [build.house.words.say("This is no longer there.")])
    build.controls()
    return build.view()
