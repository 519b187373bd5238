"""A stand-in for a WordPress site with The Events Calendar and WP Job Manager, fed with recorded answers.

It pages, counts and filters as WordPress does and ignores `_fields`, so that more arrives than was asked for.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import msgspec

from sync.connectors.wordpress import WordPressConnector
from sync.records import Item, Kind, Source
from tests.connectors.drawer import FixedClock
from tests.connectors.shelf import Round, Shelf
from tests.sync.servers import Asked, Reply, Route, Server, json_reply

Json = dict[str, Any]

RECORDED = Path(__file__).parent / "recorded" / "wordpress"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RULES = (("Biete", Kind.OFFER), ("suche", Kind.REQUEST), ("Veranstaltungen", Kind.EVENT), ("*", Kind.NOTICE))
MEDIA = [{"id": 14, "source_url": "http://portal.example/plakat.png", "author_email": "a@portal.example"}]
TYPES = [{"id": 31, "name": "Teilzeit &amp; Minijob", "slug": "teilzeit"}]


def recorded(name: str) -> Any:
    """A recorded answer."""
    return json.loads((RECORDED / name).read_text())


class Portal:
    """The site; its lists may be changed while it runs. Also the `Platform` of the contract."""

    timezone = "Europe/Berlin"

    def __init__(self, secret: str | None = None, rules: Sequence[tuple[str, Kind]] | None = RULES) -> None:
        self.posts: list[Json] = recorded("posts.json")
        self.categories: list[Json] = recorded("categories.json")
        self.jobs: list[Json] = recorded("wpjm-jobs.json")
        self.events: list[Json] = recorded("tec-events.json")["events"]
        self.namespaces = ["oembed/1.0", "tribe/events/v1", "wp/v2"]
        self.away: dict[str, int] = {}
        """Route → status that it answers instead."""
        self.routes = ["/wp/v2/posts", "/wp/v2/job-listings"]
        """What the root tells of its routes."""
        self.switches: dict[str, bool] = {}
        """`events`, `jobs` in the settings."""
        self.rules = None if rules is None else tuple(rules)
        self.secret = secret
        self.clock = FixedClock(NOW)
        self.server = Server({"*": self._answer})

    def __enter__(self) -> Self:
        self.server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    @property
    def source(self) -> Source:
        """The settings of this platform."""
        source = Source(name="p", kind="wordpress", url=self.server.url("/riehl"), posts=self.rules, secret=self.secret)
        return msgspec.structs.replace(source, **self.switches)

    def connect(self) -> WordPressConnector:
        return WordPressConnector(self.source, self.clock)

    def pull(self, shelf: Shelf | None = None, full: bool = False) -> Round:
        """One round, as the engine makes it."""
        connector = self.connect()
        try:
            return (shelf or Shelf()).round(connector, full)
        finally:
            connector.close()

    def asked(self) -> int:
        return len(self.server.requests)

    def paths(self) -> list[str]:
        """The routes asked so far, then forgotten."""
        asked = [one.path.removeprefix("/riehl/wp-json") for one in self.server.requests]
        self.server.requests.clear()
        return asked

    def add_post(self, number: int, modified: str = "2026-11-01T10:00:00", **more: object) -> Json:
        """Publish a post; `modified` is UTC."""
        post = self.posts[0] | {"id": number, "modified_gmt": modified, "date_gmt": modified} | more
        self.posts.append(post)
        return post

    def edit(self, post: Json, modified: str, **more: object) -> None:
        """Save a post again."""
        post |= {"modified_gmt": modified} | more

    def change_one(self) -> None:
        self.edit(self.posts[1], "2026-11-22T11:00:00", title={"rendered": "Ganz neu"})

    def remove_one(self) -> None:
        del self.posts[0]

    def break_one(self) -> None:
        self.posts[0] = self.posts[0] | {"title": 17}

    def make_unreachable(self) -> None:
        self.server.stop()

    def _answer(self, asked: Asked) -> Reply:
        route = asked.path.removeprefix("/riehl/wp-json").rstrip("/") or "/"
        if route in self.away:
            return json_reply({"code": "rest_forbidden"}, self.away[route])
        if route.startswith("/wp/v2/posts/"):
            return self._post(int(route.rpartition("/")[2]))
        lists: dict[str, list[Json]] = {
            "/wp/v2/posts": [post for post in self.posts if _passes(post, asked)],
            "/wp/v2/categories": self.categories,
            "/wp/v2/media": MEDIA,
            "/wp/v2/job-listings": self.jobs,
            "/wp/v2/job-types": TYPES,
        }
        if route in lists:
            return paged(lists[route], asked)
        return self._other(route, asked)

    def _other(self, route: str, asked: Asked) -> Reply:
        if route == "/":
            routes = {name: {"namespace": "wp/v2"} for name in self.routes}
            return json_reply({"name": "Riehl &amp; Umgebung", "namespaces": self.namespaces, "routes": routes})
        if route == "/tribe/events/v1/events":
            return self._archive(asked)
        if route == "/wp/v2/types":
            return json_reply({"post": {"rest_base": "posts"}, "job_listing": {"rest_base": "job-listings"}})
        if route == "/wp/v2/users/me":
            right = "authorization" in asked.headers and self.secret != "kiosk:revoked"
            return json_reply({"id": 2} if right else {"code": "rest_not_logged_in"}, 200 if right else 401)
        return json_reply({"code": "rest_no_route"}, 404)

    def _post(self, number: int) -> Reply:
        found = next((post for post in self.posts if post["id"] == number), None)
        return json_reply(found) if found else json_reply({"code": "rest_post_invalid_id"}, 404)

    def _archive(self, asked: Asked) -> Reply:
        size, page = int(asked.first("per_page")), int(asked.first("page"))
        rows = self.events[(page - 1) * size : page * size]
        if page > 1 and not rows:
            return json_reply({"code": "event-archive-page-not-found"}, 404)
        total = len(self.events)
        return json_reply({"events": rows, "total": total, "total_pages": -(-total // size)})


def posts(items: Sequence[Item]) -> dict[str, Item]:
    """The posts among items, by remote id."""
    return {item.remote: item for item in items if item.remote.startswith("post:")}


def paged(rows: Sequence[Json], asked: Asked) -> Reply:
    """One page of a list of WordPress's own."""
    size, page = int(asked.first("per_page", "10")), int(asked.first("page", "1"))
    pages = -(-len(rows) // size)
    if page > max(pages, 1):
        return json_reply({"code": "rest_post_invalid_page_number"}, 400)
    shown = list(rows[(page - 1) * size : page * size])
    reply = json_reply(shown)
    counts = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(pages)}
    return msgspec.structs.replace(reply, headers={**reply.headers, **counts})


def html(words: str = "Anmelden") -> Route:
    """A web page with status 200."""
    body = f"<!DOCTYPE html><html><body>{words}</body></html>".encode()
    return Reply(headers={"Content-Type": "text/html"}, body=body)


def _passes(post: Json, asked: Asked) -> bool:
    after = asked.first("modified_after").removesuffix("Z")
    wanted = asked.first("include").split(",") if asked.first("include") else None
    return (not after or post["modified_gmt"] > after) and (wanted is None or str(post["id"]) in wanted)
