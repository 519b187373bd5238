"""Text in lines: nothing is lost, nothing is added, nothing is wider than its room."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.widgets.wrap import fit, plain, wrap

texts = st.text(st.sampled_from("aäß -/–\n.,🍎日مé\u0301\u200d\ufe0f👍🏽🇩🇪W"), max_size=120) | st.text(max_size=80)
widths = st.integers(2, 70)
"""From two columns on: a picture is two wide and cannot be halved."""


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(texts, widths)
def test_a2_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(texts, widths)
def test_a3_nothing_is_lost_and_no_hyphen_is_added(text: str, width: int) -> None:
    assert squeezed("".join(wrap(text, width))) == squeezed(plain(text))


@given(texts, widths)
def test_wrapping_the_lines_again_changes_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert wrap("\n".join(lines), width) == lines


@given(texts, widths, st.integers(1, 5))
def test_a_limit_keeps_the_first_lines_and_ends_in_an_ellipsis(text: str, width: int, limit: int) -> None:
    whole, cut = wrap(text, width), wrap(text, width, limit)
    assert len(cut) == min(len(whole), limit)
    assert all(cell_len(line) <= width for line in cut)
    assert cut == whole or (cut[:-1] == whole[: limit - 1] and cut[-1].endswith("…"))


@given(texts, st.integers(0, 70), st.sampled_from(["left", "right", "center"]))
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int, align: str) -> None:
    assert cell_len(fit(plain(text).replace("\n", " "), width, align)) == width


@given(st.text(max_size=60))
def test_r23_plain_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_words_stay_whole_where_they_fit() -> None:
    assert wrap("Offenes Café Linde", 12) == ["Offenes Café", "Linde"]


def test_a_long_word_breaks_behind_its_own_hyphen_first() -> None:
    assert wrap("Nachbarschafts-Frühstück", 18) == ["Nachbarschafts-", "Frühstück"]


def test_a_longer_word_breaks_at_the_edge_without_a_hyphen() -> None:
    assert wrap("Donaudampfschifffahrt", 10) == ["Donaudampf", "schifffa", "hrt"]


def test_line_feeds_start_new_lines_and_keep_blank_ones() -> None:
    assert wrap("eins\n\nzwei", 10) == ["eins", "", "zwei"]


def test_pictures_lose_what_terminals_disagree_about() -> None:
    assert plain("👨‍👩‍👧 👍🏽 ☀️") == "👨👩👧 👍 ☀"
