"""Amounts: what staff type becomes hundredths or nothing, and comes back as it would be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.amounts import amount_words, balance_words, number_words, parse_amount
from kiosk.words import LANGUAGES, Words
from sync.ledger.rules import AMOUNT_MAX

GERMAN = Words("de")


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("2", 200), ("2,5", 250), ("2.5", 250), ("2,50", 250), ("0,25", 25), ("0.05", 5), (" 2 ", 200), ("0", 0),
        ("007", 700), ("99999,99", AMOUNT_MAX), ("00000", 0),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_comma_or_point(text: str, hundredths: int) -> None:
    assert parse_amount(text) == hundredths


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ",5", "2,", "2.", ".", "-2", "+2", "−2", "2,505", "2 5", "2, 5", "1.234,5", "1,234.5", "100000",
        "1e3", "0x10", "²", "½", "٣", "２", "zwei", "2 Stunden", "nan", "inf", "2,5,0", "2\n5", "1_0", "2'",
    ],
)  # fmt: skip
def test_everything_else_is_no_amount(text: str) -> None:
    assert parse_amount(text) is None


@given(st.integers(min_value=0, max_value=AMOUNT_MAX), st.sampled_from(sorted(LANGUAGES)))
def test_what_is_written_is_read_again(hundredths: int, language: str) -> None:
    words = Words(language)
    thousands = words.say("thousands mark")
    assert parse_amount(number_words(words, hundredths).replace(thousands, "", hundredths >= 100_000)) == hundredths


@given(st.text(max_size=12))
def test_no_text_becomes_more_than_the_largest_amount(text: str) -> None:
    hundredths = parse_amount(text)
    assert hundredths is None or 0 <= hundredths <= AMOUNT_MAX


def test_an_amount_is_said_in_the_rings_unit_without_needless_zeros() -> None:
    assert amount_words(GERMAN, 250, "Stunden") == "2,5 Stunden"
    assert amount_words(GERMAN, 200, "Stunden") == "2 Stunden"
    assert amount_words(GERMAN, 25, "Talente") == "0,25 Talente"
    assert amount_words(GERMAN, 5, "Talente") == "0,05 Talente"
    assert amount_words(GERMAN, AMOUNT_MAX, "h") == "99.999,99 h"
    assert amount_words(Words("en"), AMOUNT_MAX, "h") == "99,999.99 h"


def test_a_balance_has_its_sign() -> None:
    assert balance_words(GERMAN, 250, "Stunden") == "+2,5 Stunden"
    assert balance_words(GERMAN, -1025, "Stunden") == "−10,25 Stunden"
    assert balance_words(GERMAN, 0, "Stunden") == "0 Stunden"
