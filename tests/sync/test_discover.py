"""What `discover` finds at an address, and the settings lines that it proposes."""

import tomllib
from collections.abc import Iterator

import pytest

from sync.candidates import Calendar
from sync.discover import Category, Discovery, discover, settings_lines
from sync.errors import Reason, SyncError
from tests.connectors.drawer import FixedClock
from tests.connectors.portal import NOW, RECORDED, Portal, html
from tests.sync.servers import Reply, Route, Server, json_reply

CLOCK = FixedClock(NOW)
FEED = (RECORDED / "feed.xml").read_bytes()


def calendar(*uids: str, name: str = "Treff\\, Süd") -> Reply:
    """A calendar with these events; sites often call it `text/html`."""
    events = "".join(f"BEGIN:VEVENT\r\nUID:{uid}\r\nEND:VEVENT\r\n" for uid in uids)
    body = f"BEGIN:VCALENDAR\r\nX-WR-CALNAME:{name}\r\n{events}END:VCALENDAR\r\n"
    return Reply(headers={"Content-Type": "text/html; charset=utf-8"}, body=body.encode())


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


def test_a_wordpress_site_is_described_with_its_interfaces_and_categories(portal: Portal) -> None:
    found = discover(portal.server.url("/riehl"), CLOCK)
    assert (found.kind, found.wordpress, found.name) == ("wordpress", True, "Riehl & Umgebung")
    assert (found.events, found.jobs) == ("tribe/events/v1", "/wp/v2/job-listings")
    assert "oembed/1.0" in found.namespaces
    assert (found.categories[0].name, found.categories[0].count) == ("Allgemein", 110)


def test_the_look_is_bounded(portal: Portal) -> None:
    discover(portal.server.url("/riehl"), CLOCK)
    assert portal.asked() <= 20


def test_calendars_are_accepted_by_their_content_and_named_once() -> None:
    routes: dict[str, Route] = {
        "/": lambda asked: calendar("a", "b") if asked.first("ical") else Reply(),
        "/events/": calendar("b", "a"),
        "/events.ics": calendar(),
    }
    with Server({"*": html(), **routes}) as server:
        found = discover(server.url(), CLOCK)
    assert [(one.url, one.events, one.name) for one in found.calendars] == [(server.url("/?ical=1"), 2, "Treff, Süd")]


def test_a_calendar_that_the_page_names_comes_first() -> None:
    page = html('<link rel="alternate" type="text/calendar" href="/kalender.php?all">')
    with Server({"/": page, "/kalender.php": calendar("a")}) as server:
        found = discover(server.url(), CLOCK)
    assert [one.url for one in found.calendars] == [server.url("/kalender.php?all")]


def test_an_address_that_is_a_calendar_is_said_to_be_one() -> None:
    with Server({"/basic.ics": calendar("a")}) as server:
        address = server.url("/basic.ics")
        found = discover(address, CLOCK)
    assert (found.kind, found.calendars[0].events) == ("ical", 1)
    assert settings_lines(found) == [*("[[platform]]", 'name = "portal"', 'kind = "ical"', f'url = "{address}"')]


@pytest.mark.parametrize(
    ("route", "reply"),
    [("/ring/api/ui/data-for-ui", json_reply({"cyclosVersion": "4.16"})), ("/ring/api/auth", json_reply({}, 401))],
)
def test_a_cyclos_network_is_recognised_even_when_it_refuses(route: str, reply: Reply) -> None:
    with Server({"*": html(), route: reply}) as server:
        found = discover(server.url("/ring"), CLOCK)
    assert (found.kind, found.url) == ("cyclos", server.url("/ring/"))


def test_a_closed_site_with_a_feed_can_still_be_read() -> None:
    page = html('<link rel="alternate" type="application/rss+xml" href="/comments/feed/">')
    refused = json_reply({"code": "rest_forbidden"}, 403)
    with Server({"*": Reply(status=404), "/": page, "/wp-json/": refused, "/feed/": Reply(body=FEED)}) as server:
        found = discover(server.url(), CLOCK)
    assert (found.kind, found.feeds) == ("wordpress", (server.url("/feed/"),))


def test_trouble_at_a_guessed_address_is_reported_and_does_not_end_the_look() -> None:
    with Server({"*": html(), "/events.ics": Reply(status=503)}) as server:
        found = discover(server.url(), CLOCK)
    assert [one.reason for one in found.problems] == [Reason.BUSY]


def test_an_address_without_an_answer_is_an_error() -> None:
    with Server({}) as server:
        address = server.url()
    with pytest.raises(SyncError) as caught:
        discover(address, CLOCK)
    assert caught.value.reason is Reason.REFUSED


def test_a_page_with_nothing_to_read_has_no_kind_and_no_lines() -> None:
    with Server({"*": html()}) as server:
        found = discover(server.url(), CLOCK)
    assert (found.kind, settings_lines(found)) == (None, [])


def test_the_proposed_lines_are_toml_that_says_what_was_found() -> None:
    found = Discovery(
        url="https://unser-quartier.de/koeln-riehl/",
        kind="wordpress",
        categories=(
            Category('Veranstaltungen "Mitte"', "va", 9),
            Category("Biete", "biete", 5),
            Category("Aktuelles", "aktuelles", 3),
        ),
        calendars=(Calendar("https://unser-quartier.de/koeln-riehl/?ical=1", 3),),
    )
    first, second = tomllib.loads("\n".join(settings_lines(found)))["platform"]
    assert first == {
        "name": "koeln-riehl",
        "kind": "wordpress",
        "url": "https://unser-quartier.de/koeln-riehl/",
        "posts": {'Veranstaltungen "Mitte"': "events", "Biete": "offers", "*": "notices"},
    }
    assert second["url"] == "https://unser-quartier.de/koeln-riehl/?ical=1"
    assert second["name"] == "koeln-riehl-kalender"


def test_a_site_with_an_event_interface_needs_no_second_calendar() -> None:
    calendars = (Calendar("https://a.example/?ical=1", 3),)
    found = Discovery(url="https://www.a.example/", kind="wordpress", events="tribe/events/v1", calendars=calendars)
    assert [line for line in settings_lines(found) if line.startswith(("name", "posts"))] == [
        *('name = "a"', 'posts = "notices"')
    ]
