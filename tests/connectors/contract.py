"""What every connector must do: subclass `ConnectorContract`, give it a `platform`, and all stories below run.

    class TestGazette(ConnectorContract):
        @pytest.fixture
        def platform(self) -> Iterator[Platform]:
            with GazetteServer(articles=5) as server:
                yield server

A story that a platform cannot tell (say, nobody can delete there) is overridden by the story that it tells instead.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import chain
from typing import Protocol
from zoneinfo import ZoneInfo

import pytest

from sync.connectors.base import Connector
from sync.errors import SyncError
from sync.records import Item
from sync.text import clean, safe_url
from tests.connectors.shelf import Round, Shelf


class Platform(Protocol):
    """The peer, healthy and holding three items or more, that the test has in its hand."""

    timezone: str
    """The centre's zone, as the connector was told."""

    def connect(self) -> Connector:
        """A fresh connector, as every round gets one."""
        ...

    def asked(self) -> int:
        """Requests that have arrived at the peer so far."""
        ...

    def change_one(self) -> None:
        """Give one item another title."""
        ...

    def remove_one(self) -> None:
        """Take one item away."""
        ...

    def break_one(self) -> None:
        """Make one item unreadable and leave the others as they are."""
        ...

    def make_unreachable(self) -> None:
        """From now on nothing useful is answered."""
        ...


class ConnectorContract:
    """The stories. Each pulls as the engine does, with `Shelf` in the replica's place."""

    @pytest.fixture
    def connector(self, platform: Platform) -> Iterator[Connector]:
        """One connector for a story of a single round."""
        with closing(platform.connect()) as connector:
            yield connector

    @pytest.fixture
    def shelf(self) -> Shelf:
        """What the terminal holds: nothing yet."""
        return Shelf()

    def _round(self, platform: Platform, shelf: Shelf, full: bool = False) -> Round:
        with closing(platform.connect()) as connector:
            return shelf.round(connector, full)

    def test_building_a_connector_asks_nothing_of_the_network(self, platform: Platform, connector: Connector) -> None:
        assert (platform.asked(), connector.tally.requests) == (0, 0)

    def test_every_request_is_counted(self, platform: Platform, connector: Connector, shelf: Shelf) -> None:
        shelf.round(connector)
        assert connector.tally.requests == platform.asked()

    def test_the_first_pull_is_complete_and_brings_at_least_three_items(self, platform: Platform, shelf: Shelf) -> None:
        read = self._round(platform, shelf)
        assert read.complete
        assert len(read.items) >= 3

    def test_streams_keep_their_names_and_questions(self, platform: Platform) -> None:
        first, second = self._questions(platform), self._questions(platform)
        assert first == second
        assert len(dict(first)) == len(first)

    def _questions(self, platform: Platform) -> list[tuple[str, str]]:
        with closing(platform.connect()) as connector:
            return [(stream.name, stream.question) for stream in connector.streams()]

    def test_identities_are_unique_and_the_same_in_every_pull(self, platform: Platform, shelf: Shelf) -> None:
        first = self._round(platform, shelf).remotes
        assert len(set(first)) == len(first)
        assert set(self._round(platform, Shelf()).remotes) == set(first)

    def test_a_second_pull_finds_nothing_changed(self, platform: Platform, shelf: Shelf) -> None:
        self._round(platform, shelf)
        again = self._round(platform, shelf)
        assert (again.changed, again.gone, again.missing) == ([], [], [])

    def test_a_full_read_names_every_item_again(self, platform: Platform, shelf: Shelf) -> None:
        self._round(platform, shelf)
        again = self._round(platform, shelf, full=True)
        assert again.complete
        assert (again.changed, again.missing) == ([], [])

    def test_a_change_shows_exactly_once_under_the_same_identity(self, platform: Platform, shelf: Shelf) -> None:
        before = self._round(platform, shelf)
        platform.change_one()
        changed = self._round(platform, shelf).changed
        assert len(changed) == 1
        assert changed[0] in before.remotes
        assert self._round(platform, shelf).changed == []

    def test_what_was_removed_is_gone_or_missing_in_a_full_read(self, platform: Platform, shelf: Shelf) -> None:
        before = self._round(platform, shelf)
        platform.remove_one()
        after = self._round(platform, shelf, full=True)
        assert after.complete
        assert len(set(after.gone) | set(after.missing)) == 1
        assert set(after.gone) | set(after.missing) <= set(before.remotes)

    def test_r7_one_broken_item_is_skipped_and_counted_and_the_others_arrive(
        self, platform: Platform, shelf: Shelf
    ) -> None:
        whole = self._round(platform, Shelf())
        platform.break_one()
        read = self._round(platform, shelf)
        assert read.skipped == whole.skipped + 1
        assert len(read.items) == len(whole.items) - 1

    def test_r6_an_unreachable_platform_is_an_error_and_never_empty(self, platform: Platform, shelf: Shelf) -> None:
        platform.make_unreachable()
        with pytest.raises(SyncError):
            self._round(platform, shelf)

    def test_r6_an_unreachable_platform_takes_nothing_away(self, platform: Platform, shelf: Shelf) -> None:
        self._round(platform, shelf)
        held = shelf.remotes
        platform.make_unreachable()
        with pytest.raises(SyncError):
            self._round(platform, shelf)
        assert shelf.remotes == held

    def test_r23_every_string_is_clean_and_one_line_fields_are_one_line(self, platform: Platform, shelf: Shelf) -> None:
        for item in self._round(platform, shelf).items:
            lines = [part for part in (item.title, item.place, item.price, item.contact) if part is not None]
            for words in chain(lines, item.categories):
                assert words.strip()
                assert (clean(words), "\n" in words) == (words, False)
            assert item.text is None or clean(item.text) == item.text != ""

    def test_addresses_are_http_or_none(self, platform: Platform, shelf: Shelf) -> None:
        for item in self._round(platform, shelf).items:
            assert (safe_url(item.url), safe_url(item.image)) == (item.url, item.image)

    def test_times_stand_in_the_zone_of_the_centre(self, platform: Platform, shelf: Shelf) -> None:
        for item in self._round(platform, shelf).items:
            check_times(item, ZoneInfo(platform.timezone))


def check_times(item: Item, zone: ZoneInfo) -> None:
    """Assert that all times of an item have the promised form and that it does not end before it starts."""
    for text in (item.starts, item.ends):
        if text is not None and item.all_day:
            assert date.fromisoformat(text).isoformat() == text
        elif text is not None:
            assert _local(text, zone) == text
    for text in (item.published, item.changed):
        assert text is None or _local(text, zone) == text
    if item.ends is not None:
        assert item.starts is not None
        assert datetime.fromisoformat(item.starts) <= datetime.fromisoformat(item.ends)


def _local(text: str, zone: ZoneInfo) -> str:
    return datetime.fromisoformat(text).astimezone(zone).isoformat(timespec="seconds")
