"""A2, A32: the smallest list tells of every event whose title leaves a row on which day it is."""

import pytest

from kiosk.dates import date_words, short_day
from kiosk.frame import Frame
from kiosk.screens.public.listing import Listed
from kiosk.words import LANGUAGES
from sync.records import Kind
from sync.replica import Listing, Replica
from tests.kiosk.pages import house_of
from tests.sync.clocks import TUESDAY, FakeClock


@pytest.mark.parametrize("language", LANGUAGES)
def test_a32_a_card_of_three_short_rows_still_says_the_day(replicas: dict[str, Replica], language: str) -> None:
    house, frame = house_of(replicas["demo"], FakeClock(TUESDAY), language), Frame(28, 8)
    page, told = Listed(Kind.EVENT), 0
    for item in house.replica.page(Listing(Kind.EVENT, first=house.today), house.now(), 0, 120):
        card = next(one for one in page.view(house, frame).buttons if one.action.startswith("item:"))
        assert card.action == f"item:{item.id}"
        if item.starts and card.strong < card.rect.h:
            day = type(house.today).fromisoformat(item.starts[:10])
            names = {date_words(house.words, day, house.today), short_day(house.words, day, house.today, relative=True)}
            facts = " ".join(card.lines[card.strong :])
            assert any(name in facts for name in names), (item.title, facts)
            told += 1
        page.act(house, frame, "next")
    assert told > 40
