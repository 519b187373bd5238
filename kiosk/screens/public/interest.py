""" "Ich habe Interesse": a first name or a member number, nothing else, and the office knows."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.letter_words import who_words
from kiosk.screens.builder import Builder
from kiosk.screens.letter_keys import LetterKeys
from kiosk.screens.number_page import NumberPage
from kiosk.screens.page import Page
from kiosk.screens.plain_cards import lay_choices
from kiosk.screens.public.leaving import Check, Left, can_leave, nobody
from kiosk.screens.public.typing import Typing
from kiosk.screens.sheet import message
from kiosk.screens.steps import Back, Stay, Step, Swap
from kiosk.widgets.view import View
from sync.letters.letter import MEMBER_MAX, NAME_MAX, Interest, Letter
from sync.records import StoredItem
from sync.text import line, shorten

TITLE_MAX = 200
"""Letters of an item's title that are left: as many as `sync.text` lets through."""


class InterestPage(Page):
    """By which of both does the office know who it is?"""

    def __init__(self, item: str) -> None:
        self.name = f"interest:{item}"
        self.item = item

    def view(self, house: House, frame: Frame) -> View:
        _ = house.words.say
        build, title = Builder(house, frame, self.name), _("I am interested")
        if not can_leave(house):
            return nobody(build, title)
        build.way_back()
        if house.replica.item(self.item) is None:
            message(build, frame.reading, [_("This is no longer there.")])
            build.title(title, reading=True)
            build.controls()
            return build.view()
        choices = [("name", _("With my first name")), ("number", _("With my member number"))]
        build.title(title)
        self.at = lay_choices(build, choices, self.at)
        return build.view()

    def act(self, house: House, frame: Frame, action: str) -> Step:
        item = house.replica.item(self.item)
        match action:
            case "pick:name" if item:
                return Swap(FirstName(item))
            case "pick:number" if item:
                return Swap(MemberNumber(item))
        return super().act(house, frame, action)


class FirstName(Typing):
    """The name that the office calls them by."""

    def __init__(self, item: StoredItem, text: str = "") -> None:
        super().__init__(f"interest-name:{item.id}", LetterKeys(NAME_MAX, text))
        self._item = item

    def title(self, house: House) -> str:
        return house.words.say("First name")

    def hint(self, house: House) -> str:
        return house.words.say("Type your first name, then OK.")

    def further(self, house: House, text: str) -> Step:
        name = line(text)
        return Swap(InterestCheck(self._item, name=name[:NAME_MAX])) if name else Stay()

    def leave(self, house: House) -> Step:
        return Swap(InterestPage(self._item.id))


class MemberNumber(NumberPage):
    """The number is not looked up: nobody may find out here who is a member."""

    private = True

    def __init__(self, item: StoredItem, text: str = "") -> None:
        super().__init__(MEMBER_MAX, text)
        self.name = f"interest-number:{item.id}"
        self._item = item

    def asked(self, house: House) -> tuple[str, str]:
        _ = house.words.say
        return _("Number"), _("Type your member number, then OK.")

    def take(self, house: House, number: str) -> Step:
        return Swap(InterestCheck(self._item, member=number))

    def act(self, house: House, frame: Frame, action: str) -> Step:
        step = super().act(house, frame, action)
        return Swap(InterestPage(self._item.id)) if isinstance(step, Back) else step


class InterestCheck(Check):
    """Who wants what; the office will see just this."""

    def __init__(self, item: StoredItem, *, name: str | None = None, member: str | None = None) -> None:
        super().__init__()
        self.name = f"interest-check:{item.id}"
        self._item, self._who, self._member = item, name, member

    def title(self, house: House) -> str:
        return house.words.say("Please check")

    def what(self, house: House) -> Interest:
        item = self._item
        title = shorten(item.title, TITLE_MAX)
        return Interest(item=item.id, kind=item.kind.value, title=title, name=self._who, member=self._member)

    def shown(self, house: House) -> tuple[str, list[str]]:
        _, who = house.words.say, who_words(house.words, self._who, self._member)
        strong = _("{who} is interested in: {title}").replace("{who}", who).replace("{title}", self._item.title)
        return strong, [_("Only the office sees this.")]

    def before(self, house: House) -> Page:
        return FirstName(self._item, self._who) if self._who else MemberNumber(self._item, self._member or "")

    def left(self, house: House, letter: Letter) -> Page:
        return InterestLeft(letter.id)


class InterestLeft(Left):
    """Nothing of the person stands here."""

    def __init__(self, id: str) -> None:
        super().__init__("interest", id)

    def title(self, house: House) -> str:
        return house.words.say("I am interested")

    def sentences(self, house: House) -> list[str]:
        _ = house.words.say
        return [
            _("It is left. The office reads it soon."),
            _("Please ask there in a few days."),
            _("The office deletes who you are when all is done."),
            _("You can still delete it here."),
        ]
