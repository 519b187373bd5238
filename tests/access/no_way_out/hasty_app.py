"""The terminal with little patience: `python -m tests.access.no_way_out.hasty_app OPTIONS…`.

Who does not touch it is asked after a second and signed out after another; "x" breaks the page, "y" the terminal.
"""

from unittest import mock

from kiosk import idle
from kiosk.frame import Frame
from kiosk.walk import Walk

PAGE, TERMINAL = "x", "y"


def main() -> None:
    """Change what takes too long for a test, then start as always."""
    from kiosk.__main__ import main as start
    from kiosk.lockdown import forget_environment

    forget_environment()
    typed = Walk.typed

    def breaking(walk: Walk, letter: str) -> None:
        name = "".join(text.text for text in walk.view(Frame(60, 20)).texts)
        if letter == TERMINAL:
            raise RuntimeError(name)
        if letter == PAGE:
            with mock.patch.object(walk.page, "typed", side_effect=RuntimeError(name)):
                typed(walk, letter)
        else:
            typed(walk, letter)

    with mock.patch.multiple(idle, PRESENT_S=1.0, ANSWER_S=1.0), mock.patch.object(Walk, "typed", breaking):
        start()


if __name__ == "__main__":
    main()
