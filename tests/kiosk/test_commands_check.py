"""`kiosk check`: one object a line with every key, no PIN needed, exit 3 when something is bad."""

from pathlib import Path

import pytest

from tests.kiosk.command import Kiosk, Ran
from tests.kiosk.office_command import STAFF, Office
from tests.pdf_checks import assert_ua1, text_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "check.md"
KEYS = ["name", "state", "sentence", "todo", "facts"]
NAMES = [
    *("network", "sync", "backup", "card", "space", "wear", "clock", "paper", "temperature", "power"),
    *("waiting", "staff", "active", "sheet", "binder"),
]


def states(ran: Ran) -> dict[object, object]:
    return {row["name"]: row["state"] for row in ran.rows()}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_r40_every_finding_is_a_line_with_every_key(office: Office) -> None:
    rows = office.run("check", "--json").rows()
    assert [list(row) for row in rows] == [KEYS] * len(NAMES)
    assert sorted(str(row["name"]) for row in rows) == sorted(NAMES)
    order = ["bad", "watch", "unknown", "good"]
    places = [order.index(str(row["state"])) for row in rows]
    assert places == sorted(places), "worst first"


def test_without_a_pin_it_says_what_it_can_and_asks_for_none(office: Office) -> None:
    ran = office.run("check", "--json", environment={"KIOSK_PIN_FILE": ""})
    assert {name for name, state in states(ran).items() if state == "unknown"} >= {"active", "waiting", "sheet"}
    assert states(ran)["staff"] == "watch"
    assert STAFF not in ran.out
    assert "PIN" not in ran.err


def test_with_a_pin_it_also_says_who_was_active(office: Office) -> None:
    [active] = [row for row in office.run("check", "--json").rows() if row["name"] == "active"]
    assert active["facts"] == {"days": 60, "names": [STAFF], "count": 1, "last": active["facts"]["last"]}  # type: ignore[index]
    assert STAFF in str(active["sentence"])


def test_a_wrong_pin_ends_with_five_and_says_nothing_else(office: Office) -> None:
    office.pin_file.write_text("000000\n")
    ran = office.run("check", "--json")
    assert (ran.code, ran.out) == (5, "")


def test_r16_bookings_that_do_not_open_hide_nothing_of_the_rest(office: Office) -> None:
    for name in ("members.db", "members.db-wal"):
        (office.data / name).write_bytes(b"spoiled" * 4096)
    ran = office.run("check", "--json")
    assert (ran.code, sorted(map(str, states(ran)))) == (3, sorted(NAMES))
    assert states(ran)["active"] == "unknown"
    assert ran.err


def test_r40_what_is_bad_ends_with_three_and_what_to_watch_does_not(tmp_path: Path, office: Office) -> None:
    ran = office.run("check", "--json")
    assert states(ran)["backup"] == "bad", "there is a ledger, and no backup of it"
    assert ran.code == 3
    (tmp_path / "demo").mkdir()
    demo = Kiosk(tmp_path / "demo").run("check", "--json")
    assert (demo.code, "bad" in states(demo).values()) == (0, False)


def test_for_people_it_is_sentences_with_signs(office: Office) -> None:
    ran = office.run("check")
    assert "× Sicherung: Es gibt noch keine gute Sicherung." in ran.out
    assert "\n  Stecken Sie den Stick für Sicherungen ein." in ran.out
    assert "\n✓ " in ran.out


def test_it_writes_nothing(office: Office) -> None:
    office.run("status")
    before = sorted(path.name for path in office.data.iterdir())
    office.run("check", environment={"KIOSK_PIN_FILE": ""})
    assert sorted(path.name for path in office.data.iterdir()) == before


def test_settings_that_cannot_be_used_end_with_two(tmp_path: Path) -> None:
    assert Kiosk(tmp_path, "[sync]\nevery_minutes = -1\n").run("check").code == 2


def test_the_monthly_page_is_a_pdf_that_ends_its_reminder(office: Office) -> None:
    assert states(office.run("check", "--json"))["sheet"] == "watch"
    ran = office.run("paper", "check", "--out", "blatt.pdf")
    assert ran.code == 0, ran.err
    pdf = (office.home / "blatt.pdf").read_bytes()
    assert_ua1(pdf)
    assert "Monatsblatt" in text_of(pdf)
    assert states(office.run("check", "--json"))["sheet"] == "good"


def test_the_document_names_every_finding_with_all_its_figures(office: Office) -> None:
    page = DOCUMENT.read_text("utf-8")
    rows = {line.split("|")[1].strip(" `"): line for line in page.splitlines() if line.startswith("| `")}
    told = office.run("check", "--json").rows()
    assert set(rows) == {row["name"] for row in told}
    for row in told:
        facts = row["facts"]
        assert isinstance(facts, dict)
        named = {word.strip("`") for word in rows[str(row["name"])].split() if word.startswith("`")}
        assert {f"{fact}" for fact in facts} <= {word.rstrip("`,;.") for word in named}, row["name"]
