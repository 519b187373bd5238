"""`kiosk status`: every state in words and in JSON."""

from datetime import UTC, datetime, timedelta

import pytest

from sync.errors import Reason
from sync.replica import Problem, Replica
from tests.kiosk.command import Kiosk
from tests.kiosk.settings_file import CALENDAR, PORTAL, RING

KEYS = ("platform", "kind", "state", "last_good", "age_s", "complete", "counts", "skipped", "problem")
NAMES = ("gut", "teils", "kaputt", "wartet", "umgezogen", "nie")
EARLIER = datetime.now(UTC) - timedelta(hours=3, seconds=10)


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Kiosk:
    """One platform in each state."""
    settings = "".join(PORTAL.replace('"portal"', f'"{name}"') for name in NAMES)
    kiosk = Kiosk(tmp_path_factory.mktemp("status"), settings)
    kiosk.data.mkdir()
    cut = Problem("Unreachable", Reason.CUT, {})
    silent = Problem("Unreachable", Reason.SILENT, {"host": "www.unser-quartier.de"})
    with Replica.open(kiosk.data / "public.db", "Europe/Berlin") as replica:
        for name in NAMES[:-1]:
            replica.begin(name, EARLIER)
        replica.conclude("gut", "ok", EARLIER, True, None, None)
        replica.conclude("teils", "partial", None, False, cut, None)
        replica.conclude("kaputt", "failed", None, False, silent, None)
        replica.conclude("wartet", "held", EARLIER, True, None, None)
        replica.conclude("umgezogen", "ok", EARLIER, True, None, "https://neu.example.org/")
    return kiosk


def test_json_has_every_key_in_order_and_a_line_for_each_platform_of_the_settings(kiosk: Kiosk) -> None:
    rows = kiosk.run("status", "--json").rows()
    assert [row["platform"] for row in rows] == list(NAMES)
    assert all(tuple(row) == KEYS for row in rows)
    assert all(row["counts"] == {"events": 0, "offers": 0, "requests": 0, "jobs": 0, "notices": 0} for row in rows)
    assert [row["state"] for row in rows] == ["ok", "partial", "failed", "held", "ok", "never"]
    assert [row["complete"] for row in rows] == [True, False, False, True, True, False]


def test_the_age_is_that_of_the_last_good_pull(kiosk: Kiosk) -> None:
    good, partial, *_ = kiosk.run("status", "--json").rows()
    assert isinstance(good["age_s"], int)
    assert 3 * 3600 <= good["age_s"] < 4 * 3600
    assert datetime.fromisoformat(str(good["last_good"])) == EARLIER.replace(microsecond=0)
    assert not str(good["last_good"]).endswith("+00:00"), "in the centre's time zone"
    assert (partial["age_s"], partial["last_good"]) == (None, None)


def test_what_is_wrong_is_a_sentence_and_names_the_host_even_where_the_error_did_not(kiosk: Kiosk) -> None:
    problems = [row["problem"] for row in kiosk.run("status", "--json").rows()]
    assert problems[0] is None
    assert problems[1] == "Die Antwort von unser-quartier.de brach mittendrin ab. Bitte später noch einmal versuchen."
    assert problems[2] == "www.unser-quartier.de antwortet nicht mehr. Bitte später noch einmal versuchen."
    assert str(problems[3]).endswith("kiosk sync --accept wartet")
    assert (
        problems[4] == 'Die Seite ist umgezogen. Schreiben Sie in die Einstellungen: url = "https://neu.example.org/"'
    )
    assert problems[5] is None


def test_plain_words_say_the_same(kiosk: Kiosk) -> None:
    ran = kiosk.run("status")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == "gut (wordpress): ganz gelesen · zuletzt ganz gelesen: vor 3 Stunden"
    assert lines[1] == "teils (wordpress): teilweise gelesen · zuletzt ganz gelesen: nie"
    assert lines[-1] == "nie (wordpress): nie gelesen · zuletzt ganz gelesen: nie"
    assert len([line for line in lines if line.startswith("  ")]) == 4


def test_before_the_first_round_every_platform_was_never_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    kiosk = Kiosk(tmp_path_factory.mktemp("fresh"), PORTAL + CALENDAR + RING)
    assert [(row["kind"], row["state"]) for row in kiosk.run("status", "--json").rows()] == [
        ("wordpress", "never"),
        ("ical", "never"),
        ("cyclos", "never"),
    ]
