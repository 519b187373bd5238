"""`kiosk items`: kinds, words, hostile text, and as many items as there are without holding them all."""

import subprocess
import sys
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.connectors.base import Batch
from sync.records import Item, Kind
from sync.replica import Replica
from sync.text import clean, line
from tests.kiosk.command import Kiosk
from tests.kiosk.settings_file import PORTAL

NOW = datetime.now(UTC)
HOSTILE = "\x1b[2J\x1b]0;pwned\x07\u202everdreht\u202c[bold]@click=app.quit[/]\x9b31m\u2028Ende"


TOLD = """
import sys
from kiosk.__main__ import main
try:
    main()
finally:
    sys.stderr.write(open("/proc/self/status").read())
"""
"""The program, which tells at its end how much memory it had at most (`getrusage` would tell of its parent's)."""


def filled(kiosk: Kiosk, *items: Item) -> Kiosk:
    """The kiosk with these items in its replica."""
    kiosk.data.mkdir()
    with Replica.open(kiosk.data / "public.db", "Europe/Berlin") as replica:
        replica.begin("portal", NOW)
        for at in range(0, len(items), 1000):
            replica.store("portal", "posts", Batch(items=items[at : at + 1000]), NOW)
        replica.conclude("portal", "ok", NOW, True, None, None)
    return kiosk


def item(number: int, title: str, **more: object) -> Item:
    return Item(**({"remote": f"post:{number}", "kind": Kind.NOTICE, "title": title} | more))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Kiosk:
    soon = (NOW + timedelta(days=2)).isoformat(timespec="seconds")
    return filled(
        Kiosk(tmp_path_factory.mktemp("items"), PORTAL),
        item(1, "Öffnung der Ärztekammer", kind=Kind.EVENT, starts=soon, place="Straße 3"),
        item(2, "Krankenhausbesuch", kind=Kind.OFFER, text="Fahrdienst"),
        item(3, "Suche Leiter", kind=Kind.REQUEST, price="1,5 Stunden"),
        item(4, "Minijob im Café", kind=Kind.JOB, contact="Frau Yılmaz, 0221 12345"),
        item(5, line(HOSTILE) or "", text=clean(HOSTILE)),
        item(6, "Der Chor fällt aus", kind=Kind.EVENT, starts=soon, cancelled=True),
        item(7, "Lange vorbei", kind=Kind.EVENT, starts="2020-01-01T10:00:00+01:00"),
    )


def titles(kiosk: Kiosk, *words: str) -> list[str]:
    return [str(row["title"]) for row in kiosk.run("items", *words, "--json").rows()]


@pytest.mark.parametrize(
    ("kind", "title"),
    [("offers", "Krankenhausbesuch"), ("requests", "Suche Leiter"), ("jobs", "Minijob im Café")],
)
def test_one_kind_can_be_asked_for(kiosk: Kiosk, kind: str, title: str) -> None:
    assert titles(kiosk, kind) == [title]
    assert title in kiosk.run("items", kind).out


def test_all_kinds_are_listed_and_what_is_long_over_is_not(kiosk: Kiosk) -> None:
    assert len(titles(kiosk)) == 6
    assert "Lange vorbei" not in titles(kiosk)


def test_a_cancelled_event_is_marked(kiosk: Kiosk) -> None:
    [row] = kiosk.run("items", "--search", "Chor", "--json").rows()
    assert row["cancelled"] is True
    assert kiosk.run("items", "--search", "Chor").out.rstrip().endswith("fällt aus")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("oeff", "Öffnung der Ärztekammer"),
        ("aerzte", "Öffnung der Ärztekammer"),
        ("STRASSE", "Öffnung der Ärztekammer"),
        ("haus", "Krankenhausbesuch"),
        ("fahrd", "Krankenhausbesuch"),
        ("cafe mini", "Minijob im Café"),
    ],
)
def test_search_finds_umlauts_and_parts_of_compounds(kiosk: Kiosk, words: str, found: str) -> None:
    assert titles(kiosk, "--search", words) == [found]


@pytest.mark.parametrize(
    "words",
    ["", " ", '"', "'", "*", "OR", "NEAR(", "title:x", "-haus", "^", "%", "_", "haus AND leiter", "\x1b", "é" * 500],
)
def test_nothing_found_and_search_syntax_are_inert_and_exit_0(kiosk: Kiosk, words: str) -> None:
    ran = kiosk.run("items", "--search", words)
    assert (ran.code, ran.err) == (0, "")
    if words not in ("-haus", "haus AND leiter", "title:x"):
        assert ran.out == ""


def test_a_search_can_be_kept_to_one_kind(kiosk: Kiosk) -> None:
    assert titles(kiosk, "jobs", "--search", "haus") == []
    assert titles(kiosk, "offers", "--search", "haus") == ["Krankenhausbesuch"]


def test_hostile_text_reaches_nobodys_terminal(kiosk: Kiosk) -> None:
    for words in (["items"], ["items", "--json"]):
        out = kiosk.run(*words).out
        assert "pwned" in out
        assert all(letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cn") for letter in out)


def test_an_empty_replica_is_no_mistake(tmp_path: Path) -> None:
    ran = Kiosk(tmp_path, PORTAL).run("items", "--json")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_items_are_streamed_and_not_held_in_memory(tmp_path: Path) -> None:
    text = "Nachbarschaft " * 100

    def peak_kib(number: int) -> int:
        folder = tmp_path / str(number)
        folder.mkdir()
        kiosk = filled(Kiosk(folder, PORTAL), *(item(n, f"Aushang {n}", text=text) for n in range(number)))
        words = [sys.executable, "-c", TOLD, *kiosk.words("items", "--json")[3:]]
        done = subprocess.run(words, capture_output=True, check=True, env=kiosk.environment())
        assert done.stdout.count(b"\n") == number
        return int(done.stderr.partition(b"VmHWM:")[2].split()[0])

    assert peak_kib(8_000) - peak_kib(2_000) < 3_000, "6,000 items of 1.4 kB are over 8,000 KiB"
