"""The calendar connector against a real server: Radicale answers 200 to every question, ETag or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.connectors.ical import IcalConnector
from sync.records import Source
from tests.connectors.calendars import MovableClock, calendar, event
from tests.connectors.shelf import Round, Shelf, whole
from tests.peers import radicale

pytestmark = pytest.mark.skipif(radicale.missing() is not None, reason=str(radicale.missing()))
EVENING = "stammtisch-2027@buergertreff.example"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[radicale.Radicale]:
    with radicale.running(tmp_path) as running:
        yield running


def look(server: radicale.Radicale, shelf: Shelf) -> Round:
    connector = IcalConnector(Source(name="treff", kind="ical", url=server.address), MovableClock())
    try:
        return shelf.round(connector)
    finally:
        connector.close()


def test_a_real_calendar_is_read_whole(server: radicale.Radicale) -> None:
    read = look(server, Shelf())
    assert (len(read.items), read.skipped, read.complete) == (20, 0, True)
    assert len([remote for _, remote in read.remotes if remote.startswith(EVENING)]) == 16


def test_new_changed_and_deleted_events_show_as_such(server: radicale.Radicale) -> None:
    shelf = Shelf()
    look(server, shelf)
    server.put("neu.ics", calendar(event("SUMMARY:Neu", uid="neu@x")).decode())
    server.put("flohmarkt.ics", server.get("flohmarkt.ics").replace("zwei Tage", "drei Tage"))
    server.delete("beratung.ics")
    read = look(server, shelf)
    assert ("calendar", "neu@x") in read.remotes
    assert read.changed == [("calendar", "flohmarkt-2027@buergertreff.example")]
    assert read.missing == [("calendar", "beratung-migration@buergertreff.example")]


def test_one_moved_evening_changes_one_item(server: radicale.Radicale) -> None:
    shelf = Shelf()
    look(server, shelf)
    server.put("stammtisch.ics", server.get("stammtisch.ics").replace("20270310T190000", "20270311T190000"))
    read = look(server, shelf)
    assert (read.changed, read.missing) == ([("calendar", f"{EVENING}/20270309T173000Z")], [])


def test_the_same_bytes_are_unchanged_although_the_server_answers_200(server: radicale.Radicale) -> None:
    connector = IcalConnector(Source(name="treff", kind="ical", url=server.address), MovableClock())
    stream = connector.streams()[0]
    _, first = whole(stream, None, {})
    batches, again = whole(stream, first.cursor, {})
    connector.close()
    assert (batches, again.unchanged, again.complete) == ([], True, True)
    assert (connector.tally.requests, connector.tally.not_modified) == (2, 0)
