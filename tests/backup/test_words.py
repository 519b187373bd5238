"""The words on the envelope: a list that nobody mistypes unnoticed, and what is forgiven to whoever types them."""

import os
import subprocess
from itertools import combinations
from pathlib import Path
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from sync.backup.errors import NotRestored, Why
from sync.backup.recovery import Recovery, age_key
from sync.backup.words import (
    COUNT,
    HEAD,
    WordsMissing,
    WordsMistaken,
    WordUnknown,
    beginning,
    entropy_of,
    new_words,
    word_list,
    words_of,
)

ENTROPY = bytes(range(16))
WORDS = words_of(ENTROPY)


def near(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes one word of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(left != right for left, right in zip(one, other, strict=True)) < 2
    short, long = sorted((one, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def test_the_list_has_512_short_plain_words_in_order() -> None:
    listed = word_list()
    assert len(listed) == len(set(listed)) == 512
    assert list(listed) == sorted(listed)
    assert all(word.isascii() and word.isalpha() and word.islower() and HEAD <= len(word) <= 9 for word in listed)


def test_four_letters_tell_a_word_and_no_two_are_one_letter_apart() -> None:
    assert len({word[:HEAD] for word in word_list()}) == 512
    assert [pair for pair in combinations(word_list(), 2) if near(*pair)] == []


@given(st.binary(min_size=16, max_size=16))
def test_every_128_bits_have_words_that_lead_back(entropy: bytes) -> None:
    words = words_of(entropy)
    assert len(words) == COUNT
    assert entropy_of(" ".join(words)) == entropy


@pytest.mark.parametrize(
    "typed",
    [
        " ".join(WORDS).upper(),
        "\n".join(f"{at}. {word.title()}," for at, word in enumerate(WORDS, 1)),
        " ".join(word[:HEAD] for word in WORDS),
        f"\ufeff  {' - '.join(WORDS)} \r\n",
    ],
)
def test_capitals_numbers_marks_and_shortened_words_are_forgiven(typed: str) -> None:
    assert entropy_of(typed) == ENTROPY


def test_a_word_that_is_not_of_the_list_is_named_by_its_place_with_those_like_it() -> None:
    words = list(WORDS)
    words[6] = words[6][:-1] + "xq"
    with pytest.raises(WordUnknown) as told:
        entropy_of(" ".join(words))
    assert (told.value.place, told.value.near[0]) == (7, WORDS[6])


def test_one_word_of_the_list_in_the_place_of_another_is_found_by_the_checksum() -> None:
    words = list(WORDS)
    words[3] = "zaun" if words[3] != "zaun" and "zaun" in word_list() else word_list()[9]
    with pytest.raises(WordsMistaken) as told:
        entropy_of(" ".join(words))
    assert (told.value.place, told.value.word) == (4, WORDS[3])


def test_words_in_another_order_are_refused() -> None:
    with pytest.raises(WordsMistaken):
        entropy_of(" ".join(reversed(WORDS)))


@pytest.mark.parametrize("count", [0, 1, 15, 17])
def test_too_few_and_too_many_are_counted(count: int) -> None:
    with pytest.raises(WordsMissing) as told:
        entropy_of(" ".join((WORDS * 2)[:count]))
    assert told.value.count == count


def test_completions_begin_with_what_was_typed() -> None:
    assert beginning("Apf") == ("apfel",)
    assert set(beginning("K", 3)) < set(word_list())
    assert len(beginning("")) == 512


@pytest.mark.skipif(not which("age-keygen"), reason="age is not installed")
def test_the_key_is_spelt_as_the_age_program_reads_it() -> None:
    for entropy in (ENTROPY, bytes(16), b"\xff" * 16, os.urandom(16)):
        key = age_key(" ".join(words_of(entropy)))
        ours = str(Identity.from_str(key).to_public())
        asked = subprocess.run(["age-keygen", "-y"], input=key, capture_output=True, text=True, check=True)
        assert asked.stdout.strip() == ours


def test_the_way_from_words_to_key_stays_the_same_for_ever() -> None:
    """An envelope of today must open in ten years."""
    assert str(Identity.from_str(age_key(" ".join(WORDS))).to_public()) == (
        "age1us4gncwq33q9xkvl9ft6n95kms0j8wgaxzcvgjmdtpknry7wvcys4d3ac6"
    )


def test_the_terminal_keeps_no_words_and_gives_the_data_key_to_the_right_ones(tmp_path: Path) -> None:
    recovery = Recovery(tmp_path)
    assert not recovery.ready
    words = recovery.make(ENTROPY * 2)
    assert recovery.ready
    assert recovery.data_key(" ".join(words)) == ENTROPY * 2
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert entropy_of(" ".join(words)) not in stored
    assert age_key(" ".join(words)).encode() not in stored
    with pytest.raises(NotRestored) as refused:
        recovery.data_key(" ".join(new_words()))
    assert refused.value.why is Why.WRONG_WORDS
