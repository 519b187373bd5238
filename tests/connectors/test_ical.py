"""The calendar connector as the engine uses it: what it asks, when it believes "unchanged", what it refuses."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sync.connectors.base import Batch, Ending
from sync.connectors.ical import BATCH, address
from sync.errors import Reason, SyncError, Unreachable
from tests.connectors.calendars import CalendarPlatform, calendar, event
from tests.connectors.contract import ConnectorContract
from tests.connectors.shelf import Shelf
from tests.sync.servers import LOGIN_PAGE, Reply, cut_reply

THREE = (event(uid="a@x"), event(uid="b@x"), event("RRULE:FREQ=WEEKLY;COUNT=4", uid="c@x"))


@pytest.fixture
def platform() -> Iterator[CalendarPlatform]:
    with CalendarPlatform(*THREE) as running:
        yield running


@pytest.fixture
def deaf() -> Iterator[CalendarPlatform]:
    """A server that gives no ETag and answers 200 to everything."""
    with CalendarPlatform(*THREE, etags=False) as running:
        yield running


class TestIcal(ConnectorContract):
    @pytest.fixture
    def platform(self) -> Iterator[CalendarPlatform]:
        with CalendarPlatform(*THREE) as running:
            yield running


class TestIcalWithoutEtags(ConnectorContract):
    @pytest.fixture
    def platform(self) -> Iterator[CalendarPlatform]:
        with CalendarPlatform(*THREE, etags=False) as running:
            yield running


def pull(platform: CalendarPlatform, cursor: str | None = None) -> tuple[list[Batch], Ending]:
    connector = platform.connect()
    try:
        *batches, ending = connector.streams()[0].pull(cursor, {})
    finally:
        connector.close()
    assert isinstance(ending, Ending)
    return [batch for batch in batches if isinstance(batch, Batch)], ending


def refusal(platform: CalendarPlatform, body: bytes) -> Reason:
    platform.serve(Reply(body=body))
    with pytest.raises(SyncError) as caught:
        pull(platform)
    return caught.value.reason


def test_not_modified_on_the_same_day_is_enough(platform: CalendarPlatform) -> None:
    _, ending = pull(platform)
    batches, again = pull(platform, ending.cursor)
    assert (batches, again.unchanged, again.complete) == ([], True, True)
    assert "if-none-match" in platform.requests[1].headers


def test_after_midnight_the_window_has_moved_and_nothing_is_asked_conditionally(platform: CalendarPlatform) -> None:
    _, ending = pull(platform)
    platform.clock.wall += timedelta(days=1)
    batches, again = pull(platform, ending.cursor)
    assert "if-none-match" not in platform.requests[1].headers
    assert (len(batches), again.unchanged) == (1, False)


def test_midnight_is_that_of_the_centre(platform: CalendarPlatform) -> None:
    platform.clock.wall = datetime(2026, 11, 24, 22, 59, tzinfo=UTC)
    _, ending = pull(platform)
    platform.clock.wall += timedelta(minutes=2)
    pull(platform, ending.cursor)
    assert "if-none-match" not in platform.requests[1].headers


def test_the_same_bytes_from_a_server_without_etags_are_unchanged(deaf: CalendarPlatform) -> None:
    _, ending = pull(deaf)
    batches, again = pull(deaf, ending.cursor)
    assert (batches, again.unchanged, again.complete) == ([], True, True)


def test_a_new_dtstamp_alone_changes_no_item(deaf: CalendarPlatform) -> None:
    shelf = Shelf()
    deaf.round(shelf)
    deaf.parts = [part.replace("DTSTAMP:20261101", "DTSTAMP:20261124") for part in deaf.parts]
    again = deaf.round(shelf)
    assert (len(again.items), again.changed) == (6, [])


def test_another_order_of_events_changes_no_item(deaf: CalendarPlatform) -> None:
    shelf = Shelf()
    deaf.round(shelf)
    deaf.parts.reverse()
    assert deaf.round(shelf).changed == []


def test_a_cursor_of_another_version_reads_everything(platform: CalendarPlatform) -> None:
    batches, ending = pull(platform, '{"page": 3}')
    assert (len(batches), ending.complete, ending.unchanged) == (1, True, False)


def test_a_large_calendar_comes_in_batches(platform: CalendarPlatform) -> None:
    platform.parts = [event(uid=f"{number}@x") for number in range(2 * BATCH + 1)]
    batches, _ = pull(platform)
    assert [len(batch.items) for batch in batches] == [BATCH, BATCH, 1]


def test_a_calendar_without_events_is_complete_and_empty(platform: CalendarPlatform) -> None:
    platform.parts = []
    batches, ending = pull(platform)
    assert (batches, ending.complete, ending.unchanged) == ([], True, False)


def test_r6_a_body_of_zero_bytes_is_no_empty_calendar(platform: CalendarPlatform) -> None:
    assert refusal(platform, b"") is Reason.CUT


def test_r6_a_calendar_without_its_end_is_cut(platform: CalendarPlatform) -> None:
    whole = calendar(*THREE)
    for end in (len(whole) - 3, len(whole) // 2, 20, 9):
        assert refusal(platform, whole[:end]) is Reason.CUT


def test_r6_a_body_shorter_than_announced_is_cut(platform: CalendarPlatform) -> None:
    platform.serve(cut_reply(calendar(), 1_000))
    with pytest.raises(Unreachable) as caught:
        pull(platform)
    assert caught.value.reason is Reason.CUT


@pytest.mark.parametrize("body", [LOGIN_PAGE, b"\xef\xbb\xbf<html><body>Anmelden", b"<?xml version='1.0'?><html>x"])
def test_a_web_page_is_a_login_page(platform: CalendarPlatform, body: bytes) -> None:
    assert refusal(platform, body) is Reason.LOGIN_PAGE


@pytest.mark.parametrize(
    "body", [b'{"events": []}', b"BEGIN:VCARD\nEND:VCARD\n", b"<rss version='2.0'></rss>", b"\0\1"]
)
def test_anything_else_is_not_understood(platform: CalendarPlatform, body: bytes) -> None:
    assert refusal(platform, body) is Reason.NOT_UNDERSTOOD


def test_a_feed_that_takes_too_long_to_expand_is_too_slow(platform: CalendarPlatform) -> None:
    platform.clock.tick = 50.0
    platform.parts = [event("RRULE:FREQ=DAILY", uid=f"{number}@x") for number in range(5)]
    with pytest.raises(Unreachable) as caught:
        pull(platform)
    assert caught.value.reason is Reason.TOO_SLOW


def test_webcal_reads_a_calendar_in_the_house_without_tls(platform: CalendarPlatform) -> None:
    connector = platform.connect("webcal")
    assert len(Shelf().round(connector).items) == 6
    connector.close()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("webcal://example.org/a.ics?x=1", "https://example.org/a.ics?x=1"),
        ("WEBCAL://example.org/a.ics", "https://example.org/a.ics"),
        ("webcals://192.168.1.5/a.ics", "https://192.168.1.5/a.ics"),
        ("webcal://192.168.1.5:5232/a.ics", "http://192.168.1.5:5232/a.ics"),
        ("webcal://nas.local/a.ics", "http://nas.local/a.ics"),
        (" https://example.org/a.ics ", "https://example.org/a.ics"),
    ],
)
def test_webcal_means_https_except_in_the_house(written: str, meant: str) -> None:
    assert address(written) == meant
