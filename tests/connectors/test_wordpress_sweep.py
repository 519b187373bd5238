"""How changes of posts are found: the question for changes, its three holes, the sweep of ids."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sync.errors import Reason, Unreachable
from tests.connectors.drawer import FixedClock
from tests.connectors.portal import NOW, Portal, posts
from tests.connectors.shelf import Shelf
from tests.sync.servers import Asked, Reply


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


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
