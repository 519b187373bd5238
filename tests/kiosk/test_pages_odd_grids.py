"""A terminal window may have any size: the rules of the panels' grids hold on all others too."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.frame import SMALLEST, Frame
from kiosk.house import House
from kiosk.screens.public.attract import Attract
from kiosk.screens.public.home import Home
from kiosk.widgets.paint import paint
from tests.kiosk.page_rules import (
    back_and_start_stay,
    buttons_are_apart,
    buttons_are_large,
    labels_fit,
    nothing_overlaps,
    texts_fit,
)
from tests.kiosk.pages import Shown, every_view

Houses = Callable[..., House]
CHECKS: tuple[Callable[[Shown], None], ...] = (
    *(texts_fit, labels_fit, nothing_overlaps),
    *(buttons_are_large, buttons_are_apart),
)


@pytest.mark.parametrize(("content", "language"), [("demo", "en"), ("hostile", "de")])
@settings(max_examples=8)
@given(cols=st.integers(SMALLEST[0], 130), rows=st.integers(SMALLEST[1], 60))
@example(cols=300, rows=100)
@example(cols=28, rows=100)
@example(cols=300, rows=8)
@example(cols=28, rows=11)
@example(cols=40, rows=15)
@example(cols=41, rows=15)
@example(cols=41, rows=14)
@example(cols=54, rows=15)
def test_every_page_keeps_the_rules_on_any_grid(
    house: Houses, content: str, language: str, cols: int, rows: int
) -> None:
    for shown in every_view(house(content, language), Frame(cols, rows)):
        for check in CHECKS:
            check(shown)
        if not isinstance(shown.page, Home | Attract) and shown.page.name != "home":
            back_and_start_stay(shown)
        assert len(paint(shown.view)) == rows
