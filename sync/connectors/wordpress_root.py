"""Where a WordPress site's REST interface is, or how it was refused."""

from urllib.parse import urlsplit

import msgspec

from sync.connectors.http import Answer, Http
from sync.connectors.wordpress_site import REFUSALS, Site

_JOBS = "/wp/v2/job-listings"
_ROOT_FIELDS = f"name,namespaces,routes./wp/v2/posts.namespace,routes.{_JOBS}.namespace"
"""The whole root describes every route: 176 kB on a plain site, 0.3 kB with these fields."""


class Root(msgspec.Struct, frozen=True):
    """What the root says; PHP writes an empty map as `[]`."""

    name: str = ""
    namespaces: tuple[str, ...] = ()
    routes: dict[str, object] | list[object] = {}


class Refusal(msgspec.Struct, frozen=True):
    """An answer at the root that is not WordPress's interface."""

    status: int
    page: bool
    """A web page came with status 200: perhaps a captive portal."""
    host: str


class _Type(msgspec.Struct, frozen=True):
    rest_base: str


class _Types(msgspec.Struct, frozen=True):
    job_listing: _Type | None = None


class Found(msgspec.Struct, frozen=True):
    """A site that lets itself be read, and what it says of itself."""

    site: Site
    root: Root

    def offers(self, namespace: str) -> bool:
        """Whether a plugin's interface is there (`tribe/events/v1`)."""
        return namespace in self.root.namespaces

    def jobs_route(self) -> str | None:
        """Where WP Job Manager's list is; None without the plugin. One request more where the root hides its routes."""
        routes = self.root.routes
        if isinstance(routes, dict) and "/wp/v2/posts" in routes:
            return _JOBS if _JOBS in routes else None
        answer = self.site.get("/wp/v2/types", [("_fields", "job_listing.rest_base")], statuses=REFUSALS)
        types = answer.json(_Types) if answer.status == 200 and not answer.is_page else _Types()
        return f"/wp/v2/{types.job_listing.rest_base}" if types.job_listing else None


def find(http: Http, url: str) -> Found | Refusal:
    """The site at `url`, by `/wp-json/`, else by `?rest_route=/`; else how the first of them was refused.

    Raises what `Http.get` raises for trouble on the way (no network, 5xx, …).
    """
    base = based(url)
    refusal = None
    for pretty in (True, False):
        answer = http.get(
            f"{base}wp-json/" if pretty else base,
            params=[("_fields", _ROOT_FIELDS)] if pretty else [("rest_route", "/"), ("_fields", _ROOT_FIELDS)],
            statuses=REFUSALS,
        )
        root = _root(answer)
        if root:
            return Found(Site(http, _moved(answer.url), pretty=pretty), root)
        refusal = refusal or Refusal(answer.status, answer.status == 200 and answer.is_page, answer.host)
    assert refusal is not None
    return refusal


def based(url: str) -> str:
    """The address of a site with one slash at its end, without query and fragment."""
    parts = urlsplit(url.strip())
    return parts._replace(path=parts.path.rstrip("/") + "/", query="", fragment="").geturl()


def _moved(answered: str) -> str:
    """Where the lists are asked after a redirect of the root: asking there saves a redirect each."""
    return based(answered).removesuffix("wp-json/")


def _root(answer: Answer) -> Root | None:
    if answer.status != 200 or answer.is_page:
        return None
    try:
        root = msgspec.json.decode(answer.text(), type=Root)
    except msgspec.DecodeError:
        return None
    return root if "wp/v2" in root.namespaces else None
