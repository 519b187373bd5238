"""A sealed letter opens with the ledger's key alone, under its own id, and whole."""

import random

import pytest

from sync.letters.envelope import SEALED_BYTES, new_private_key, public_key, seal, unseal
from sync.letters.letter import Letter, encoded
from tests.letters.letter_boxes import Post, interest
from tests.sync.clocks import FakeClock

PRIVATE = bytes(range(1, 33))


@pytest.fixture
def letter(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    return Post(tmp_path_factory.mktemp("post"), FakeClock()).box.letter(interest())


def test_r27_only_the_ledgers_key_opens_a_letter_and_the_same_letter_is_never_sealed_alike(letter: Letter) -> None:
    one, other = (seal(public_key(PRIVATE), letter) for _ in range(2))
    assert one != other
    assert unseal(PRIVATE, one, letter.id) == unseal(PRIVATE, other, letter.id) == letter
    assert unseal(new_private_key(), one, letter.id) is None


def test_r27_a_letter_cannot_pass_for_another_one(letter: Letter) -> None:
    assert unseal(PRIVATE, seal(public_key(PRIVATE), letter), "0" * 32) is None


def test_r27_a_single_changed_bit_anywhere_and_any_cut_are_noticed(letter: Letter) -> None:
    sealed = seal(public_key(PRIVATE), letter)
    assert len(sealed) == SEALED_BYTES
    lots = random.Random(5)
    for at in [*range(60), *lots.sample(range(60, SEALED_BYTES), 200), SEALED_BYTES - 1]:
        spoiled = bytearray(sealed)
        spoiled[at] ^= 1 << lots.randrange(8)
        assert unseal(PRIVATE, bytes(spoiled), letter.id) is None, at
    for length in (0, 1, 43, 44, SEALED_BYTES - 1):
        assert unseal(PRIVATE, sealed[:length], letter.id) is None
    assert unseal(PRIVATE, sealed + b"\0", letter.id) is None


def test_what_is_longer_than_every_letter_is_a_mistake_of_the_program(letter: Letter) -> None:
    with pytest.raises(ValueError, match=r"^2\d{3}$"):
        encoded(Letter(id=letter.id, what=interest("😀" * 500), stamp=letter.stamp, terminal="QK1"))
