"""A booklet is folded and stapled here, and read from the first page to the last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.booklet import Side, filled, sides


def folded(printed: list[Side]) -> list[int]:
    """The pages as a reader turns them: each sheet is a front and a back, laid inside each other and folded.

    A sheet turned over its short edge has, behind the right half of its front, the left half of its back.
    """
    sheets = list(zip(printed[::2], printed[1::2], strict=True))
    first_half = [page for front, back in sheets for page in (front.right, back.left)]
    second_half = [page for front, back in reversed(sheets) for page in (back.right, front.left)]
    return first_half + second_half


@given(st.integers(1, 400))
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(pages: int) -> None:
    whole = filled(pages)
    assert whole % 4 == 0
    assert 0 <= whole - pages < 4
    assert folded(sides(whole)) == list(range(1, whole + 1))


@pytest.mark.parametrize(("pages", "first"), [(4, Side(4, 1)), (16, Side(16, 1))])
def test_the_outermost_sheet_has_the_last_page_and_the_first(pages: int, first: Side) -> None:
    assert sides(pages)[0] == first
