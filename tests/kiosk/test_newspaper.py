"""The newspaper as people hold it: large, complete, in order, readable by machines that read aloud."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdfium2
import pypdfium2.raw as raw
import pytest

from kiosk.demo.neighbourhood import neighbourhood
from kiosk.paper_settings import PaperSettings
from kiosk.papers.made import NotMade
from sync.records import Kind
from tests.kiosk.hostile import hostile
from tests.kiosk.press_room import IMPRINT, PressRoom, ad, event, press_room
from tests.pdf_checks import A4, A4_ACROSS, MM, assert_large, assert_ua1, pages_of, sizes_mm, text_of, type_sizes
from tests.sync.clocks import BERLIN, TUESDAY

KINDS = ("Angebote", "Gesuche", "Veranstaltungen", "Jobs", "Aushänge")
EDGE_MM = 6
"""Printers leave so much of a page white."""
FOOT_MM = 16
"""So much at the foot of a page is for its number alone."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PressRoom]:
    with press_room(tmp_path_factory.mktemp("demo"), neighbourhood(TUESDAY.date(), BERLIN)) as room:
        yield room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[PressRoom]:
    with press_room(tmp_path) as room:
        yield room


@pytest.mark.parametrize("booklet", [False, True])
def test_a36_it_is_valid_large_and_tagged(demo: PressRoom, booklet: bool) -> None:
    made = demo.newspaper(booklet=booklet)
    assert_ua1(made.pdf, "Lindenblatt, Ausgabe 1, Dienstag, 24. November 2026")
    assert_large(made.pdf)
    assert sizes_mm(made.pdf) == {A4_ACROSS if booklet else A4}
    assert (made.both_sides, made.short_edge, made.copies) == (True, booklet, 6)


@pytest.mark.parametrize("booklet", [False, True])
def test_nothing_of_hostile_content_leaves_the_page_or_reaches_the_page_number(tmp_path: Path, booklet: bool) -> None:
    with press_room(tmp_path, hostile()[::5]) as room:
        pdf = room.newspaper(booklet=booklet).pdf
    assert_ua1(pdf)
    for sheet in pypdfium2.PdfDocument(pdf):
        for found in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
            left, bottom, right, _ = found.get_bounds()
            assert left > EDGE_MM / MM
            assert right < sheet.get_width() - EDGE_MM / MM
            assert bottom > EDGE_MM / MM
        foot = sheet.get_textpage().get_text_bounded(0, 0, sheet.get_width(), FOOT_MM / MM)
        assert re.fullmatch(r"\s*(Seite \d+\s*)+", foot)


def test_every_entry_stands_once_and_the_contents_name_its_page(demo: PressRoom) -> None:
    pages = pages_of(demo.newspaper().pdf)
    begin = next(number for number, text in enumerate(pages) if text.startswith("Angebote") and number)
    contents = " ".join(pages[:begin])
    for kind in KINDS:
        number = int(re.findall(rf"{kind} [. ]*(\d+)", contents)[0])
        assert pages[number - 1].startswith(kind)
    ids = [one.upper() for one in _chiffres(pages[begin:])]
    assert len(ids) == len(set(ids)) > 100


def _chiffres(pages: list[str]) -> list[str]:
    return re.findall(r"(?:Chiffre|Nummer): ([A-Z2-9]{4,12})", " ".join(pages))


def test_a37_an_entry_says_when_where_what_it_costs_whom_to_ask_and_its_number(room: PressRoom) -> None:
    room.publish([event(1, 3)])
    text = text_of(room.newspaper().pdf)
    number = next(iter(room.house.replica.items(None, None, room.clock.now()))).id.upper()
    assert "Wann: Donnerstag, 3. Dezember, 15:00 bis 17:00 Uhr" in text
    assert "Wo: Werkstatt im Hof" in text
    assert "Preis: 1 Stunde" in text
    assert "Kontakt: Herr Niemand, 0221 33 44 55" in text
    assert f"Nummer: {number}" in text


def test_offers_of_whom_nobody_knows_go_by_chiffre_and_no_number_is_left(room: PressRoom) -> None:
    room.publish([ad(1, text="Rufen Sie an: 0221 33 44 55, Herr Niemand.")])
    text = text_of(room.newspaper().pdf)
    assert "Chiffre: " in text
    assert "33 44 55" not in text
    assert "Wie antworte ich auf eine Chiffre?" in text


def test_the_head_the_imprint_and_the_form_for_an_ad_are_there(demo: PressRoom) -> None:
    pages = pages_of(demo.newspaper().pdf)
    for words in ("Lindenblatt", "Quartierstreff Lindenhof", "Ausgabe 1 · Dienstag, 24. November 2026", "Gültig bis"):
        assert words in pages[0]
    front = " ".join(pages[:4])
    assert all(words in front for words in (IMPRINT, "Lindenhof 3, 50735 Köln", "Mo bis Do 9 bis 12 Uhr"))
    assert all(words in pages[-1] for words in ("Anzeige aufgeben", "Mitglieds-Nummer", "Nein, nur eine Chiffre"))


def test_sections_and_categories_are_in_order_and_events_by_date(room: PressRoom) -> None:
    room.publish([ad(1), ad(2, categories=("Äpfel",)), ad(3, categories=()), event(4, 20), event(5, 2)])
    text = " ".join(pages_of(room.newspaper().pdf)[2:])
    wanted = ("Angebote", "Äpfel", "Handwerk", "Sonstiges", "Veranstaltungen", "Tanztee 5", "Tanztee 4", "Anzeige auf")
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


