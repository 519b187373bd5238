"""Where the visitor is: the pages from the start page to the one on the screen."""

from collections.abc import Callable

from kiosk.screens.page import Page
from kiosk.screens.public.home import Home
from kiosk.screens.steps import Back, Open, Start, Step, Swap

DEEPEST = 12
"""Pages that "Zurück" leads through; the deepest way (search, item, code, help, …) has fewer."""


class Trail:
    """A stack of pages that never runs empty; `waited` hears after each step which slips these pages wait for."""

    def __init__(self, waited: Callable[[set[str]], object], root: Callable[[], Page] = Home) -> None:
        self._waited, self._root = waited, root
        self._pages: list[Page] = [root()]

    @property
    def page(self) -> Page:
        """The page on the screen."""
        return self._pages[-1]

    @property
    def at_start(self) -> bool:
        """Whether that is the start page."""
        return len(self._pages) == 1

    @property
    def untouched(self) -> bool:
        """Whether that is the start page as everyone finds it, its pages not turned."""
        return self.at_start and self.page.at == 0

    @property
    def holds_staff(self) -> bool:
        """Whether a page of the staff is on the way."""
        return any(page.staff for page in self._pages)

    @property
    def holds_private(self) -> bool:
        """Whether a half-filled page is on the way, also below another one."""
        return any(page.private for page in self._pages)

    def holds(self, page: Page) -> bool:
        """Whether this very page is on the way."""
        return any(one is page for one in self._pages)

    def go(self, step: Step) -> None:
        """Carry out a step that leads to another page."""
        match step:
            case Open(page):
                self._pages = [self._pages[0], *self._pages[1:][-DEEPEST:], page]
            case Swap(page):
                self._pages[-1:] = [page]
            case Back() if len(self._pages) > 1:
                self._pages.pop()
            case Start():
                self._pages = [self._root()]
        self._waited({page.waits_for for page in self._pages if page.waits_for})
