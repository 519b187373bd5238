"""A page is put together row by row: texts, buttons in their usual places, and the tools."""

from collections.abc import Sequence

from rich.cells import cell_len

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.type_size import Size
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.widgets.wrap import plain, unbroken, wrap

METERS = {Size.NORMAL: "■□□", Size.LARGE: "■■□", Size.VERY_LARGE: "■■■"}
"""How large the type is now, where a word has no room: told by the number of signs (EN 301 549, 5.6)."""
Action = tuple[str, str]
"""What a button does and what stands on it."""


class Builder:
    """Collects the texts and buttons of one view."""

    def __init__(self, house: House, frame: Frame, name: str) -> None:
        self.house, self.frame, self.name = house, frame, name
        self.texts: list[Text] = []
        self.buttons: list[Button] = []
        self.sheet: Rect | None = None
        self.focus: str | None = None
        self.more: list[Action] = []
        self.anywhere: str | None = None

    def view(self) -> View:
        """What was collected."""
        frame = self.frame
        return View(
            self.name,
            frame.cols,
            frame.rows,
            tuple(self.texts),
            tuple(self.buttons),
            self.sheet,
            self.focus,
            more=tuple(self.more),
            anywhere=self.anywhere,
        )

    def text(
        self, x: int, y: int, w: int, text: str, look: Look = Look.TEXT, align: str = "left", lang: str | None = None
    ) -> None:
        """One row of text."""
        self.texts.append(Text(x, y, w, text, look, align, lang))

    def lines(self, x: int, y: int, w: int, lines: Sequence[str], look: Look = Look.TEXT) -> None:
        """Rows of text below each other."""
        for at, line in enumerate(lines):
            self.text(x, y + at, w, line, look)

    def button(self, rect: Rect, action: str, *lines: str, look: Look = Look.NAV) -> None:
        """One button with centred lines."""
        self.buttons.append(Button(rect, action, lines, look))

    def title(self, *titles: str, reading: bool = False) -> None:
        """The first of the titles that fits, the clock, and how old the content is.

        Cards on eleven rows leave one row for all; where that is too short, the age stands between the cards.
        """
        frame, age = self.frame, freshness(self.house)
        if frame.crowded and not reading:
            self._in_one_row(fitting(titles, frame.w), age)
            return
        width = frame.main.w if frame.crowded else frame.w
        title, clock = fitting(titles, width), self.house.now().strftime("%H:%M")
        self.text(frame.x, 0, cell_len(title), title, Look.TITLE)
        if cell_len(title) + len(clock) < width:
            self.text(frame.x + width - len(clock), 0, len(clock), clock, Look.TITLE)
        self.text(frame.x, frame.status_y, frame.w, age, Look.QUIET)

    def _in_one_row(self, title: str, age: str) -> None:
        frame, width = self.frame, cell_len(title)
        self.text(frame.x, frame.status_y, width, title, Look.TITLE)
        age = f" · {age}"
        if cell_len(age) <= frame.w - width:
            self.text(frame.x + width, frame.status_y, frame.w - width, age, Look.QUIET)
        else:
            self.text(frame.x, frame.body.y + BUTTON_H, frame.main.w, age.removeprefix(" · "), Look.QUIET)

    def way_back(self, *, leaves: bool = False) -> None:
        """ "Zurück" and "Start", in the same cells on every page (A23); what signs out says so."""
        _ = self.house.words.say
        locks = [_("locks")] if self.house.signed_in else []
        back, start = (_("Back"), *(locks if leaves else [])), (_("Start"), *locks)
        slots = self.frame.slots
        self.buttons.append(Button(slots["back"], "back", back, strong=len(back)))
        self.buttons.append(Button(slots["start"], "start", start, strong=len(start)))

    def controls(self, *, earlier: bool = False, further: bool = False, actions: Sequence[Action] = ()) -> None:
        """Paging, the tools and, on small grids, the actions beside the content.

        What finds no room, the help page offers instead. On 28 to 30 columns the one place beside the content is
        help's for residents; staff have "Davor" or an action there, for nothing they do may come up under "Weiter".
        """
        _, slots = self.house.words.say, self.frame.slots
        side, wanted = list(self.frame.side), list(actions) if self.frame.small else []
        if further:
            self.button(slots["ahead"], "next", _("Next"))
        elif not self.house.signed_in:
            side.append(slots["ahead"])
        if "help" not in slots and not (self.house.signed_in and (earlier or wanted)):
            self.button(side.pop(0), "help", _("Help"))
            wanted += [("previous", _("Earlier"))] if earlier else []
        elif earlier:
            place = slots.get("previous") or side.pop(len(self.frame.side) - 1)
            self.button(place, "previous", _("Earlier"))
        for place in side:
            if one := next((one for one in wanted if unbroken(one[1], place.w)), None):
                wanted.remove(one)
                action, lines = one[0], tuple(wrap(one[1], place.w))
                look = Look.NAV if action == "previous" else Look.ACTION
                self.buttons.append(Button(place, action, lines, look, strong=len(lines)))
        self.more = wanted
        self.tools()

    def tools(self) -> None:
        """Help, and where there is room also the buttons that read aloud and change the size of the type."""
        slots = self.frame.slots
        for action, lines in tools(self.house):
            if action in slots:
                self.buttons.append(Button(slots[action], action, lines, strong=len(lines)))

    def ahead(self, action: str, *lines: str, look: Look = Look.ACTION) -> None:
        """The way on from a page that fills the body with keys, and the tools."""
        self.buttons.append(Button(self.frame.slots["ahead"], action, lines, look))
        self.tools()

    def bar(self, rect: Rect, actions: Sequence[Action], chosen: str | None = None) -> None:
        """A band of action buttons on grids that have room for one."""
        for place, (action, label) in zip(self.frame.columns(rect, len(actions)), actions, strict=True):
            on = action == chosen
            label = f"✓ {label}" if on else label
            lines = tuple(wrap(label, place.w - 2 if unbroken(label, place.w - 2) else place.w))
            self.buttons.append(Button(place, action, lines, Look.ACTION, strong=len(lines), on=on))


def tools(house: House) -> list[tuple[str, tuple[str, ...]]]:
    """What every page offers besides its content: actions and labels."""
    _ = house.words.say
    listening = house.visitor.listening
    listen = [("listen", (_("Stop") if listening else _("Listen"),))] if house.speaks and not house.signed_in else []
    size = [("size", ("", _("Size"), METERS[house.size]))] if house.size else []
    return [*listen, *size, ("help", (_("Help"),))]


def fitting(titles: Sequence[str], width: int) -> str:
    """The first title that fits; where none does, as much of the last as fits."""
    cleaned = [plain(title) for title in titles]
    return next((title for title in cleaned if cell_len(title) <= width), wrap(cleaned[-1], width, limit=1)[0])