def test_dates_of_a_series_are_one_entry_and_a_cancelled_one_says_so(room: PressRoom) -> None:
    dates = [event(9, day, remote=f"tea/{day}", title="Tanztee") for day in range(1, 9)]
    room.publish([*dates, event(9, 20, remote="tea/20", title="Tanztee", cancelled=True)])
    text = " ".join(pages_of(room.newspaper().pdf)[2:])
    assert text.count("Fällt aus: Tanztee") == 1
    assert text.count("Tanztee") == 2
    assert "Auch am: 2. Dezember, 3. Dezember, 4. Dezember, 5. Dezember, 6. Dezember, 2 weitere Termine" in text


def test_foreign_text_is_text_and_never_markup(room: PressRoom) -> None:
    nasty = ('#read("/etc/passwd") $x$ *fett*', "= Keine Überschrift", "[/x] <b> \\ ` @ref", '#eval("1+1")')
    room.publish([ad(number, Kind.NOTICE, title=title, text=title) for number, title in enumerate(nasty)])
    text = text_of(room.newspaper().pdf).replace("\u200b", "")
    assert all(title in text for title in nasty)


def test_every_script_is_set_and_what_no_font_has_shows_as_a_box(room: PressRoom) -> None:
    words = ("Ümit Yılmaz ğış", "Ласкаво просимо", "Zażółć gęślą jaźń", "Καλημέρα", "Tiếng Việt", "🍎 ✅ 1️⃣ 👨‍👩‍👧")
    room.publish(
        [ad(number, Kind.NOTICE, title=title) for number, title in enumerate((*words, "أهلاً وسهلاً", "日本語"))]
    )
    pdf = room.newspaper().pdf
    assert_ua1(pdf)
    text = text_of(pdf)
    assert all(title in text for title in words[:5])
    assert "□□□" in text
    assert "日" not in text


@pytest.mark.parametrize("booklet", [False, True])
def test_a_long_title_of_the_newspaper_stays_on_the_page(room: PressRoom, booklet: bool) -> None:
    title = "Nachbarschaftshilfezeitung am alten Wasserwerk"
    room.desk.settings = msgspec.structs.replace(room.desk.settings, paper=PaperSettings(title=title))
    room.publish([ad()])
    pdf = room.newspaper(booklet=booklet).pdf
    sheet = pypdfium2.PdfDocument(pdf)[0]
    words = sheet.get_textpage().get_text_bounded(
        sheet.get_width() / 2 * booklet + EDGE_MM / MM, 0, sheet.get_width() - EDGE_MM / MM, sheet.get_height()
    )
    assert title in " ".join(words.split())
    assert max(type_sizes(pdf)) >= 20


def test_it_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    with press_room(tmp_path, [ad()], "en") as room:
        pdf = room.newspaper().pdf
    assert_ua1(pdf, language="en")
    assert "Valid until the next issue" in text_of(pdf)


def test_where_nothing_is_published_there_is_no_newspaper(room: PressRoom) -> None:
    with pytest.raises(NotMade, match="nichts zu drucken"):
        room.newspaper()


def test_the_preview_names_every_section_and_entry(room: PressRoom) -> None:
    room.publish([ad(1), event(2, 3)])
    rows = room.newspaper().rows
    assert rows[2:] == ("Angebote: 1 Eintrag", "Fahrrad reparieren 1", "Veranstaltungen: 1 Eintrag", "Tanztee 2")


@pytest.mark.parametrize("booklet", [False, True])
def test_addresses_and_numbers_are_never_hyphenated(room: PressRoom, booklet: bool) -> None:
    """Somebody would type the hyphen."""
    mail, web = "foerderverein@nachbarschaftshilfe.example", "www.nachbarschaftshilfeorganisation.example/angebote"
    pushed = ("Bitte wenden Sie sich an" + " x" * length + f" {mail} oder {web} danke" for length in range(25))
    room.publish([ad(number, Kind.NOTICE, text=text) for number, text in enumerate(pushed)])
    sheets = pypdfium2.PdfDocument(room.newspaper(booklet=booklet).pdf)
    plain = "".join(sheet.get_textpage().get_text_range() for sheet in sheets)
    plain = re.sub(r"[\s\u200b]", "", plain)
    assert plain.count(mail) == plain.count(web) == 25


def test_events_reach_as_far_as_the_settings_say_and_the_later_ones_are_told_of(room: PressRoom) -> None:
    times = {"starts": "2027-02-02T15:00:00+01:00", "ends": "2027-02-02T17:00:00+01:00"}
    room.publish([event(4, 24), event(5, 24, **times), event(6, 24, starts=None, ends=None)])
    text = " ".join(pages_of(room.newspaper().pdf)[2:])
    assert ("Tanztee 4" in text, "Tanztee 5" in text, "Tanztee 6" in text) == (True, False, True)
    assert "1 weiterer Termin nach Dienstag, 26. Januar 2027: Bitte sehen Sie am Terminal nach" in text
    room.desk.settings = msgspec.structs.replace(room.desk.settings, paper=PaperSettings(event_weeks=10))
    assert "Tanztee 5" in " ".join(pages_of(room.newspaper().pdf)[2:])
