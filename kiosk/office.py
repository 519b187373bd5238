"""Staff's side of the running terminal: PINs are checked beside the screen, the ledger is read in its thread."""

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from kiosk.house import House
from kiosk.messages import PinChecked, RenewWanted
from kiosk.screens.page import Page
from kiosk.screens.steps import CheckPin, Chore
from kiosk.workers import SIGNING, Post, guarded

if TYPE_CHECKING:
    from kiosk.desk import Desk


class Deliveries(Protocol):
    """The thread that brings bookings to their platforms."""

    def start(self) -> None:
        """The ledger is open now."""

    def wake(self, *, at_once: bool = False) -> None:
        """Something was booked; `at_once`: staff want to try now, whatever failed before."""

    def stop(self) -> None:
        """The terminal ends."""


class Office:
    """Where there is no desk, nobody is ever signed in."""

    def __init__(self, house: House, post: Post, deliveries: Callable[[Post], Deliveries] | None) -> None:
        self._house, self._post = house, post
        self._deliveries = deliveries(post) if deliveries else None
        self._delivering = False
        self.damaged = False
        """Whether the ledger was found to be not what was written."""

    @property
    def signed_in(self) -> bool:
        """Whether pages of the staff may be drawn."""
        return self._house.desk is not None and self._house.desk.staff is not None

    def check(self, step: CheckPin) -> None:
        """Try the PIN in a thread of its own: that takes up to a second, and the screen must not stand still."""
        work = partial(self._check, self._desk, step)
        threading.Thread(target=guarded, args=(SIGNING, work, self._post), name=SIGNING, daemon=True).start()

    def _check(self, desk: "Desk", step: CheckPin) -> None:
        from sync.errors import Unstorable
        from sync.ledger.keyring_errors import KeyRingError

        try:
            pin = step.pin.digits
            opened = desk.enrol(step.name, pin) if step.name is not None else desk.check(pin)
        except (KeyRingError, Unstorable) as error:
            self._post(PinChecked(step.page, None, error))
        else:
            self._post(PinChecked(step.page, opened, None))

    def let_in(self, checked: PinChecked) -> list[Page]:
        """Open the ledger in this thread; the pages that come first, the lowest first. Raises `SyncError`."""
        from kiosk.screens.staff.desk import first_pages

        assert checked.opened is not None
        self._desk.let_in(checked.opened)
        if self._house.demo and not self._desk.ledger.people.count():
            from kiosk.demo.people import move_in

            move_in(self._desk.ledger)
        if self._deliveries and not self._delivering:
            self._delivering = True
            self._deliveries.start()
        return [self.damage()] if self.damaged else first_pages(self._house)

    def damage(self) -> Page:
        """The only page of staff while the ledger is not what was written: nothing more may be booked."""
        from kiosk.screens.staff.backup import DamagePage

        return DamagePage()

    def deliver(self, *, at_once: bool = False) -> None:
        """Bring away what waits; `at_once` also to platforms that are left alone for a while."""
        if self._deliveries:
            self._deliveries.wake(at_once=at_once)

    def chore(self, step: Chore) -> None:
        """Begin it beside the screen."""
        from kiosk.chores import start

        start(self._house, step, self._post)

    def renew(self) -> None:
        """Have the program started anew, as soon as what is on its way to the screen was acted on."""
        self._post(RenewWanted())

    def stop(self) -> None:
        """The terminal ends."""
        if self._deliveries:
            self._deliveries.stop()

    def lock(self) -> None:
        """Nobody is signed in any more, whatever the disk says."""
        if self._house.desk:
            self._house.desk.lock()

    @property
    def _desk(self) -> "Desk":
        assert self._house.desk is not None
        return self._house.desk
