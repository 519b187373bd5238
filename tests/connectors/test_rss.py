"""The feed of a site: read safely, kept as it was when it is broken."""

from collections.abc import Callable
from hashlib import md5

import pytest

from sync.connectors.http import Answer
from sync.connectors.rss import parsed
from sync.errors import Reason, Unreachable
from tests.connectors.portal import RECORDED
from tests.sync.servers import Asked, Reply

FEED = (RECORDED / "feed.xml").read_bytes()


def conditional(body: bytes) -> Callable[[Asked], Reply]:
    """A route that honours `If-None-Match`, as WordPress does for feeds."""
    mark = f'"{md5(body, usedforsecurity=False).hexdigest()}"'
    headers = {"Content-Type": "application/rss+xml; charset=UTF-8", "ETag": mark}

    def route(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == mark:
            return Reply(status=304, headers=headers)
        return Reply(headers=headers, body=body)

    return route


def answer(body: bytes) -> Answer:
    return Answer(status=200, headers={}, body=body, url="http://portal.example/feed/")


def test_the_entries_of_a_real_feed_are_found() -> None:
    feed = parsed(answer(FEED))
    assert feed.link == "http://portal.example/nachbarschaft-west"
    assert len(feed.entries) == 3


def test_letters_that_xml_forbids_do_not_break_the_feed() -> None:
    assert len(parsed(answer(FEED.replace(b"Platten", b"Plat\x0bten\x00"))).entries) == 3


BOMB = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE html><html><body>Anmelden</body></html>", Reason.LOGIN_PAGE),
        (FEED[: len(FEED) // 2], Reason.CUT),
        (b"", Reason.NOT_UNDERSTOOD),
        (BOMB, Reason.NOT_UNDERSTOOD),
        (FEED.replace(b"</item>", b"", 1), Reason.NOT_UNDERSTOOD),
        (b"<rss></rss>", Reason.NOT_UNDERSTOOD),
    ],
    ids=["login page", "cut", "empty", "entities", "malformed", "no channel"],
)
def test_what_is_no_whole_feed_is_an_error(body: bytes, reason: Reason) -> None:
    with pytest.raises(Unreachable) as caught:
        parsed(answer(body))
    assert caught.value.reason is reason
