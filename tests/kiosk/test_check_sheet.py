"""The monthly page: valid, large, all on it that somebody signs for; on A4 and on the roll."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.check.finding import State
from kiosk.check.report import findings
from kiosk.check.titles import SIGNS, title_of
from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.check_sheet import compose
from kiosk.papers.made import Wishes
from kiosk.press import preview_text
from kiosk.screens.staff.check import CheckPage, read_all
from kiosk.screens.steps import Chore, PrintSlips
from kiosk.settings import PrinterSettings
from kiosk.words import Words
from sync.clock import Trust
from sync.ledger.journal import Journal
from tests.kiosk.check_machine import Pi
from tests.kiosk.check_pages import watched
from tests.kiosk.statements import counter, pay
from tests.kiosk.test_check_pages import LARGE, clock_of
from tests.pdf_checks import A4, assert_large, assert_ua1, sizes_mm, text_of


@pytest.fixture
def there(tmp_path: Path) -> Iterator[tuple[House, Desk]]:
    with counter(tmp_path) as (house, desk):
        pi = Pi(tmp_path / "pi", desk.folder)
        pi.unplug()
        yield watched(house, pi), desk


def flat(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", text_of(pdf).replace("\u00ad\n", "").replace("\u200b", ""))


def test_r40_every_finding_stands_on_it_with_what_to_do_and_the_figures_of_the_month(
    there: tuple[House, Desk],
) -> None:
    house, desk = there
    pay(desk, "5", "17", 200)
    clock_of(house).later(days=31)
    pay(desk, "5", "17", 100)
    made = compose(house, desk, Wishes())
    text = flat(made.pdf)
    found = [one for one in findings(house.words, read_all(house)) if one.name != "sheet"]
    assert found[0].state is State.BAD
    for one in found:
        assert title_of(house.words, one.name) in text
    assert "Es ist kein Netz da." in text
    assert "Steckt das Kabel?" in text
    assert re.search(r"Buchungen: 1\b", text), "those of 30 days, not that of a month ago"
    assert "Unterschrift" in text
    assert "Frau Kanarienvogel" in text, "who was active"
    root = desk.ledger.journal.root().hex()
    assert root in text.replace(" ", "")
    assert made.rows[0].startswith(f"{SIGNS[State.BAD]} Netz: ")


def test_it_is_valid_large_and_on_a4(there: tuple[House, Desk]) -> None:
    made = compose(*there, Wishes())
    assert_ua1(made.pdf)
    assert_large(made.pdf)
    assert sizes_mm(made.pdf) == {A4}
    assert made.sheets == 1
    assert made.name == "monatsblatt-2026-11-24.pdf"


def test_r10_a_day_that_nobody_knows_is_called_about(there: tuple[House, Desk]) -> None:
    house, desk = there
    assert "ungefähr" not in flat(compose(house, desk, Wishes()).pdf)
    clock_of(house).trust = Trust.UNTRUSTED
    assert "ungefähr Dienstag, 24. November 2026" in flat(compose(house, desk, Wishes()).pdf)
    desk.vouch(0)
    assert "ungefähr Dienstag" not in flat(compose(house, desk, Wishes()).pdf)


def test_it_can_be_set_in_every_language_of_the_staff(there: tuple[House, Desk]) -> None:
    house, desk = there
    for language in ("de", "en"):
        house.words = Words(language)
        assert_ua1(compose(house, desk, Wishes()).pdf, language=language)


def test_r33_the_check_mark_is_the_journals_root_of_that_moment(
    there: tuple[House, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, desk = there
    monkeypatch.setattr(Journal, "root", lambda _self: bytes(range(32)))
    assert "00010203 04050607" in flat(compose(house, desk, Wishes()).pdf)


def test_r40_on_the_roll_it_says_the_same_and_ends_the_reminder(there: tuple[House, Desk]) -> None:
    house, desk = there
    house.printer = True
    page = CheckPage(read_all(house))
    step = page.act(house, LARGE, "slip")
    assert isinstance(step, Chore)
    printed = page.finished(house, step, step.work(house))
    assert isinstance(printed, PrintSlips)
    [slip] = printed.slips
    rows = re.sub(r"\s+", " ", preview_text(slip, PrinterSettings()))
    for part in ("Monatsblatt", "× Netz: Es ist kein Netz da.", "Steckt das Kabel?", "Unterschrift", "Buchungen"):
        assert part in rows
    assert desk.ledger.journal.root().hex() in rows.replace(" ", "")
    assert read_all(house).books.sheet == clock_of(house).now()  # type: ignore[union-attr]  # the desk is open
    clock_of(house).later(days=1)
    assert clock_of(house).now() - read_all(house).books.sheet == timedelta(days=1)  # type: ignore[union-attr, operator]
