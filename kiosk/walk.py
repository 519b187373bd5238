"""Where the visitor is and what may be seen there: steps are carried out here, and privacy is kept in one place.

While nobody is signed in no page of the staff is on the trail, whatever a page, a key or a worker asks for.
"""

from collections.abc import Callable

from kiosk.asking import asked
from kiosk.errands import Errands
from kiosk.frame import Frame
from kiosk.house import House
from kiosk.idle import Cover, Due, Patience
from kiosk.messages import PinChecked
from kiosk.notices import crashed
from kiosk.office import Office
from kiosk.print_room import PrintRoom
from kiosk.screens import steps
from kiosk.screens.page import Page
from kiosk.screens.public.attract import Attract
from kiosk.screens.public.stumbled import Stumbled
from kiosk.screens.public.too_small import too_small
from kiosk.screens.steps import Open, Start, Step, Swap
from kiosk.senses import Senses
from kiosk.settings import Settings
from kiosk.trail import Trail
from kiosk.visitor import Visitor
from kiosk.widgets.mirror import mirrored
from kiosk.widgets.view import View
from kiosk.words import Words


class Walk:
    """The trail with all that steps need; it knows nothing of the glass. `forget` wipes that."""

    def __init__(
        self,
        house: House,
        settings: Settings,
        office: Office,
        prints: PrintRoom,
        senses: Senses,
        forget: Callable[[], None],
    ) -> None:
        self._house, self._settings = house, settings
        self._office, self._forget = office, forget
        self._senses, self._errands = senses, Errands(house, office, prints, senses)
        self._trail = Trail(prints.keep, house.entrance.root) if house.entrance else Trail(prints.keep)
        self._cover = Cover(house.clock.monotonic)
        self._patience = Patience(self._cover, settings.idle_s, settings.attract_s)

    @property
    def page(self) -> Page:
        """The page that may be shown now."""
        if self._trail.holds_staff and not self._office.signed_in:
            self.lock()
        return self._trail.page

    @property
    def at_start(self) -> bool:
        """Whether that is the start page."""
        return self._trail.at_start

    def view(self, frame: Frame) -> View:
        """What is to be seen on this grid, from right to left where that is how people read (A34)."""
        view = self._view(frame)
        return mirrored(view) if self._house.words.leftward else view

    def _view(self, frame: Frame) -> View:
        if frame.too_small:
            return too_small(self._house, frame)
        page = self.page
        if self._cover.on:
            from kiosk.screens.staff.cover import cover

            return cover(self._house, frame, self._cover.left_s)
        if self.at_start:  # where this breaks there is nothing left to show: the program starts anew
            return page.view(self._house, frame)
        if not isinstance(view := asked(self._house.words, page, lambda: page.view(self._house, frame)), Page):
            return view
        self._instead(Swap(view))
        return self._trail.page.view(self._house, frame)

    def act(self, frame: Frame, action: str) -> None:
        """A button was pressed, by touch or by key."""
        page = self.page
        if not self._cover.on:
            self._follow(page, lambda: page.act(self._house, frame, action))
        elif action == "ok":
            self._cover.lift()

    def typed(self, letter: str) -> None:
        """A letter came from a keyboard."""
        page = self.page
        if not self._cover.on:
            self._follow(page, lambda: page.typed(self._house, letter))

    def _follow(self, page: Page, ask: Callable[[], Step | None]) -> None:
        """Carry out what the page answers. Trouble becomes a page, and the terminal goes on."""
        if isinstance(done := asked(self._house.words, page, lambda: self.perform(ask())), Page):
            self._instead(Open(done))

    def _instead(self, step: Open | Swap) -> None:
        """A page broke. Where nobody knows how, whoever was signed in is signed out, and no page of before is left."""
        if isinstance(step.page, Stumbled):
            if self._office.signed_in or self._trail.holds_private:
                self.lock()
            self._trail.go(Start())
            step = Open(step.page)
        self.perform(step)

    def perform(self, step: Step | None) -> None:
        """Carry out a step. Whoever leaves the pages of the staff is signed out."""
        if step is not None:
            self._carry_out(step)
        if self._office.signed_in and not self._trail.holds_staff:
            self.lock()

    def _carry_out(self, step: Step) -> None:
        match step:
            case steps.Lock():
                self.lock()
            case steps.Several(several):
                for one in several:
                    self._carry_out(one)
            case _ if moved := self._errands.run(step, self._trail.page):
                self._trail.go(moved)

    def lock(self) -> None:
        """Sign out, and leave nothing of what was there."""
        self._office.lock()
        self._cover.lift()
        self._leave()
        self._forget()

    def _leave(self) -> None:
        self._house.words, self._house.visitor = Words(self._settings.language), Visitor()
        self._senses.leave()
        self._trail.go(Start())

    def idle(self, quiet_s: float) -> bool:
        """Nobody touched the terminal for so long; whether there is something else to be seen now."""
        page = self.page
        if isinstance(page, Attract | Stumbled):
            over = page.expired(self._house)
            if over and isinstance(page, Stumbled):
                self._trail.go(Start())
            return over
        private = self._office.signed_in or self._trail.holds_private
        match self._patience.due(quiet_s, private=private, fresh=self._fresh()):
            case Due.LOCK:
                self.lock()
            case Due.LEAVE:
                self._leave()
            case Due.ATTRACT:
                self._trail.go(Open(Attract()))
            case None:
                return page.expired(self._house)
        return True

    def _fresh(self) -> bool:
        """Whether all is as everyone finds it."""
        spoken = self._house.words.language == self._settings.language
        return self._trail.untouched and spoken and self._house.visitor == Visitor() and self._senses.fresh

    def pin_checked(self, checked: PinChecked) -> None:
        """Let somebody in, unless the page that asked has gone meanwhile."""
        from kiosk.screens.staff.trouble import Failed, attempt, sentence

        page, words = checked.page, self._house.words
        if self.page is not page:
            return
        if checked.error is not None:
            page.refused(sentence(words, checked.error))
        elif isinstance(pages := attempt(words, lambda: self._office.let_in(checked)), Failed):
            self._office.lock()
            page.refused(pages.sentence)
        else:
            for at, one in enumerate(pages):
                self._trail.go(Open(one) if at else Swap(one))
            self.perform(self._trail.page.arrive(self._house))

    def chore_done(self, chore: steps.Chore, answer: object) -> None:
        """Tell the page that asked, also while another one lies over it, unless it was left meanwhile."""
        if self._trail.holds(chore.page):
            self._follow(chore.page, lambda: chore.page.finished(self._house, chore, answer))

    def pin_broken(self) -> None:
        """Something broke while a PIN was checked."""
        from kiosk.screens.staff.door import Door

        if isinstance(self.page, Door):
            self.page.refused(crashed(self._house.words))

    def damaged(self) -> None:
        """The ledger is not what was written: whoever is signed in sees nothing else any more."""
        self._office.damaged = True
        if self._office.signed_in:
            self._trail.go(Start())
            self._trail.go(Open(self._office.damage()))
