"""What a tap on a page leads to; the app carries it out."""

from typing import TYPE_CHECKING

import msgspec

from kiosk.pin import Pin

if TYPE_CHECKING:
    from kiosk.screens.page import Page
    from kiosk.screens.staff.door import Door
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


class CheckPin(msgspec.Struct, frozen=True):
    """Who has this PIN? The page is told; with a name: make that the first of the staff."""

    page: "Door"
    pin: Pin
    name: str | None = None


class Lock(msgspec.Struct, frozen=True):
    """Sign out, and back to the start page."""


class TakeReceipts(msgspec.Struct, frozen=True):
    """Print both receipts of a booking; the page whose `waits_for` is `receipt:NUMBER` is told how it went.

    Where no page waits for them, and for copies, a page of their own opens; without a printer it shows them.
    """

    receipt: int
    copy: bool = False


class PrintSlips(msgspec.Struct, frozen=True):
    """Print slips of the staff; the page whose `waits_for` is `key` is told, else one opens for it."""

    key: str
    slips: "tuple[Slip, ...]"


class DeliverNow(msgspec.Struct, frozen=True):
    """Bring what waits to its platforms; `at_once` also to those that failed and are left alone for a while."""

    at_once: bool = False


class Several(msgspec.Struct, frozen=True):
    """One step after another, as when a page is put in place and its receipts are to be printed."""

    steps: "tuple[Step, ...]"


Moved = Open | Swap | Back | Start
"""Steps that lead to another page."""
Step = Stay | Moved | PrintItem | Speak | CheckPin | Lock | TakeReceipts | PrintSlips | DeliverNow | Several
