"""Who may hear a page (A25, EN 301 549 5.1.3.9)."""

from enum import Enum, auto

from kiosk.screens.page import Page
from kiosk.widgets.view import View

COVER = "cover"
"""The question "Are you still there?", which says nothing of anybody; its time runs down every second."""


class Hearing(Enum):
    """Where a page may be read aloud."""

    EVERYONE = auto()
    """Through the loudspeaker too: visitors see nothing else."""
    HEADPHONES = auto()
    """Pages of the staff, and pages half filled with what is somebody's own."""
    NOBODY = auto()
    """While a PIN is typed neither the keys nor anything else is said."""


def hearing(page: Page, view: View) -> Hearing:
    """Who may hear what this page shows."""
    if view.name == COVER:
        return Hearing.EVERYONE
    if page.secret:
        return Hearing.NOBODY
    return Hearing.HEADPHONES if page.staff or page.private else Hearing.EVERYONE
