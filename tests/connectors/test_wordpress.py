"""The WordPress connector against a stand-in: the contract, the mapping, the sweep, and a closed door."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sync.connectors.base import Ending
from sync.errors import AccessRevoked, Reason, Rejected, Unreachable
from sync.records import Item, Kind
from tests.connectors.contract import ConnectorContract
from tests.connectors.drawer import FixedClock
from tests.connectors.portal import NOW, RECORDED, Portal, html
from tests.connectors.shelf import Shelf
from tests.connectors.test_rss import conditional
from tests.sync.servers import Asked, Reply, json_reply

FEED = (RECORDED / "feed.xml").read_bytes().replace(b"http://portal.example", b"http://127.0.0.1")


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


class TestWordPress(ConnectorContract):
    @pytest.fixture
    def platform(self, portal: Portal) -> Portal:
        return portal


def posts(items: list[Item]) -> dict[str, Item]:
    return {item.remote: item for item in items if item.remote.startswith("post:")}


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


def test_a_pull_with_nothing_changed_costs_three_small_requests_for_the_posts(portal: Portal) -> None:
    portal.namespaces.remove("tribe/events/v1")
    shelf = Shelf()
    portal.pull(shelf)
    portal.paths()
    read = portal.pull(shelf)
    assert posts(read.items) == {}
    assert [path for path in portal.paths() if "job" not in path] == [
        *("/", "/wp/v2/categories", "/wp/v2/posts", "/wp/v2/posts")
    ]


def test_changes_are_asked_for_in_utc_two_hours_before_the_newest(portal: Portal) -> None:
    shelf = Shelf()
    portal.pull(shelf)
    portal.server.requests.clear()
    portal.pull(shelf)
    assert [one.first("modified_after") for one in portal.server.requests if one.first("modified_after")] == [
        "2026-10-10T08:00:00Z"
    ]


def test_hole_one_a_back_dated_post_is_found_by_the_total(portal: Portal) -> None:
    shelf = Shelf()
    portal.pull(shelf)
    portal.add_post(90, "2026-03-01T08:00:00")
    assert list(posts(portal.pull(shelf).items)) == ["post:90"]


def test_hole_one_also_while_another_post_goes_a_day_later_at_the_latest(portal: Portal) -> None:
    shelf = Shelf()
    portal.pull(shelf)
    del portal.posts[0]
    portal.add_post(90, "2026-03-01T08:00:00")
    assert posts(portal.pull(shelf).items) == {}
    portal.clock = FixedClock(NOW + timedelta(days=1))
    read = portal.pull(shelf)
    assert (list(posts(read.items)), read.gone) == (["post:90"], [("posts", "post:4")])


def test_hole_two_a_change_in_the_repeated_hour_of_october_is_read(portal: Portal) -> None:
    shelf = Shelf()
    portal.add_post(90, "2026-10-25T00:50:00")  # 02:50 summer time
    late = portal.add_post(91, "2026-10-24T20:00:00")
    portal.pull(shelf)
    portal.edit(late, "2026-10-24T23:40:00", title={"rendered": "Später"})  # earlier than the newest by the clock
    assert [item.title for item in posts(portal.pull(shelf).items).values()] == ["Später"]


def test_hole_three_a_renamed_category_reaches_its_posts(portal: Portal) -> None:
    shelf = Shelf()
    portal.pull(shelf)
    next(one for one in portal.categories if one["name"] == "Aktuelles")["name"] = "Neues"
    assert posts(portal.pull(shelf).items)["post:4"].categories == ("Neues",)


def test_a_post_from_the_future_does_not_blind_the_question_for_changes(portal: Portal) -> None:
    shelf = Shelf()
    portal.add_post(90, "2031-01-01T00:00:00")
    portal.pull(shelf)
    portal.change_one()
    assert list(posts(portal.pull(shelf).items)) == ["post:5"]


@pytest.mark.parametrize(("status", "gone"), [(404, ["post:4"]), (410, ["post:4"]), (401, []), (403, [])])
def test_only_404_and_410_say_that_a_post_is_gone(portal: Portal, status: int, gone: list[str]) -> None:
    shelf = Shelf()
    portal.pull(shelf)
    del portal.posts[0]
    portal.away["/wp/v2/posts/4"] = status
    read = portal.pull(shelf)
    assert [remote for _, remote in read.gone] == gone
    assert read.missing == [("posts", "post:4")]


def test_missing_posts_are_asked_for_one_by_one_twenty_times_at_most(portal: Portal) -> None:
    shelf = Shelf()
    for number in range(100, 130):
        portal.add_post(number)
    portal.pull(shelf)
    del portal.posts[3:]
    portal.paths()
    read = portal.pull(shelf)
    assert (len(read.gone), len(read.missing)) == (20, 30)
    assert sum(path.startswith("/wp/v2/posts/") for path in portal.paths()) == 20


def test_r6_a_list_that_changes_between_two_pages_is_settled_by_a_sweep(portal: Portal) -> None:
    for number in range(100, 250):
        portal.add_post(number)
    answer = portal.server.routes["*"]
    assert callable(answer)

    def while_reading(asked: Asked) -> Reply:
        reply = answer(asked)
        if asked.first("page") == "1" and asked.path.endswith("/posts") and len(portal.posts) == 153:
            portal.add_post(300)
        return reply

    portal.server.routes["*"] = while_reading
    read = portal.pull()
    assert read.complete
    assert (len(posts(read.items)), "post:300" in posts(read.items)) == (154, True)
    assert len(set(read.remotes)) == len(read.remotes)


def test_r6_a_list_that_never_holds_still_is_an_error(portal: Portal) -> None:
    for number in range(100, 250):
        portal.add_post(number)
    answer = portal.server.routes["*"]
    assert callable(answer)

    def growing(asked: Asked) -> Reply:
        if asked.path.endswith("/posts"):
            portal.add_post(1000 + len(portal.posts))
        return answer(asked)

    portal.server.routes["*"] = growing
    with pytest.raises(Unreachable) as caught:
        portal.pull()
    assert caught.value.reason is Reason.CHANGED_WHILE_READING


def test_a_dead_password_is_noticed_although_the_lists_answer_as_if_anonymous() -> None:
    with Portal(secret="kiosk:revoked") as portal, pytest.raises(AccessRevoked):
        portal.pull()


def test_a_living_password_goes_along_with_every_request() -> None:
    with Portal(secret="kiosk:abcd efgh") as portal:
        portal.pull()
        assert {one.headers.get("authorization") for one in portal.server.requests} == {"Basic a2lvc2s6YWJjZCBlZmdo"}


def test_a_site_without_pretty_addresses_is_read_by_rest_route(portal: Portal) -> None:
    answer = portal.server.routes["*"]
    assert callable(answer)

    def plain(asked: Asked) -> Reply:
        if asked.path.startswith("/riehl/wp-json"):
            return Reply(status=404, body=b"<html>")
        return answer(Asked("/riehl/wp-json" + asked.first("rest_route"), asked.query, asked.headers))

    portal.server.routes["*"] = plain
    assert len(portal.pull().items) == 7 - 1


@pytest.mark.parametrize("status", [401, 403, 404])
def test_where_rest_is_closed_the_feed_is_read_and_is_never_complete(portal: Portal, status: int) -> None:
    portal.server.routes = {"*": json_reply({"code": "closed"}, status), "/riehl/feed/": conditional(FEED)}
    shelf = Shelf()
    read = portal.pull(shelf)
    assert [item.kind for item in read.items] == [Kind.OFFER, Kind.NOTICE, Kind.EVENT]
    assert read.items[2].starts == "2026-10-24T13:00:00+02:00"
    assert not read.complete
    portal.server.routes["/riehl/feed/"] = conditional(FEED.replace(b"Marmelade", b"Honig"))
    assert portal.pull(shelf).missing == []


def test_an_unchanged_feed_is_not_sent_again(portal: Portal) -> None:
    portal.server.routes = {"*": json_reply({}, 403), "/riehl/feed/": conditional(FEED)}
    shelf = Shelf()
    portal.pull(shelf)
    connector = portal.connect()
    assert shelf.round(connector).items == []
    assert connector.tally.not_modified == 1


def test_a_captive_portal_is_not_mistaken_for_a_closed_interface(portal: Portal) -> None:
    portal.server.routes = {"*": html()}
    with pytest.raises(Unreachable) as caught:
        portal.pull()
    assert caught.value.reason is Reason.LOGIN_PAGE


@pytest.mark.parametrize(("status", "reason"), [(403, Reason.FORBIDDEN), (401, Reason.FORBIDDEN)])
def test_a_closed_interface_without_a_feed_is_named_as_refused(portal: Portal, status: int, reason: Reason) -> None:
    portal.server.routes = {"*": json_reply({}, status), "/riehl/feed/": html()}
    with pytest.raises(Rejected) as caught:
        portal.pull()
    assert caught.value.reason is reason


def test_trouble_of_the_server_does_not_lead_to_the_feed(portal: Portal) -> None:
    portal.server.routes = {"*": Reply(status=502), "/riehl/feed/": conditional(FEED)}
    with pytest.raises(Unreachable) as caught:
        portal.pull()
    assert caught.value.reason is Reason.SERVER_ERROR
