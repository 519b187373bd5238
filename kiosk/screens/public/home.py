"""The start page: what is on today, and one large button for each kind."""

from kiosk.dates import day_words
from kiosk.frame import BUTTON_H, Frame
from kiosk.house import House, kind_word
from kiosk.screens.page import Builder, Page
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.looks import LOOKS
from kiosk.screens.public.search import Search
from kiosk.screens.steps import Open, Speak, Stay, Step
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from kiosk.words import LANGUAGES
from sync.records import Kind
from sync.replica import Listing


class Home(Page):
    """Large grids show everything at once; small ones page through the same buttons."""

    name = "home"

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        build.title(house.centre)
        if frame.small:
            self._paged(build)
        else:
            _whole(build)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        match action.split(":"):
            case ["kind", word]:
                return Open(Listed(Kind(word)))
            case ["today"]:
                return Open(Listed(Kind.EVENT, "today"))
            case ["search"]:
                return Open(Search())
            case ["language", code]:
                return Speak(code)
            case ["next" | "previous" as way]:
                self.at += 1 if way == "next" else -1
                return Stay()
        return super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        return Open(Search(letter))

    def _paged(self, build: Builder) -> None:
        frame, house = build.frame, build.house
        rows = _rows_of_choices(house, frame)
        bands = frame.bands(frame.body)
        pages = -(-len(rows) // len(bands))
        self.at %= pages
        for band, choices in zip(bands, rows[self.at * len(bands) :], strict=False):
            for place, button in zip(frame.columns(band, len(choices)), choices, strict=True):
                build.buttons.append(_placed(button, place))
        _ = house.words.say
        build.button(frame.slots[0] if len(frame.slots) == 3 else frame.slots[2], "previous", _("Earlier"))
        build.button(frame.slots[2] if len(frame.slots) == 3 else frame.slots[3], "next", _("Next"))


def _whole(build: Builder) -> None:
    """Today's panel above two rows of kinds; search and help below."""
    frame, house = build.frame, build.house
    _ = house.words.say
    body = frame.body
    kinds_h = 2 * BUTTON_H + 1
    extra = max(0, min(4, (body.h - kinds_h - 6) // 4))
    high = BUTTON_H + extra
    lower = body._replace(y=body.bottom - 2 * high - 1, h=high)
    _today(build, body._replace(h=lower.y - body.y - 1))
    places = [*frame.columns(lower, 3), *frame.columns(lower._replace(y=lower.y + high + 1), 3)]
    for place, button in zip(places, [*_kinds(house), _search(house)], strict=True):
        build.buttons.append(_placed(button, place))
    build.button(frame.slots[-1], "help", _("Help"))
    build.button(frame.slots[0]._replace(w=max(9, frame.slots[0].w)), *_language(house))


def _today(build: Builder, room: Rect) -> None:
    """A card with today's date and what is on; tapping it opens today's list."""
    house = build.house
    now, today = house.now(), house.today
    width = room.w - 3
    head = day_words(house.words, today, today)
    events = house.replica.page(Listing(Kind.EVENT, first=today, last=today), now, 0, room.h)
    lines = [line for item in events for line in wrap(_event_line(item.title, item.starts, item.all_day), width, 1)]
    total = house.replica.count(Listing(Kind.EVENT, first=today, last=today), now)
    space = room.h - 1
    if total > space:
        more = house.words.count("and {n} more", "and {n} more", total - (space - 1))
        lines = [*lines[: space - 1], more]
    if not lines:
        lines = [house.words.say("Nothing is planned for today.")]
    build.buttons.append(
        Button(room, "today", (head, *lines[:space]), Look.CARD, align="left", strong=1, edge=Look.EVENT)
    )


def _event_line(title: str, starts: str | None, all_day: bool) -> str:
    return f"{starts[11:16]}  {title}" if starts and not all_day else title


def _kinds(house: House) -> list[Button]:
    counts = house.replica.counts(house.now())
    return [
        Button(Rect(0, 0, 0, 0), f"kind:{kind}", (kind_word(house.words, kind), house.words.number(counts[kind])), look)
        for kind, look in LOOKS.items()
    ]


def _search(house: House) -> Button:
    return Button(Rect(0, 0, 0, 0), "search", (house.words.say("Search"),), Look.NAV)


def _language(house: House) -> tuple[str, str]:
    """The button to the other language, in that language."""
    code = next(code for code in LANGUAGES if code != house.words.language)
    return f"language:{code}", LANGUAGES[code]


def _rows_of_choices(house: House, frame: Frame) -> list[list[Button]]:
    """All choices of the start page for small grids: two beside each other where both labels fit."""
    _, nowhere = house.words.say, Rect(0, 0, 0, 0)
    today = Button(nowhere, "today", (_("Today"),), Look.CARD)
    rest = [Button(nowhere, "help", (_("Help"),)), Button(nowhere, *_language_button(house))]
    events, *kinds = _kinds(house)
    flat = [today, *kinds, _search(house), *rest]
    rows = [[flat[at], flat[at + 1]] if at + 1 < len(flat) else [flat[at]] for at in range(0, len(flat), 2)]
    return [[events], *rows]


def _language_button(house: House) -> tuple[str, tuple[str, ...]]:
    action, label = _language(house)
    return action, (label,)


def _placed(button: Button, place: Rect) -> Button:
    """The button in its place; label and number in one line where both fit."""
    lines = button.lines
    if len(lines) == 2 and len(lines[0]) + len(lines[1]) + 1 <= place.w and place.h <= BUTTON_H:
        lines = (f"{lines[0]} {lines[1]}",)
    return Button(place, button.action, lines, button.look)
