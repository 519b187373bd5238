"""The terminal with one thing broken on purpose: `python -m tests.kiosk.broken_app PLACE OPTIONS…`.

`once:PLACE` breaks only in the first program, not in the one that follows it.
"""

import logging
import os
import sys
import threading
import warnings
from typing import NoReturn

from kiosk.restart import FAILURES

CANARY = "Erika-Mustermann-1947"
"""A name that must reach neither screen nor log."""


class Drawable(Exception):
    """An error that knows how to draw itself, as some of Textual's do."""

    def __rich__(self) -> str:
        return f"[bold]{CANARY}[/]"


def fail(*_: object, **__: object) -> NoReturn:
    """Break with the canary in the text and in a local variable."""
    member = CANARY
    raise ValueError(f"no such member: {member}")


def draw_fail(*_: object, **__: object) -> NoReturn:
    """Break with an error that Textual would draw."""
    raise Drawable(CANARY)


def noise(*_: object, **__: object) -> None:
    """Everything that writes to standard error behind a program's back."""
    print(CANARY)
    print(CANARY, file=sys.stderr)
    os.write(2, CANARY.encode())
    os.write(1, CANARY.encode())
    logging.getLogger("httpx").error("GET /members?name=%s", CANARY)
    logging.getLogger("kiosk.test").error("two lines\n%s", CANARY)
    warnings.warn(CANARY, stacklevel=1)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def break_at(place: str) -> None:
    """Put the fault in its place."""
    from kiosk.app import KioskApp
    from kiosk.lockdown import forget_environment
    from kiosk.screens.public.home import Home
    from kiosk.screens.public.listing import Listed
    from kiosk.widgets.canvas import Canvas
    from sync.replica import Replica

    forget_environment()
    targets: dict[str, tuple[type, str]] = {
        "view": (Home, "view"),
        "list": (Listed, "view"),
        "act": (Home, "act"),
        "typed": (Home, "typed"),
        "row": (Canvas, "render_line"),
        "paint": (Canvas, "_repaint"),
        "key": (KioskApp, "on_key"),
        "press": (Canvas, "on_mouse_down"),
        "tick": (KioskApp, "_state"),
        "compose": (KioskApp, "compose"),
        "mount": (KioskApp, "on_mount"),
        "end": (KioskApp, "on_unmount"),
        "resize": (KioskApp, "on_resize"),
        "count": (Replica, "counts"),
    }
    if place == "noise":
        setattr(KioskApp, "_start_sync", noise)  # noqa: B010
    elif place == "drawable":
        setattr(Home, "act", draw_fail)  # noqa: B010
    else:
        setattr(*targets[place], fail)


def main() -> None:
    """Break, then start as always."""
    from kiosk.__main__ import main as start

    once, _, place = sys.argv.pop(1).rpartition(":")
    if not once or FAILURES not in os.environ:
        break_at(place)
    start()


if __name__ == "__main__":
    main()
