"""Events of The Events Calendar: times, the window, and fields that change their form."""

import json
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from sync.connectors.ical_window import Window
from sync.connectors.wordpress_event import Event, event_item
from sync.errors import Reason, Unreachable
from sync.records import Item
from tests.connectors.portal import NOW, Portal, recorded
from tests.sync.servers import Asked, Reply, json_reply

BERLIN = ZoneInfo("Europe/Berlin")
WINDOW = Window.around(NOW.astimezone(BERLIN).date(), BERLIN)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


def event(**more: object) -> Item | None:
    """The recorded repair café with other fields."""
    row = recorded("tec-events.json")["events"][0] | more
    return event_item(msgspec.json.decode(json.dumps(row), type=Event), WINDOW)


def certain(**more: object) -> Item:
    item = event(**more)
    assert item is not None
    return item


def all_day(first: str, last: str, **more: Any) -> Item:
    return certain(all_day=True, start_date=first, end_date=last, **more)


def events(portal: Portal) -> dict[str, Item]:
    return {item.remote: item for item in portal.pull().items if item.remote.startswith("event:")}


def test_a_recorded_event_becomes_an_item_with_times_place_price_and_contact(portal: Portal) -> None:
    item = events(portal)["event:127"]
    assert (item.title, item.price) == ("Repair-Café", "kostenlos")
    assert (item.starts, item.ends) == ("2027-01-16T13:00:00+01:00", "2027-01-16T17:00:00+01:00")
    assert item.place == "Bürgerhaus am Lessingplatz, Lessingplatz 3, 09130 Chemnitz"
    assert item.contact == "Stadtteiltreff Sonnenberg e. V., +49 371 111111"


def test_r30_the_organizers_e_mail_address_is_not_kept(portal: Portal) -> None:
    assert "@" in str(portal.events[0]["organizer"])
    assert "@" not in str(events(portal))


def test_the_question_begins_yesterday_and_ends_in_twelve_months(portal: Portal) -> None:
    portal.pull()
    (asked,) = [one for one in portal.server.requests if one.path.endswith("/tribe/events/v1/events")]
    assert (asked.first("start_date"), asked.first("end_date")) == ("2026-11-21", "2027-11-22 00:00:00")
    assert asked.first("per_page") == "50"


def test_an_all_day_event_has_dates_and_its_last_day_is_inclusive() -> None:
    item = all_day("2027-06-12 00:00:00", "2027-06-13 23:59:59")
    assert (item.starts, item.ends, item.all_day) == ("2027-06-12", "2027-06-13", True)


def test_a_site_whose_days_begin_at_six_gains_no_day() -> None:
    item = all_day("2027-06-12 06:00:00", "2027-06-13 05:59:59")
    assert (item.starts, item.ends) == ("2027-06-12", "2027-06-12")


@pytest.mark.parametrize(
    ("starts", "ends", "inside"),
    [
        ("2026-11-20 20:00:00", "2026-11-20 22:59:59", False),
        ("2026-11-20 20:00:00", "2026-11-20 23:00:01", True),
        ("2027-11-21 22:59:59", "2027-11-21 23:30:00", True),
        ("2027-11-21 23:00:00", "2027-11-21 23:30:00", False),
    ],
)
def test_the_window_is_cut_in_the_zone_of_the_centre(starts: str, ends: str, inside: bool) -> None:
    assert (event(utc_start_date=starts, utc_end_date=ends) is not None) is inside


def test_hidden_and_unpublished_events_are_left_out_and_do_not_count_as_broken(portal: Portal) -> None:
    portal.events[0] |= {"hide_from_listings": True}
    portal.events[1] |= {"status": "draft"}
    assert (events(portal), portal.pull().skipped) == ({}, 0)


@pytest.mark.parametrize(
    ("venue", "place"),
    [
        ([], None),
        (False, None),
        ({"venue": "Treff", "city": "Köln"}, "Treff, Köln"),
        ([{"venue": "Treff"}, {"venue": "Saal"}], "Treff"),
        ({"0": {"venue": "Treff"}}, "Treff"),
        ({"venue": 17}, None),
    ],
)
def test_a_venue_may_come_in_any_form(venue: object, place: str | None) -> None:
    assert certain(venue=venue).place == place


