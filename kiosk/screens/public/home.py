"""The start page: what is on today, and one large button for each kind."""

from datetime import date

from kiosk.dates import day_words
from kiosk.facts import headline
from kiosk.frame import BUTTON_H, BUTTON_W, TEXT_W, Frame
from kiosk.house import House, kind_word
from kiosk.notices import nothing_here
from kiosk.screens.builder import Builder
from kiosk.screens.page import Page
from kiosk.screens.public.languages import SIGN, Languages
from kiosk.screens.public.listing import Listed
from kiosk.screens.public.looks import LOOKS
from kiosk.screens.public.memo import Memo
from kiosk.screens.public.search import Search
from kiosk.screens.steps import Open, Stay, Step
from kiosk.screens.tiles import TILE_MOST
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Look, Rect, View
from kiosk.widgets.wrap import wrap
from sync.records import Kind, StoredItem
from sync.replica import Listing

PANEL_LEAST = 6
"""Least rows that today's panel is reckoned with: the date, a blank row and some events."""
NOWHERE = Rect(0, 0, 0, 0)


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
            case ["languages"]:
                return Open(Languages())
            case ["memo"]:
                return Open(Memo())
            case ["next" | "previous" as way]:
                self.at += 1 if way == "next" else -1
                return Stay()
        return super().act(house, frame, action)

    def typed(self, house: House, letter: str) -> Step | None:
        return Open(Search(letter))

    def _paged(self, build: Builder) -> None:
        frame, _ = build.frame, build.house.words.say
        rows = _rows_of_choices(build.house)
        bands = frame.bands(frame.body)
        self.at %= -(-len(rows) // len(bands))
        for band, choices in zip(bands, rows[self.at * len(bands) :], strict=False):
            for place, button in zip(_shared(frame, band, choices), choices, strict=True):
                build.buttons.append(_placed(button, place))
        slots = frame.slots
        build.button(slots.get("previous", slots["start"]), "previous", _("Earlier"))
        build.button(slots["ahead"], "next", _("Next"))
        if "help" not in slots:
            build.button(slots["back"], "help", _("Help"))
        build.tools()


def _whole(build: Builder) -> None:
    """Today's panel above two rows of kinds; search and help below."""
    frame, house = build.frame, build.house
    body = frame.body
    panel = max(PANEL_LEAST, body.h * 9 // 20)
    high = max(BUTTON_H, min(TILE_MOST, (body.h - panel - 2) // 2))
    lower = body._replace(y=body.bottom - 2 * high - 1, h=high)
    build.buttons.append(todays_card(house, body._replace(h=lower.y - body.y - 1)))
    tiles = [*_kinds(house), _search(house)]
    places = [place for y in (lower.y, lower.y + high + 1) for place in _tiles(frame, lower._replace(y=y), tiles[0])]
    for place, button in zip(places, tiles, strict=True):
        build.buttons.append(_placed(button, place))
    back, start = frame.slots["back"], frame.slots["start"]
    build.buttons.append(_placed(_languages(), back._replace(w=start.right - back.x)))
    if house.visitor.memo:
        previous, ahead = frame.slots["previous"], frame.slots["ahead"]
        build.buttons.append(_placed(_memo(house), previous._replace(w=ahead.right - previous.x)))
    build.tools()


def _tiles(frame: Frame, room: Rect, longest: Button) -> list[Rect]:
    """Three places in a row, the first wide enough for the longest word, its number and a blank on either side."""
    equal = frame.columns(room, 3)
    first = min(max(equal[0].w, sum(len(line) for line in longest.lines) + 3), room.w // 2)
    rest = frame.columns(room._replace(x=room.x + first + 1, w=room.w - first - 1), 2)
    return [room._replace(w=first), *rest]


def todays_card(house: House, room: Rect) -> Button:
    """A card with today's date and what is on; tapping it opens today's list."""
    today, width, space = house.today, min(TEXT_W, inner_width(room)), room.h - 1
    lines = _todays(house, width, space, today)
    if not lines:
        said = nothing_here(house, Kind.EVENT) if house.unread else house.words.say("Nothing is planned for today.")
        lines = wrap(said, width, limit=space)
    head = day_words(house.words, today, today)
    return Button(room, "today", (head, *lines), Look.CARD, align="left", edge=Look.EVENT, lang=house.language)


def _todays(house: House, width: int, most: int, today: date) -> list[str]:
    """What is on today, a line each, and in the last how many more there are; none when nothing is."""
    now, listing = house.now(), Listing(Kind.EVENT, first=today, last=today)
    events, total = house.replica.page(listing, now, 0, most + 1), house.replica.count(listing, now)
    timed = any(item.starts and not item.all_day for item in events)
    lines = [_event_line(house, item, width, timed=timed) for item in events]
    if total > most:
        lines = [*lines[: most - 1], house.words.count("and {n} more", "and {n} more", total - (most - 1))]
    return lines


def _event_line(house: House, item: StoredItem, width: int, *, timed: bool) -> str:
    """The hour at which it begins today, and the title; titles stand below each other."""
    begins = (item.starts or "").startswith(house.today.isoformat())
    hour = item.starts[11:16] if item.starts and begins and not item.all_day else ""
    before = f"{hour:5}  " if timed else ""
    return before + wrap(headline(house.words, item), width - len(before), limit=1)[0]


def _kinds(house: House) -> list[Button]:
    counts, words = house.replica.counts(house.now()), house.words
    return [
        Button(NOWHERE, f"kind:{kind}", (kind_word(words, kind), words.number(counts[kind])), look)
        for kind, look in LOOKS.items()
    ]


def _search(house: House) -> Button:
    return Button(NOWHERE, "search", (house.words.say("Search"),))


def _languages() -> Button:
    """The way to all languages, in several of them."""
    return Button(NOWHERE, "languages", SIGN)


def _memo(house: House) -> Button:
    return Button(NOWHERE, "memo", (house.words.say("My list"), str(len(house.visitor.memo))), Look.OFFER)


def _rows_of_choices(house: House) -> list[list[Button]]:
    """All choices of the start page for small grids, two beside each other; "Heute" needs a trusted clock (A32)."""
    events, offers, requests, jobs, notices = _kinds(house)
    today = Button(NOWHERE, "today", (house.words.say("Today"),), Look.EVENT)
    first = [events, today] if house.clock.trusted else [events]
    memo = [[_memo(house)]] if house.visitor.memo else []
    return [first, [offers, requests], [jobs, notices], [_search(house), _languages()], *memo]


def _shared(frame: Frame, band: Rect, choices: list[Button]) -> list[Rect]:
    """Halves of a band; where the longer word does not fit its half, the other gets what is left."""
    halves, longest = frame.columns(band, len(choices)), len(choices[0].lines[0])
    if longest + 2 <= halves[0].w:
        return halves
    width = min(longest + 2, band.w - BUTTON_W - 1)
    return [band._replace(w=width), band._replace(x=band.x + width + 1, w=band.w - width - 1)]


def _placed(button: Button, place: Rect) -> Button:
    """The button in its place; label and number in one line where both fit and the button is low."""
    lines = button.lines
    if len(lines) == 2 and len(lines[0]) + len(lines[1]) + 1 <= place.w and place.h <= BUTTON_H:
        lines = (f"{lines[0]} {lines[1]}",)
    return Button(place, button.action, lines, button.look)
