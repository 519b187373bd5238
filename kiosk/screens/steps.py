"""What a tap on a page leads to; the app carries it out."""

from typing import TYPE_CHECKING

import msgspec

from kiosk.pin import Pin
from kiosk.visitor import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.house import House
    from kiosk.screens.page import Page
    from kiosk.screens.staff.door import Door
    from kiosk.settings import Settings
    from printing.slip import Slip


class Stay(msgspec.Struct, frozen=True):
    """The page changed its own state; draw it again."""


class Open(msgspec.Struct, frozen=True):
    """Go one page deeper."""

    page: "Page"


class Swap(msgspec.Struct, frozen=True):
    """Put another page in place of this one; "Zurück" leads where it led before."""

    page: "Page"


class Back(msgspec.Struct, frozen=True):
    """One page up."""


class Start(msgspec.Struct, frozen=True):
    """The start page."""


class PrintItem(msgspec.Struct, frozen=True):
    """Print the slip of an item, and say how it went."""

    id: str


class Speak(msgspec.Struct, frozen=True):
    """Use another language from now on."""

    language: str


class Dress(msgspec.Struct, frozen=True):
    """Show everything in other colours from now on."""

    theme: Theme


class Resize(msgspec.Struct, frozen=True):
    """Show everything in the next size of type; behind the largest comes the smallest."""


class Hear(msgspec.Struct, frozen=True):
    """Read this page aloud, or stop: `toggle`, `again`, `slower`, `faster`."""

    what: str


class CheckPin(msgspec.Struct, frozen=True):
    """Who has this PIN? The page is told; with a name: make that the first of the staff."""

    page: "Door"
    pin: Pin
    name: str | None = None


class Lock(msgspec.Struct, frozen=True):
    """Sign out, and back to the start page."""


class TakeReceipts(msgspec.Struct, frozen=True):
    """Print the slips of a booking that are still to come; the page that waits for `receipt:NUMBER` is told.

    Where no page waits for them a page of their own opens. What never left is printed as the original; `again` prints
    also what came out before, as a copy, and without a printer shows both receipts.
    """

    receipt: int
    again: bool = False
    sides: tuple[int, ...] = ()
    """Which of them; none: all that belong to the booking, and both receipts where `again`."""


class PrintSlips(msgspec.Struct, frozen=True):
    """Print slips of the staff; the page whose `waits_for` is `key` is told, else one opens for it."""

    key: str
    slips: "tuple[Slip, ...]"


class DeliverNow(msgspec.Struct, frozen=True):
    """Bring what waits to its platforms; `at_once` also to those that failed and are left alone for a while."""

    at_once: bool = False


class Chore(msgspec.Struct, frozen=True):
    """Work that takes longer than a tap; the page is told what came of it, unless it was left by then.

    `work` runs in another thread, with a house whose replica and ledger belong to that thread.
    """

    page: "Page"
    work: "Callable[[House], object]"


class Refit(msgspec.Struct, frozen=True):
    """Use other settings from now on, as far as that needs no fresh start: printer, and what stands on slips."""

    settings: "Settings"


class Renew(msgspec.Struct, frozen=True):
    """End the program in order and start it anew, as other settings want it."""


class Several(msgspec.Struct, frozen=True):
    """One step after another, as when a page is put in place and its receipts are to be printed."""

    steps: "tuple[Step, ...]"


Moved = Open | Swap | Back | Start
"""Steps that lead to another page."""
Step = (
    Stay
    | Moved
    | PrintItem
    | Speak
    | Dress
    | Resize
    | Hear
    | CheckPin
    | Lock
    | TakeReceipts
    | PrintSlips
    | DeliverNow
    | Chore
    | Refit
    | Renew
    | Several
)