@pytest.mark.parametrize(
    ("image", "address"),
    [(False, None), ({"url": "https://portal.example/a.png", "id": 3}, "https://portal.example/a.png")],
)
def test_an_image_is_false_or_an_object(image: object, address: str | None) -> None:
    assert certain(image=image).image == address


@pytest.mark.parametrize(
    ("values", "symbol", "price"),
    [
        (["0"], "", "0 €"),
        (["3", "5.50"], "€", "3 € – 5,50 €"),
        (["Spende erbeten"], "$", "Spende erbeten"),
        ([], "$", None),
    ],
)
def test_the_price_is_made_of_what_the_organizer_typed(values: list[str], symbol: str, price: str | None) -> None:
    assert certain(cost="$3", cost_details={"currency_symbol": symbol, "values": values}).price == price


def test_a_moved_event_keeps_its_identity_and_an_occurrence_has_one_of_its_own() -> None:
    moved = certain(utc_start_date="2027-02-01 12:00:00", utc_end_date="2027-02-01 13:00:00")
    assert moved.remote == "event:127"
    assert certain(id=10_000_131).remote == "event:repair-cafe/2027-01-16T12:00:00"


def test_an_event_that_begins_in_the_repeated_hour_keeps_its_offset() -> None:
    item = certain(utc_start_date="2027-10-31 01:30:00", utc_end_date="2027-10-31 02:30:00")
    assert item.starts == "2027-10-31T02:30:00+01:00"


def test_an_event_over_the_change_of_the_clock_keeps_its_end() -> None:
    item = certain(utc_start_date="2027-10-31 00:50:00", utc_end_date="2027-10-31 01:10:00")
    assert (item.starts, item.ends) == ("2027-10-31T02:50:00+02:00", "2027-10-31T02:10:00+01:00")


@pytest.mark.parametrize("broken", [{"utc_start_date": None}, {"utc_start_date": "morgen"}, {"title": {"x": 1}}])
def test_r7_one_broken_event_is_skipped_and_counted(portal: Portal, broken: dict[str, object]) -> None:
    portal.events[0] |= broken
    read = portal.pull()
    assert ([item.remote for item in read.items if "event:" in item.remote], read.skipped) == (["event:128"], 1)


def test_many_events_are_read_page_by_page_and_never_past_the_end(portal: Portal) -> None:
    portal.events = [portal.events[0] | {"id": number} for number in range(1, 121)]
    assert len(events(portal)) == 120
    asked = [one for one in portal.server.requests if one.path.endswith("/tribe/events/v1/events")]
    assert [one.first("page") for one in asked] == ["1", "2", "3"]


def test_a_calendar_without_events_is_complete_in_the_new_and_in_the_old_form(portal: Portal) -> None:
    portal.events = []
    assert portal.pull().complete
    answer = portal.server.routes["*"]
    assert callable(answer)

    def before_version_six(asked: Asked) -> Reply:
        if asked.path.endswith("/tribe/events/v1/events"):
            return json_reply({"code": "event-archive-page-not-found"}, 404)
        return answer(asked)

    portal.server.routes["*"] = before_version_six
    assert (events(portal), portal.pull().complete) == ({}, True)


def test_r6_a_page_that_vanishes_while_reading_is_never_a_complete_calendar(portal: Portal) -> None:
    portal.events = [portal.events[0] | {"id": number} for number in range(1, 61)]
    answer = portal.server.routes["*"]
    assert callable(answer)

    def shrinking(asked: Asked) -> Reply:
        if asked.path.endswith("/tribe/events/v1/events") and asked.first("page") == "2":
            return json_reply({"code": "event-archive-page-not-found"}, 404)
        return answer(asked)

    portal.server.routes["*"] = shrinking
    with pytest.raises(Unreachable) as caught:
        portal.pull()
    assert caught.value.reason is Reason.CHANGED_WHILE_READING
