"""What a tap on a page leads to; the app carries it out."""

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from kiosk.screens.page import Page


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


Step = Stay | Open | Swap | Back | Start | PrintItem | Speak
