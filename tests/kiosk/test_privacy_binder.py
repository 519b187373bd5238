"""The privacy binder: valid, true to settings and to the retention table, and without anything secret."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.desk import Desk
from kiosk.house import House
from kiosk.papers.binder import Grid
from kiosk.papers.made import Made, Wishes
from kiosk.papers.making import printed
from kiosk.papers.privacy import compose, privacy_of
from kiosk.papers.privacy_uses import uses
from kiosk.retention import run_now
from kiosk.retention_words import keep_words, kind_words
from kiosk.words import Words
from sync.backup.log import BackupLog, Copy
from sync.backup.recovery import Recovery
from sync.backup.stick import Keep
from sync.ledger.retention import TABLE, Kind
from sync.letters.box import LetterBox
from tests.kiosk.binder_house import PORTAL, RING, SECRETS, full_settings
from tests.kiosk.settings_file import MAIL
from tests.kiosk.staff_house import CANARIES, PIN, STAFF
from tests.kiosk.statements import counter
from tests.pdf_checks import A4, LEAST_PT, assert_ua1, pages_of, sizes_mm, text_of, type_sizes

There = tuple[House, Desk]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[There]:
    with counter(tmp_path) as (house, desk):
        house.letters = LetterBox(desk.folder, desk.clock, "QK7")
        set_up(house, desk, tmp_path)
        yield house, desk


def set_up(house: House, desk: Desk, folder: Path, *platforms: str) -> None:
    """With these platforms, or one of each kind."""
    desk.settings = full_settings(folder, *platforms)
    house.visit, house.centre = desk.settings.visit, desk.settings.centre


def flat(made: Made) -> str:
    return re.sub(r"\s+", " ", text_of(made.pdf).replace("\u00ad\n", "").replace("\u200b", ""))


def said(there: There) -> str:
    """All that stands in it, before it is set: no line ends in the middle of a word."""
    return msgspec.json.encode(privacy_of(*there)).decode()


def test_it_is_valid_large_and_on_a4_with_a_sheet_for_each_topic(there: There) -> None:
    made = compose(*there, Wishes())
    assert_ua1(made.pdf, "Datenschutz-Mappe")
    assert min(type_sizes(made.pdf)) >= LEAST_PT
    assert sizes_mm(made.pdf) == {A4}
    pages, titles = pages_of(made.pdf), [sheet.title for sheet in privacy_of(*there).sheets]
    assert made.sheets == len(pages) == len(titles) + 2, "cover, contents, and no topic that runs over"
    for number, title in enumerate(titles, 3):
        assert pages[number - 1].startswith(title)
    assert made.name == "datenschutz-mappe-2026-11-24.pdf"


def test_it_can_be_set_in_every_language_of_the_staff(there: There) -> None:
    house, desk = there
    for language in ("de", "en"):
        house.words = Words(language)
        assert_ua1(compose(house, desk, Wishes()).pdf, language=language)


def test_it_says_that_it_is_no_legal_advice_and_what_somebody_must_fill_in(there: There) -> None:
    text = flat(compose(*there, Wishes()))
    assert "kein Rat von einem Anwalt" in text
    for line in ("Verantwortlich (Verein, Stadt):", "Land, wo die Daten liegen", "Büro: abgeheftet im Ordner:"):
        assert line in text


def test_r32_every_line_of_the_retention_table_stands_in_it_word_for_word(there: There) -> None:
    text, words = said(there), there[0].words
    for line in TABLE:
        assert kind_words(words, line.kind) in text
        assert keep_words(words, line, there[1].settings.backup.keep) in text


def test_r32_the_table_tells_how_many_backups_are_kept_here(there: There) -> None:
    words, (backups,) = there[0].words, [line for line in TABLE if line.kind is Kind.BACKUP]
    assert keep_words(words, backups, Keep()) == "7 Tage, 4 Wochen, 12 Monate"
    assert keep_words(words, backups, Keep(daily=1, weekly=0, monthly=24)) == "1 Tag, 0 Wochen, 24 Monate"


def test_every_kind_of_data_belongs_to_a_use_in_the_record(there: There) -> None:
    assert {kind for use in uses(*there) for kind in use.kinds} == set(Kind)


def test_what_is_not_set_is_not_in_it(there: There, tmp_path: Path) -> None:
    house, desk = there
    everything = said(there)
    assert "Stunden buchen" in everything
    assert "Zahlungen: zwei Nummern" in everything
    set_up(house, desk, tmp_path, PORTAL, MAIL)
    desk.ledger.people.keep_only("csv", [])
    for one in desk.ledger.people.all():
        desk.ledger.people.keep_only(one.source, [])
    text = said(there)
    assert "unser-quartier" in text.replace("\u200b", "")
    for gone in ("Stunden buchen", "Zahlungen: zwei Nummern", "ring.example", "pretix", "Zustimmung zum Namen"):
        assert gone not in text.replace("\u200b", "")
    house.letters = None
    assert "Wünsche und Meinungen" not in said(there)


def test_hours_that_are_booked_without_a_ring_stand_in_the_record(there: There, tmp_path: Path) -> None:
    house, desk = there
    set_up(house, desk, tmp_path, PORTAL)
    assert desk.ledger.people.all()
    first = next(uses(house, desk))
    assert (first.title, first.receivers) == ("Stunden buchen", "niemand; nur auf Papier")
    assert "Sie buchen Stunden" in said(there)


def test_each_site_stands_there_with_what_is_sent_to_it(there: There, tmp_path: Path) -> None:
    house, desk = there
    set_up(house, desk, tmp_path, PORTAL, RING)
    receivers = next(sheet for sheet in privacy_of(house, desk).sheets if sheet.title == "Wer Daten bekommt")
    rows = next(part.rows for part in receivers.parts if isinstance(part, Grid))
    assert [(row[0].partition(" ")[0], row[1]) for row in rows] == [
        ("portal", "nichts: Das Terminal liest nur"),
        ("ring", "Zahlungen: zwei Nummern, Stunden, Text"),
    ]


def test_the_measures_tell_how_it_stands_today(there: There) -> None:
    house, desk = there
    text = said(there)
    for told in ("noch keine gute Sicherung", "noch keine Wörter", "Die Fernhilfe ist aus", "mindestens 6 Ziffern"):
        assert told in text
    assert desk.data_key
    Recovery(desk.folder).make(desk.data_key)
    copy = Copy(at=house.now() - timedelta(hours=5), trust="ntp", stick="S", stick_id="S", file="f", good=True)
    BackupLog(desk.folder).add(copy)
    text = said(there)
    assert "vor 5 Stunden" in text
    assert "noch keine Wörter" not in text


def test_open_ways_are_named(there: There) -> None:
    _house, desk = there
    assert "Der Weg zu jeder Seite ist verschlüsselt." in said(there)
    bare = [msgspec.structs.replace(one, url=one.url.replace("https", "http")) for one in desk.settings.platforms]
    desk.settings = msgspec.structs.replace(desk.settings, platforms=tuple(bare))
    assert "ist offen: portal, ring, kalender, haus." in said(there)


def test_r32_whether_the_daily_run_goes_is_told(there: There) -> None:
    house, desk = there
    assert "Das tägliche Löschen läuft noch nicht." in said(there)
    run_now(desk.ledger, house.zone, STAFF)
    assert "zuletzt am Dienstag, 24. November 2026" in said(there)


def test_r36_consent_of_parents_stays_on_paper_in_a_folder(there: There) -> None:
    sheet = next(sheet for sheet in privacy_of(*there).sheets if sheet.title == "Zustimmung von Eltern")
    text = msgspec.json.encode(sheet).decode()
    assert "Dieses Blatt bleibt auf Papier." in text
    assert "abgeheftet im Ordner" in text


def test_nothing_secret_no_member_and_nobody_of_the_staff_stands_in_it(there: There) -> None:
    house, desk = there
    members = [member.name for member in desk.ledger.people.all()]
    assert members
    texts = (flat(compose(house, desk, Wishes())), said(there))
    found = [one for text in texts for one in (*SECRETS, PIN, *members, *CANARIES) if one in text]
    assert found == []


def test_nothing_is_kept_of_it(there: There) -> None:
    house, desk = there
    printed(compose(house, desk, Wishes()), desk)
    assert desk.ledger.kept.get("privacy") is None
