"""What every page is: a name, a view for a grid, and steps for taps and letters."""

from kiosk.frame import Frame
from kiosk.house import House
from kiosk.screens.steps import Back, Chore, Hear, Open, Resize, Start, Stay, Step
from kiosk.widgets.view import View


class Page:
    """A page of the terminal. It keeps only where the visitor is; all content is read anew for each view."""

    name: str
    at = 0
    """How far the visitor turned the pages, in steps of `step`."""
    staff: bool = False
    """Whether it may show what only staff may see: it is drawn only while someone is signed in."""
    private: bool = False
    """Whether it is half filled with what a next visitor must not see: it is covered like pages of the staff."""
    secret: bool = False
    """Whether a PIN is typed here: nothing of it is read aloud (A25)."""
    signs: str = ""
    """What a keyboard or a scanner may type here besides letters, digits and the signs of names."""
    waits_for: str | None = None
    """The key of slips whose outcome this page wants to be told (`receipt:17`)."""
    expires_at: float | None = None
    """When it has to be drawn anew because it hides something, by the monotonic clock, seconds."""

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
                return Open(help_page(self))
            case "listen":
                return Hear("toggle")
            case "size":
                return Resize()
            case "office" if house.desk and not house.signed_in:
                return Open(way_in(house))
        return Stay()

    def arrive(self, house: House) -> Step:
        """What begins with it, as soon as it is on the screen after somebody signed in."""
        return Stay()

    def step(self, frame: Frame) -> int:
        """How much "Weiter" adds to `at`: the items on a page, or 1 where whole sheets are counted."""
        return 1

    def typed(self, house: House, letter: str) -> Step | None:
        """What a letter from a keyboard leads to; None: nothing."""
        return None

    def expired(self, house: House) -> bool:
        """Whether it wants to be drawn anew by now, told once."""
        if self.expires_at is None or house.clock.monotonic() < self.expires_at:
            return False
        self.expires_at = None
        return True

    def finished(self, house: House, chore: Chore, answer: object) -> Step:
        """What the end of a chore leads to; `answer` is what its work gave back, or a sentence of trouble.

        Another page may lie over this one by now.
        """
        return Stay()

    def tell(self, sentence: str, *, again: bool) -> None:
        """What became of the slips that it waits for; `again`: nothing came out, and one may simply try again."""


def help_page(asking: Page | None = None) -> Page:
    """The help page for the page that asks; it is a page itself, so it is imported when it is asked for."""
    from kiosk.screens.public.help import Help

    return Help(asking)


def way_in(house: House) -> "Page":
    """The page on which staff sign in; imported when it is asked for, with all that opens the ledger."""
    from kiosk.screens.staff.door import door

    return door(house)
