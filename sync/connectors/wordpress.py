"""The WordPress connector: proves who we are, and says which of posts, events and jobs a site offers."""

from base64 import b64encode
from collections.abc import Sequence

from sync.clock import Clock
from sync.connectors.base import Stream, Tally
from sync.connectors.http import Http
from sync.connectors.rss import RssStream
from sync.connectors.wordpress_events import NAMESPACE, EventsStream
from sync.connectors.wordpress_jobs import JobsStream
from sync.connectors.wordpress_posts import PostsStream
from sync.connectors.wordpress_root import Found, Refusal, find
from sync.connectors.wordpress_site import Site
from sync.errors import AccessRevoked, Reason
from sync.records import Source


class WordPressConnector:
    """One site, also one of a multisite network: `source.url` is where its front page is.

    `source.secret` is `user:application password`. Where the REST interface is refused to a visitor
    without one, the site's feed is read instead.
    """

    def __init__(self, source: Source, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        keys = {}
        if source.secret:
            keys["Authorization"] = "Basic " + b64encode(source.secret.encode()).decode()
        self._http = Http(source, clock, headers=keys)
        self.tally: Tally = self._http.tally

    def streams(self) -> Sequence[Stream]:
        """At most four requests; raises `AccessRevoked` for a dead password, and what `Http.get` raises."""
        found = find(self._http, self._source.url)
        if isinstance(found, Refusal):
            return [self._feed(found)]
        if self._source.secret:
            self._prove(found.site)
        return self._offered(found)

    def close(self) -> None:
        """Give back connections."""
        self._http.close()

    def _prove(self, site: Site) -> None:
        """A revoked password reads public lists as if anonymous (platforms reference, C.2): only this answer tells."""
        answer = site.get("/wp/v2/users/me", [("_fields", "id")], statuses=(200, 401))
        if answer.status == 401:
            raise AccessRevoked(Reason.KEY_REFUSED, host=answer.host)

    def _feed(self, refusal: Refusal) -> Stream:
        if self._source.secret and refusal.status == 401:
            raise AccessRevoked(Reason.KEY_REFUSED, host=refusal.host)
        return RssStream(self._http, self._source, refusal)

    def _offered(self, found: Found) -> list[Stream]:
        streams: list[Stream] = [PostsStream(found.site, self._source, self._clock)]
        if self._source.events and found.offers(NAMESPACE):
            streams.append(EventsStream(found.site, self._source, self._clock))
        if self._source.jobs and (route := found.jobs_route()):
            streams.append(JobsStream(found.site, self._source, route))
        return streams
