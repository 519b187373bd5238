"""The WordPress connector against the real thing: the contract, the three holes, passwords, closed doors."""

import json
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.clock import SystemClock
from sync.connectors.wordpress import WordPressConnector
from sync.discover import discover
from sync.errors import AccessRevoked
from sync.records import Item, Kind, Source
from tests.connectors.contract import ConnectorContract
from tests.connectors.shelf import Shelf
from tests.connectors.youthclub import RULES, YouthClub
from tests.peers.peers import WordPress

RENAME = """
$term = get_term_by('slug', 'kultur', 'category');
wp_update_term($term->term_id, 'category', ['name' => '%s']);
"""


@pytest.fixture
def club(wordpress: WordPress) -> Iterator[YouthClub]:
    club = YouthClub(wordpress)
    yield club
    (club.folder / "closed").unlink(missing_ok=True)


class TestRealWordPress(ConnectorContract):
    @pytest.fixture
    def platform(self, club: YouthClub) -> YouthClub:
        return club


def pull_site(wordpress: WordPress, path: str) -> dict[str, Item]:
    connector = WordPressConnector(
        Source(name="p", kind="wordpress", url=wordpress.url + path, posts=RULES), SystemClock()
    )
    try:
        return {item.remote: item for item in Shelf().round(connector).items}
    finally:
        connector.close()


def test_a_site_of_a_network_is_read_whole_over_two_pages_and_without_its_neighbours(wordpress: WordPress) -> None:
    main, west = pull_site(wordpress, "/"), pull_site(wordpress, "/nachbarschaft-west")
    assert (len(main), len(west)) == (116, 3)
    titles = {item.title for item in [*main.values(), *west.values()]}
    assert not any("(Entwurf)" in title or "(intern)" in title or "(gelöscht)" in title for title in titles)
    cafe = next(item for item in west.values() if item.kind is Kind.EVENT)
    assert (cafe.starts, cafe.ends) == ("2026-10-24T13:00:00+02:00", "2026-10-24T17:00:00+02:00")
    assert not any("script" in (item.text or "") for item in west.values())


def test_a_featured_picture_is_found(wordpress: WordPress) -> None:
    pictures = [item.image for item in pull_site(wordpress, "/").values() if item.image]
    assert [Path(picture).name for picture in pictures] == ["aushang-offene-tuer.png"]


def test_a_pull_with_nothing_changed_is_four_requests(club: YouthClub) -> None:
    shelf = Shelf()
    club.pull(shelf)
    before = club.asked()
    assert club.pull(shelf).items == []
    assert club.asked() - before == 4


def test_hole_one_a_back_dated_post_is_invisible_to_modified_after_and_found(club: YouthClub) -> None:
    shelf = Shelf()
    club.pull(shelf)
    number = club.publish("2026-03-01 08:00:00", "Nachgetragen")
    address = f"{club.url}wp-json/wp/v2/posts?modified_after=2026-10-01T00:00:00Z&_fields=id"
    with urllib.request.urlopen(address) as answer:
        assert number not in [row["id"] for row in json.load(answer)]
    assert [item.remote for item in club.pull(shelf).items] == [f"post:{number}"]


def test_hole_two_a_change_in_the_repeated_hour_is_found(club: YouthClub) -> None:
    summer = club.publish("2026-10-24 20:00:00", "Vor der Umstellung")
    later = club.publish("2026-10-24 21:00:00", "Danach")
    modify(club, summer, "2026-10-25 02:50:00", "2026-10-25 00:50:00")
    shelf = Shelf()
    club.pull(shelf)
    modify(club, later, "2026-10-25 02:10:00", "2026-10-25 01:10:00", "Nach der Umstellung")
    assert [item.title for item in club.pull(shelf).items] == ["Nach der Umstellung"]


def modify(club: YouthClub, number: int, local: str, gmt: str, title: str | None = None) -> None:
    """Save a post as if at this moment; the local time alone would be ambiguous."""
    fields = f"'post_modified' => '{local}', 'post_modified_gmt' => '{gmt}'"
    fields += f", 'post_title' => '{title}'" if title else ""
    club.php(f"global $wpdb; $wpdb->update($wpdb->posts, [{fields}], ['ID' => {number}]); clean_post_cache({number});")


def test_hole_three_a_renamed_category_reaches_its_posts(club: YouthClub) -> None:
    shelf = Shelf()
    club.pull(shelf)
    club.php(RENAME % "Kunst &amp; Kultur")
    read = club.pull(shelf)
    club.php(RENAME % "Kultur")
    assert {item.categories for item in read.items} == {("Kunst & Kultur",)}
    assert len(read.items) == 3


def test_a_post_in_the_bin_is_missing_and_one_deleted_for_good_is_gone(club: YouthClub) -> None:
    shelf = Shelf()
    club.pull(shelf)
    club.php(f"wp_trash_post({club.ids[0]}); wp_delete_post({club.ids[1]}, true);")
    read = club.pull(shelf)
    assert set(read.missing) == {("posts", f"post:{number}") for number in club.ids[:2]}
    assert read.gone == [("posts", f"post:{club.ids[1]}")]


def test_a_password_of_an_editor_reads_what_the_public_reads(club: YouthClub) -> None:
    club.publish("2026-10-08 18:00:00", "Offen")
    club.php("wp_insert_post(['post_status' => 'private', 'post_title' => 'Schlüsselliste', 'post_content' => 'x']);")
    anonymous = club.pull(Shelf())
    club.secret = club.wordpress.password
    assert club.pull(Shelf()).items == anonymous.items


def test_a_revoked_password_is_noticed_although_the_list_still_answers(club: YouthClub) -> None:
    club.secret = "kiosk:" + club.wordpress.password[::-1]
    key = b64encode(club.secret.encode()).decode()
    request = urllib.request.Request(f"{club.url}wp-json/wp/v2/posts", headers={"Authorization": f"Basic {key}"})
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200
    with pytest.raises(AccessRevoked):
        club.pull(Shelf())


def test_where_rest_is_closed_the_real_feed_is_read_and_answers_304(club: YouthClub) -> None:
    shelf = Shelf()
    club.pull(shelf)
    (club.folder / "closed").touch()
    read = club.pull(shelf)
    assert ({item.title for item in read.items}, read.complete, read.missing) == ({"Kino"}, False, [])
    connector = club.connect()
    assert shelf.round(connector).items == []
    assert connector.tally.not_modified == 1


def test_discover_describes_the_real_site(wordpress: WordPress) -> None:
    found = discover(f"{wordpress.url}/nachbarschaft-west/", SystemClock())
    assert (found.kind, found.name) == ("wordpress", "Nachbarschaftszentrum West")
    assert {one.name for one in found.categories} >= {"Biete", "Stellen", "Veranstaltungen"}
    assert found.feeds == (f"{wordpress.url}/nachbarschaft-west/feed/",)
