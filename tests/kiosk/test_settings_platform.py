"""One `[[platform]]`: mappings keep their order, keys belong to their kind, and keys never travel openly."""

from pathlib import Path

import pytest

from sync.records import Kind, RequestRule
from tests.kiosk.settings_file import CALENDAR, CENTRE, PORTAL, RING, loaded, problems, set_key


def posts_of(folder: Path, value: str) -> object:
    return loaded(folder, f"{CENTRE}{PORTAL}posts = {value}\n").platforms[0].posts


def test_posts_keep_the_order_of_the_file(tmp_path: Path) -> None:
    pairs = [(f"Kategorie {n}", ("jobs", "events", "offers")[n % 3]) for n in (7, 3, 9, 1, 8, 2)]
    written = "{ " + ", ".join(f'"{name}" = "{kind}"' for name, kind in pairs) + ', "*" = "notices" }'
    assert posts_of(tmp_path, written) == (
        *((name, Kind.from_plural(kind)) for name, kind in pairs),
        ("*", Kind.NOTICE),
    )


def test_posts_of_one_kind_are_a_rule_for_all_and_no_posts_key_is_none(tmp_path: Path) -> None:
    assert posts_of(tmp_path, '"offers"') == (("*", Kind.OFFER),)
    assert loaded(tmp_path, CENTRE + PORTAL).platforms[0].posts is None


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ('{ title_prefix = "Suche" }', RequestRule(title_prefix="Suche")),
        ('{ category = "Gesuche" }', RequestRule(category=("Gesuche",))),
        ('{ category = ["Gesuche", "Suche"] }', RequestRule(category=("Gesuche", "Suche"))),
        ('{ custom_field = "art=gesuch" }', RequestRule(custom_field="art=gesuch")),
    ],
)
def test_requests_are_told_by_one_of_three_rules(tmp_path: Path, written: str, rule: RequestRule) -> None:
    assert loaded(tmp_path, f"{CENTRE}{RING}requests = {written}\n").platforms[0].requests == rule


@pytest.mark.parametrize(
    ("platform", "line", "kind"),
    [
        (CALENDAR, 'posts = "notices"', "wordpress"),
        (RING, "events = false", "wordpress"),
        (CALENDAR, 'jobs = "nein"', "wordpress"),
        (PORTAL, 'requests = { title_prefix = "Suche" }', "cyclos"),
    ],
)
def test_a_key_of_another_kind_of_platform_is_one_problem(tmp_path: Path, platform: str, line: str, kind: str) -> None:
    [found] = problems(tmp_path, f"{CENTRE}{platform}{line}\n")
    assert found.endswith(f'gibt es nur für kind = "{kind}". Löschen Sie die Zeile.')


@pytest.mark.parametrize("scheme", ["webcal", "webcals", "https", "WEBCAL"])
def test_a_calendar_may_have_a_webcal_address(tmp_path: Path, scheme: str) -> None:
    text = CENTRE + CALENDAR.replace("https:", f"{scheme}:")
    assert loaded(tmp_path, text).platforms[0].url == f"{scheme}://example.org/basic.ics"


@pytest.mark.parametrize(
    ("host", "warned"),
    [
        ("unser-quartier.de", True),
        ("8.8.8.8", True),
        ("127.0.0.1:8080", False),
        ("localhost:8080", False),
        ("192.168.1.7", False),
        ("[::1]:8080", False),
        ("[2001:4860:4860::8888]", True),
        ("nas.local", False),
        ("portal", False),
    ],
)
def test_http_is_fine_in_the_house_warned_of_outside_and_refused_with_a_key(
    tmp_path: Path, host: str, warned: bool
) -> None:
    text = CENTRE + PORTAL.replace("https://unser-quartier.de", f"http://{host}")
    warnings = loaded(tmp_path, text).warnings
    assert [one.partition("Besser: ")[2] for one in warnings] == (
        [f'url = "https://{host}/koeln-riehl/"'] if warned else []
    )
    set_key(tmp_path, "portal", "leser:geheim")
    found = problems(tmp_path, text)
    assert [one.partition("Schreiben Sie: ")[2] for one in found] == (
        [f'url = "https://{host}/koeln-riehl/"'] if warned else []
    )
    assert "geheim" not in "".join(found)


def test_a_key_is_read_from_its_file_and_never_shown(tmp_path: Path) -> None:
    set_key(tmp_path, "portal", "leser:ab cd ef\r\n")
    [source] = loaded(tmp_path, CENTRE + PORTAL).platforms
    assert source.secret == "leser:ab cd ef"
    assert [one for one in problems(tmp_path, f"{CENTRE}{PORTAL}x = 1\n") if "ab cd" in one] == []


def test_a_key_that_others_can_read_is_a_problem(tmp_path: Path) -> None:
    path = set_key(tmp_path, "portal", "leser:geheim", 0o644)
    assert problems(tmp_path, CENTRE + PORTAL) == [
        f"[[platform]] portal: der Schlüssel ist für andere lesbar. Rufen Sie auf: chmod 600 {path}"
    ]


@pytest.mark.parametrize("key", [b"\xff\xfe", b""])
def test_a_key_that_is_no_text_is_a_problem_and_an_empty_one_is_none(tmp_path: Path, key: bytes) -> None:
    set_key(tmp_path, "portal", "").write_bytes(key)
    found = problems(tmp_path, CENTRE + PORTAL)
    assert [one.endswith("kiosk secret set portal --read-only") for one in found] == ([True] if key else [])


@pytest.mark.parametrize(("platform", "wrong"), [(PORTAL, True), (CALENDAR, True), (RING, False)])
def test_a_key_without_a_user_is_only_for_exchange_rings(tmp_path: Path, platform: str, wrong: bool) -> None:
    name = platform.split('"')[1]
    set_key(tmp_path, name, "nur-ein-wort")
    found = problems(tmp_path, CENTRE + platform)
    assert [f"kiosk secret set {name} --read-only" in one for one in found] == ([True] if wrong else [])


def test_limits_are_kept_as_given(tmp_path: Path) -> None:
    text = (
        f"{CENTRE}{PORTAL}timeout_s = 5\nanswer_s = 30.5\nmax_mb = 0.01\npause_ms = 0\nevents = false\njobs = false\n"
    )
    [source] = loaded(tmp_path, text).platforms
    assert (source.timeout_s, source.answer_s, source.max_mb, source.pause_ms) == (5.0, 30.5, 0.01, 0)
    assert (source.events, source.jobs) == (False, False)
    assert loaded(tmp_path, CENTRE + PORTAL).platforms[0].pause_ms is None


def test_the_centres_time_zone_is_that_of_its_platforms(tmp_path: Path) -> None:
    assert loaded(tmp_path, f'{CENTRE}timezone = "Europe/Lisbon"\n{PORTAL}').platforms[0].timezone == "Europe/Lisbon"
