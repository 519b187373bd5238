"""Jobs of WP Job Manager, read whole each time: filling or expiring one does not touch its modification date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from sync.connectors.base import Batch, Ending
from sync.connectors.wordpress_items import Row, stamp, utc
from sync.connectors.wordpress_site import NO_PICTURE, Picture, Site, Terms, decoded
from sync.errors import Reason, Unreachable
from sync.html import html_line, html_text
from sync.records import Item, Kind, Source
from sync.text import line, safe_url, title_of

_UNITS = {"HOUR": "Std.", "DAY": "Tag", "WEEK": "Woche", "MONTH": "Monat", "YEAR": "Jahr"}
"""WP Job Manager's codes for what a salary is paid by."""
_TAXONOMIES = ("job-types", "job-categories")


class Meta(msgspec.Struct, frozen=True):
    """What may be known of a job. `_application` (an e-mail address or a link) has no field here: it is never read."""

    place: str | None = msgspec.field(name="_job_location", default=None)
    company: str | None = msgspec.field(name="_company_name", default=None)
    filled: int | str | bool | None = msgspec.field(name="_filled", default=None)
    salary: str | int | float | None = msgspec.field(name="_job_salary", default=None)
    currency: str | None = msgspec.field(name="_job_salary_currency", default=None)
    unit: str | None = msgspec.field(name="_job_salary_unit", default=None)


class Job(Row, frozen=True, kw_only=True):
    """One row of `/wp/v2/job-listings`; PHP writes empty meta as `[]`."""

    meta: Meta | list[object] = msgspec.field(default_factory=list)
    types: list[int] = msgspec.field(name="job-types", default=[])
    categories: list[int] = msgspec.field(name="job-categories", default=[])

    @property
    def facts(self) -> Meta:
        """The meta fields, empty ones where none came."""
        return self.meta if isinstance(self.meta, Meta) else Meta()


FIELDS = ",".join(
    (
        "id,date_gmt,modified_gmt,link,title.rendered,content.rendered,content.protected,featured_media",
        *(f"meta.{field.encode_name}" for field in msgspec.structs.fields(Meta)),
        *_TAXONOMIES,
    )
)


class JobsStream:
    """The stream `jobs`. Filled jobs are left out, as is what a password protects; neither counts as broken."""

    name = "jobs"

    def __init__(self, site: Site, source: Source, route: str) -> None:
        self._site = site
        self._route = route
        self._zone = ZoneInfo(source.timezone)
        self.question = f"wordpress jobs 1 {source.url} {source.timezone}"

    def pull(self, cursor: str | None, known: Mapping[str, str | None]) -> Iterator[Batch | Ending]:
        """All jobs, with the names of their types. Raises CHANGED_WHILE_READING, and what `Http.get` raises."""
        rows = self._rows()
        jobs = [job for job in decoded(rows, Job) if not job.content.protected]
        open_jobs = [job for job in jobs if not _is_filled(job.facts.filled)]
        names = [self._terms("job-types", (job.types for job in open_jobs))]
        names.append(self._terms("job-categories", (job.categories for job in open_jobs)))
        pictures = self._site.pictures({job.featured_media for job in open_jobs})
        items = [self._item(job, names, pictures) for job in open_jobs]
        yield Batch(items=items, skipped=len(rows) - sum(1 for _ in decoded(rows, Job)))
        yield Ending(complete=True)

    def _rows(self) -> Sequence[msgspec.Raw]:
        """The whole list, read again once when it changed meanwhile."""
        asked = [("_fields", FIELDS), ("orderby", "id"), ("order", "asc")]
        for _ in range(2):
            pages = list(self._site.pages(self._route, asked))
            if pages[0].total == pages[-1].total:
                return [row for page in pages for row in page.rows]
        raise Unreachable(Reason.CHANGED_WHILE_READING)

    def _terms(self, taxonomy: str, used: Iterable[Sequence[int]]) -> Terms:
        """Names of a taxonomy, asked only when a job bears one."""
        return self._site.terms(taxonomy) if any(used) else Terms(())

    def _item(self, job: Job, terms: Sequence[Terms], pictures: Mapping[int, Picture]) -> Item:
        picture = pictures.get(job.featured_media, NO_PICTURE)
        text = html_text(job.content.rendered)
        types, categories = terms
        return Item(
            remote=f"job:{job.id}",
            kind=Kind.JOB,
            title=title_of(html_line(job.title.rendered), text),
            text=text,
            place=line(", ".join(part for part in (html_line(job.facts.company), html_line(job.facts.place)) if part)),
            price=salary(job.facts),
            categories=tuple(term.name for term in [*types.of(job.types), *categories.of(job.categories)]),
            url=safe_url(job.link),
            image=picture.url,
            image_alt=picture.alt,
            published=stamp(utc(job.date_gmt), self._zone),
            changed=stamp(utc(job.modified_gmt), self._zone),
            revision=job.modified_gmt,
        )


def salary(facts: Meta) -> str | None:
    """`14,50 EUR/Std.` as far as the site says it; a currency is not guessed."""
    amount = line(html_line(str(facts.salary)) if facts.salary not in (None, "") else None)
    if not amount:
        return None
    unit = _UNITS.get(facts.unit or "")
    money = " ".join(part for part in (amount, html_line(facts.currency)) if part)
    return line(f"{money}/{unit}" if unit else money)


def _is_filled(flag: int | str | bool | None) -> bool:
    return flag not in (None, "", "0", 0, False)
