"""Help: what one may want to do on any page, each behind one large button."""

from collections.abc import Callable

import msgspec

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.resizing import size_word
from kiosk.screens.page import Page
from kiosk.screens.public.handout import Handouts
from kiosk.screens.steps import Back, Open, Resize, Several, Step, Swap
from kiosk.screens.tiles import Task, TilePage
from kiosk.widgets.view import Look, View


class Help(TilePage):
    """The same page from everywhere; "Zurück" leads back to the page that asked.

    It offers first what found no room there.
    """

    name = "help"

    def __init__(self, asking: Page | None = None) -> None:
        self._asking = asking
        self._offered: tuple[tuple[str, str], ...] = ()
        self._size = True

    def titles(self, house: House) -> tuple[str, ...]:
        _ = house.words.say
        return _("What do you want to do?"), _("Help")

    def tasks(self, house: House) -> list[Task]:
        _ = house.words.say
        memo = Task("go:memo", _("My list"), Look.OFFER, len(house.visitor.memo))
        return [
            *(Task(f"asked:{action}", label, Look.ACTION) for action, label in self._offered),
            *([Task("go:size", _size(house), Look.REQUEST)] if house.size and self._size else []),
            *([Task("go:reading", _("Read aloud"), Look.EVENT)] if house.speaks else []),
            Task("go:how", _("How it works"), Look.NOTICE),
            Task("go:colours", _("Colours"), Look.REQUEST),
            Task("go:languages", _("Language"), Look.REQUEST),
            memo,
            Task("go:house", _("Our house"), Look.EVENT),
            *([Task("office", _("Office"))] if house.desk and not house.signed_in else []),
        ]

    def view(self, house: House, frame: Frame) -> View:
        self._offered = self._asking.view(house, frame).more if self._asking else ()
        self._size = "size" not in frame.slots
        view = super().view(house, frame)
        return msgspec.structs.replace(view, buttons=tuple(one for one in view.buttons if one.action != "help"))

    def act(self, house: House, frame: Frame, action: str) -> Step:
        asked = action.removeprefix("asked:")
        if asked != action and self._asking:
            return Several((Back(), self._asking.act(house, frame, asked)))
        return super().act(house, frame, action)

    def opened(self, house: House, task: str) -> Step:
        from kiosk.screens.public.colours import Colours
        from kiosk.screens.public.how import How
        from kiosk.screens.public.languages import Languages
        from kiosk.screens.public.memo import Memo
        from kiosk.screens.public.reading import Reading

        if task == "size":
            return Resize()
        if task == "reading":
            return Swap(Reading())
        pages: dict[str, Callable[[], Page]] = {
            "how": How,
            "colours": Colours,
            "languages": Languages,
            "memo": Memo,
            "house": Handouts,
        }
        return Open(pages[task]())


def _size(house: House) -> str:
    """`Größe: Normal`."""
    assert house.size is not None
    label = house.words.say("Size")
    return f"{label}: {size_word(house.words, house.size)}"
