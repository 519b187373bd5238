"""Finding on the screen keyboard, with a USB keyboard or by leafing: members by number, name or first letters."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.builder import Builder
from kiosk.screens.keyboard import lay_keys, show_keys
from kiosk.screens.plain_cards import plain_card
from kiosk.screens.public.search import COUNTED, Search
from kiosk.screens.sheet import message
from kiosk.screens.steps import Back, Stay, Step
from kiosk.widgets.paint import inner_width
from kiosk.widgets.view import Button, Rect, View
from kiosk.widgets.wrap import wrap
from sync.ledger.records import Member


class Hit(msgspec.Struct, frozen=True):
    """Something that can be picked."""

    key: str
    title: str
    """What it is in one row; empty where that is what was typed."""
    button: Callable[[Rect], Button]
    """Its card in a place."""


class Finder(Search):
    """A search over something else: picking a card leads on. On small grids the only hit can be taken at once."""

    staff = True

    def __init__(self, name: str, title: str, problem: str = "") -> None:
        super().__init__()
        self.name, self.title, self.problem = name, title, problem
        self.reading = bool(problem)

    def hits(self, house: House, at: int, most: int) -> Sequence[Hit]:
        """What fits the text typed, from number `at` on."""
        raise NotImplementedError

    def nothing(self, house: House) -> str:
        """What to do when nothing fits."""
        raise NotImplementedError

    def pick(self, house: House, key: str) -> Step:
        """Where a card leads to."""
        raise NotImplementedError

    def leave(self, house: House) -> Step:
        """Where "Zurück" leads to."""
        return Back()

    def view(self, house: House, frame: Frame) -> View:
        build = Builder(house, frame, self.name)
        keyboard, leafing = lay_keys(frame), not frame.small or self.reading
        build.way_back()
        if leafing:
            self._cards(build, frame.main if frame.small else keyboard.room)
        else:
            self._ahead(build)
        if not (frame.small and leafing):
            show_keys(build, keyboard, self.range)
        return msgspec.structs.replace(build.view(), enter=self.clear(house))

    def clear(self, house: House) -> str | None:
        """What Enter takes: what was typed as it is written, or the only hit. A keyboard need not be left for it."""
        found = self.hits(house, 0, 2) if self.text.strip() else ()
        clear = found and (len(found) == 1 or found[0].key == self.text.strip())
        return f"pick:{found[0].key}" if clear else None

    def act(self, house: House, frame: Frame, action: str) -> Step:
        if action.startswith("pick:"):
            return self.pick(house, action.removeprefix("pick:"))
        if action.startswith("key:") or (action == "back" and frame.small and self.reading):
            self.problem = ""
        step = super().act(house, frame, action)
        return self.leave(house) if isinstance(step, Back) else step

    def typed(self, house: House, letter: str) -> Step | None:
        self.problem, self.reading = "", False
        super().typed(house, letter)
        return Stay()

    def _cards(self, build: Builder, room: Rect) -> None:
        """Cards, or one sentence: what is wrong with what was picked, or that nothing was found."""
        house, frame, places = build.house, build.frame, build.frame.bands(room)
        found = [] if self.problem else self.hits(house, self.at, len(places) + 1)
        for hit, place in zip(found, places, strict=False):
            build.buttons.append(hit.button(place))
        if not found:
            message(build, frame.reading if frame.small else room, [self.problem or self.nothing(house)])
        build.title(*self._titles(), reading=not found)
        build.controls(earlier=self.at > 0, further=len(found) > len(places))

    def _ahead(self, build: Builder) -> None:
        """Beside the keys of a small grid: how many there are, or the only one, named in the title."""
        words = build.house.words
        found = self.hits(build.house, 0, COUNTED + 1)
        only = found[0] if len(found) == 1 and self.text.strip() else None
        if only:
            build.ahead(f"pick:{only.key}", words.say("Take"))
        else:
            number = f"{COUNTED}+" if len(found) > COUNTED else str(len(found))
            build.ahead("hits", words.say("Hits"), number)
        build.title(*([f"{self.text}▏ {only.title}", only.title] if only and only.title else self._titles()))

    def _titles(self) -> list[str]:
        """What is asked for and what was typed; of a long text its end, which is where one types."""
        return [f"{self.title} {self.text}▏", *(f"{self.text[cut:]}▏" for cut in range(len(self.text) + 1))]


class PickMember(Finder):
    """Whom a booking or a question is about; `picked` says where a member leads to."""

    def __init__(
        self,
        title: str,
        picked: Callable[[Member], Step],
        *,
        name: str = "member",
        leave: Callable[[], Step] = Back,
        problem: str = "",
        without: str = "",
    ) -> None:
        super().__init__(name, title, problem)
        self._picked, self._leave, self._without = picked, leave, without

    def hits(self, house: House, at: int, most: int) -> Sequence[Hit]:
        assert house.desk is not None
        found = house.desk.ledger.people.find(self.text, at, most, without=self._without)
        return [Hit(one.number, named(one), partial(member_card, one)) for one in found]

    def nothing(self, house: House) -> str:
        _ = house.words.say
        if not self.text.strip():
            return _("There are no members yet. Read in a list: kiosk members import")
        return _("Nobody was found for “{text}”. Try the number, or fewer letters.").format(text=self.text.strip())

    def pick(self, house: House, key: str) -> Step:
        assert house.desk is not None
        member = house.desk.ledger.people.get(key)
        return self._picked(member) if member else Stay()

    def leave(self, house: House) -> Step:
        return self._leave()


def named(member: Member) -> str:
    """`Erika Mustermann, 1042`."""
    return f"{member.name}, {member.number}"


def member_card(member: Member, place: Rect) -> Button:
    """Name and number; of a name that is too long for the card the end is missing, never the number."""
    whole = len(wrap(named(member), inner_width(place))) <= place.h
    return plain_card(member.number, named(member) if whole else f"{member.number}, {member.name}", place)
