"""What every page is: a name, a view for a grid, and steps for taps and letters."""

from collections.abc import Sequence

from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House
from kiosk.notices import freshness
from kiosk.screens.steps import Back, Open, Start, Stay, Step
from kiosk.widgets.view import Button, Look, Rect, Text, View
from kiosk.widgets.wrap import plain

Action = tuple[str, str]
"""What a button does and what stands on it."""


class Page:
    """A page of the terminal. It keeps only where the visitor is; all content is read anew for each view."""

    name: str
    at = 0
    """How far the visitor turned the pages, in steps of `step`."""

    def view(self, house: House, frame: Frame) -> View:
        """The page for this grid."""
        raise NotImplementedError

    def act(self, house: House, frame: Frame, action: str) -> Step:
        """What a tap leads to; pages handle their own actions first."""
        match action:
            case "back":
                return Back()
            case "start":
                return Start()
            case "next" | "previous":
                step = self.step(frame)
                self.at = max(0, self.at + (step if action == "next" else -step))
            case "help":
                return Open(help_page())
        return Stay()

    def step(self, frame: Frame) -> int:
        """How much "Weiter" adds to `at`: the items on a page, or 1 where whole sheets are counted."""
        return 1

    def typed(self, house: House, letter: str) -> Step | None:
        """What a letter from a keyboard leads to; None: nothing."""
        return None


def help_page() -> Page:
    """The help page; it is a page itself, so it is imported when it is asked for."""
    from kiosk.screens.public.help import Help

    return Help()


class Builder:
    """Collects the texts and buttons of one view."""

    def __init__(self, house: House, frame: Frame, name: str) -> None:
        self.house, self.frame, self.name = house, frame, name
        self.texts: list[Text] = []
        self.buttons: list[Button] = []
        self.sheet: Rect | None = None

    def view(self) -> View:
        """What was collected."""
        frame = self.frame
        return View(self.name, frame.cols, frame.rows, tuple(self.texts), tuple(self.buttons), self.sheet)

    def text(self, x: int, y: int, w: int, text: str, look: Look = Look.TEXT, align: str = "left") -> None:
        """One row of text."""
        self.texts.append(Text(x, y, w, text, look, align))

    def button(self, rect: Rect, action: str, *lines: str, look: Look = Look.NAV) -> None:
        """One button with centred lines."""
        self.buttons.append(Button(rect, action, lines, look))

    def title(self, title: str) -> None:
        """Title and clock in the header row, age of the content in the status row; low grids have one row for all."""
        frame, age = self.frame, freshness(self.house)
        if frame.header_y is None:
            room = frame.w - len(title) - 3
            self.text(frame.x, frame.status_y, frame.w, f"{title} · {age}" if len(age) <= room else title, Look.TITLE)
            if len(age) > room and frame.body.h > BUTTON_H:
                self.text(frame.x, frame.body.y + BUTTON_H, frame.main.w, age, Look.QUIET)
            return
        clock = self.house.now().strftime("%H:%M")
        room = frame.w - len(clock) - 1
        if len(plain(title)) <= room:
            self.text(frame.x + room + 1, 0, len(clock), clock, Look.TITLE)
        self.text(frame.x, 0, min(room, frame.w) if len(plain(title)) <= room else frame.w, title, Look.TITLE)
        self.text(frame.x, frame.status_y, frame.w, age, Look.QUIET)

    def way_back(self) -> None:
        """ "Zurück" and "Start", in the same cells on every page (A23)."""
        _ = self.house.words.say
        self.button(self.frame.slots[0], "back", _("Back"))
        self.button(self.frame.slots[1], "start", _("Start"))

    def controls(self, *, earlier: bool = False, further: bool = False, actions: Sequence[Action] = ()) -> None:
        """Paging, help and, on small grids, the actions: each in its usual place, the rest where room is left.

        On the smallest grid three buttons fit below and one beside; help is left out there before paging is.
        """
        _, frame = self.house.words.say, self.frame
        places = {2: frame.slots[2]} if len(frame.slots) == 3 else dict(enumerate(frame.slots[2:], start=2))
        side = list(frame.side)
        wants: list[Action] = list(actions) if frame.small else []
        if further:
            self.button(places.pop(max(2, min(3, len(frame.slots) - 1))), "next", _("Next"))
        if earlier:
            place = places.pop(2) if len(frame.slots) > 3 else (side.pop() if side else None)
            if place:
                self.button(place, "previous", _("Earlier"))
        wants.append(("help", _("Help")))
        if len(frame.slots) == 5:
            self.button(places.pop(4), *wants.pop())
        for place, (action, label) in zip([*side, *places.values()], wants, strict=False):
            self.button(place, action, label, look=Look.NAV if action == "help" else Look.ACTION)

    def bar(self, rect: Rect, actions: Sequence[Action], chosen: str | None = None) -> None:
        """A band of action buttons on grids that have room for one."""
        for place, (action, label) in zip(self.frame.columns(rect, len(actions)), actions, strict=True):
            on = action == chosen
            label = f"✓ {label}" if on else label
            self.buttons.append(Button(place, action, (label,), Look.ACTION, on=on))

    def read(self, lines: Sequence[str], room: Rect, at: int, look: Look = Look.TEXT) -> tuple[int, int]:
        """The sheet `at` of text that may be longer than its room; which one it is, and how many there are."""
        sheets = max(1, -(-len(lines) // room.h))
        at = min(at, sheets - 1)
        self.said(lines[at * room.h :], room, look)
        return at, sheets

    def said(self, lines: Sequence[str], room: Rect, look: Look = Look.TEXT) -> None:
        """Rows of text from the top of a room."""
        for at, line in enumerate(lines[: room.h]):
            self.text(room.x, room.y + at, room.w, line, look)
