"""The WordPress connector against a stand-in: the contract, and what posts become."""

from collections.abc import Iterator

import pytest

from sync.connectors.base import Ending
from sync.records import Kind
from tests.connectors.contract import ConnectorContract
from tests.connectors.portal import Portal, posts
from tests.connectors.shelf import Shelf


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


class TestWordPress(ConnectorContract):
    @pytest.fixture
    def platform(self, portal: Portal) -> Portal:
        return portal


def test_a_post_becomes_an_item_with_clean_text_and_the_times_of_the_centre(portal: Portal) -> None:
    item = posts(portal.pull().items)["post:4"]
    assert item.title == "Bürgerhaus öffnet nach Umbau wieder – „Tag der offenen Tür“ am 17. Oktober"
    assert "– ab 14 Uhr: Kaffee & Kuchen" in (item.text or "")
    assert (item.published, item.revision) == ("2026-10-01T09:15:00+02:00", "2026-10-01T07:15:00")
    assert item.image == "http://portal.example/plakat.png"
    assert item.categories == ("Aktuelles",)


def test_posts_are_mapped_by_name_or_slug_and_the_first_match_of_the_settings_wins(portal: Portal) -> None:
    biete, suche = (next(one["id"] for one in portal.categories if one["name"] == name) for name in ("Biete", "Suche"))
    portal.add_post(90, categories=[suche])
    portal.add_post(91, categories=[suche, biete])
    found = posts(portal.pull().items)
    assert [found[f"post:{number}"].kind for number in (4, 90, 91)] == [Kind.NOTICE, Kind.REQUEST, Kind.OFFER]


def test_a_category_name_with_an_entity_is_matched_as_people_write_it(portal: Portal) -> None:
    portal.rules = (("Haus & Garten", Kind.OFFER),)
    portal.categories.append({"id": 77, "name": "Haus &amp; Garten", "slug": "haus-garten"})
    portal.add_post(90, categories=[77])
    assert list(posts(portal.pull().items)) == ["post:90"]


def test_posts_without_a_kind_are_dropped_and_counted_every_time_the_list_is_read(portal: Portal) -> None:
    portal.rules = (("Biete", Kind.OFFER),)
    shelf = Shelf()
    first = portal.pull(shelf)
    assert (list(posts(first.items)), first.skipped) == (["post:5"], 2)
    portal.add_post(90)
    again = portal.pull(shelf)
    assert (posts(again.items), again.skipped) == ({}, 3)


def test_without_a_mapping_all_posts_are_notices(portal: Portal) -> None:
    portal.rules = None
    assert {item.kind for item in posts(portal.pull().items).values()} == {Kind.NOTICE}


def test_a_post_mapped_to_events_gets_the_day_its_words_name(portal: Portal) -> None:
    portal.rules = (("*", Kind.EVENT),)
    found = posts(portal.pull().items)
    assert (found["post:4"].starts, found["post:4"].all_day) == ("2026-10-17", True)
    assert (found["post:7"].starts, found["post:7"].all_day) == ("2026-11-04T19:00:00+01:00", False)
    assert (found["post:5"].starts, found["post:5"].all_day) == (None, False)


def test_a_password_protected_post_is_left_out_and_asked_for_once(portal: Portal) -> None:
    portal.add_post(90, "2026-11-22T10:00:00", content={"rendered": "", "protected": True})
    shelf = Shelf()
    first = portal.pull(shelf)
    assert "post:90" not in posts(first.items)
    assert first.skipped == 0
    portal.paths()
    portal.pull(shelf)
    assert portal.paths().count("/wp/v2/posts") == 2


def test_an_event_that_has_expired_in_the_replica_is_not_read_again_and_again(portal: Portal) -> None:
    portal.rules = (("*", Kind.EVENT),)
    connector = portal.connect()
    stream = connector.streams()[0]
    ending = list(stream.pull(None, {}))[-1]
    assert isinstance(ending, Ending)
    assert list(stream.pull(ending.cursor, {})) == [Ending(unchanged=True)]
    connector.close()
