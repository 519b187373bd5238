"""Numbers of vouchers: what is printed is read again however people type it, and what is mistyped is found."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.ledger.rules import NotBooked, Rule
from sync.ledger.voucher_number import canonical, is_voucher, voucher_code, voucher_number

MARKS = st.from_regex(re.compile(r"[A-Z0-9]{2,6}", re.ASCII), fullmatch=True)
NUMBERS = st.integers(1, 999_999_999)
SEPARATORS = st.sampled_from(("-", " ", "", "–", " - "))


def refused(text: str, terminal: str = "QK1", *, short: bool = False) -> Rule:
    with pytest.raises(NotBooked) as caught:
        voucher_number(text, terminal, short=short)
    return caught.value.rule


def test_a_number_bears_the_terminal_at_least_five_digits_and_a_check_digit() -> None:
    assert re.fullmatch(r"QK1-P00017-\d", voucher_code("QK1", 17))
    assert re.fullmatch(r"RIEHL-P123456-\d", voucher_code("RIEHL", 123_456))


@given(MARKS, NUMBERS, st.lists(SEPARATORS, min_size=2, max_size=2), st.sampled_from((str, str.lower)))
def test_what_is_printed_is_read_again_however_it_is_typed(
    mark: str, number: int, between: list[str], cased: type[str]
) -> None:
    parts = voucher_code(mark, number).split("-")
    typed = f" {parts[0]}{between[0]}{parts[1]}{between[1]}{parts[2]} "
    assert is_voucher(cased(typed))
    assert voucher_number(cased(typed), mark) == number
    assert canonical(voucher_code(mark, number), mark) == number


@given(NUMBERS)
def test_letters_that_look_like_digits_are_taken_for_digits(number: int) -> None:
    for wrong in ("O", "o"):
        assert voucher_number(voucher_code("QK1", number).replace("0", wrong), "QK1") == number
    for wrong in ("I", "l"):
        assert voucher_number(voucher_code("QK1", number).replace("1", wrong), "QK1") == number


@given(NUMBERS)
def test_the_digits_alone_will_do_where_nothing_else_is_asked_for(number: int) -> None:
    check = voucher_code("QK1", number)[-1]
    assert voucher_number(f"{number}{check}", "QK1", short=True) == number
    assert voucher_number(f"{number:05}-{check}", "QK1", short=True) == number
    assert refused(f"{number}{check}") is Rule.VOUCHER_CHECK


@given(NUMBERS, st.data())
def test_every_wrong_digit_is_found(number: int, data: st.DataObject) -> None:
    code = voucher_code("QK1", number)
    at = data.draw(st.sampled_from([at for at, letter in enumerate(code) if at > 3 and letter.isdigit()]))
    other = data.draw(st.sampled_from(sorted(set("0123456789") - {code[at]})))
    assert refused(code[:at] + other + code[at + 1 :]) is Rule.VOUCHER_CHECK


@given(NUMBERS)
def test_every_two_neighbours_in_wrong_order_are_found(number: int) -> None:
    digits = re.sub(r"\D", "", voucher_code("QK1", number)[3:])
    for at, (one, other) in enumerate(pairwise(digits)):
        swapped = digits[:at] + other + one + digits[at + 2 :]
        if one != other and int(swapped[:-1]):
            assert refused(f"QK1-P{swapped[:-1]}-{swapped[-1]}") is Rule.VOUCHER_CHECK


def test_each_mistake_is_told_apart() -> None:
    assert refused(voucher_code("QK2", 17)) is Rule.VOUCHER_FOREIGN
    assert refused("QK1-P00000-0") is Rule.VOUCHER_CHECK
    assert refused("", short=True) is Rule.VOUCHER_CHECK
    assert refused("guten Tag", short=True) is Rule.VOUCHER_CHECK


@pytest.mark.parametrize(
    "text", ["", "2231", "A 17/2026", "P00017-3", "QK1-P17", "Gartenbau-P123456", "QK1-P00017-3 neu"]
)
def test_numbers_of_other_papers_are_no_vouchers(text: str) -> None:
    assert not is_voucher(text)
    assert canonical(text, "QK1") is None
