"""The made-up town that benchmarks read is always the same one."""

from datetime import date

from sync.records import Kind
from sync.search import words
from tests.sync.many import many

TODAY = date(2026, 11, 20)


def test_the_same_seed_makes_the_same_town() -> None:
    assert list(many(50, TODAY)) == list(many(50, TODAY))
    assert list(many(50, TODAY, seed=2)) != list(many(50, TODAY))


def test_a_town_has_every_kind_and_thousands_of_words() -> None:
    town = list(many(2000, TODAY))
    assert {item.kind for item in town} == set(Kind)
    assert len({item.remote for item in town}) == 2000
    assert len({word for item in town for word in words(f"{item.title} {item.text}")}) > 5000
