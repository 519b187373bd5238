"""The terminal that hangs in one place: `python -m tests.kiosk.hung_app PLACE OPTIONS…`.

PLACE is `loop` (a page that never comes to an end), `canvas` (the loop turns, but nothing is drawn any more) or `none`.
"""

import sys
import time
from typing import NoReturn


def hang(*_: object, **__: object) -> NoReturn:
    """Never come back, and let other threads run meanwhile."""
    while True:
        time.sleep(60)


def hang_at(place: str) -> None:
    """Put the fault behind the button "Jobs"."""
    from kiosk.lockdown import forget_environment

    forget_environment()
    from kiosk.screens.public.listing import Listed
    from kiosk.widgets.canvas import Canvas

    whole = Listed.view

    def blind(self: Listed, *args: object) -> object:
        Canvas.refresh = lambda self, *_, **__: self  # type: ignore[method-assign]
        return whole(self, *args)  # type: ignore[arg-type]

    if place == "loop":
        Listed.view = hang  # type: ignore[method-assign]
    elif place == "canvas":
        Listed.view = blind  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    hang_at(sys.argv.pop(1))
    from kiosk.__main__ import main

    main()
