"""Jobs of WP Job Manager: what residents need, and nothing that a job seeker's terminal must not show."""

from collections.abc import Iterator

import pytest

from sync.connectors.wordpress_jobs import FIELDS, Meta, salary
from sync.errors import Reason, Unreachable
from sync.records import Item, Kind
from tests.connectors.portal import Portal
from tests.connectors.shelf import Shelf
from tests.sync.servers import Asked, Reply


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal() as portal:
        yield portal


def jobs(portal: Portal, shelf: Shelf | None = None) -> list[Item]:
    return [item for item in portal.pull(shelf).items if item.remote.startswith("job:")]


def test_a_recorded_job_becomes_an_item_with_company_and_place(portal: Portal) -> None:
    (job,) = jobs(portal)
    assert (job.remote, job.kind) == ("job:135", Kind.JOB)
    assert job.title == "Ausbildung Fachinformatiker*in Systemintegration 2027"
    assert job.place == "Stadtwerke, Chemnitz"
    assert job.published == "2026-11-21T22:35:14+01:00"
    assert job.contact is None


def test_r30_the_application_address_is_neither_asked_for_nor_kept(portal: Portal) -> None:
    assert "_application" not in FIELDS
    assert "ausbildung@stadtwerke.example" in str(portal.jobs)
    assert "stadtwerke.example" not in str(jobs(portal))


def test_a_filled_job_is_left_out_and_does_not_count_as_broken(portal: Portal) -> None:
    assert portal.jobs[0]["meta"]["_filled"] == 1
    assert (len(jobs(portal)), portal.pull().skipped) == (1, 0)


def test_a_job_that_is_filled_without_a_new_date_leaves_with_the_next_pull(portal: Portal) -> None:
    shelf = Shelf()
    jobs(portal, shelf)
    portal.jobs[1]["meta"]["_filled"] = "1"
    assert portal.pull(shelf).missing == [("jobs", "job:135")]


def test_job_types_are_the_categories(portal: Portal) -> None:
    portal.jobs[1]["job-types"] = [31, 999]
    assert jobs(portal)[0].categories == ("Teilzeit & Minijob",)


def test_a_job_without_meta_is_still_a_job(portal: Portal) -> None:
    portal.jobs[1]["meta"] = []
    assert (jobs(portal)[0].place, jobs(portal)[0].price) == (None, None)


def test_r7_one_broken_job_is_skipped_and_counted(portal: Portal) -> None:
    portal.jobs[0] = portal.jobs[0] | {"modified_gmt": None}
    assert (len(jobs(portal)), portal.pull().skipped) == (1, 1)


@pytest.mark.parametrize(
    ("jobs_on", "routes"), [(False, ["/wp/v2/posts", "/wp/v2/job-listings"]), (True, ["/wp/v2/posts"])]
)
def test_jobs_are_not_asked_for_when_they_are_switched_off_or_not_there(
    portal: Portal, jobs_on: bool, routes: list[str]
) -> None:
    portal.switches = {"jobs": jobs_on, "events": False}
    portal.routes = routes
    assert {item.remote[:5] for item in portal.pull().items} == {"post:"}
    assert portal.paths() == ["/", "/wp/v2/categories", "/wp/v2/posts", "/wp/v2/media"]


def test_where_the_root_hides_its_routes_the_types_tell_of_jobs(portal: Portal) -> None:
    portal.routes = []
    assert len(jobs(portal)) == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Meta(), None),
        (Meta(salary="14,50", currency="EUR", unit="HOUR"), "14,50 EUR/Std."),
        (Meta(salary=2800, unit="MONTH"), "2800/Monat"),
        (Meta(salary="nach Tarif &amp; Zulage", unit="?"), "nach Tarif & Zulage"),
    ],
)
def test_a_salary_is_said_as_far_as_the_site_says_it(facts: Meta, words: str | None) -> None:
    assert salary(facts) == words


def test_r6_a_job_list_that_never_holds_still_is_an_error(portal: Portal) -> None:
    answer = portal.server.routes["*"]
    assert callable(answer)
    portal.jobs = [portal.jobs[1] | {"id": number} for number in range(150)]

    def shrinking(asked: Asked) -> Reply:
        if asked.path.endswith("/job-listings"):
            portal.jobs.pop()
        return answer(asked)

    portal.server.routes["*"] = shrinking
    with pytest.raises(Unreachable) as caught:
        portal.pull()
    assert caught.value.reason is Reason.CHANGED_WHILE_READING
