"""Ways into a WordPress site: passwords, plain addresses, the feed where REST is closed, no way in at all."""

from collections.abc import Iterator

import pytest

from sync.errors import AccessRevoked, Reason, Rejected, Unreachable
from sync.records import Kind
from tests.connectors.portal import RECORDED, Portal, html
from tests.connectors.shelf import Shelf
from tests.connectors.test_rss import conditional
from tests.sync.servers import Asked, Reply, json_reply

FEED = (RECORDED / "feed.xml").read_bytes().replace(b"http://portal.example", b"http://127.0.0.1")


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


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
